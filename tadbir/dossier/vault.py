"""Where the files of packs lie: private, written whole or not at all, told by their digest."""

import hashlib
import os
from pathlib import Path

from django.conf import settings

FOLDER = "packs"


def digest_of(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def keep(content: bytes, name: str) -> str:
    """Write a file and return its path under the private folder; a crash leaves no half of it.

    Called inside the transaction that keeps the pack, where nobody else writes this name: what a
    crash left unfinished is written over by the next.
    """
    path = f"{FOLDER}/{name}"
    target = Path(settings.MEDIA_ROOT) / path
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.unfinished")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(target)
    _settle(target.parent)
    return path


def _settle(folder: Path) -> None:
    """Make the names in a folder outlive a loss of power, as their bytes already do."""
    place = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)


def content_of(path: str) -> bytes | None:
    """The bytes of a kept file, None when it is no longer there."""
    place = Path(settings.MEDIA_ROOT) / path
    return place.read_bytes() if place.is_file() else None
