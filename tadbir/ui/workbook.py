"""Workbooks out: real numbers, no formula, right to left in Arabic, the same bytes every time."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from textwrap import wrap
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tadbir.core.clock import CASABLANCA
from tadbir.core.words import N_
from tadbir.ui import tables
from tadbir.ui.reader import Reader
from tadbir.ui.tables import Column, Measured, Missing, Table
from tadbir.ui.tokens import COLOURS

DEMONSTRATION = N_("Demonstration: invented figures")
PAGE_OF = N_("Page &P of &N")
FONT = "Arial"
NUMBER_FORMATS = {
    "amount": "#,##0.00",
    "millions": "#,##0.0",
    "percent": "0.0%",
    "points": "+0.0;-0.0;0.0",
    "count": "#,##0",
    "decimal": "#,##0.0",
    "day": "dd/mm/yyyy",
    "instant": "dd/mm/yyyy hh:mm",
}
SCALES = {"millions": Decimal("0.000001"), "points": Decimal(100)}
LONGEST_NAME = 31
FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
NARROWEST, WIDEST = 9, 60
LINE_HEIGHT = 13.5
"""Points of a line of text of ten."""
OF_LINE_FILLED = 0.92
"""Letters differ in width: a line is counted full a little before its end."""
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
           "strings_to_numbers": False}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its title, its table, and the notes (source, freshness, reserves) above it.

    `tab` names it where the title is longer than the 31 characters that Excel gives a tab.
    """

    title: str
    table: Table
    notes: Sequence[str] = ()
    tab: str = ""


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook, reader: Reader) -> None:
        self._book = book
        self._order = {"reading_order": 2 if reader.is_rtl else 1}
        self._made: dict[str, Format] = {}

    def get(self, kind: str, **properties: Any) -> Format:
        """A format by the kind of its cells and what is added to it."""
        key = f"{kind}|{sorted(properties.items())}"
        if key not in self._made:
            base = {"font_name": FONT, "font_size": 10, "valign": "top", **self._order}
            if number := NUMBER_FORMATS.get(kind):
                base |= {"num_format": number}
            self._made[key] = self._book.add_format(base | properties)
        return self._made[key]

    def head(self, column: Column) -> Format:
        """The format of a column's title, over its cells."""
        return self.get(
            "text", bold=True, text_wrap=True, font_color=COLOURS["paper"],
            bg_color=COLOURS["green"], valign="vcenter",
            align=_side(column.align, self._order["reading_order"] == 2),
        )  # fmt: skip


def _side(align: str, is_rtl: bool) -> str:
    """Excel knows sides only: numbers stand right in every language, words where reading begins."""
    return "right" if align == "number" or is_rtl else "left"


def _cell(sheet: Worksheet, at: tuple[int, int], value: object, style: Format, kind: str) -> None:
    """Writes one raw value: numbers as numbers, days as days, everything else as text."""
    row, column = at
    if isinstance(value, datetime):
        local = value.astimezone(CASABLANCA).replace(tzinfo=None)
        sheet.write_datetime(row, column, local, style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, style)
    elif kind in tables.NUMBERS and isinstance(value, int | Decimal):
        sheet.write_number(row, column, float(value * SCALES.get(kind, 1)), style)
    else:
        sheet.write_string(row, column, str(value), style)


def _value(value: object, column: Column, reader: Reader) -> object:
    """What is written in the cell: None leaves it empty, a missing value says why."""
    if isinstance(value, Missing):
        return value.reason
    if value is not None and column.kind in {"status", "flag"}:
        return tables.text(value, column.kind, reader)
    return value


def _width(table: Table, column: Column, reader: Reader) -> int:
    """How many characters the column needs to keep its rows on one line.

    Reasons of values that are missing and the longest texts go over several lines instead.
    """
    cells = [tables.text(row.get(column.key), column.kind, reader) for row in table.rows]
    if table.footer:
        cells.append(tables.text(table.footer.get(column.key), column.kind, reader))
    longest = max((len(cell) for cell in cells), default=0)
    return min(max(longest + 3, len(column.title) * 2 // 3 + 3, NARROWEST), WIDEST)


def _lines(value: object, width: int) -> int:
    """Over how many lines a text goes in a column; one for anything else."""
    if not isinstance(value, str) or len(value) <= width:
        return 1
    return len(wrap(value, int(width * OF_LINE_FILLED)))


class _Writer:
    """Writes sheets one under the other rules of one reader."""

    def __init__(self, book: Workbook, reader: Reader, demonstration: str | None) -> None:
        self.book = book
        self.reader = reader
        self.demonstration = demonstration
        self.styles = Styles(book, reader)

    def add(self, sheet: Sheet, name: str) -> None:
        """One sheet: title, notes, table, and how it prints."""
        page = self.book.add_worksheet(name)
        head_row = self._opening(page, sheet)
        self._table(page, sheet.table, head_row)
        self._print(page, sheet, head_row)

    def _opening(self, page: Worksheet, sheet: Sheet) -> int:
        """Title, mark and notes; returns the row of the table's header."""
        page.write_string(0, 0, sheet.title, self.styles.get("text", bold=True, font_size=14))
        page.set_row(0, 22)
        row = 1
        if self.demonstration:
            mark = self.styles.get("text", bold=True, font_color=COLOURS["ochre-ink"])
            page.write_string(row, 0, self.demonstration, mark)
            row += 1
        for note in sheet.notes:
            page.write_string(row, 0, note, self.styles.get("text", font_color=COLOURS["ink-soft"]))
            row += 1
        return row + 1

    def _table(self, page: Worksheet, table: Table, head_row: int) -> None:
        widths = [_width(table, column, self.reader) for column in table.columns]
        for index, column in enumerate(table.columns):
            page.set_column(index, index, widths[index])
            page.write_string(head_row, index, column.title, self.styles.head(column))
        page.set_row(head_row, 30)
        for offset, row in enumerate(table.rows, start=1):
            self._row(page, table, row, head_row + offset, widths)
        last = head_row + len(table.rows)
        if table.footer:
            self._row(page, table, table.footer, last + 1, widths, bold=True, top=1)
        if table.rows:
            page.autofilter(head_row, 0, last, len(table.columns) - 1)

    def _row(
        self, page: Worksheet, table: Table, row: tables.Row, at: int, widths: Sequence[int],
        **look: Any,
    ) -> None:  # fmt: skip
        tallest = 1
        for index, column in enumerate(table.columns):
            value, kind = _value(row.get(column.key), column, self.reader), column.kind
            if isinstance(value, Measured):
                kind, value = value.kind, value.value
            lines = _lines(value, widths[index])
            tallest = max(tallest, lines)
            style = self.styles.get(kind, **look, **({"text_wrap": True} if lines > 1 else {}))
            if value is None:
                page.write_blank(at, index, None, style)
            else:
                _cell(page, (at, index), value, style, kind)
        if tallest > 1:  # not every program makes room by itself
            page.set_row(at, LINE_HEIGHT * tallest)

    def _print(self, page: Worksheet, sheet: Sheet, head_row: int) -> None:
        if self.reader.is_rtl:
            page.right_to_left()
        page.hide_gridlines(2)
        page.freeze_panes(head_row + 1, 0)
        page.repeat_rows(head_row)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        mark = self.demonstration.replace("&", "&&") if self.demonstration else ""
        page.set_header(f"&L{_plain(sheet.title)}&R{mark}")
        page.set_footer(f"&C{self.reader.translate(PAGE_OF)}")


def _plain(text: str) -> str:
    """A title as Excel's header codes want it: short, its ampersands doubled."""
    return text[:120].replace("&", "&&")


def _names(sheets: Sequence[Sheet]) -> list[str]:
    """Names Excel accepts, unique: at most 31 characters, none of its forbidden signs."""
    names: list[str] = []
    for sheet in sheets:
        plain = " ".join((sheet.tab or sheet.title).translate(FORBIDDEN_IN_NAMES).split())
        base = plain.strip("'")[:LONGEST_NAME].rstrip()
        name, number = base, 2
        while name.casefold() in {n.casefold() for n in names}:
            tail = f" {number}"
            name, number = base[: LONGEST_NAME - len(tail)] + tail, number + 1
        names.append(name)
    return names


def write(
    sheets: Sequence[Sheet], reader: Reader, *, demonstration: str | None, created: datetime
) -> bytes:
    """The workbook's bytes; the same content and `created` (an instant) give the same bytes."""
    target = io.BytesIO()
    book = Workbook(target, dict(OPTIONS))
    book.set_properties({"title": sheets[0].title, "created": created.replace(tzinfo=None)})
    writer = _Writer(book, reader, demonstration)
    for sheet, name in zip(sheets, _names(sheets), strict=True):
        writer.add(sheet, name)
    book.close()
    return target.getvalue()


__all__ = ["DEMONSTRATION", "Sheet", "write"]
