"""What a file is, told from its bytes, and whether it may be opened at all: nothing is parsed."""

import zipfile
from pathlib import Path, PurePosixPath

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake.reading.options import MEGABYTE, Limits

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
_ENCRYPTED_NAMES = ("EncryptedPackage".encode("utf-16-le"), "EncryptionInfo".encode("utf-16-le"))
_BOOK_NAMES = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
_SMALL = MEGABYTE
_ARCHIVES = (".zip", ".xlsx", ".ods", ".jar", ".gz")


def format_of(path: Path, limits: Limits) -> str:
    """xlsx, xls, ods or csv, from what the file holds and not from its name.

    Raises `Refused` for a file that is empty, too large, encrypted, of another format, or an
    archive that would unpack beyond the limits.
    """
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise _too_large(path, size)
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(_ZIP):
        return _zip_format(path, limits)
    if head.startswith(_OLE):
        return _ole_format(path)
    if not head.strip() or head.startswith(_BINARY) or _is_markup(head):
        raise _unknown(path)
    return "csv"


def _is_markup(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:64].lower()
    return start.startswith((b"<?xml", b"<html", b"<!doctype", b"<table", b"{\\rtf"))


def _zip_format(path: Path, limits: Limits) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_entries(path, entries, limits)
            names = {entry.filename for entry in entries}
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "mimetype" in names and archive.open("mimetype").read(64).strip() == _ODS:
                _check_ods_is_open(path, archive)
                return "ods"
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise unreadable(path) from error
    raise _unknown(path)


def _check_entries(path: Path, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise _bomb(path, f"{len(entries)} parts")
    if any(entry.flag_bits & 1 for entry in entries):
        raise encrypted(path)
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > limits.unpacked_bytes:
        raise _bomb(path, f"{unpacked // MEGABYTE} MB")
    if unpacked > _SMALL and unpacked > limits.ratio * max(packed, 1):
        raise _bomb(path, f"{unpacked // max(packed, 1)} : 1")
    for entry in entries:
        _check_entry(path, entry)


def _check_entry(path: Path, entry: zipfile.ZipInfo) -> None:
    parts = PurePosixPath(entry.filename.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or ":" in entry.filename:
        raise Refused(
            "intake.hostile-archive",
            N_("{file} holds a part named “{part}”, which points outside the file."),
            file=path.name,
            part=entry.filename[:80],
        )
    if parts.suffix.lower() in _ARCHIVES and not entry.filename.startswith("xl/embeddings/"):
        raise _bomb(path, entry.filename[:80])


def _check_ods_is_open(path: Path, archive: zipfile.ZipFile) -> None:
    manifest = archive.open("META-INF/manifest.xml").read(_SMALL)
    if b"encryption-data" in manifest:
        raise encrypted(path)


def _ole_format(path: Path) -> str:
    content = path.read_bytes()
    if any(name in content for name in _ENCRYPTED_NAMES):
        raise encrypted(path)
    if any(name in content for name in _BOOK_NAMES):
        return "xls"
    raise _unknown(path)


def unreadable(path: Path) -> Refused:
    """A file that is damaged or cut short."""
    return Refused(
        "intake.unreadable",
        N_("{file} cannot be read: it is damaged or incomplete. Save it again and send it."),
        file=path.name,
    )


def encrypted(path: Path) -> Refused:
    """A file that asks for a password."""
    return Refused(
        "intake.encrypted",
        N_("{file} is protected by a password. Remove the password and send it again."),
        file=path.name,
    )


def _bomb(path: Path, seen: str) -> Refused:
    return Refused(
        "intake.archive-bomb",
        N_("{file} unpacks to more than a table can be ({seen}): it is not opened."),
        file=path.name,
        seen=seen,
    )


def _too_large(path: Path, size: int) -> Refused:
    return Refused(
        "intake.too-large",
        N_("{file} weighs {seen}: more than intake reads at once. Split it."),
        file=path.name,
        seen=f"{size // MEGABYTE} MB",
    )


def _unknown(path: Path) -> Refused:
    return Refused(
        "intake.unknown-format",
        N_("{file} is not a spreadsheet that can be read: send xlsx, xls, ods or csv."),
        file=path.name,
    )
