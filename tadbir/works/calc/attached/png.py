"""PNG without metadata: the chunks that draw the picture, checked and written again (ISO 15948)."""

import struct
import zlib
from collections.abc import Iterator

from tadbir.works.calc.attached import refusals

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_ADAM7 = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
)  # fmt: skip
_PIECE = 1 << 16


def cleaned(data: bytes) -> bytes:
    """The same picture without metadata; raises `Refused` where it is damaged or too large.

    The pixels are unpacked, piece by piece, to see that they are as many as announced.
    """
    chunks = [(kind, body) for kind, body in _chunks(data) if kind in _KEPT]
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13:
        raise refusals.damaged()
    _check_pixels(chunks[0][1], [body for kind, body in chunks if kind == b"IDAT"])
    return SIGNATURE + b"".join(_written(kind, body) for kind, body in chunks)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The kind and the body of each chunk up to the end; what follows is not read."""
    place = len(SIGNATURE)
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        kind = data[place + 4 : place + 8]
        body = data[place + 8 : place + 8 + length]
        sum_said = data[place + 8 + length : place + 12 + length]
        if sum_said != struct.pack(">I", zlib.crc32(kind + body)):
            raise refusals.damaged()
        yield kind, body
        if kind == b"IEND":
            return
        place += 12 + length
    raise refusals.damaged()


def _written(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _check_pixels(header: bytes, packed: list[bytes]) -> None:
    """Whether the packed pixels unpack to exactly what the header announces."""
    width, height, depth, colours, _packing, _filter, interlaced = struct.unpack(">IIBBBBB", header)
    refusals.check_pixels(width, height)
    if colours not in _CHANNELS or depth not in {1, 2, 4, 8, 16} or interlaced > 1:
        raise refusals.damaged()
    bits = depth * _CHANNELS[colours]
    if _unpacked(packed, _size(width, height, bits, is_interlaced=bool(interlaced))) is False:
        raise refusals.damaged()


def _size(width: int, height: int, bits: int, *, is_interlaced: bool) -> int:
    """How many bytes the unpacked picture takes: one of filter a line, and its pixels."""
    passes = _ADAM7 if is_interlaced else ((0, 0, 1, 1),)
    sides = [(-(-(width - x) // across), -(-(height - y) // down)) for x, y, across, down in passes]
    return sum(
        rows * (1 + (columns * bits + 7) // 8) for columns, rows in sides if columns > 0 < rows
    )


def _unpacked(packed: list[bytes], size: int) -> bool:
    """Whether packed data are one whole stream of exactly that many bytes; stops once past them."""
    stream, seen = zlib.decompressobj(), 0
    try:
        for piece in _pieces(packed):
            rest = piece
            while rest and seen <= size:
                seen += len(stream.decompress(rest, _PIECE))
                rest = stream.unconsumed_tail
    except zlib.error:
        return False
    return stream.eof and seen == size and not stream.unused_data


def _pieces(packed: list[bytes]) -> Iterator[bytes]:
    """Packed data in small pieces: what is not unpacked yet is copied at each step."""
    for body in packed:
        for start in range(0, len(body), _PIECE):
            yield body[start : start + _PIECE]
