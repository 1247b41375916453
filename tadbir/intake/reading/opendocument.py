"""One pass over an ods before it is parsed: a few bytes can promise a million rows."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake.reading.marks import ERROR, NO_VALUE, Marks, far_cell, last_cell_within
from tadbir.intake.reading.options import MEGABYTE, Limits
from tadbir.intake.reading.workbook import hostile_xml

_CONTENT = "content.xml"
_CARRY_AT_MOST = 8 * MEGABYTE
_PART = re.compile(
    rb"<table:table (?P<sheet>[^>]*)>|<table:table-row\b(?P<row>[^>]*?)(?P<closed>/?)>"
    rb"(?P<cells>(?:(?!<table:table-row).)*?</table:table-row>)?",
    re.DOTALL,
)
_CELL = re.compile(
    rb"<table:(?:covered-)?table-cell\b([^>]*?)(?:/>|>(.*?)</table:(?:covered-)?table-cell>)",
    re.DOTALL,
)
_NAME = re.compile(rb'table:name="([^"]*)"')
_ROWS = re.compile(rb'table:number-rows-repeated="(\d{1,9})"')
_COLUMNS = re.compile(rb'table:number-columns-repeated="(\d{1,9})"')


def marks(archive: zipfile.ZipFile, limits: Limits) -> dict[str, Marks]:
    """The marks of every sheet, by name: extent and faults; styles are not read here.

    Raises `Refused("intake.far-cell")` for a sheet that repeats its rows beyond the limits.
    """
    sheets: dict[str, Marks] = {}
    sheet, row = Marks(), 0
    for part in _parts(archive):
        if part["sheet"] is not None:
            name = _NAME.search(part["sheet"])
            sheet, row = Marks(), 0
            sheets[unescape(name[1].decode()) if name else ""] = sheet
            continue
        repeated = _ROWS.search(part["row"])
        times = int(repeated[1]) if repeated else 1
        width = _see_row(part["cells"] or b"", row, sheet)
        if width:
            sheet.rows, sheet.columns = row + times, max(sheet.columns, width)
        row += times
        _check_extent(sheet, limits)
    return sheets


def _check_extent(sheet: Marks, limits: Limits) -> None:
    too_far = sheet.rows > limits.rows or sheet.columns > limits.columns
    if too_far or sheet.rows * sheet.columns > limits.cells:
        raise far_cell(last_cell_within(sheet))


def _see_row(content: bytes, row: int, sheet: Marks) -> int:
    """How many columns of the row are filled; faults are noted."""
    column = width = 0
    for attributes, text in _CELL.findall(content):
        repeated = _COLUMNS.search(attributes)
        times = int(repeated[1]) if repeated else 1
        if text or b"office:value" in attributes or b"table:formula" in attributes:
            width = column + times
        if b'calcext:value-type="error"' in attributes:
            sheet.faults[row, column] = ERROR
        elif b"table:formula" in attributes and b"office:value" not in attributes and not text:
            sheet.faults[row, column] = NO_VALUE
        column += times
    return width


def _parts(archive: zipfile.ZipFile) -> Iterator[re.Match[bytes]]:
    carry = b""
    with archive.open(_CONTENT) as stream:
        while piece := stream.read(MEGABYTE):
            if not carry and b"<!DOCTYPE" in piece[:4096].upper():
                raise hostile_xml(_CONTENT)
            piece = carry + piece
            end = piece.rfind(b"</table:table-row>") + len(b"</table:table-row>")
            end = end if end >= len(b"</table:table-row>") else 0
            if len(piece) - end > _CARRY_AT_MOST:
                raise Refused(
                    "intake.archive-bomb",
                    N_("A row of the sheet in “{part}” is larger than a row can be."),
                    part=_CONTENT,
                )
            carry = piece[end:]
            yield from _PART.finditer(piece[:end])
    yield from _PART.finditer(carry)
