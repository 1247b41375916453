"""Files made byte by byte, with the metadata that a telephone or an office would leave in them."""

import io
import struct
import zipfile
import zlib

PLACE = b"34.0331N-5.0003W"
"""What stands for the place: it must be nowhere in what is kept."""
AUTHOR = b"Prenom Nom"
XMP = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + PLACE + b"</x:xmpmeta>"


def segment(marker: int, body: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def exif(orientation: int = 6, order: str = "<") -> bytes:
    """EXIF with which way is up, a maker, and a directory of the place."""
    mark = b"II" if order == "<" else b"MM"
    entries = [
        struct.pack(f"{order}HHII", 0x010F, 2, len(AUTHOR), 80),
        struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0),
        struct.pack(f"{order}HHII", 0x8825, 4, 1, 62),
    ]
    head = struct.pack(f"{order}2sHIH", mark, 42, 8, len(entries)) + b"".join(entries)
    return b"Exif\0\0" + head.ljust(62, b"\0") + PLACE.ljust(18, b"\0") + AUTHOR


def frame(width: int = 4, height: int = 3) -> bytes:
    """The header of a grey picture."""
    return struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"


SCAN = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
TABLE = segment(0xDB, b"\x00" + bytes(range(1, 65)))
HUFFMAN = segment(0xC4, b"\x00" + b"\x01" + b"\0" * 15 + b"\x05")


def jpeg(orientation: int = 6, order: str = "<", width: int = 4, height: int = 3) -> bytes:
    """A JPEG with every sort of metadata: EXIF, XMP, profile, comment, thumbnail, and a tail."""
    return b"".join((
        b"\xff\xd8", segment(0xE0, b"JFIF\0\x01\x02\x01\x00\x48\x00\x48\x01\x01" + b"abc"),
        segment(0xE1, exif(orientation, order)), segment(0xE1, XMP),
        segment(0xE2, b"ICC_PROFILE\0" + AUTHOR), segment(0xED, b"Photoshop 3.0\0" + AUTHOR),
        segment(0xFE, b"comment " + PLACE), TABLE, segment(0xC0, frame(width, height)), HUFFMAN,
        SCAN, b"\xff\xd9", b"tail " + PLACE,
    ))  # fmt: skip


def chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def header(
    width: int, height: int, colours: int = 2, *, depth: int = 8, is_interlaced: bool = False
) -> bytes:
    """The first chunk of a PNG."""
    return chunk(
        b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, is_interlaced)
    )


def png(pixels: bytes | None = None, width: int = 2, height: int = 2) -> bytes:
    """A PNG with its text, time, EXIF, XMP and profile, and a tail."""
    lines = (b"\0" + b"\x10\x20\x30" * width) * height if pixels is None else pixels
    return b"".join((
        b"\x89PNG\r\n\x1a\n", header(width, height), chunk(b"tEXt", b"Author\0" + AUTHOR),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP), chunk(b"eXIf", exif()[6:]),
        chunk(b"iCCP", b"name\0\0" + zlib.compress(AUTHOR)), chunk(b"tIME", b"\x07\xe9\x0c\x0c\0\0\0"),
        chunk(b"IDAT", zlib.compress(lines)), chunk(b"IEND", b""), b"tail " + PLACE,
    ))  # fmt: skip


def riff(kind: bytes, body: bytes) -> bytes:
    """A chunk of a WebP."""
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def webp(*chunks: bytes) -> bytes:
    """A WebP of some chunks."""
    inside = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(inside)) + inside


LOSSY = riff(b"VP8 ", b"\x30\x01\x00\x9d\x01\x2a\x04\x00\x03\x00\x01")
CANVAS = struct.pack("<I", 3)[:3] + struct.pack("<I", 2)[:3]


def extended(flags: int = 0x3C) -> bytes:
    """A WebP that announces a profile, transparency, EXIF and XMP, and holds them."""
    return webp(
        riff(b"VP8X", bytes((flags, 0, 0, 0)) + CANVAS), riff(b"ICCP", AUTHOR), LOSSY,
        riff(b"EXIF", exif()), riff(b"XMP ", XMP),
    ) + b"tail " + PLACE  # fmt: skip


TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = (
    b'<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="word/document.xml"/>'
    b'<Relationship Id="r2" Type="http://x/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/>'
    b"</Relationships>"
)


def office(main: str = "word/document.xml", **others: bytes) -> bytes:
    """A document with its author, company, thumbnail and a photograph inside."""
    parts = {
        "[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, main: b"<document>texte</document>",
        "docProps/core.xml": b"<core><dc:creator>" + AUTHOR + b"</dc:creator></core>",
        "docProps/app.xml": b"<app><Company>" + AUTHOR + b"</Company></app>",
        "docProps/thumbnail.jpeg": jpeg(), "word/media/image1.jpeg": jpeg(),
    }  # fmt: skip
    parts |= {name.replace("__", "/").replace("_dot_", "."): body for name, body in others.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
        archive.comment = AUTHOR
    return target.getvalue()


PDF = b"%PDF-1.7\n1 0 obj<</Author(" + AUTHOR + b")>>endobj\ntrailer<<>>\n%%EOF\n"
