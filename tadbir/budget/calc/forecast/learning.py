"""From positions in dirhams to what a model learns: which past years compare, and their shares."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from tadbir.budget.calc.forecast.model import (
    MINIMUM_YEARS,
    UNKNOWN,
    Floats,
    Model,
    Pool,
    Positions,
    fitted,
)
from tadbir.core.money import ZERO


@dataclass(frozen=True, slots=True)
class Position:
    """A holder on one day of a year, in dirhams, with figures as they were known that day.

    `reached` is what was committed (visaed), issued or paid; `possible` adds every operation
    that can still pass, and is None when operations are not followed: then all the credits can
    still pass. `final` is what the year ended with, None for the year under way. `perimeter`
    names the legal form that the figures were made under: years before a change carry another
    name, unless they were restated, and are not compared.
    """

    holder: str
    year: int
    perimeter: str
    credits: Decimal
    reached: Decimal
    possible: Decimal | None = None
    final: Decimal | None = None

    @property
    def ceiling(self) -> Decimal:
        """The most that can still be reached, never less than what already is."""
        return max(self.credits if self.possible is None else self.possible, self.reached)


def comparable_years(now: Sequence[Position], past: Iterable[Position]) -> list[Position]:
    """Finished earlier years of the same perimeters, in a fixed order.

    A holder's own years must have its own perimeter; a holder that is gone may still teach the
    others when its perimeter is one of theirs.
    """
    perimeter = {position.holder: position.perimeter for position in now}
    perimeters = set(perimeter.values())
    this_year = min((position.year for position in now), default=0)
    kept = [
        old
        for old in past
        if old.final is not None
        and old.credits > 0
        and old.year < this_year
        and old.perimeter in perimeters
        and old.perimeter == perimeter.get(old.holder, old.perimeter)
    ]
    return sorted(kept, key=lambda old: (old.year, old.holder))


def all_followed(positions: Iterable[Position]) -> bool:
    """Whether operations give the ceiling of every position, so that gaps can be compared.

    Where one is missing, a gap up to the operations of one day and a gap up to the credits of
    another are not the same thing: then all are measured up to the credits.
    """
    return all(position.possible is not None for position in positions)


def learned(comparable: Sequence[Position], *, by_operations: bool) -> Model | None:
    """The model of the comparable years; None when they are too few to learn from."""
    if len({old.year for old in comparable}) < MINIMUM_YEARS:
        return None
    numbers = numbers_of(comparable)
    final = [float((old.final or ZERO) / old.credits) for old in comparable]
    positions = as_shares(comparable, numbers, by_operations=by_operations)
    return fitted(
        Pool(
            positions.entity,
            np.array([old.year for old in comparable], dtype=np.int64),
            positions.reached,
            positions.possible,
            np.array(final, dtype=np.float64),
        )
    )


def numbers_of(positions: Iterable[Position]) -> dict[str, int]:
    """A number for each holder of the past, in the order of their names."""
    names = sorted({position.holder for position in positions})
    return {name: number for number, name in enumerate(names)}


def as_shares(
    positions: Sequence[Position], numbers: Mapping[str, int], *, by_operations: bool
) -> Positions:
    """The positions as shares of the credits known that day.

    What can still pass is measured up to the operations or up to the credits; what the operations
    allow bounds the outcome either way.
    """

    def shares(amounts: Iterable[Decimal]) -> Floats:
        pairs = zip(amounts, positions, strict=True)
        return np.array([float(amount / old.credits) for amount, old in pairs], dtype=np.float64)

    return Positions(
        np.array([numbers.get(old.holder, UNKNOWN) for old in positions], dtype=np.int64),
        shares(old.reached for old in positions),
        shares(
            old.ceiling if by_operations else max(old.credits, old.reached) for old in positions
        ),
        most=shares(old.ceiling for old in positions),
    )
