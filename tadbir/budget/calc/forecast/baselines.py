"""The four simple forecasts that a method must beat before anyone is asked to trust it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Baseline(StrEnum):
    """What people do by hand."""

    LINEAR = "linear"
    LAST_YEAR_CURVE = "last_year_curve"
    LAST_YEAR_FINAL = "last_year_final"
    LAST_YEAR_GAIN = "last_year_gain"


@dataclass(frozen=True, slots=True)
class Known:
    """What a baseline may look at, in shares of credits, one element for each entity.

    `elapsed` is the part of the year that is past; the rest is last year on the same day and
    at its end, on the credits known that day and on the final ones.
    """

    reached: Floats
    elapsed: float
    last_reached: Floats
    last_final: Floats
    last_final_rate: Floats


def _curve(known: Known) -> Floats:
    """As far ahead at the end as today; last year's end where it had not begun yet."""
    begun = known.last_reached > 0
    ratio = known.last_final / np.where(begun, known.last_reached, 1.0)
    return np.asarray(np.where(begun, known.reached * ratio, known.last_final))


_FORECASTS: Mapping[Baseline, Callable[[Known], Floats]] = {
    Baseline.LINEAR: lambda known: known.reached / known.elapsed,
    Baseline.LAST_YEAR_CURVE: _curve,
    Baseline.LAST_YEAR_FINAL: lambda known: known.last_final_rate,
    Baseline.LAST_YEAR_GAIN: (lambda known: known.reached + known.last_final - known.last_reached),
}


def baseline(kind: Baseline, known: Known) -> Floats:
    """The final share of credits that a baseline announces, never above all the credits."""
    return np.minimum(_FORECASTS[kind](known), 1.0)
