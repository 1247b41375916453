"""Refused rows of which nobody can tell what they speak of: each may be a row that stands. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tadbir.intake.columns import Column
from tadbir.intake.contract import Dataset, Drafted, Key, Record, Refusal, Table
from tadbir.intake.reading.refusals import TABLE_LEVEL

HOLDER_COLUMNS = frozenset({"entity", "province", "delegation"})
"""Columns that name a holder: where such a cell is refused, the row may be anybody's."""
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_Cells = Mapping[int, Sequence[tuple[str, Refusal]]]


class Doubt(NamedTuple):
    """A refused row that may be one that stands; `holder` is "" where it may be anybody's."""

    holder: str
    sheet: str
    cell: str


class LeftOut(NamedTuple):
    """What a file says and is refused: the keys that are known, and the rows whose key is not."""

    withheld: Sequence[Key] = ()
    doubts: Sequence[Doubt] = ()

    def beside(self, more: Sequence[Key]) -> "LeftOut":
        """The same, with more keys that are known."""
        return LeftOut([*self.withheld, *more], self.doubts)


NOTHING_LEFT_OUT = LeftOut()


def doubts(dataset: Dataset, table: Table, drafted: Drafted, left: Drafted | None) -> list[Doubt]:
    """The refused rows of a table whose key is not known.

    `left` is what the domain made of the rows that a cell made refused. A row is known by its key
    when no cell that tells it was refused and the domain could draft it.
    """
    cells = _by_row([*table.refused, *drafted.refused])
    known = {record.row: record for record in (left.records if left else ())}
    placed = {*drafted.withheld, *(left.withheld if left else ())}
    found = []
    for row, refused in cells.items():
        names = [column for letter, _one in refused if (column := _column(dataset, table, letter))]
        telling = [column for column in names if _tells(dataset, column)]
        if row in placed or (row in known and not telling):
            continue
        holder = _holder(known.get(row), telling)
        found.append(Doubt(holder, table.sheet, refused[0][1].cell))
    return found


def _by_row(refused: Iterable[Refusal]) -> _Cells:
    """The refusals of single cells, by row; those of a whole table or of a head say nothing here."""
    cells: dict[int, list[tuple[str, Refusal]]] = {}
    for one in refused:
        place = _CELL.fullmatch(one.cell)
        if place and one.code not in TABLE_LEVEL:
            cells.setdefault(int(place[2]), []).append((place[1], one))
    return cells


def _column(dataset: Dataset, table: Table, letter: str) -> Column | None:
    match = next((match for match in table.columns if match.letter == letter), None)
    return dataset.column(match.name) if match else None


def _tells(dataset: Dataset, column: Column) -> bool:
    """Whether a column tells what a row speaks of."""
    in_key = column.name in dataset.wording.key_names or column.name in HOLDER_COLUMNS
    return in_key or column.identifies or column.required or bool(column.level)


def _holder(record: Record | None, telling: Sequence[Column]) -> str:
    if record is None or HOLDER_COLUMNS & {column.name for column in telling}:
        return ""
    return record.holder
