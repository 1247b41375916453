"""A sender's own workbook given back with its refused cells marked, and a sheet that lists them."""

import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS = 20_000
MARK = PatternFill("solid", fgColor="FFF2CC")
AUTHOR = "Tadbir"
WIDTHS = (18, 10, 24, 60, 60)
_ADDRESS = re.compile(r"([A-Z]{1,3}([1-9][0-9]{0,6}))(?::([A-Z]{1,3}\2)(?![0-9]))?")
"""A cell, and the last cell of its row that is meant with it."""
Refused = Mapping[str, Any]


def can_annotate(name: str, rows: int) -> bool:
    """Whether a file is given back itself: an xlsx of at most 20,000 rows."""
    return name.casefold().endswith(".xlsx") and rows <= MOST_ROWS


def annotate(
    path: Path, refused: Sequence[Refused], *, title: str, heads: Sequence[str], is_rtl: bool
) -> bytes:
    """The workbook with each refused cell filled and commented, and a first sheet listing all.

    `heads` are the five titles of that sheet: sheet, cell, value, reason, what to do. Nothing of
    the sender's cells is changed but their fill and comment.
    """
    book = load_workbook(path)
    for one in refused:
        if one["sheet"] in book.sheetnames and (found := _ADDRESS.search(one["cell"])):
            _mark(book[one["sheet"]], found[1], one)
            _fill_row(book[one["sheet"]], found[1], found[3] or found[1])
    _summary(book, refused, title, heads, is_rtl)
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def _mark(sheet: Any, address: str, one: Refused) -> None:
    """Fill and comment a cell; one inside a merged block is marked at the block's first cell."""
    cell = sheet[address] if isinstance(sheet, Worksheet) else None
    if cell is None:
        return
    if not isinstance(cell, Cell):
        block = next((b for b in sheet.merged_cells.ranges if address in b), None)
        cell = sheet.cell(block.min_row, block.min_col) if block else None
    if isinstance(cell, Cell):
        cell.fill = MARK
        said = f"{one['reason']}\n{one['remedy']}"
        before = f"{cell.comment.text}\n" if cell.comment else ""
        cell.comment = Comment(before + said, AUTHOR, width=320, height=140)


def _fill_row(sheet: Any, first: str, last: str) -> None:
    """Fill every cell of a row that is refused as a whole."""
    if isinstance(sheet, Worksheet) and first != last:
        for cell in sheet[f"{first}:{last}"][0]:
            if isinstance(cell, Cell):
                cell.fill = MARK


def _summary(
    book: Workbook, refused: Sequence[Refused], title: str, heads: Sequence[str], is_rtl: bool
) -> None:
    sheet = book.create_sheet(_free_name(book, title), 0)
    sheet.sheet_view.rightToLeft = is_rtl
    _write(sheet, 1, heads)
    for head in sheet[1]:
        head.font = Font(bold=True)
    for number, one in enumerate(refused, 2):
        _write(sheet, number, [one[k] for k in ("sheet", "cell", "value", "reason", "remedy")])
    for index, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDE"[index]].width = width
    book.active = 0


def _write(sheet: Worksheet, row: int, texts: Sequence[str]) -> None:
    """Texts as texts: what begins like a formula stays what it is."""
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(row, column)
        cell.value = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", str(text))
        cell.data_type = "s"


def _free_name(book: Workbook, title: str) -> str:
    """A name for the sheet that none of the sender's bears."""
    base = title[:28]
    names = {name.casefold() for name in book.sheetnames}
    tries = (base, *(f"{base} {number}" for number in range(2, 100)))
    return next(name for name in tries if name.casefold() not in names)
