"""A distribution as weighted values: a published prior, and what was seen of one's own.

The prior counts as some finished cases and each own case as one: the mean of a Dirichlet process
(Ferguson, "A Bayesian analysis of some nonparametric problems", Annals of Statistics 1, 1973).
A case still running says only "longer than this": its weight goes to what lies beyond (Efron's
redistribution to the right; with a Dirichlet prior, Susarla and Van Ryzin, JASA 71, 1976), so that
learning from finished cases alone does not make works look quicker than they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

POINTS = 199
LEVELS: Floats = (np.arange(POINTS) + 0.5) / POINTS
_NORMAL = NormalDist()
_HIGH_LEVEL = 0.9


@dataclass(frozen=True, eq=False)
class Spread:
    """Values in rising order and their weights, which sum to 1; straight between the values."""

    values: Floats
    weights: Floats

    @cached_property
    def _heights(self) -> Floats:
        """The share below each value: each stands at the middle of its weight, the ends at 0 and 1."""
        heights = np.cumsum(self.weights) - self.weights / 2
        heights[0], heights[-1] = 0.0, 1.0
        return np.asarray(heights)

    def quantile(self, level: float | Floats) -> Floats:
        """The value below which lies a share `level`."""
        return np.asarray(np.interp(np.asarray(level), self._heights, self.values))

    def share_below(self, value: float | Floats) -> Floats:
        """The share at or below a value."""
        return np.asarray(
            np.interp(np.asarray(value), self.values, self._heights, left=0.0, right=1.0)
        )

    @property
    def mean(self) -> float:
        """The mean of the values."""
        return float(self.values @ self.weights)


@dataclass(frozen=True, slots=True)
class Case:
    """One own observation, in the unit of the spread; running cases are at least this long."""

    value: float
    is_over: bool = True


def lognormal(median: float, high: float) -> Spread:
    """The log-normal spread with this median and this 90th percentile."""
    scale = np.log(high / median) / _NORMAL.inv_cdf(_HIGH_LEVEL)
    scores = np.array([_NORMAL.inv_cdf(float(level)) for level in LEVELS])
    return Spread(median * np.exp(scale * scores), np.full(POINTS, 1 / POINTS))


def blended(prior: Spread, own: Sequence[Case], *, prior_cases: float) -> Spread:
    """The prior, counting as `prior_cases` cases, and one's own cases together."""
    values = np.concatenate([prior.values, [case.value for case in own]])
    weights = np.concatenate([prior.weights * prior_cases, np.ones(len(own))])
    running = np.concatenate(
        [np.zeros(len(prior.values), bool), [not case.is_over for case in own]]
    )
    # At the same value what is over comes first: the running case lies beyond it.
    order = np.lexsort((running, values))
    values, weights, running = values[order], weights[order], running[order]
    for index in np.flatnonzero(running):
        beyond = weights[index + 1 :].sum()
        if beyond > 0:  # else nothing longer is known, and the case stands where it is
            weights[index + 1 :] *= 1 + weights[index] / beyond
            weights[index] = 0.0
    kept = weights > 0
    return Spread(values[kept], weights[kept] / weights.sum())
