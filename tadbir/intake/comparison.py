"""What a file changes: its records against what stands, figure by figure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from tadbir.intake.contract import Key, Record, Value
from tadbir.intake.doubts import Doubt
from tadbir.intake.fingerprint import digest_of

Values = tuple[Value, ...]
MOST_SHOWN = 500
"""How many changed figures, gone and left-out rows are kept for the preview; all are counted."""
MOST_DOUBTS = 3
"""How many refused rows are named of those that a missing row may be; "…" stands for more."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the values of records are called: all by place, those whose sums are compared, and
    the one that names a row ("" for none)."""

    names: Sequence[str]
    summed: frozenset[str]
    named_by: str = ""

    @property
    def title(self) -> int | None:
        """The place of the value that names a row."""
        return self.names.index(self.named_by) if self.named_by else None


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure of a row that stands already: what it was and what it becomes.

    `title` is what names the row for a reader, "" without such a value.
    """

    holder: str
    on_date: date
    key: tuple[str, ...]
    title: str
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
class Stood:
    """A row that stands today and that the file would not keep.

    `perhaps` are the places ("Sheet F12") of refused rows that it may be, where none is known to
    be it.
    """

    holder: str
    on_date: date
    key: tuple[str, ...]
    title: str
    perhaps: tuple[str, ...] = ()

    @property
    def spoken(self) -> Key:
        """What the row speaks of."""
        return self.holder, self.on_date, self.key


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows by what becomes of them; `superseded` counts the returns that the file replaces.

    A return is one holder on one day. Rows `gone` are not in the file; those `left_out` are, or
    may be, in it and refused there: kept without them, the file would take them from what stands.
    `digest` is that of what stands: for the same records it is equal for equal changes, and for
    those alone.
    """

    new: int
    changed: int
    same: int
    superseded: int
    gone: int
    left_out: int
    figures: tuple[FigureChange, ...]
    gone_rows: tuple[Stood, ...]
    left_out_rows: tuple[Stood, ...]
    moves: tuple[Move, ...]
    digest: str


def compare(
    records: Sequence[Record],
    standing: Mapping[Key, Values],
    shape: Shape,
    *,
    superseded: int,
    withheld: frozenset[Key] = frozenset(),
    doubts: Sequence[Doubt] = (),
) -> Changes:
    """What records change in what stands for the same holders and days.

    The moves are the sums by holder and day. `withheld` are the keys of rows refused in
    the file, `doubts` the refused rows whose key is not known.
    """
    counts = dict.fromkeys(("new", "changed", "same"), 0)
    figures: list[FigureChange] = []
    arriving = set[Key]()
    for record in records:
        key = (record.holder, record.on_date, record.key)
        arriving.add(key)
        before = standing.get(key)
        fate = "new" if before is None else "same" if before == record.values else "changed"
        counts[fate] += 1
        if fate == "changed" and before is not None:
            figures += _figures(record, before, shape, len(figures))
    gone, left_out = _missing(standing, arriving, shape, withheld, _Perhaps(doubts))
    return Changes(
        **counts,
        superseded=superseded,
        gone=len(gone),
        left_out=len(left_out),
        figures=tuple(figures),
        gone_rows=tuple(gone[:MOST_SHOWN]),
        left_out_rows=tuple(left_out[:MOST_SHOWN]),
        moves=_moves(records, standing, shape),
        digest=_digest(standing),
    )


def _digest(standing: Mapping[Key, Values]) -> str:
    return digest_of(
        ((holder, day.isoformat(), *key), values) for (holder, day, key), values in standing.items()
    )


def _missing(
    standing: Mapping[Key, Values],
    arriving: set[Key],
    shape: Shape,
    withheld: frozenset[Key],
    perhaps: "_Perhaps",
) -> tuple[list[Stood], list[Stood]]:
    """The rows that stand and do not arrive: those gone, and those left out, or perhaps so."""
    fates = [
        Stood(*key, _title(standing[key], shape.title), () if key in withheld else perhaps.of(key))
        for key in sorted(standing.keys() - arriving)
    ]
    gone = [one for one in fates if not one.perhaps and one.spoken not in withheld]
    left_out = [one for one in fates if one.perhaps or one.spoken in withheld]
    return gone, left_out


class _Perhaps:
    """The places of the refused rows that a missing row may be."""

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        self.doubts = doubts
        self.known: dict[str, tuple[str, ...]] = {}

    def of(self, key: Key) -> tuple[str, ...]:
        """The first places of refused rows of the holder of a key, or of nobody known."""
        holder = key[0]
        if holder not in self.known:
            may_be = (d for d in self.doubts if d.holder in ("", holder))
            places = [f"{d.sheet} {d.cell}" for d in islice(may_be, MOST_DOUBTS + 1)]
            more = ["…"] if len(places) > MOST_DOUBTS else []
            self.known[holder] = (*places[:MOST_DOUBTS], *more)
        return self.known[holder]


def _title(values: Values, title: int | None) -> str:
    return "" if title is None else str(values[title] or "")


def _figures(record: Record, before: Values, shape: Shape, shown: int) -> list[FigureChange]:
    room = max(MOST_SHOWN - shown, 0)
    called = _title(record.values, shape.title)
    moved = [
        FigureChange(
            record.holder,
            record.on_date,
            record.key,
            called,
            name,
            was,
            will,
            record.sheet,
            record.row,
        )  # fmt: skip
        for name, was, will in zip(shape.names, before, record.values, strict=True)
        if was != will
    ]
    return moved[:room]


def _moves(
    records: Sequence[Record],
    standing: Mapping[Key, Values],
    shape: Shape,
) -> tuple[Move, ...]:
    columns = [(index, name) for index, name in enumerate(shape.names) if name in shape.summed]
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
