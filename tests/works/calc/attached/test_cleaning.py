"""What is attached keeps nothing of who made it and where, and is what its content says it is."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.core.refused import Refused
from tadbir.works.calc.attached import jpeg, refusals
from tadbir.works.calc.attached.cleaning import cleaned
from tadbir.works.terms import DocumentKind
from tests.works.calc.attached import made
from tests.works.calc.attached.made import AUTHOR, PLACE

UPRIGHT = made.segment(0xE0, b"JFIF\0\x01\x01\x00\x00\x01\x00\x01\x00\x00")


def refused(data: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        cleaned(data)
    return refusal.value.code


def test_jpeg_keeps_its_picture_and_which_way_is_up_and_nothing_else() -> None:
    kept = cleaned(made.jpeg(orientation=6))

    turned = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"
    assert (kept.kind, kept.media_type, kept.suffix) == (
        DocumentKind.PHOTOGRAPH, "image/jpeg", ".jpg",
    )  # fmt: skip
    assert kept.content == b"".join((
        b"\xff\xd8", UPRIGHT, made.segment(0xE1, turned), made.TABLE,
        made.segment(0xC0, made.frame()), made.HUFFMAN, made.SCAN, b"\xff\xd9",
    ))  # fmt: skip


def test_jpeg_that_stands_upright_has_no_exif_at_all() -> None:
    kept = cleaned(made.jpeg(orientation=1)).content
    assert b"Exif" not in kept
    assert kept.startswith(b"\xff\xd8" + UPRIGHT + made.TABLE)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("said", "read"), [(1, 1), (8, 8), (0, None), (9, None), (600, None)])
def test_orientation_is_read_in_both_byte_orders(order: str, said: int, read: int | None) -> None:
    assert jpeg.orientation(made.exif(said, order)) == read


@given(st.binary(max_size=200))
def test_orientation_of_anything_is_a_side_or_nothing(body: bytes) -> None:
    for start in (b"", b"Exif\0\0", b"Exif\0\0II*\0", b"Exif\0\0MM\0*"):
        found = jpeg.orientation(start + body)
        assert found is None or 1 <= found <= 8


def test_colours_of_adobe_stay_without_what_follows_them() -> None:
    mark = b"Adobe\0\x64\0\0\0\0\x01"
    data = made.jpeg().replace(made.TABLE, made.segment(0xEE, mark + AUTHOR) + made.TABLE)
    assert made.segment(0xEE, mark) in cleaned(data).content


MAKERS: dict[str, Callable[[], bytes]] = {
    "jpeg": made.jpeg, "png": made.png, "webp": made.extended, "docx": made.office,
    "xlsx": lambda: made.office("xl/workbook.xml"),
}  # fmt: skip


@pytest.mark.parametrize("name", MAKERS)
def test_place_and_author_stood_in_the_file_and_are_gone(name: str) -> None:
    data = MAKERS[name]()
    kept = cleaned(data).content
    if name in {"docx", "xlsx"}:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as before,
            zipfile.ZipFile(io.BytesIO(kept)) as after,
        ):
            data = b"".join(before.read(one) for one in before.namelist())
            assert after.comment == b""
            assert {one.date_time for one in after.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            kept = b"".join(after.read(one) for one in after.namelist())
    assert PLACE in data
    assert AUTHOR in data
    assert PLACE not in kept
    assert AUTHOR not in kept
    assert b"xmpmeta" not in kept
    assert b"tail" not in kept


@pytest.mark.parametrize("name", MAKERS)
def test_what_was_cleaned_is_cleaned_to_the_same_bytes(name: str) -> None:
    once = cleaned(MAKERS[name]())
    assert cleaned(once.content) == once


def test_png_keeps_its_header_its_pixels_and_its_end() -> None:
    pixels = (b"\0" + b"\x10\x20\x30" * 2) * 2
    assert cleaned(made.png()).content == b"".join((
        b"\x89PNG\r\n\x1a\n", made.header(2, 2), made.chunk(b"IDAT", zlib.compress(pixels)),
        made.chunk(b"IEND", b""),
    ))  # fmt: skip


def test_interlaced_png_is_measured_pass_by_pass() -> None:
    """5 × 3 of one byte: passes 1×1, 1×1, 2×0, 1×1... as ISO 15948 lays them out, by hand."""
    passes = [(1, 1), (1, 1), (2, 0), (1, 1), (3, 1), (2, 2), (5, 1)]
    lines = b"".join(b"\0" + b"\x07" * columns for columns, rows in passes for _ in range(rows))
    data = b"".join((
        b"\x89PNG\r\n\x1a\n", made.header(5, 3, 0, is_interlaced=True),
        made.chunk(b"IDAT", zlib.compress(lines)), made.chunk(b"IEND", b""),
    ))  # fmt: skip
    assert cleaned(data).content == data


def test_webp_no_longer_announces_what_it_lost() -> None:
    assert cleaned(made.extended(0x3C)).content == made.webp(
        made.riff(b"VP8X", bytes((0x10, 0, 0, 0)) + made.CANVAS), made.LOSSY
    )


def test_document_loses_its_properties_and_thumbnail_and_keeps_its_text() -> None:
    kept = cleaned(made.office())
    with zipfile.ZipFile(io.BytesIO(kept.content)) as archive:
        assert archive.namelist() == [
            "[Content_Types].xml", "_rels/.rels", "word/document.xml", "docProps/core.xml",
            "docProps/app.xml", "word/media/image1.jpeg",
        ]  # fmt: skip
        assert archive.read("word/document.xml") == b"<document>texte</document>"
        assert b"thumbnail" not in archive.read("_rels/.rels")
        assert b"officeDocument" in archive.read("_rels/.rels")
        assert archive.read("word/media/image1.jpeg") == cleaned(made.jpeg()).content
    assert (kept.kind, kept.suffix) == (DocumentKind.DOCUMENT, ".docx")


def test_pdf_is_kept_as_it_came() -> None:
    kept = cleaned(made.PDF)
    assert (kept.content, kept.media_type) == (made.PDF, "application/pdf")


def picture(header: bytes, pixels: bytes) -> bytes:
    """A PNG of one header and some pixels."""
    packed = made.chunk(b"IDAT", zlib.compress(pixels))
    return b"\x89PNG\r\n\x1a\n" + header + packed + made.chunk(b"IEND", b"")


def test_large_flat_png_is_unpacked_in_pieces_and_kept() -> None:
    lines = (b"\0" + b"\x07" * 900) * 900
    data = picture(made.header(900, 900, 0), lines)
    assert cleaned(data).content == data


def test_drawing_and_png_inside_a_document_are_kept_the_png_clean() -> None:
    kept = cleaned(
        made.office(word__media__a_dot_emf=b"drawing", word__media__b_dot_png=made.png())
    )
    with zipfile.ZipFile(io.BytesIO(kept.content)) as archive:
        assert archive.read("word/media/a.emf") == b"drawing"
        assert archive.read("word/media/b.png") == cleaned(made.png()).content


def test_part_shorter_than_it_says_is_damaged() -> None:
    data = made.office("word/document.xml")
    said = len(b"<document>texte</document>")
    place = data.rindex(b"word/document.xml") - 46 + 24
    assert int.from_bytes(data[place : place + 4], "little") == said
    assert refused(data[:place] + (said + 9).to_bytes(4, "little") + data[place + 4 :]) == DAMAGED


UNKNOWN, DAMAGED, MACROS = "works.unknown-kind-of-file", "works.damaged-file", "works.macros"
TYPES_OF_MACROS = b'<Types><Override ContentType="application/x.macroEnabled.main+xml"/></Types>'
HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", UNKNOWN),
    "html named jpg": (b"<html><script>alert(1)</script>", UNKNOWN),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', UNKNOWN),
    "gif": (b"GIF89a" + b"\0" * 40, UNKNOWN),
    "program": (b"MZ" + b"\0" * 90, UNKNOWN),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 90, UNKNOWN),
    "jpeg cut": (made.jpeg()[:-60], DAMAGED),
    "jpeg of its start alone": (b"\xff\xd8\xff\xe0", DAMAGED),
    "jpeg without a frame": (b"\xff\xd8" + made.TABLE + made.SCAN + b"\xff\xd9", DAMAGED),
    "jpeg without a scan": (b"\xff\xd8" + made.segment(0xC0, made.frame()) + b"\xff\xd9", DAMAGED),
    "html behind a jpeg's start": (b"\xff\xd8\xff<html>" + b"x" * 90, DAMAGED),
    "jpeg whose scan never ends": (
        b"\xff\xd8" + made.segment(0xC0, made.frame()) + made.segment(0xDA, b"") + b"\x12", DAMAGED,
    ),
    "jpeg with a segment of no kind": (b"\xff\xd8" + made.segment(0xF0, b"x") + made.SCAN, DAMAGED),
    "jpeg with a frame cut": (b"\xff\xd8" + made.segment(0xC0, b"\x08") + made.SCAN, DAMAGED),
    "jpeg of no width": (made.jpeg(width=0), DAMAGED),
    "png that begins with pixels": (
        b"\x89PNG\r\n\x1a\n" + made.chunk(b"IDAT", b"") + made.chunk(b"IEND", b""), DAMAGED,
    ),
    "png of unknown colours": (picture(made.header(1, 1, 5), b"\0\0"), DAMAGED),
    "png whose pixels are not packed": (
        b"\x89PNG\r\n\x1a\n" + made.header(1, 1) + made.chunk(b"IDAT", b"plain")
        + made.chunk(b"IEND", b""), DAMAGED,
    ),
    "webp with a short picture": (made.webp(made.riff(b"VP8 ", b"\0" * 4)), DAMAGED),
    "webp of no lossy picture": (made.webp(made.riff(b"VP8 ", b"\0" * 12)), DAMAGED),
    "webp of no lossless picture": (made.webp(made.riff(b"VP8L", b"\0" * 12)), DAMAGED),
    "two parts of one name": (made.office(WORD__document_dot_xml=b"x"), DAMAGED),
    "png with a false sum": (made.png().replace(b"IEND\xae", b"IEND\xaf"), DAMAGED),
    "png with fewer pixels": (made.png(pixels=b"\0" * 3), DAMAGED),
    "png with more pixels": (made.png(pixels=b"\0" * 3_000_000), DAMAGED),
    "png of its start alone": (b"\x89PNG\r\n\x1a\n", DAMAGED),
    "webp cut": (made.extended()[:-40], DAMAGED),
    "webp without a picture": (made.webp(made.riff(b"EXIF", b"x")), DAMAGED),
    "webp that moves": (made.webp(made.riff(b"ANIM", b"\0" * 6)), "works.moving-picture"),
    "archive of nothing": (made.office("readme.txt"), UNKNOWN),
    "macros": (made.office(word__vbaProject_dot_bin=b"x"), MACROS),
    "macros said in the types": (
        made.office(**{"[Content_Types]_dot_xml": TYPES_OF_MACROS}), MACROS,
    ),
    "controls": (made.office(word__activeX__activeX1_dot_xml=b"x"), MACROS),
    "picture that is no JPEG": (
        made.office(word__media__a_dot_tiff=b"II*\0" + AUTHOR), "works.unknown-picture",
    ),
    "archive cut": (made.office()[:-30], DAMAGED),
    "archive that unpacks too far": (
        made.office(word__media__a_dot_bin=b"\0" * (81 << 20)), "works.archive-bomb",
    ),
    "pdf cut": (made.PDF[:-8], DAMAGED),
    "pdf with an archive behind it": (made.PDF + made.office(), DAMAGED),
    "pdf with a password": (made.PDF.replace(b"<<>>", b"<</Encrypt 2 0 R>>"), "works.password"),
    "too heavy": (made.PDF + b" " * refusals.MOST_BYTES, "works.too-heavy"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused(name: str) -> None:
    data, code = HOSTILE[name]
    assert refused(data) == code


LARGE = "works.too-many-pixels"


@pytest.mark.parametrize(
    "data",
    [
        made.jpeg(width=65_000, height=65_000),
        b"\x89PNG\r\n\x1a\n" + made.header(2**31 - 1, 2**31 - 1) + made.chunk(b"IDAT", b"")
        + made.chunk(b"IEND", b""),
        made.webp(made.riff(b"VP8L", b"\x2f" + struct.pack("<I", 0x0FFFFFFF) + b"\0" * 5)),
        made.webp(made.riff(b"VP8X", b"\0\0\0\0" + b"\xff" * 6), made.LOSSY),
    ],
)  # fmt: skip
def test_bomb_of_pixels_is_refused_before_it_is_unpacked(data: bytes) -> None:
    assert refused(data) == LARGE


def test_encrypted_part_is_refused() -> None:
    data = bytearray(made.office())
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        place = data.find(start)
        data[place + (6 if start.endswith(b"\x04") else 8)] |= 1
    assert refused(bytes(data)) == "works.password"


@given(
    st.binary(max_size=300),
    st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF", b"PK\x03\x04"]),
)
def test_anything_is_refused_or_cleaned_and_never_crashes(tail: bytes, start: bytes) -> None:
    try:
        kept = cleaned(start + tail)
    except Refused:
        return
    assert cleaned(kept.content) == kept


@given(st.integers(0, 5_000), st.integers(0, 255), st.sampled_from(["jpeg", "png", "webp", "docx"]))
def test_one_byte_changed_is_refused_or_cleaned(place: int, value: int, name: str) -> None:
    data = bytearray(MAKERS[name]())
    data[place % len(data)] = value
    try:
        kept = cleaned(bytes(data))
    except Refused:
        return
    assert cleaned(kept.content) == kept
