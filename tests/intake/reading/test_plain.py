"""A plain sheet gives the same grid whichever reader takes it; any other is left alone."""

import zipfile
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import xlsxwriter
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from tadbir.intake.reading import plaintexts
from tadbir.intake.reading.grid import Grid
from tadbir.intake.reading.options import Limits
from tadbir.intake.reading.plain import plain_grid
from tadbir.intake.reading.plainbytes import Piece, tag
from tadbir.intake.reading.plainnumbers import figures
from tadbir.intake.reading.styles import styles
from tadbir.intake.reading.workbook import workbook

_SHEET = "xl/worksheets/sheet1.xml"
_TEXT = st.text(
    min_size=1,
    alphabet=st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="_\r\n"
    ),
    max_size=12,
)
_AMOUNT = st.integers(-(10**14), 10**15).map(lambda centimes: centimes / 100)
_NUMBER = st.floats(-1e15, 1e15, allow_nan=False) | st.integers(-(10**12), 10**12).map(float)
_REPEATED = st.sampled_from(
    ("Gaz", "Gaz ", "Eau", "É" * 40, "É" * 40 + "e", "É" * 40 + "a", "0001")
)
_CELL = _TEXT | _REPEATED | _NUMBER | _AMOUNT | st.none()
_CELLS = st.lists(st.lists(_CELL, max_size=30), max_size=12)


def _plain(content: bytes, limits: Limits | None = None) -> Grid | None:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        [sheet] = workbook(archive).sheets
        return plain_grid(archive, sheet, styles(archive), limits or Limits())


def _general(content: bytes) -> list[list[object]]:
    """The rows that the general reader gives, made as wide as its widest."""
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    skipped = [""] * (sheet.start[1] if sheet.start else 0)
    return [[*skipped, *row] for row in sheet.iter_rows()] if sheet.end else []


def _written(rows: list[list[object]], *, inline: bool = False) -> bytes:
    file = BytesIO()
    options = {"constant_memory": inline, "in_memory": not inline, "strings_to_formulas": False,
               "strings_to_urls": False, "strings_to_numbers": False}  # fmt: skip
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet("S")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell is not None:
                    sheet.write(row, column, cell)
    return file.getvalue()


def _changed(content: bytes, before: str, after: str) -> bytes:
    """The workbook with some bytes of its sheet replaced."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode()
            if name == _SHEET:
                assert before in part
                part = part.replace(before, after)
            new.writestr(name, part)
    return file.getvalue()


@settings(max_examples=150, deadline=None)
@given(_CELLS, st.booleans())
def test_both_readers_give_the_same_grid(rows: list[list[object]], inline: bool) -> None:
    assume(any(cell not in (None, "") for row in rows for cell in row))
    content = _written(rows, inline=inline)

    grid = _plain(content)

    assert grid is not None
    assert [grid.row(number) for number in range(grid.height)] == _general(content)


@given(st.lists(st.from_regex(r"-?[0-9]{0,18}(\.[0-9]{0,4})?(e-?[0-9])?", fullmatch=True)))
def test_numbers_read_together_are_those_read_one_by_one(texts: list[str]) -> None:
    numbers = [text for text in texts if any(sign.isdigit() for sign in text.split("e")[0])]
    content = b"<v>" * 8 + "".join(f"<v>{text}</v>" for text in numbers).encode()
    piece = Piece.of(content)
    tags = np.flatnonzero(piece.tags == tag(b"v>"))[8:]

    found = figures(piece, piece.opens[tags] + 3, piece.opens[tags + 1])

    assert found.tolist() == [float(text) for text in numbers]


def test_texts_that_fall_into_one_slot_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plaintexts, "_SLOT_BITS", 1)
    rows: list[list[object]] = [[f"Ligne {place % 7}", f"{place % 5:04d}"] for place in range(40)]

    grid = _plain(_written(rows, inline=True))

    assert grid is not None
    assert [grid.row(number) for number in range(grid.height)] == rows


def test_columns_beyond_z_and_merged_cells_are_read() -> None:
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("S")
        sheet.merge_range("A1:C1", "Titre")
        sheet.write("AB2", 1.5)

    grid = _plain(file.getvalue())

    assert grid is not None
    assert (grid.height, grid.width) == (2, 28)
    assert grid.columns[27][1] == 1.5
    assert grid.merged == (((0, 0), (0, 2)),)


def _with_formula(book: Workbook) -> None:
    book.worksheets[0]["A2"] = "=1+1"


def _with_truth(book: Workbook) -> None:
    book.worksheets[0]["A2"] = True


def _with_error(book: Workbook) -> None:
    book.worksheets[0]["A2"] = "#DIV/0!"


def _with_hidden_row(book: Workbook) -> None:
    book.worksheets[0].row_dimensions[1].hidden = True


def _with_hidden_column(book: Workbook) -> None:
    book.worksheets[0].column_dimensions["A"].hidden = True


def _with_percent(book: Workbook) -> None:
    book.worksheets[0]["A1"].number_format = "0%"


@pytest.mark.parametrize(
    "spoil",
    [_with_formula, _with_truth, _with_error, _with_hidden_row, _with_hidden_column, _with_percent],
)
def test_sheet_with_anything_else_is_left_to_the_general_reader(
    spoil: object, tmp_path: Path
) -> None:
    book = Workbook()
    book.worksheets[0].append([1.0, 2.0])
    spoil(book)  # type: ignore[operator]
    book.save(tmp_path / "s.xlsx")

    assert _plain((tmp_path / "s.xlsx").read_bytes()) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<c r="B1"', '<c r="B2"'),
        ('<c r="B1"', '<c r="A1"'),
        ('<row r="2"', '<row r="1"'),
        ("<v>2</v>", "<v>two</v>"),
        ("<v>2</v>", "<v></v>"),
        ("<v>2</v></c>", "<v>2</v><v>3</v></c>"),
        ('<c r="B1">', '<c r="B1" t="b">'),
        ('<c r="B1">', '<c r="B1" s="0" t="e">'),
        ('<c r="B1">', '<c r="B1" x="0">'),
        ("</row>", '<c r="Z1" t="e"/></row>'),
        ('<row r="2"', '<row hidden="1" r="2"'),
        ('<row r="2"', '<row r="2" hidden="1"'),
        ("</row>", "<!-- --></row>"),
        ('<c r="C1" t="s">', '<c r="C1" t="str">'),
        ('<c r="C1" t="s"><v>0</v>', '<c r="C1" t="s"><v>9</v>'),
        ('<c r="C1" t="s"><v>0</v>', '<c r="C1" t="s"><v>-1</v>'),
        ("</sheetData>", "</sheetDatum>"),
    ],
)
def test_sheet_that_no_writer_writes_is_left_to_the_general_reader(before: str, after: str) -> None:
    content = _written([[1.0, 2.0, "Gaz"], [3.0]])
    assert _plain(content) is not None

    assert _plain(_changed(content, before, after)) is None


def test_sheet_beyond_the_limits_is_left_to_be_refused() -> None:
    content = _written([[1.0] * 4] * 4)

    assert _plain(content, Limits(rows=3)) is None
    assert _plain(content, Limits(columns=3)) is None
    assert _plain(content, Limits(cells=15)) is None
    assert _plain(content, Limits(cells=16)) is not None
