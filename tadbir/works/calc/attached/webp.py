"""WebP without metadata: the chunks that draw one picture, written again (RFC 9649)."""

import struct
from collections.abc import Iterator

from tadbir.works.calc.attached import refusals

_DRAWN = frozenset({b"VP8X", b"VP8 ", b"VP8L", b"ALPH"})
_MOVING = frozenset({b"ANIM", b"ANMF"})
_ALPHA = 0x10


def is_webp(data: bytes) -> bool:
    """Whether a file begins as this kind does."""
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def cleaned(data: bytes) -> bytes:
    """The same picture without metadata; raises `Refused` for what is damaged, large or moving."""
    chunks = [(kind, body) for kind, body in _chunks(data) if kind in _DRAWN]
    if not any(kind in {b"VP8 ", b"VP8L"} for kind, _body in chunks):
        raise refusals.damaged()
    for kind, body in chunks:
        _check_size(kind, body)
    inside = b"WEBP" + b"".join(_written(kind, body) for kind, body in chunks)
    return b"RIFF" + struct.pack("<I", len(inside)) + inside


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The kind and the body of each chunk inside the size announced; what follows is not read."""
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data) + 1:
        raise refusals.damaged()
    place = 12
    while place + 8 <= end:
        kind, length = (
            data[place : place + 4],
            int.from_bytes(data[place + 4 : place + 8], "little"),
        )
        body = data[place + 8 : place + 8 + length]
        if len(body) != length or place + 8 + length > end:
            raise refusals.damaged()
        if kind in _MOVING:
            raise refusals.moving()
        yield kind, body
        place += 8 + length + length % 2


def _written(kind: bytes, body: bytes) -> bytes:
    if kind == b"VP8X":
        body = bytes((body[0] & _ALPHA,)) + body[1:]
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _check_size(kind: bytes, body: bytes) -> None:
    sizes = {b"VP8X": _canvas, b"VP8 ": _lossy, b"VP8L": _lossless}
    if kind in sizes:
        if len(body) < 10:
            raise refusals.damaged()
        refusals.check_pixels(*sizes[kind](body))


def _canvas(body: bytes) -> tuple[int, int]:
    return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1


def _lossy(body: bytes) -> tuple[int, int]:
    if body[3:6] != b"\x9d\x01\x2a":
        raise refusals.damaged()
    width, height = struct.unpack("<HH", body[6:10])
    return width & 0x3FFF, height & 0x3FFF


def _lossless(body: bytes) -> tuple[int, int]:
    if body[0] != 0x2F:
        raise refusals.damaged()
    bits = int.from_bytes(body[1:5], "little")
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
