"""The parts of an xlsx: which sheet stands in which part, in what state, and how dates count."""

import posixpath
import zipfile
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake.reading.options import MEGABYTE

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LARGEST_PART = 16 * MEGABYTE


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of a workbook, and the part of the archive that holds it."""

    name: str
    part: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of an xlsx in their order. `counts_from_1904` is the old Macintosh calendar."""

    sheets: tuple[SheetPart, ...]
    counts_from_1904: bool


def hostile_xml(part: str) -> Refused:
    """A part that declares entities: nothing that a spreadsheet program writes."""
    return Refused(
        "intake.hostile-archive",
        N_("The part “{part}” declares entities, which no spreadsheet does."),
        part=part,
    )


def parsed(archive: zipfile.ZipFile, part: str) -> Element | None:
    """A small part of the archive as a tree; None when the archive has no such part.

    Raises `Refused` when it is too large, damaged, or declares entities.
    """
    if part not in archive.namelist():
        return None
    if archive.getinfo(part).file_size > _LARGEST_PART:
        raise Refused(
            "intake.too-large",
            N_("The part “{part}” of the file is larger than it can be."),
            part=part,
        )
    try:
        tree: Element = fromstring(archive.read(part), forbid_dtd=True)
    except DefusedXmlException as error:
        raise hostile_xml(part) from error
    except ParseError as error:
        raise Refused(
            "intake.unreadable", N_("The part “{part}” of the file is damaged."), part=part
        ) from error
    return tree


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def workbook(archive: zipfile.ZipFile) -> Workbook:
    """The sheets of an xlsx, worksheets only."""
    book = parsed(archive, "xl/workbook.xml")
    if book is None:
        raise Refused("intake.unreadable", N_("The workbook has no list of sheets."))
    targets = _targets(archive)
    sheets = [
        SheetPart(
            sheet.get("name", ""),
            targets.get(sheet.get(_RELATION, ""), ""),
            sheet.get("state", "visible") != "visible",
        )
        for sheet in book.iter()
        if local(sheet) == "sheet"
    ]
    old = any(
        local(item) == "workbookPr" and item.get("date1904") in ("1", "true")
        for item in book.iter()
    )
    return Workbook(tuple(s for s in sheets if "worksheets" in s.part), old)


def _targets(archive: zipfile.ZipFile) -> dict[str, str]:
    relations = parsed(archive, "xl/_rels/workbook.xml.rels")
    if relations is None:
        return {}
    return {
        item.get("Id", ""): posixpath.normpath(posixpath.join("xl", item.get("Target", ""))).lstrip(
            "/"
        )
        for item in relations
    }
