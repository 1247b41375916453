"""The days of works that remain at a site, its class and its own pace weighed by Bayes' rule.

The class says how long such works take. The site's pace says how long these are taking: the days so
far on the progress reported, with a doubt that narrows as works advance. What is certain is that
they are not over yet. The further the works, the more the pace counts; without a report the class
speaks alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from tadbir.works.calc.readiness.experience import LEAST_PROGRESS, Experience
from tadbir.works.calc.readiness.sites import Site
from tadbir.works.calc.readiness.spread import Floats, Spread
from tadbir.works.terms import ProjectKind, Stage

Days = NDArray[np.uint16]

# Overruns on which the weighing is done, evenly spaced in logarithm.
LOGS: Floats = np.linspace(np.log(0.2), np.log(30.0), 320)
_STEP = LOGS[1] - LOGS[0]
_SMOOTHING = 0.08  # of the logarithm of the overrun: no two works take the same time to the day
_SURPRISE = 0.02  # the share of works that no class foretells

# Remaining days are tabulated by the normal score of their level, so that a score is an index.
FARTHEST_SCORE = 4.0
SCORES_PER_UNIT = 128
SCORES: Floats = (
    np.arange(int(2 * FARTHEST_SCORE * SCORES_PER_UNIT) + 1) / SCORES_PER_UNIT - FARTHEST_SCORE
)
SCORE_LEVELS: Floats = np.array([NormalDist().cdf(float(score)) for score in SCORES])


@dataclass(frozen=True, slots=True)
class Underway:
    """Works under way, in days: contracted, spent, and the last report (days spent, progress)."""

    kind: ProjectKind
    contracted: int
    spent: int
    report: tuple[int, float] | None


def underway(site: Site, today: date) -> Underway | None:
    """The works of a site as numbers, in days; None once accepted.

    Not yet begun, none are spent. A report of less than `LEAST_PROGRESS`, or of the day of the
    service order or before, says nothing of the pace.
    """
    if site.stage in (Stage.TO_OPEN, Stage.READY, Stage.OPENED) or not site.contract_days:
        return None
    start = site.service_order_on
    if start is None or site.stage is Stage.BEFORE_WORKS:
        return Underway(site.kind, site.contract_days, 0, None)
    report = None
    if site.progress is not None and site.progress.physical >= LEAST_PROGRESS:
        reported = (site.progress.on - start).days
        report = (reported, site.progress.physical) if reported > 0 else None
    return Underway(site.kind, site.contract_days, max((today - start).days, 0), report)


def densities(overruns: Mapping[ProjectKind, Spread]) -> Mapping[ProjectKind, Floats]:
    """For each kind, how likely each of `LOGS` is before looking at a site; sums to 1."""
    return {kind: _density(spread) for kind, spread in overruns.items()}


def _density(spread: Spread) -> Floats:
    away = (LOGS[:, None] - np.log(np.maximum(spread.values, 0.2))[None, :]) / _SMOOTHING
    smooth = np.exp(-(away**2) / 2) @ spread.weights
    return np.asarray((1 - _SURPRISE) * smooth / smooth.sum() + _SURPRISE / len(LOGS))


def posterior(works: Underway, density: Floats, experience: Experience) -> Floats | None:
    """How likely each of `LOGS` is for these works; None when they outlast everything known.

    `density` has the shape of `LOGS`, as what is given back, which sums to 1.
    """
    durations = np.log(works.contracted) + LOGS
    with np.errstate(divide="ignore"):
        logs = np.log(density)
        still = np.log(np.clip((durations - np.log(max(works.spent, 1))) / _STEP + 0.5, 0, 1))
    logs = logs + still
    if works.report is not None:
        days, progress = works.report
        pace = experience.pace(progress)
        expected = np.log(days / progress) + pace.shift
        logs -= ((durations - expected) / pace.deviation) ** 2 / 2
    if not np.isfinite(logs).any():
        return None
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())


def remaining(works: Underway, weights: Floats) -> Days:
    """The days that remain at each of `SCORES`, whole, rounded up, never falling."""
    levels = np.cumsum(weights) - weights / 2
    logs = np.interp(SCORE_LEVELS, levels, LOGS)
    days = works.contracted * np.exp(logs) - works.spent
    return np.asarray(np.clip(np.ceil(days), 0, np.iinfo(np.uint16).max), dtype=np.uint16)


def tables(works: Sequence[Underway | None], experience: Experience) -> list[Days | None]:
    """For each site the days at each of `SCORES`, zeros once accepted; None beyond experience."""
    prior = densities(experience.overruns)
    over = np.zeros(len(SCORES), dtype=np.uint16)
    found: list[Days | None] = []
    for one in works:
        weights = None if one is None else posterior(one, prior[one.kind], experience)
        if one is None:
            found.append(over)
        else:
            found.append(None if weights is None else remaining(one, weights))
    return found
