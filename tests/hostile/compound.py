"""The smallest compound file (OLE) that holds named streams: what old and encrypted files are."""

import struct

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of at most 126 sectors of content, each stream padded to 4,096 bytes."""
    padded = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    sectors: list[bytes] = []
    chain: list[int] = []
    places = {}
    for name, content in padded.items():
        places[name] = len(sectors)
        pieces = [content[i : i + _SECTOR] for i in range(0, len(content), _SECTOR)]
        sectors += [piece.ljust(_SECTOR, b"\0") for piece in pieces]
        chain += [*range(len(chain) + 1, len(chain) + len(pieces)), _END]
    directory = _directory(padded, places)
    first_directory = len(sectors)
    for start in range(0, len(directory), _SECTOR):
        sectors.append(directory[start : start + _SECTOR])
        chain.append(len(chain) + 1)
    chain[-1] = _END
    chain.append(_FAT)
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    return _header(first_directory, len(sectors)) + b"".join(sectors) + table


def _header(directory: int, table: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, directory)
    head += struct.pack("<IIIII", 0, 4096, _END, 0, _END)
    return head + struct.pack("<I109I", 0, table, *[_FREE] * 108)


def _directory(streams: dict[str, bytes], places: dict[str, int]) -> bytes:
    names = list(streams)
    entries = [_entry("Root Entry", 5, _FREE, 1 if names else _FREE, _END, 0)]
    for number, name in enumerate(names, 1):
        right = number + 1 if number < len(names) else _FREE
        entries.append(_entry(name, 2, right, _FREE, places[name], len(streams[name])))
    while len(entries) % 4:
        entries.append(_entry("", 0, _FREE, _FREE, 0, 0))
    return b"".join(entries)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    written = (name + "\0").encode("utf-16-le") if name else b""
    entry = written.ljust(64, b"\0") + struct.pack(
        "<HBBIII", len(written), kind, 1, _FREE, right, child
    )
    return entry.ljust(116, b"\0") + struct.pack("<IQ", start, size)


def xls(rows: list[list[str | float]]) -> bytes:
    """A workbook of the older format (BIFF8) with one sheet of texts and numbers."""
    cells = b"".join(
        _cell(row, column, value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value != ""
    )
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + cells
    sheet += _record(0x000A, b"")
    opening = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    name = _record(0x0085, struct.pack("<IHBB", 0, 0, 1, 0) + b"S")
    start = len(opening) + len(name) + 4
    name = _record(0x0085, struct.pack("<IHBB", start, 0, 1, 0) + b"S")
    return compound({"Workbook": opening + name + _record(0x000A, b"") + sheet})


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x0204, place + struct.pack("<HB", len(value), 1) + text)
    return _record(0x0203, place + struct.pack("<d", value))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content
