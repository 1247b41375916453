"""Drafting a table one row after another, for datasets whose rows speak alone. Pure."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Protocol

from tadbir.intake.contract import Drafted, Key, Record, Refusal, Sender, Table
from tadbir.intake.refuse import NO_DAY, at_table, day_of


class Gathering(Protocol):
    """What a dataset gathers from the rows of one table."""

    @property
    def records(self) -> Sequence[Record]: ...

    @property
    def refused(self) -> Sequence[Refusal]: ...

    @property
    def withheld(self) -> Mapping[int, Key]: ...

    def take(self, index: int) -> None:
        """Draft the row at a place of the table."""


def drafted(
    table: Table, sender: Sender, gathering: Callable[[Table, Sender, date], Gathering]
) -> Drafted:
    """What a table says on its day, row after row; refused whole where no day is known."""
    day = day_of(table, sender)
    if day is None:
        return Drafted((), (at_table(table, NO_DAY),))
    work = gathering(table, sender, day)
    for index in range(len(table.rows)):
        work.take(index)
    return Drafted(work.records, tuple(work.refused), work.withheld)
