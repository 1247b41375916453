"""Word and Excel documents without their properties, and with clean photographs inside (ECMA-376).

Properties (author, company, last hand, dates, thumbnail) are emptied, the photographs inside cleaned
as others are. Names in comments and in tracked changes are text of the document: they stay.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from tadbir.works.calc.attached import jpeg, png, refusals
from tadbir.works.calc.attached.refusals import MEGABYTE

ZIP = b"PK\x03\x04"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS = {"word/document.xml": (DOCX, ".docx"), "xl/workbook.xml": (XLSX, ".xlsx")}
_TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"
# All that the reader of archives raises on bytes that are none.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError,
    NotImplementedError, ValueError, OverflowError,
)  # fmt: skip
_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_MOST_PARTS = 2_000
_MOST_UNPACKED = 80 * MEGABYTE
_PROGRAMS = re.compile(r"vbaproject|vbadata|/macrosheets/|/activex/|/dialogsheets/|oleobject", re.I)
_MACRO_TYPES = re.compile(rb"macroEnabled|vbaProject|activeX|ms-office\.intlmacrosheet", re.I)
_THUMBNAIL = re.compile(rb"<Relationship\b[^>]*?/metadata/thumbnail[^>]*?/>")
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_CUSTOM = _APP.replace("extended-properties", "custom-properties")
_EMPTIED: Mapping[str, bytes] = {
    "docProps/core.xml": _CORE.encode(),
    "docProps/app.xml": _APP.encode(),
    "docProps/custom.xml": _CUSTOM.encode(),
}
# The day an archive cannot be older than: no part says when it was written.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def cleaned(data: bytes) -> tuple[bytes, str, str]:
    """The document written again, its media type and the ending of its name.

    Raises `Refused` for another kind of archive, macros, a password, a bomb, or damage.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            kind = _kind(archive)
            return _written(archive), *kind
    except _DAMAGE as error:
        raise refusals.damaged() from error


def _kind(archive: zipfile.ZipFile) -> tuple[str, str]:
    """What the archive is, once it is seen that it may be opened."""
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if any(entry.flag_bits & 1 for entry in entries):
        raise refusals.has_password()
    if len(names) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        raise refusals.unpacks_too_far()
    kinds = [kind for name, kind in _KINDS.items() if name in names]
    if len(kinds) != 1 or _TYPES not in names:
        raise refusals.unknown()
    if len({name.casefold() for name in names}) != len(names) or any(
        entry.compress_type not in _PACKINGS for entry in entries
    ):
        raise refusals.damaged()
    if any(_PROGRAMS.search(f"/{name}") for name in names):
        raise refusals.has_macros()
    if _MACRO_TYPES.search(_part(archive, _TYPES)):
        raise refusals.has_macros()
    return kinds[0]


def _written(archive: zipfile.ZipFile) -> bytes:
    """Every part written again, cleaned, without dates nor comments of the archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in archive.infolist():
            name = entry.filename
            if entry.is_dir() or _is_thumbnail(name):
                continue
            copy.writestr(
                zipfile.ZipInfo(name, _EPOCH), _clean_part(archive, name), zipfile.ZIP_DEFLATED
            )
    return target.getvalue()


def _is_thumbnail(name: str) -> bool:
    return name.startswith("docProps/") and name not in _EMPTIED


def _clean_part(archive: zipfile.ZipFile, name: str) -> bytes:
    if name in _EMPTIED:
        return _EMPTIED[name]
    body = _part(archive, name)
    if name == _RELATIONS:
        return _THUMBNAIL.sub(b"", body)
    return _clean_picture(name, body) if "/media/" in name else body


def _clean_picture(name: str, body: bytes) -> bytes:
    """A photograph inside the document; a drawing of another kind stays as it is."""
    if body.startswith(jpeg.START):
        return jpeg.cleaned(body)
    if body.startswith(png.SIGNATURE):
        return png.cleaned(body)
    if PurePosixPath(name).suffix.casefold() in {
        ".jpg",
        ".jpeg",
        ".tif",
        ".tiff",
        ".heic",
        ".webp",
    }:
        raise refusals.unknown_picture()
    return body


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part of the archive, which must be as long as it says."""
    said = archive.getinfo(name).file_size
    with archive.open(name) as part:
        body = part.read(said + 1)
    if len(body) != said:
        raise refusals.damaged()
    return body
