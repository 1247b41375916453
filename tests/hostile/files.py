"""Files made to hurt a reader, small enough to build in a test."""

import zipfile
from pathlib import Path

from tests.hostile.compound import compound

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_BOOK_PARTS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
)
_ODS_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def xlsx(path: Path, rows: str, *, before: str = "", book: str = _BOOK) -> Path:
    """A workbook of one sheet whose rows are written by hand."""
    sheet = before + _SHEET.format(f"<sheetData>{rows}</sheetData>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _ROOT)
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/_rels/workbook.xml.rels", _BOOK_PARTS)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return path


def text_cell(address: str, text: str) -> str:
    """A cell of text, as XML."""
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def far_cell(path: Path) -> Path:
    """Under two kilobytes, with one figure in the last cell that a sheet can have."""
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return xlsx(path, '<row r="1"><c r="A1"><v>1</v></c></row>' + far)


def far_cell_unnumbered(path: Path) -> Path:
    """The same, hidden behind a tab that a quick look for addresses does not expect."""
    far = '<row r="1048576"><c\tr="XFD1048576"><v>1</v></c></row>'
    return xlsx(path, '<row r="1"><c r="A1"><v>1</v></c></row>' + far)


def wide_and_long(path: Path) -> Path:
    """Two figures that span a rectangle of fifty million cells, each alone within the limits."""
    low = '<row r="290000"><c r="A290000"><v>1</v></c></row>'
    return xlsx(path, '<row r="1"><c r="IV1"><v>1</v></c></row>' + low)


def bomb(path: Path) -> Path:
    """Some two hundred kilobytes that unpack to more than 400 MB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("xl/workbook.xml", _BOOK)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(420):
                part.write(b" " * (1 << 20))
    return path


def one_endless_row(path: Path) -> Path:
    """A row that never ends, as far as the unpacked size allows."""
    return xlsx(path, '<row r="1">' + '<c r="A1"><v>1</v></c>' * 600_000 + "</row>")


def slip(path: Path, name: str = "../../etc/cron.d/owned") -> Path:
    """An archive with a part that would land outside."""
    xlsx(path, "")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, "x")
    return path


def nested(path: Path) -> Path:
    """An archive in an archive."""
    return slip(path, "xl/inner.zip")


def entities(path: Path, *, in_sheet: bool) -> Path:
    """XML whose entities would grow to a billion laughs."""
    laughs = "".join(f'<!ENTITY l{i + 1} "{f"&l{i};" * 10}">' for i in range(9))
    declared = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'
    rows = '<row r="1"><c r="A1" t="str"><v>&l9;</v></c></row>'
    if in_sheet:
        return xlsx(path, rows, before=declared)
    return xlsx(path, "", book=declared + _BOOK.replace('name="S"', 'name="&l9;"'))


def repeated_rows(path: Path) -> Path:
    """Under 750 bytes of ods that promise a million rows of figures."""
    row = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
        'office:value-type="float" office:value="1"/></table:table-row>'
    )
    return ods(path, row)


def ods(path: Path, rows: str) -> Path:
    """An ods of one sheet whose rows are written by hand."""
    content = (
        f"<office:document-content {_ODS_SPACES}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<x/>")
        archive.writestr("content.xml", content)
    return path


def encrypted(path: Path) -> Path:
    """What a workbook with a password is: a compound file around an encrypted package."""
    path.write_bytes(compound({"EncryptionInfo": b"\x04\0\x04\0", "EncryptedPackage": b"x" * 64}))
    return path


def garbage_xls(path: Path) -> Path:
    """A compound file that calls itself a workbook and is none."""
    path.write_bytes(compound({"Workbook": bytes(range(256)) * 32}))
    return path


def cut_short(path: Path) -> Path:
    """A workbook of which the second half was lost."""
    content = far_cell(path).read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


def long_line(path: Path) -> Path:
    """A csv of one line that does not end."""
    path.write_bytes(b"Entite;Credits ouverts;Engagements\n" + b"x" * (3 << 20) + b";1;1\n")
    return path
