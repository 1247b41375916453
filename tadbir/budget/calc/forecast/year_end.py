"""The year-end forecast of holders and of their total: floor, ceiling and, where earned, a band."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

import numpy as np
from numpy.random import Generator

from tadbir.budget.calc.forecast.learning import (
    Position,
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
)
from tadbir.core.money import ZERO
from tadbir.core.ratio import Ratio

METHOD = "share-of-gap/1"  # kept with each forecast; a change of method changes the number
_CENT = Decimal("0.01")


class NoBand(StrEnum):
    """Why a forecast has a floor and a ceiling only."""

    TOO_FEW_YEARS = "too_few_comparable_years"
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
    """The forecast of each holder, and that of all of them together."""

    holders: Mapping[str, YearEndForecast]
    total: YearEndForecast


def year_end_forecasts(
    now: Sequence[Position], past: Iterable[Position], *, rng: Generator
) -> Forecasts:
    """The forecast of each holder and of their total, learned from past years on the same day.

    `past` holds what was known on the same day of earlier years, each with its `final`; years of
    another perimeter, later years and unfinished ones are left out. To draw the band on a coming
    month end, pass as `final` what past years had reached at that month end. Holders learn from
    one another; a holder with under three comparable years of its own has no band, nor has the
    total under three years of any.
    """
    comparable = comparable_years(now, past)
    model = learned(comparable)
    numbers = numbers_of(comparable)
    own_years = {
        position.holder: len({old.year for old in comparable if old.holder == position.holder})
        for position in now
    }
    holders = {
        position.holder: _of_holder(position, model, numbers, own_years[position.holder])
        for position in now
    }
    years = len({old.year for old in comparable})
    return Forecasts(holders, _of_total(now, model, numbers, years=years, rng=rng))


def _of_holder(
    position: Position, model: Model | None, numbers: Mapping[str, int], years: int
) -> YearEndForecast:
    """The forecast of one holder."""
    if position.credits <= 0:
        return _bounds_only([position], years, NoBand.NO_CREDITS)
    if model is None or years < MINIMUM_YEARS:
        return _bounds_only([position], years, NoBand.TOO_FEW_YEARS)
    shares = model.quantiles(as_shares([position], numbers))[0]
    return _with_band([position], shares * float(position.credits), years)


def _of_total(
    now: Sequence[Position],
    model: Model | None,
    numbers: Mapping[str, int],
    *,
    years: int,
    rng: Generator,
) -> YearEndForecast:
    """The forecast of all holders together; those without credits have nothing to forecast."""
    funded = sorted((entry for entry in now if entry.credits > 0), key=lambda entry: entry.holder)
    if not funded:
        return _bounds_only(now, years, NoBand.NO_CREDITS)
    if model is None:
        return _bounds_only(now, years, NoBand.TOO_FEW_YEARS)
    credit = np.array([float(entry.credits) for entry in funded], dtype=np.float64)
    return _with_band(
        now, model.total_quantiles(as_shares(funded, numbers), credit, rng=rng), years
    )


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
