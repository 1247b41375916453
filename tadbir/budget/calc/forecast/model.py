"""The share of what can still pass that does pass: partial pooling, with empirical errors.

Method. On a given day of the year a holder stands between a floor (what is already reached) and
a ceiling (every operation that can still pass). The share of that gap which is closed by the
target day is explained, over past years and over all holders, by how much is reached and how much
is left (log-odds), plus an effect of each holder that is shrunk towards zero the fewer its years
(ridge regression, which is the posterior mean of a model with normal random effects: Gelman and
Hill, "Data Analysis Using Regression and Multilevel/Hierarchical Models", 2007). Recent years and
wide gaps weigh more. The interval comes from errors made on years left out of the fit, one at a
time (cross-conformal prediction: Barber, Candès, Ramdas and Tibshirani, "Predictive inference with
the jackknife+", Annals of Statistics 49, 2021), taken year by year because holders err together.
Everything stays between floor and ceiling.
"""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from tadbir.core.refused import Refused
from tadbir.core.words import N_

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MINIMUM_YEARS = 3
LEVELS: Floats = np.arange(1, 20) / 20
LOW, MEDIAN, HIGH = 1, 9, 17  # positions of 10 %, 50 % and 90 % among the levels
UNKNOWN = -1  # an entity that the past does not know has no effect of its own

# Settled on generated histories whose seeds are not those of the back-test.
RECENCY = 0.9  # a year weighs nine tenths of the next one
ENTITY_PENALTY = 8.0  # an entity's own effect counts half once eight of its years are known
SLOPE_PENALTY = 1.0
_INTERCEPT_PENALTY = 1e-6
_SMALLEST_GAP = 1e-6
_LOGIT_BOUND = 0.02
_SMALLEST_SCALE = 0.1


@dataclass(frozen=True, slots=True)
class Pool:
    """Past positions on one day of the year, one row for each entity and year.

    `reached`, `possible` and `final` are shares of the credits known that day; `entity` numbers
    the entities from 0.
    """

    entity: Ints
    year: Ints
    reached: Floats
    possible: Floats
    final: Floats

    def only(self, rows: NDArray[np.bool_]) -> "Pool":
        """Some of the rows."""
        return Pool(
            self.entity[rows],
            self.year[rows],
            self.reached[rows],
            self.possible[rows],
            self.final[rows],
        )


@dataclass(frozen=True, slots=True)
class Positions:
    """Where entities stand today, in the same shares; `entity` is `UNKNOWN` without a past.

    `most` bounds the outcome where it is known to be less than `possible`.
    """

    entity: Ints
    reached: Floats
    possible: Floats
    most: Floats | None = None

    @property
    def gap(self) -> Floats:
        """What can still pass; a ceiling below what is reached leaves nothing."""
        return np.asarray(np.maximum(self.possible - self.reached, 0.0))

    def reaching(self, shares: Floats) -> Floats:
        """What is reached when shares of the gap close: one row a scenario, never above `most`."""
        found = self.reached + self.gap * shares
        return np.asarray(found if self.most is None else np.minimum(found, self.most))


@dataclass(frozen=True, slots=True)
class _Fit:
    """Coefficients of the regression, and the centring of its regressors."""

    slopes: Floats
    effects: Floats
    centre: Floats
    scale: Floats

    def shares(self, at: Positions) -> Floats:
        """The share of the gap that is expected to close."""
        regressors = (_regressors(at.reached, at.possible) - self.centre) / self.scale
        known = np.where(at.entity == UNKNOWN, 0.0, self.effects[at.entity])
        linear: Floats = self.slopes[0] + regressors @ self.slopes[1:] + known
        return np.asarray(np.clip(linear, 0.0, 1.0))


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted forecast for one day of the year, with the errors it makes on years left out."""

    fit: _Fit
    residuals: Floats
    weights: Floats
    common: float
    own: Floats

    def quantiles(self, at: Positions) -> Floats:
        """For each position, the final share of credits at each of `LEVELS`, never falling."""
        errors = _weighted_quantiles(self.residuals, self.weights)
        shares = np.clip(self.fit.shares(at)[:, None] + errors[None, :], 0.0, 1.0)
        return at.reaching(shares.T).T

    def total_quantiles(
        self, at: Positions, credit: Floats, *, rng: Generator, scenarios: int = 2000
    ) -> Floats:
        """The final amount of all positions together at each of `LEVELS`, in units of `credit`.

        Each scenario draws one error that all entities share (a year's errors do not cancel in
        a total) and one of its own for each.
        """
        shared = rng.normal(0.0, self.common, (scenarios, 1)) if self.common else 0.0
        own = rng.choice(self.own, (scenarios, len(at.entity)))
        shares = np.clip(self.fit.shares(at)[None, :] + shared + own, 0.0, 1.0)
        totals = at.reaching(shares) @ credit
        return np.asarray(np.quantile(totals, LEVELS))


def fitted(pool: Pool) -> Model:
    """The model learned from past years only.

    Raises `Refused("forecast.too-few-years")` under three years: errors on one or two years say
    nothing about the next one.
    """
    years = np.unique(pool.year)
    if len(years) < MINIMUM_YEARS:
        raise Refused(
            "forecast.too-few-years",
            N_("A forecast needs {needed} comparable years; there are {known}."),
            needed=MINIMUM_YEARS,
            known=len(years),
        )
    entities = int(pool.entity.max()) + 1
    residuals = np.zeros(len(pool.year))
    for year in years:
        left_out = pool.year == year
        held = pool.only(left_out)
        expected = _fit(pool.only(~left_out), entities).shares(_positions(held))
        residuals[left_out] = _closed(held) - expected
    # A year left out is forecast from one year fewer than the next year will be.
    residuals *= np.sqrt((1 + 1 / len(years)) / (1 + 1 / (len(years) - 1)))
    weights = _weights(pool)
    residuals *= widening(float(weights.sum() ** 2 / (weights**2).sum()))
    common, own = _decomposed(residuals, pool)
    return Model(_fit(pool, entities), residuals, weights, common, own)


def _positions(pool: Pool) -> Positions:
    """Where the rows of a pool stood."""
    return Positions(pool.entity, pool.reached, pool.possible)


def _gap(pool: Pool) -> Floats:
    """What could still pass, never quite nothing so that a share exists."""
    return np.asarray(np.maximum(pool.possible - pool.reached, _SMALLEST_GAP))


def _closed(pool: Pool) -> Floats:
    """The share of the gap that was closed in the end."""
    return np.clip((pool.final - pool.reached) / _gap(pool), 0.0, 1.0)


def _weights(pool: Pool) -> Floats:
    """Recent years and wide gaps weigh more: a share of nothing teaches nothing."""
    recency = RECENCY ** (pool.year.max() - pool.year).astype(float)
    weights = recency * _gap(pool)
    return np.asarray(weights / weights.mean())


def _log_odds(share: Floats) -> Floats:
    """Log-odds of a share, bounded so that 0 and 1 stay finite."""
    bounded = np.clip(share, _LOGIT_BOUND, 1 - _LOGIT_BOUND)
    return np.asarray(np.log(bounded / (1 - bounded)))


def _regressors(reached: Floats, possible: Floats) -> Floats:
    """How much is reached and how much is left."""
    return np.stack([_log_odds(reached), _log_odds(possible - reached)], axis=-1)


def _fit(pool: Pool, entities: int) -> _Fit:
    """Weighted ridge regression of the closed share, one penalised effect for each entity."""
    regressors = _regressors(pool.reached, pool.possible)
    centre = regressors.mean(axis=0)
    scale = np.maximum(regressors.std(axis=0), _SMALLEST_SCALE)
    slopes = regressors.shape[1]
    rows = len(pool.year)
    design = np.zeros((rows, 1 + slopes + entities))
    design[:, 0] = 1.0
    design[:, 1 : 1 + slopes] = (regressors - centre) / scale
    design[np.arange(rows), 1 + slopes + pool.entity] = 1.0
    weights = _weights(pool)
    penalty = np.diag([_INTERCEPT_PENALTY] + [SLOPE_PENALTY] * slopes + [ENTITY_PENALTY] * entities)
    found = np.asarray(
        np.linalg.solve(
            design.T @ (design * weights[:, None]) + penalty, design.T @ (weights * _closed(pool))
        ),
        dtype=np.float64,
    )
    return _Fit(found[: 1 + slopes], found[1 + slopes :], centre, scale)


def widening(errors: float) -> float:
    """How much wider than their spread so few errors must be taken: Student on normal at 90 %.

    `errors` is their effective number (Kish). Three errors widen by almost a half, fifty by one
    percent. Expansion of Cornish and Fisher in the inverse of the degrees of freedom.
    """
    z = 1.2815515655446004
    freedom = max(errors - 1, 1.0)
    first = (z**3 + z) / (4 * freedom)
    second = (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    return (z + first + second + third) / z


def _decomposed(residuals: Floats, pool: Pool) -> tuple[float, Floats]:
    """The deviation of the error that a year's entities share, and the errors of their own.

    Method of moments: the variance of the years' mean errors less what entities alone explain.
    """
    gap = _gap(pool)
    years, position = np.unique(pool.year, return_inverse=True)
    whole = np.bincount(position, gap)
    means = np.bincount(position, residuals * gap) / whole
    own = residuals - means[position]
    effective = whole**2 / np.bincount(position, gap**2)
    variance = means.var(ddof=1) - own.var() / effective.mean()
    return float(np.sqrt(max(variance, 0.0))), np.asarray(own + means.mean())


def _weighted_quantiles(values: Floats, weights: Floats) -> Floats:
    """The values at `LEVELS`, each standing at the middle of its weight."""
    order = np.argsort(values)
    heights = np.cumsum(weights[order]) - weights[order] / 2
    return np.interp(LEVELS, heights / weights.sum(), values[order])
