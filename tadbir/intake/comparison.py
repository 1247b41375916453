"""What a file changes: its records against what stands, figure by figure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tadbir.intake.contract import Record, Value
from tadbir.intake.fingerprint import digest_of

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

    A return is one holder on one day. `digest` is that of what stands: for the same records it
    is equal for equal changes, and for those alone.
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
    counts = dict.fromkeys(("new", "changed", "same", "gone"), 0)
    figures: list[FigureChange] = []
    arriving = set[Key]()
    for record in records:
        key = (record.holder, record.on_date, record.key)
        arriving.add(key)
        before = standing.get(key)
        fate = "new" if before is None else "same" if before == record.values else "changed"
        counts[fate] += 1
        if fate == "changed" and before is not None:
            figures += _figures(record, before, value_names, len(figures))
    gone = sorted(key for key in standing if key not in arriving)
    counts["gone"] = len(gone)
    return Changes(
        **counts,
        superseded=superseded,
        figures=tuple(figures),
        gone_rows=tuple(gone[:MOST_SHOWN]),
        moves=_moves(records, standing, value_names, summed),
        digest=_digest(standing),
    )


def _digest(standing: Mapping[Key, Values]) -> str:
    return digest_of(
        ((holder, day.isoformat(), *key), values) for (holder, day, key), values in standing.items()
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
    grouped: dict[tuple[str, date], list[Values]] = {}
    for holder, day, values in rows:
        grouped.setdefault((holder, day), []).append(values)
    sums: dict[tuple[str, date, str], int | Decimal] = {}
    for (holder, day), some in grouped.items():
        for index, name in columns:
            known = [value for values in some if (value := values[index]) is not None]
            if known:
                sums[holder, day, name] = sum(known)  # type: ignore[arg-type]  # amounts
    return sums
