"""A column once understood, held in the shape that costs least to compute with and to send."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from tadbir.intake.contract import Value

Issues = dict[int, tuple[str, str]]
"""By place in the column: the code of a refusal, and the value as shown."""


def _no_ints() -> npt.NDArray[np.int64]:
    return np.zeros(0, dtype=np.int64)


def _no_flags() -> npt.NDArray[np.bool_]:
    return np.zeros(0, dtype=np.bool_)


@dataclass(slots=True)
class Vector:
    """Either whole numbers with their blanks, or places in a list of distinct values,
    or `floats`, with their blanks, that stand for decimals of 15 significant digits.

    `notes` lists places whose value was inferred, with a word that goes to the row's marks.
    """

    ints: npt.NDArray[np.int64] = field(default_factory=_no_ints)
    blank: npt.NDArray[np.bool_] = field(default_factory=_no_flags)
    floats: npt.NDArray[np.float64] | None = None
    distinct: list[Value] | None = None
    are_dates: bool = False
    issues: Issues = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of_ints(cls, length: int) -> "Vector":
        """Whole numbers, all blank to begin with."""
        return cls(np.zeros(length, dtype=np.int64), np.ones(length, dtype=np.bool_))

    @classmethod
    def of_values(cls, values: Iterable[Value], issues: Issues) -> "Vector":
        """Values of any kind, each distinct one kept once."""
        places: dict[tuple[type, Value], int] = {}
        index = [places.setdefault((type(v), v), len(places)) for v in values]
        distinct = [value for _, value in places]
        ints = np.array(index, dtype=np.int64)
        empty = {i for i, value in enumerate(distinct) if value is None}
        return cls(ints, np.isin(ints, list(empty)), distinct=distinct, issues=issues)

    @classmethod
    def of_texts(cls, places: npt.NDArray[np.integer], texts: Sequence[str]) -> "Vector":
        """Texts by their places in a list; those that are alike become one, "" is blank."""
        known: dict[str | None, int] = {None: 0}
        same = np.array([known.setdefault(t or None, len(known)) for t in texts], dtype=np.int64)
        ints = same[places]
        return cls(ints, ints == 0, distinct=list(known))

    def __len__(self) -> int:
        return len(self.ints if self.floats is None else self.floats)

    def at(self, rows: npt.NDArray[np.intp]) -> "Vector":
        """The same column at some of its places only, without issues and notes."""
        if self.floats is not None:
            return Vector(floats=self.floats[rows], blank=self.blank[rows])
        return Vector(
            self.ints[rows], self.blank[rows], distinct=self.distinct, are_dates=self.are_dates
        )

    def values(self) -> list[Value]:
        """The values as the contract says them, None where blank."""
        if self.distinct is not None:
            distinct = self.distinct
            return [distinct[i] for i in self.ints.tolist()]
        values = self._unblanked()
        for place in np.flatnonzero(self.blank).tolist():
            values[place] = None
        return values

    def _unblanked(self) -> list[Value]:
        if self.floats is not None:
            return [Decimal(format(number, ".15g")) for number in self.floats.tolist()]
        whole: list[int] = self.ints.tolist()
        return _dates(whole) if self.are_dates else list(whole)


def _dates(ordinals: Sequence[int]) -> list[Value]:
    known = {ordinal: date.fromordinal(ordinal or 1) for ordinal in set(ordinals)}
    return [known[ordinal] for ordinal in ordinals]
