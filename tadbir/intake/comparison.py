"""What a file changes: its records against what stands, figure by figure."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tadbir.intake.contract import Record, Value
from tadbir.intake.fingerprint import line

Key = tuple[str, date, tuple[str, ...]]
Values = tuple[Value, ...]
MOST_SHOWN = 500
"""How many changed figures and gone rows are kept for the preview; all are counted."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure of a row that stands already: what it was and what it becomes."""

    holder: str
    on_date: date
    key: tuple[str, ...]
    name: str
    before: Value
    after: Value
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Move:
    """The sum of a column for one holder and day: None where nothing stands, or will."""

    holder: str
    on_date: date
    name: str
    before: int | Decimal | None
    after: int | Decimal | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows by what becomes of them; `superseded` counts the returns that the file replaces.

    A return is one holder on one day. `digest` is equal for equal changes, and for those alone.
    """

    new: int
    changed: int
    same: int
    superseded: int
    gone: int
    figures: tuple[FigureChange, ...]
    gone_rows: tuple[Key, ...]
    moves: tuple[Move, ...]
    digest: str


_FATES = ("new", "changed", "same", "gone")


@dataclass(slots=True)
class _Tally:
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_FATES, 0))
    figures: list[FigureChange] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    def add(self, fate: str, key: Key, before: Values = (), after: Values = ()) -> None:
        self.counts[fate] += 1
        if fate != "same":
            holder, day, rest = key
            self.marks.append(line((fate, holder, day.isoformat(), *rest), (*before, "|", *after)))


def compare(
    records: Sequence[Record],
    standing: Mapping[Key, Values],
    *,
    value_names: Sequence[str],
    summed: frozenset[str],
    superseded: int,
) -> Changes:
    """What records change in what stands for the same holders and days.

    `summed` are the names whose values add up: their sums by holder and day are the moves.
    """
    tally = _Tally()
    arriving = set[Key]()
    for record in records:
        key = (record.holder, record.on_date, record.key)
        arriving.add(key)
        before = standing.get(key)
        if before is None:
            tally.add("new", key, after=record.values)
        elif before == record.values:
            tally.add("same", key)
        else:
            tally.add("changed", key, before, record.values)
            tally.figures += _figures(record, before, value_names, len(tally.figures))
    gone = sorted(key for key in standing if key not in arriving)
    for key in gone:
        tally.add("gone", key, before=standing[key])
    return Changes(
        **tally.counts,
        superseded=superseded,
        figures=tuple(tally.figures),
        gone_rows=tuple(gone[:MOST_SHOWN]),
        moves=_moves(records, standing, value_names, summed),
        digest=hashlib.sha256("\n".join(sorted(tally.marks)).encode()).hexdigest(),
    )


def _figures(
    record: Record, before: Values, names: Sequence[str], shown: int
) -> list[FigureChange]:
    room = max(MOST_SHOWN - shown, 0)
    moved = [
        FigureChange(
            record.holder, record.on_date, record.key, name, was, will, record.sheet, record.row
        )
        for name, was, will in zip(names, before, record.values, strict=True)
        if was != will
    ]
    return moved[:room]


def _moves(
    records: Sequence[Record],
    standing: Mapping[Key, Values],
    names: Sequence[str],
    summed: frozenset[str],
) -> tuple[Move, ...]:
    columns = [(index, name) for index, name in enumerate(names) if name in summed]
    after = _sums(((r.holder, r.on_date, r.values) for r in records), columns)
    before = _sums(((key[0], key[1], values) for key, values in standing.items()), columns)
    return tuple(
        Move(*at, before.get(at), after.get(at))
        for at in sorted(before.keys() | after.keys())
        if before.get(at) != after.get(at)
    )


def _sums(
    rows: Iterable[tuple[str, date, Values]], columns: Sequence[tuple[int, str]]
) -> dict[tuple[str, date, str], int | Decimal]:
    """Sums by holder, day and column; a column in which every cell is blank has no sum."""
    sums: dict[tuple[str, date, str], int | Decimal] = {}
    for holder, day, values in rows:
        for index, name in columns:
            value = values[index]
            if isinstance(value, int | Decimal):
                at = (holder, day, name)
                sums[at] = sums.get(at, 0) + value
    return sums
