"""JPEG without metadata: only what draws the picture is written again (ITU-T T.81, annex B).

Kept: tables, frames, scans, and Adobe's mark of colours. Everything else goes: EXIF with its place,
XMP, comments, profiles, thumbnails, what follows the end. Of EXIF one number from 1 to 8 is written
anew, which way is up; without it most photographs of a telephone would lie on their side.
"""

import re
import struct
from collections.abc import Iterator

from tadbir.works.calc.attached import refusals

START, END = b"\xff\xd8", b"\xff\xd9"
_SCAN, _ADOBE, _EXIF = 0xDA, 0xEE, 0xE1
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_TABLES = frozenset({0xC4, 0xCC, 0xDB, 0xDD})
_DROPPED = frozenset({*range(0xE0, 0xF0), 0xFE})
_NEXT_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
_ORIENTATION = 0x0112


def cleaned(data: bytes) -> bytes:
    """The same picture without metadata; raises `Refused` where it is damaged or too large."""
    kept, upright, has_frame = [], 1, False
    for marker, body, scan in _segments(data):
        if marker == _EXIF:
            upright = orientation(body) or upright
        if marker in _FRAMES:
            has_frame = True
            _check_frame(body)
        if kept_body := _kept(marker, body):
            length = struct.pack(">H", len(kept_body) + 2)
            kept.append(bytes((0xFF, marker)) + length + kept_body + scan)
    if not has_frame:
        raise refusals.damaged()
    return b"".join((START, _JFIF, _turned(upright), *kept, END))


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """The marker, the body and, for a scan, the coded data of each segment up to the end."""
    place, has_scan = len(START), False
    while True:
        marker, place = _marker(data, place)
        if marker == END[1]:
            if not has_scan:
                raise refusals.damaged()
            return
        body = _body(data, place)
        place += len(body) + 2
        scan = b""
        if marker == _SCAN:
            has_scan, stop = True, _NEXT_MARKER.search(data, place)
            if stop is None:
                raise refusals.damaged()
            scan, place = data[place : stop.start()], stop.start()
        yield marker, body, scan


def _marker(data: bytes, place: int) -> tuple[int, int]:
    """The marker at a place, which any number of FF may precede, and where its body begins."""
    start = place
    while place < len(data) and data[place] == 0xFF:
        place += 1
    if place == start or place >= len(data):
        raise refusals.damaged()
    return data[place], place + 1


def _body(data: bytes, place: int) -> bytes:
    length = int.from_bytes(data[place : place + 2], "big")
    body = data[place + 2 : place + length]
    if length < 2 or len(body) != length - 2:
        raise refusals.damaged()
    return body


def _kept(marker: int, body: bytes) -> bytes:
    """What stays of a segment, nothing of those that draw nothing."""
    if marker == _ADOBE and body.startswith(b"Adobe"):
        return body[:12]
    if marker in _DROPPED:
        return b""
    if marker == _SCAN or marker in _TABLES or marker in _FRAMES:
        return body
    raise refusals.damaged()


def _check_frame(body: bytes) -> None:
    if len(body) < 6:
        raise refusals.damaged()
    height, width = struct.unpack(">HH", body[1:5])
    refusals.check_pixels(width, height)


def orientation(body: bytes) -> int | None:
    """Which way is up as EXIF says it, 1 to 8; None where it does not say it plainly."""
    if not body.startswith(b"Exif\0\0"):
        return None
    tiff = body[6:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 10:
        return None
    (first,) = struct.unpack(f"{order}I", tiff[4:8])
    count = struct.unpack(f"{order}H", tiff[first : first + 2])[0] if first + 2 <= len(tiff) else 0
    for place in range(first + 2, min(first + 2 + 12 * count, len(tiff) - 11), 12):
        tag, _kind, _values, value = struct.unpack(f"{order}HHIH", tiff[place : place + 10])
        if tag == _ORIENTATION:
            return value if 1 <= value <= 8 else None
    return None


def _turned(upright: int) -> bytes:
    """A segment that says which way is up and nothing else; none for a picture that stands."""
    if upright == 1:
        return b""
    tiff = struct.pack("<2sHIHHHIHHI", b"II", 42, 8, 1, _ORIENTATION, 3, 1, upright, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
