"""Files as they came, kept once under the media folder by the digest of their bytes."""

import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from tadbir.core.refused import Refused
from tadbir.core.words import N_

Source = Path | bytes | Iterable[bytes]
"""A file on disk, its bytes, or its bytes piece by piece as they are uploaded."""
CHUNK = 1 << 20
LONGEST_NAME = 255
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}\Z")


def folder() -> Path:
    """Where private files of intake stand."""
    return Path(settings.MEDIA_ROOT)


def keep(source: Source, name: str) -> tuple[str, int, str]:
    """Copy a file under its digest, durably; its SHA-256, size in bytes and path kept.

    A file already there is left as it is. Raises `Refused("intake.empty-file")`.
    """
    content = folder() / "originals"
    content.mkdir(parents=True, exist_ok=True)
    arriving = content / f"{secrets.token_hex(16)}.part"
    try:
        sha256, size = _copy(source, arriving)
        if size == 0:
            raise Refused("intake.empty-file", N_("The file {name} is empty."), name=name)
        path = Path("originals") / sha256[:2] / f"{sha256}{suffix(name)}"
        (folder() / path).parent.mkdir(exist_ok=True)
        arriving.replace(folder() / path)
    finally:
        arriving.unlink(missing_ok=True)
    return sha256, size, path.as_posix()


def _copy(source: Source, target: Path) -> tuple[str, int]:
    digest = hashlib.sha256()
    with target.open("wb") as copy:
        for chunk in _chunks(source):
            digest.update(chunk)
            copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
        return digest.hexdigest(), copy.tell()


def _chunks(source: Source) -> Iterator[bytes]:
    if isinstance(source, Path):
        with source.open("rb") as original:
            while chunk := original.read(CHUNK):
                yield chunk
    else:
        yield from (source,) if isinstance(source, bytes) else source


def suffix(name: str) -> str:
    """The ending of a file's name in small letters, ".bin" when it has none worth keeping."""
    found = _SUFFIX.search(name.casefold())
    return found.group() if found else ".bin"


def plain_name(name: str) -> str:
    """The last part of a name, without control characters, short enough to be kept."""
    last = re.split(r"[/\\]", name)[-1]
    return "".join(c for c in last if c.isprintable())[-LONGEST_NAME:].strip() or "file"
