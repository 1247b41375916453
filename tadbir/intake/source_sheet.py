"""Rows of a file as its page shows them: lettered columns, and the cells that figures came from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tadbir.intake.contract import Dataset
from tadbir.intake.labels import column_label, column_of
from tadbir.intake.report import Report
from tadbir.intake.source_rows import SourceRow

_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """A column of a file: its letter, what it was understood as, whether it gave figures."""

    letter: str
    title: str
    is_figure: bool

    @property
    def head(self) -> str:
        """The letter, with what the column was understood as where it was."""
        return f"{self.letter} · {self.title}" if self.title else self.letter


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """Rows of a file around one that figures came from, `marked`."""

    columns: Sequence[SourceColumn]
    rows: Sequence[SourceRow]
    marked: int


def source_sheet(
    rows: Sequence[SourceRow], marked: int, *, sheet: str, report: Report, dataset: Dataset
) -> SourceSheet:
    """The rows as a sheet; columns that are blank in all of them are left out."""
    width = max((len(row.cells) for row in rows), default=0)
    filled = [
        i for i in range(width) if any(row.cells[i : i + 1] not in {(), ("",)} for row in rows)
    ]
    kept = [
        SourceRow(row.number, tuple("".join(row.cells[i : i + 1]) for i in filled)) for row in rows
    ]
    keys = _keys(report, sheet, marked)
    columns = [_column(letter(i), keys.get(letter(i), ""), dataset) for i in filled]
    return SourceSheet(columns, kept, marked)


def _column(at: str, key: str, dataset: Dataset) -> SourceColumn:
    column = column_of(dataset, key.rpartition("/")[2])
    title = column_label(dataset, key) if column else ""
    return SourceColumn(at, title, column is not None and column.additive)


def _keys(report: Report, sheet: str, row: int) -> dict[str, str]:
    """The key of each lettered column of the table that a row stands in: the last begun above."""
    tables = [table for one in report["sheets"] if one["name"] == sheet for table in one["tables"]]
    above = [table for table in tables if _first_row(table) <= row]
    found = max(above, key=_first_row, default=None)
    return {match["letter"]: key for key, match in found["columns"].items()} if found else {}


def _first_row(table: Report) -> int:
    number = _NUMBER.search(table["header_cells"])
    return int(number.group()) if number else 0


def letter(index: int) -> str:
    """The letter of a column counted from 0."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
