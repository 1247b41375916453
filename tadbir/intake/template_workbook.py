"""An empty form as a workbook: today's figures filled in, lists to choose from, either direction."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from tadbir.core import money
from tadbir.intake.columns import STRUCK, Column, Kind
from tadbir.intake.contract import Value

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
           "strings_to_numbers": False, "default_date_format": "dd/mm/yyyy"}  # fmt: skip
SPARE_ROWS = 200
"""Empty rows left under the filled ones, with the same formats and lists."""
HEAD_ROW = 3
WIDTHS: Mapping[Kind, int] = {Kind.TEXT: 36, Kind.CODE: 16, Kind.AMOUNT: 18, Kind.DATE: 13}
FORMATS: Mapping[Kind, str] = {
    Kind.AMOUNT: "#,##0.00",
    Kind.RATE: "0.0%",
    Kind.PROGRESS: "0%",
    Kind.COUNT: "#,##0",
    Kind.DURATION: "#,##0",
    Kind.DATE: "dd/mm/yyyy",
    Kind.CODE: "@",
    Kind.TEXT: "@",
    Kind.STATE: "dd/mm/yyyy",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: the lines that tell our reader its day and fiscal year, and the rows known.

    `total` labels a row of totals under them, "" for none.
    """

    name: str
    lines: Sequence[str]
    rows: Sequence[Mapping[str, Value]]
    total: str = ""


@dataclass(frozen=True, slots=True)
class TemplateOf:
    """What a template is made of: its title, its columns, its pages, the lists to choose from.

    `titles` and `choices` are by column name, in the reader's language; `is_rtl` turns the sheets.
    `lists` names the sheet that holds the lists too long for a cell's own rule.
    """

    title: str
    columns: Sequence[Column]
    titles: Mapping[str, str]
    pages: Sequence[Page]
    choices: Mapping[str, Sequence[str]]
    is_rtl: bool
    lists: str
    created: datetime


def write(template: TemplateOf) -> bytes:
    """The workbook; the same template gives the same bytes."""
    body = io.BytesIO()
    book = Workbook(body, OPTIONS)
    book.set_properties({"created": template.created, "title": template.title})
    sheets = [book.add_worksheet(page.name[:31]) for page in template.pages]
    offered = _offered(book, template)
    for page, sheet in zip(template.pages, sheets, strict=True):
        _page(_Desk(book, sheet, template, page, offered))
    book.close()
    return body.getvalue()


@dataclass(frozen=True, slots=True)
class _Desk:
    """What one sheet is written with."""

    book: Workbook
    sheet: Worksheet
    template: TemplateOf
    page: Page
    offered: Mapping[str, list[str] | str]


def _page(desk: _Desk) -> None:
    sheet, page = desk.sheet, desk.page
    if desk.template.is_rtl:
        sheet.right_to_left()
    title = desk.book.add_format({"bold": True, "font_size": 13})
    sheet.write_string(0, 0, desk.template.title, title)
    sheet.write_string(1, 0, " · ".join(page.lines))
    for index, column in enumerate(desk.template.columns):
        _column(desk, index, column)
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    sheet.set_landscape()
    sheet.repeat_rows(HEAD_ROW)
    sheet.fit_to_pages(1, 0)


def _column(desk: _Desk, index: int, column: Column) -> None:
    book, sheet, rows = desk.book, desk.sheet, desk.page.rows
    plain = {"num_format": FORMATS[column.kind], "locked": False}
    style, struck = book.add_format(plain), book.add_format({**plain, "font_strikeout": True})
    head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#E8F0EC"})
    sheet.set_column(index, index, WIDTHS.get(column.kind, 14), style)
    sheet.write_string(HEAD_ROW, index, desk.template.titles[column.name], head)
    for row, values in enumerate(rows, HEAD_ROW + 1):
        shown = struck if values.get(STRUCK) else style
        _cell(sheet, row, index, values.get(column.name), column, shown)
    if desk.page.total:
        _total(desk, index, column)
    last = HEAD_ROW + len(rows) + SPARE_ROWS
    if rule := _rule(column, desk.offered.get(column.name)):
        sheet.data_validation(HEAD_ROW + 1, index, last, index, rule)


def _total(desk: _Desk, index: int, column: Column) -> None:
    """The cell of a column in the row of totals: its label first, a sum that follows changes."""
    rows, at = desk.page.rows, HEAD_ROW + 1 + len(desk.page.rows)
    bold = desk.book.add_format({"num_format": FORMATS[column.kind], "bold": True, "top": 1})
    known = [value for row in rows if isinstance(value := row.get(column.name), int)]
    if index == 0:
        desk.sheet.write_string(at, index, desk.page.total, bold)
    elif column.additive and known:
        first, last = (xl_rowcol_to_cell(row, index) for row in (HEAD_ROW + 1, at - 1))
        shown = float(_number(sum(known), column))
        desk.sheet.write_formula(at, index, f"=SUM({first}:{last})", bold, shown)


def _cell(
    sheet: Worksheet, row: int, index: int, value: Value, column: Column, style: Format
) -> None:
    """One value; None leaves the cell empty, never zero."""
    if value is None or value == "":
        return
    if isinstance(value, date):
        moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a day in a sheet
        sheet.write_datetime(row, index, moment, style)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        sheet.write_number(row, index, float(_number(value, column)), style)
    else:
        sheet.write_string(row, index, str(value), style)


def _number(value: int | Decimal, column: Column) -> Decimal:
    """What the cell shows: amounts in dirhams, everything else as it is."""
    is_money = column.kind is Kind.AMOUNT and isinstance(value, int)
    return money.dirhams(int(value)) if is_money else Decimal(value)


def _offered(book: Workbook, template: TemplateOf) -> dict[str, list[str] | str]:
    """By column, the words that may be chosen, or where they stand when a rule cannot hold them."""
    found: dict[str, list[str] | str] = {}
    lists: Worksheet | None = None
    wanted = [c for c in template.columns if c.name in template.choices]
    for index, column in enumerate(wanted):
        words = list(template.choices[column.name])
        if sum(map(len, words)) + len(words) <= LONGEST_LIST:
            found[column.name] = words
            continue
        if lists is None:
            lists = book.add_worksheet(template.lists[:31])
            lists.set_column(0, len(wanted), WIDTHS[Kind.TEXT])
        lists.write_column(0, index, words)
        last = xl_rowcol_to_cell(len(words) - 1, index, row_abs=True, col_abs=True)
        first = xl_rowcol_to_cell(0, index, row_abs=True, col_abs=True)
        found[column.name] = f"='{lists.name}'!{first}:{last}"
    return found


def _rule(column: Column, offered: list[str] | str | None) -> dict[str, Any] | None:
    """What may be typed into a column: one of a list, a number, a day."""
    rule = {"validate": "list", "source": offered} if offered else _RULES.get(column.kind)
    return {**rule, "ignore_blank": True, "error_type": "stop"} if rule else None


LONGEST_LIST = 255
"""Characters of a list that Excel takes inside a rule, commas included."""
_ANY_AMOUNT = {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15}
_RULES: Mapping[Kind, dict[str, Any]] = {
    Kind.AMOUNT: _ANY_AMOUNT,
    Kind.RATE: {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100},
    Kind.COUNT: {"validate": "integer", "criteria": ">=", "value": 0},
    Kind.DATE: {"validate": "date", "criteria": "between", "minimum": date(1900, 1, 1),
                "maximum": date(2200, 1, 1)},
}  # fmt: skip
