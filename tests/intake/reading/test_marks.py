"""What the fast reader cannot see: hidden, struck, filled; errors; formulas without a value."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from tadbir.core.refused import Refused
from tadbir.intake.contract import Reading, Table
from tadbir.intake.reading.files import HIDDEN_SHEETS, MARKS_UNREADABLE
from tadbir.intake.reading.options import Limits, ReadOptions
from tadbir.intake.reading.read import read
from tests.hostile import files
from tests.hostile.compound import xls
from tests.intake.reading.datasets import BUDGET, OPERATIONS


def _read(book: Workbook, path: Path, dataset: object = BUDGET) -> Reading:
    book.save(path)
    return read(path, dataset)  # type: ignore[arg-type]


def _table(reading: Reading) -> Table:
    return reading.sheets[0].tables[0]


def _operations() -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Objet", "Montant TTC"], ["Lits", 100], ["Scanner", 250], ["Groupe", 50]):
        sheet.append(row)
    return book


def test_hidden_struck_and_filled_rows_are_marked(tmp_path: Path) -> None:
    book = _operations()
    sheet = book.worksheets[0]
    sheet["A2"].font = Font(strike=True)
    sheet["B3"].fill = PatternFill("solid", fgColor="FFFF0000")
    sheet.row_dimensions[4].hidden = True

    table = _table(_read(book, tmp_path / "m.xlsx", OPERATIONS))

    assert dict(table.marks) == {2: ("struck",), 3: ("filled:FF0000",), 4: ("hidden",)}


def test_total_that_leaves_struck_rows_out_holds(tmp_path: Path) -> None:
    book = _operations()
    sheet = book.worksheets[0]
    sheet.append(["Total", 300])
    sheet["A2"].font = Font(strike=True)

    table = _table(_read(book, tmp_path / "m.xlsx", OPERATIONS))

    assert table.reconciliation.is_sound
    assert table.counts.data == 3


@pytest.mark.parametrize(
    ("cell", "code"),
    [("=1+1", "intake.formula-without-value"), ("#REF!", "intake.error-in-cell")],
)
def test_amount_without_a_value_is_refused_with_its_cell(
    tmp_path: Path, cell: str, code: str
) -> None:
    book = _operations()
    book.worksheets[0]["B4"] = cell

    table = _table(_read(book, tmp_path / "m.xlsx", OPERATIONS))

    assert [(r.cell, r.code) for r in table.refused] == [("B4", code)]
    assert (table.counts.data, table.counts.refused) == (2, 1)


def test_marks_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    book = _operations()
    book.save(tmp_path / "m.xlsx")

    small = ReadOptions(limits=Limits(marks_bytes=10))
    large = read(tmp_path / "m.xlsx", OPERATIONS, options=small)

    assert large.warnings == (MARKS_UNREADABLE,)
    assert read(tmp_path / "m.xlsx", OPERATIONS).warnings == ()


def test_empty_cells_far_away_do_no_harm(tmp_path: Path) -> None:
    rows = (
        f'<row r="1">{files.text_cell("A1", "Objet")}{files.text_cell("B1", "Montant TTC")}</row>'
        f'<row r="2">{files.text_cell("A2", "Lits")}<c r="B2"><v>7</v></c><c r="XFD2"/></row>'
        '<row r="1048576"><c r="A1048576"/></row>'
    )
    path = files.xlsx(tmp_path / "m.xlsx", rows)

    assert _table(read(path, OPERATIONS)).totals["amount"] == 7


def test_open_document_is_read_with_its_trailing_blanks(tmp_path: Path) -> None:
    def text(value: str) -> str:
        return (
            '<table:table-cell office:value-type="string"><text:p>'
            f"{value}</text:p></table:table-cell>"
        )

    rows = (
        f"<table:table-row>{text('Objet')}{text('Montant TTC')}</table:table-row>"
        f"<table:table-row>{text('Lits')}<table:table-cell office:value-type='float' "
        'office:value="12.5"><text:p>12,5</text:p></table:table-cell></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )

    reading = read(files.ods(tmp_path / "m.ods", rows), OPERATIONS)

    assert reading.format == "ods"
    assert str(_table(reading).totals["amount"]) == "12.50"


def test_older_workbook_is_read_and_its_marks_said_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "old.xls"
    path.write_bytes(xls([["Objet", "Montant TTC"], ["Lits", 12.5], ["Scanner", 7.25]]))

    reading = read(path, OPERATIONS)

    assert (reading.format, reading.warnings) == ("xls", (MARKS_UNREADABLE,))
    assert str(_table(reading).totals["amount"]) == "19.75"


def test_hidden_sheets_are_not_read_and_said(tmp_path: Path) -> None:
    book = _operations()
    hidden = book.create_sheet("Brouillon")
    hidden.append(["Objet", "Montant TTC"])
    hidden.append(["Ancien", 900])
    hidden.sheet_state = "hidden"

    reading = _read(book, tmp_path / "m.xlsx", OPERATIONS)

    assert [sheet.name for sheet in reading.sheets] == ["Sheet"]
    assert reading.warnings == (HIDDEN_SHEETS,)
    chosen = read(tmp_path / "m.xlsx", OPERATIONS, sheet="Brouillon")
    assert _table(chosen).totals["amount"] == 900


def test_sheet_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    _operations().save(tmp_path / "m.xlsx")

    with pytest.raises(Refused, match="it has: Sheet") as refused:
        read(tmp_path / "m.xlsx", OPERATIONS, sheet="Autre")

    assert refused.value.code == "intake.no-such-sheet"
