"""Refusals that a domain raises about a table it was given: addressed to a cell, or to a table."""

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar

from tadbir.core.words import N_
from tadbir.intake.contract import Refusal, Sender, Table, Value

_V = TypeVar("_V", bound=Hashable)
_T = TypeVar("_T")
Why = tuple[str, str, str]
"""A code, a reason and a remedy; the last two are marked sentences."""

NO_DAY: Why = (
    "table.no-day",
    N_("Nothing says on which day these figures stood."),
    N_("Give the day with the file, or write it in the title."),
)
TWICE: Why = (
    "row.twice",
    N_("This row speaks of the same thing as row {first}."),
    N_("Keep one of the two rows, or give each its own code or reference."),
)


def at_table(table: Table, why: Why, **details: str) -> Refusal:
    """A refusal of the whole table, addressed to its header."""
    code, reason, remedy = why
    return Refusal(table.sheet, table.header_cells, "", code, reason, remedy, details)


def at_cell(table: Table, index: int, column: str, why: Why, **details: str) -> Refusal:
    """A refusal of one data row, addressed to the cell of a column (the first, without it)."""
    code, reason, remedy = why
    match = table.match(column)
    letter = match.letter if match else table.columns[0].letter
    values = table.values.get(column)
    value = values[index] if values is not None else None
    cell = f"{letter}{table.rows[index]}"
    shown = "" if value is None else str(value)
    return Refusal(table.sheet, cell, shown, code, reason, remedy, details)


def column(table: Table, key: str) -> Sequence[Value]:
    """The values of a column, or blanks where the table has none."""
    values = table.values.get(key)
    return values if values is not None else _blanks(len(table.rows))


def each(values: Sequence[_V], reader: Callable[[_V], _T]) -> list[_T]:
    """What is read in each value, the same value being read once: columns repeat themselves."""
    known = {value: reader(value) for value in set(values)}
    return [known[value] for value in values]


@lru_cache(maxsize=8)
def _blanks(count: int) -> Sequence[Value]:
    """As many blanks: domains ask row by row, and making them each time is quadratic."""
    return (None,) * count


def day_of(table: Table, sender: Sender) -> date | None:
    """The day declared with the file, else the day that the table says, else None."""
    return sender.on_date or table.as_of
