"""An empty form as a workbook: today's figures filled in, lists to choose from, either direction."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tadbir.core import money
from tadbir.intake.contract import Column, Dataset, Kind, Value

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
    Kind.STATE: "@",
}


@dataclass(frozen=True, slots=True)
class TemplateOf:
    """What a template is made for: its title, the day, the rows known, the lists to choose from.

    `day_line` is the sentence that tells our own reader which day the figures describe. `titles`
    and `choices` are by column name, in the reader's language; `is_rtl` turns the sheet.
    """

    dataset: Dataset
    title: str
    day_line: str
    titles: Mapping[str, str]
    rows: Sequence[Mapping[str, Value]]
    choices: Mapping[str, Sequence[str]]
    is_rtl: bool
    sheet: str
    created: datetime


def columns_of(dataset: Dataset, rows: Sequence[Mapping[str, Value]]) -> list[Column]:
    """The columns of a template: those that the rows know, else those that must be filled."""
    known = {name for row in rows for name in row}
    kept = [c for c in dataset.columns if (c.name in known if known else not c.formula)]
    return kept or list(dataset.columns)


def write(template: TemplateOf) -> bytes:
    """The workbook; the same template gives the same bytes."""
    body = io.BytesIO()
    book = Workbook(body, OPTIONS)
    book.set_properties({"created": template.created, "title": template.title})
    sheet = book.add_worksheet(template.sheet[:31])
    if template.is_rtl:
        sheet.right_to_left()
    sheet.write_string(0, 0, template.title, book.add_format({"bold": True, "font_size": 13}))
    sheet.write_string(1, 0, template.day_line)
    columns = columns_of(template.dataset, template.rows)
    for index, column in enumerate(columns):
        _column(book, sheet, index, column, template)
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    sheet.set_landscape()
    sheet.repeat_rows(HEAD_ROW)
    sheet.fit_to_pages(1, 0)
    book.close()
    return body.getvalue()


def _column(
    book: Workbook, sheet: Worksheet, index: int, column: Column, template: TemplateOf
) -> None:
    style = book.add_format({"num_format": FORMATS[column.kind], "locked": False})
    head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#E8F0EC"})
    sheet.set_column(index, index, WIDTHS.get(column.kind, 14), style)
    sheet.write_string(HEAD_ROW, index, template.titles[column.name], head)
    for row, values in enumerate(template.rows, HEAD_ROW + 1):
        _cell(sheet, row, index, values.get(column.name), column, style)
    last = HEAD_ROW + len(template.rows) + SPARE_ROWS
    if rule := _rule(column, template.choices.get(column.name, ())):
        sheet.data_validation(HEAD_ROW + 1, index, last, index, rule)


def _cell(
    sheet: Worksheet, row: int, index: int, value: Value, column: Column, style: Format
) -> None:
    """One value; None leaves the cell empty, never zero."""
    if value is None:
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


def _list(choices: Sequence[str]) -> dict[str, Any] | None:
    """A list to choose from; Excel takes at most 255 characters in one."""
    if not choices or sum(map(len, choices)) + len(choices) > 255:
        return None
    return {"validate": "list", "source": list(choices), "error_type": "warning"}


def _rule(column: Column, choices: Sequence[str]) -> dict[str, Any] | None:
    """What may be typed into a column: one of a list, a number, a day."""
    rule = _list(choices) or _RULES.get(column.kind)
    return {**rule, "ignore_blank": True} if rule else None


_ANY_AMOUNT = {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15}
_RULES: Mapping[Kind, dict[str, Any]] = {
    Kind.AMOUNT: _ANY_AMOUNT,
    Kind.RATE: {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100},
    Kind.COUNT: {"validate": "integer", "criteria": ">=", "value": 0},
}
