"""What a situation of credits holds whatever its layout: a day, holders, lines and amounts."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tadbir.cli.demonstration.holders import Holder
from tadbir.cli.demonstration.nomenclature import Rubric

Amounts = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Row:
    """One line and what is said of it, in centimes."""

    rubric: Rubric
    amounts: Amounts


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one holder."""

    holder: Holder
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """What one sender says on one day."""

    day: date
    sender: str
    blocks: tuple[Block, ...]


def total(rows: Iterable[Row], measure: str) -> int | None:
    """The sum of a measure over rows; None where no row has it."""
    known = [value for row in rows if (value := row.amounts[measure]) is not None]
    return sum(known) if known else None


def totals(rows: Sequence[Row], measures: Iterable[str]) -> list[int | None]:
    """The sums of several measures."""
    return [total(rows, measure) for measure in measures]


def grouped(rows: Iterable[Row], key: Callable[[Rubric], str]) -> Iterator[tuple[str, list[Row]]]:
    """Runs of rows that share a part of their code, in order."""
    for name, run in groupby(rows, key=lambda row: key(row.rubric)):
        yield name, list(run)


def all_rows(situation: Situation) -> list[Row]:
    """The rows of every holder."""
    return [row for block in situation.blocks for row in block.rows]
