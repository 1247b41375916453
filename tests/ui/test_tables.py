"""One list of columns: as text, as a workbook."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from tadbir.ui import tables, workbook
from tadbir.ui.reader import Reader
from tadbir.ui.tables import Column, Missing, Table
from tadbir.ui.workbook import Sheet

D = Decimal
CREATED = datetime(2025, 12, 12, 9, 0, tzinfo=UTC)
TABLE = Table(
    [
        Column("name", "Operation", wide=True),
        Column("reference", "Reference", "code"),
        Column("amount", "Amount", "amount"),
        Column("paid", "Paid", "millions"),
        Column("rate", "Rate", "percent"),
        Column("moved", "Moved", "points"),
        Column("last", "Last day", "day"),
        Column("seen", "Seen", "instant"),
        Column("state", "State", "status"),
        Column("exempt", "Exempt", "flag"),
    ],
    [
        {
            "name": "=HYPERLINK(1)", "reference": "14/2025/DRSPS-FM", "amount": D("1234567.89"),
            "paid": D(412_600_000), "rate": D("0.674"), "moved": D("-0.012"),
            "last": date(2025, 12, 15), "seen": CREATED, "state": "late", "exempt": True,
        },
        {
            "name": "https://example.org", "reference": None, "amount": D("-1.50"), "paid": None,
            "rate": Missing("no delegated credit"), "moved": None, "last": None, "seen": None,
            "state": None, "exempt": False,
        },
    ],
    "Operations",
    {"name": "Total", "amount": D("1234566.39")},
)  # fmt: skip


def test_table_as_text_is_ready_for_a_document() -> None:
    said: dict[str, Any] = tables.texts(TABLE, Reader("fr", str))
    assert said["rows"][0] == [
        "=HYPERLINK(1)", "\u206614/2025/DRSPS-FM\u2069", "1\u202f234\u202f567,89", "412,6",
        "67,4\u202f%", "\u22121,2\u00a0pts", "15/12/2025", "12/12/2025 à 10:00", "Late", "✓",
    ]  # fmt: skip
    assert said["rows"][1][2:] == ["\u22121,50", "—", "—", "—", "—", "—", "—", "—"]
    assert said["footer"] == ["Total", "", "1\u202f234\u202f566,39", *[""] * 7]
    assert said["statuses"][0][8] == "late"
    assert [column["align"] for column in said["columns"]][:3] == ["start", "start", "number"]


def test_columns_are_chosen_and_put_in_millions_for_paper() -> None:
    """The unit stands in the title, and never parts from itself at the end of a line."""
    table = Table(
        [
            Column("name", "Nom"),
            Column("paid", "Payé", "amount"),
            Column("rate", "Taux", "percent"),
        ],
        [{"name": "Fès", "paid": D(1_250_000), "rate": D("0.5")}],
    )

    narrow = tables.in_millions(tables.only(table, "paid", "name"), "fr")

    assert [(one.title, one.kind) for one in narrow.columns] == [
        ("Payé (M\u00a0DH)", "millions"),
        ("Nom", "text"),
    ]
    assert narrow.rows == table.rows


def test_column_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        Column("a", "A", "money")


def book(lang: str, demonstration: str | None = None) -> bytes:
    sheets = [Sheet("Operations: [late]", TABLE, ["Source: situation.xlsx"]), Sheet("x", TABLE)]
    return workbook.write(sheets, Reader(lang, str), demonstration=demonstration, created=CREATED)


def test_same_content_gives_the_same_bytes() -> None:
    assert book("ar") == book("ar")


def test_workbook_holds_real_values_and_no_formula() -> None:
    page = load_workbook(io.BytesIO(book("fr")))["Operations late"]
    head = next(row for row in page.iter_rows() if row[1].value == "Reference")[0].row
    first = [cell for cell in page[head + 1]]
    assert [cell.value for cell in first] == [
        "=HYPERLINK(1)", "14/2025/DRSPS-FM", 1234567.89, 412.6, 0.674, -1.2,
        datetime(2025, 12, 15), datetime(2025, 12, 12, 10, 0), "Late", "✓",  # noqa: DTZ001
    ]  # fmt: skip
    assert [cell.number_format for cell in first[2:7]] == [
        "#,##0.00", "#,##0.0", "0.0%", "+0.0;-0.0;0.0", "dd/mm/yyyy",
    ]  # fmt: skip
    assert page.cell(head + 2, 5).value == "no delegated credit"
    assert page.cell(head + 2, 4).value is None
    assert page.cell(head + 3, 3).value == 1234566.39
    assert page.cell(2, 1).value == "Source: situation.xlsx"
    with zipfile.ZipFile(io.BytesIO(book("fr"))) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
        assert b"<hyperlink" not in archive.read("xl/worksheets/sheet1.xml")


def test_workbook_reads_from_the_right_in_arabic_and_prints() -> None:
    arabic, french = (load_workbook(io.BytesIO(book(lang))).worksheets[0] for lang in ("ar", "fr"))
    assert arabic.sheet_view.rightToLeft is True
    assert not french.sheet_view.rightToLeft
    assert arabic.page_setup.orientation == "landscape"
    assert arabic.page_setup.paperSize == 9
    assert arabic.print_title_rows == "$4:$4"
    assert arabic.freeze_panes == "A5"
    assert "&P" in str(arabic.oddFooter.center.text)


def test_demonstration_is_marked_on_every_sheet() -> None:
    for page in load_workbook(io.BytesIO(book("fr", "Invented"))).worksheets:
        assert page.cell(2, 1).value == "Invented"
        assert "Invented" in str(page.oddHeader.right.text)


def test_names_of_sheets_are_short_plain_and_unique() -> None:
    table = Table([Column("a", "A")], [])
    sheets = [Sheet("Operations to save before the last day", table)] * 2
    body = workbook.write(sheets, Reader("fr", str), demonstration=None, created=CREATED)
    assert load_workbook(io.BytesIO(body)).sheetnames == [
        "Operations to save before the l", "Operations to save before the 2",
    ]  # fmt: skip


def test_long_texts_and_reasons_go_over_several_lines() -> None:
    """A cell cut by its neighbour says nothing on paper; numbers and short texts stay on one line."""
    sentence = "Contracts: one working day left to deposit. " * 3
    columns = [Column("said", "What"), Column("rate", "Rate", "percent")]
    rows = [
        {"said": sentence, "rate": Missing("no delegated credit")},
        {"said": "Short", "rate": Decimal("0.5")},
    ]
    made = workbook.write(
        [Sheet("Sheet", Table(columns, rows))], Reader("fr", str),
        demonstration=None, created=CREATED,
    )  # fmt: skip

    page = load_workbook(io.BytesIO(made)).worksheets[0]

    wrapped = {str(c.value): bool(c.alignment.wrap_text) for row in page["A4:B5"] for c in row}
    assert [page.row_dimensions[row].height for row in (4, 5)] == [40.5, None]
    assert wrapped == {sentence: True, "no delegated credit": True, "Short": False, "0.5": False}
