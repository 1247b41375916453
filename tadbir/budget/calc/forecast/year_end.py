"""The year-end forecast of holders and of their total: floor, ceiling and, where earned, a band."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

import numpy as np
from numpy.random import Generator

from tadbir.budget.calc.forecast.learning import (
    Position,
    all_followed,
    as_shares,
    comparable_years,
    learned,
    numbers_of,
)
from tadbir.budget.calc.forecast.model import (
    HIGH,
    LOW,
    MEDIAN,
    MINIMUM_YEARS,
    Floats,
    Model,
    Positions,
)
from tadbir.core.money import ZERO
from tadbir.core.ratio import Ratio

METHOD = "share-of-gap/1"  # kept with each forecast; a change of method changes the number
_CENT = Decimal("0.01")


class NoBand(StrEnum):
    """Why a forecast has a floor and a ceiling only."""

    TOO_FEW_YEARS = "too_few_comparable_years"
    OTHER_HOLDERS = "holders_changed"
    NO_CREDITS = "no_credits"


@dataclass(frozen=True, slots=True)
class YearEndForecast:
    """What the year should end with, in dirhams: floor ≤ low ≤ median ≤ high ≤ ceiling.

    `low` and `high` bound an 80 % interval. Without a band `reason` says why, and `median`,
    `low`, `high` are None. `years` are the comparable past years behind it.
    """

    credits: Decimal
    floor: Decimal
    ceiling: Decimal
    median: Decimal | None
    low: Decimal | None
    high: Decimal | None
    years: int
    reason: NoBand | None

    def rate(self, amount: Decimal | None) -> Ratio:
        """One of the amounts on the credits known on the day of the forecast."""
        return Ratio(amount, self.credits)


@dataclass(frozen=True, slots=True)
class Forecasts:
    """The forecast of each holder, of all of them together, and of the parts asked for."""

    holders: Mapping[str, YearEndForecast]
    total: YearEndForecast
    parts: Mapping[str, YearEndForecast] = field(default_factory=dict)


def year_end_forecasts(
    now: Sequence[Position],
    past: Iterable[Position],
    *,
    rng: Generator,
    parts: Mapping[str, Collection[str]] | None = None,
) -> Forecasts:
    """The forecast of each holder and of their total, learned from past years on the same day.

    `parts` names sums of some of the holders: each is forecast as the total is, from what all
    holders taught. A part of which no holder stands today has none.

    `past` holds what was known on the same day of earlier years, each with its `final`; years of
    another perimeter, later years and unfinished ones are left out. To draw the band on a coming
    month end, pass as `final` what past years had reached at that month end. Holders learn from
    one another; a holder with under three comparable years of its own has no band, nor has the
    total under three years in which every holder of today was there.
    """
    comparable = comparable_years(now, past)
    learnt = _Learnt.from_years(now, comparable)
    years = _years_by_holder(comparable)
    holders = {
        position.holder: _of_holder(position, learnt, len(years.get(position.holder, ())))
        for position in now
    }
    total = _of_total(now, learnt, years, rng=rng)
    return Forecasts(holders, total, {
        name: _of_total(own, learnt, {code: years.get(code, set()) for code in codes}, rng=rng)
        for name, codes in sorted((parts or {}).items())
        if (own := [position for position in now if position.holder in codes])
    })  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Learnt:
    """The model of the comparable years and how it names and measures positions."""

    model: Model | None
    numbers: Mapping[str, int]
    by_operations: bool

    @classmethod
    def from_years(cls, now: Sequence[Position], comparable: Sequence[Position]) -> "_Learnt":
        """What comparable years teach about today's positions."""
        by_operations = all_followed([*now, *comparable])
        model = learned(comparable, by_operations=by_operations)
        return cls(model, numbers_of(comparable), by_operations)

    def shares(self, positions: Sequence[Position]) -> Positions:
        """Positions as the model takes them."""
        return as_shares(positions, self.numbers, by_operations=self.by_operations)


def _years_by_holder(comparable: Iterable[Position]) -> Mapping[str, set[int]]:
    years: dict[str, set[int]] = {}
    for old in comparable:
        years.setdefault(old.holder, set()).add(old.year)
    return years


def _of_holder(position: Position, learnt: _Learnt, years: int) -> YearEndForecast:
    """The forecast of one holder."""
    if position.credits <= 0:
        return _bounds_only([position], years, NoBand.NO_CREDITS)
    if learnt.model is None or years < MINIMUM_YEARS:
        return _bounds_only([position], years, NoBand.TOO_FEW_YEARS)
    shares = learnt.model.quantiles(learnt.shares([position]))[0]
    return _with_band([position], shares * float(position.credits), years)


def _of_total(
    now: Sequence[Position], learnt: _Learnt, by_holder: Mapping[str, set[int]], *, rng: Generator
) -> YearEndForecast:
    """The forecast of all holders together; those without credits have nothing to forecast."""
    funded = sorted((entry for entry in now if entry.credits > 0), key=lambda entry: entry.holder)
    every = set().union(*by_holder.values())
    shared = every.intersection(*(by_holder.get(entry.holder, set()) for entry in funded))
    if not funded:
        return _bounds_only(now, len(every), NoBand.NO_CREDITS)
    if learnt.model is None:
        return _bounds_only(now, len(every), NoBand.TOO_FEW_YEARS)
    if len(shared) < MINIMUM_YEARS:
        return _bounds_only(now, len(shared), NoBand.OTHER_HOLDERS)
    credit = np.array([float(entry.credits) for entry in funded], dtype=np.float64)
    quantiles = learnt.model.total_quantiles(learnt.shares(funded), credit, rng=rng)
    return _with_band(now, quantiles, len(shared))


def _bounds_only(
    positions: Sequence[Position], years: int, reason: NoBand | None
) -> YearEndForecast:
    """Floor and ceiling, which hold whatever the history."""
    return YearEndForecast(
        credits=sum((entry.credits for entry in positions), ZERO),
        floor=sum((entry.reached for entry in positions), ZERO),
        ceiling=sum((entry.ceiling for entry in positions), ZERO),
        median=None,
        low=None,
        high=None,
        years=years,
        reason=reason,
    )


def _with_band(positions: Sequence[Position], quantiles: Floats, years: int) -> YearEndForecast:
    """The band in dirhams, held between floor and ceiling; `quantiles` stand at the model's levels."""
    bounds = _bounds_only(positions, years, None)

    def dirhams(position: int) -> Decimal:
        amount = Decimal(float(quantiles[position])).quantize(_CENT, ROUND_HALF_UP)
        return min(max(amount, bounds.floor), bounds.ceiling)

    return YearEndForecast(
        credits=bounds.credits,
        floor=bounds.floor,
        ceiling=bounds.ceiling,
        median=dirhams(MEDIAN),
        low=dirhams(LOW),
        high=dirhams(HIGH),
        years=years,
        reason=None,
    )
