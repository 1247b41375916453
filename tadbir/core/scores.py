"""Scores of forecasts: pinball, CRPS, interval score, coverage; smaller is better.

Gneiting and Raftery, "Strictly proper scoring rules, prediction, and estimation", Journal of the
American Statistical Association 102 (2007); the fair ensemble score is Ferro, "Fair scores for
ensemble forecasts", Quarterly Journal of the Royal Meteorological Society 140 (2014).
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tadbir.core.refused import Refused
from tadbir.core.words import N_


@dataclass(frozen=True, slots=True)
class Interval:
    """A forecast interval that should hold the truth `level` of the time."""

    low: float
    high: float
    level: float = 0.8

    def covers(self, truth: float) -> bool:
        """Whether the truth fell inside, bounds included."""
        return self.low <= truth <= self.high


def pinball(quantile: float, truth: float, *, level: float) -> float:
    """The loss of one quantile: level × (y − q)⁺ + (1 − level) × (q − y)⁺."""
    return max(level * (truth - quantile), (level - 1) * (truth - quantile))


def interval_score(interval: Interval, truth: float) -> float:
    """The width, plus 2/α for each unit by which the truth was missed (α = 1 − level)."""
    missed = max(interval.low - truth, truth - interval.high, 0.0)
    return interval.high - interval.low + 2 / (1 - interval.level) * missed


def crps_normal(mean: float, deviation: float, truth: float) -> float:
    """The continuous ranked probability score of a normal forecast; |y − μ| when σ is 0.

    σ [z (2Φ(z) − 1) + 2φ(z) − 1/√π], z = (y − μ)/σ.
    """
    if deviation == 0:
        return abs(truth - mean)
    z = (truth - mean) / deviation
    density = math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    return deviation * (z * math.erf(z / math.sqrt(2)) + 2 * density - 1 / math.sqrt(math.pi))


def crps_ensemble(members: Sequence[float], truth: float, *, fair: bool = False) -> float:
    """The score of an ensemble: mean|x − y| − ½ mean|x − x′|; fair divides by m(m − 1).

    Raises `Refused("forecast.too-few-members")` without a member, or with one when fair.
    """
    count = len(members)
    pairs = count * (count - 1) if fair else count * count
    if pairs == 0:
        raise Refused(
            "forecast.too-few-members", N_("An ensemble of {count} cannot be scored."), count=count
        )
    ordered = sorted(members)
    # Σᵢⱼ|xᵢ − xⱼ| = 2 Σᵢ (2i − m + 1) x₍ᵢ₎ over the ordered members, i from 0.
    spread = 2 * sum((2 * rank - count + 1) * value for rank, value in enumerate(ordered))
    return sum(abs(value - truth) for value in ordered) / count - spread / pairs / 2


def crps_quantiles(quantiles: Mapping[float, float], truth: float) -> float:
    """The CRPS approached by twice the mean pinball loss over evenly spaced levels."""
    return 2 * mean([pinball(value, truth, level=level) for level, value in quantiles.items()])


def coverage(intervals: Iterable[tuple[Interval, float]]) -> float | None:
    """The share of truths that fell inside their interval; None without any."""
    inside = [interval.covers(truth) for interval, truth in intervals]
    return sum(inside) / len(inside) if inside else None


def mean(values: Sequence[float]) -> float:
    """The mean, summed exactly so that the order of the values never matters."""
    return math.fsum(values) / len(values)
