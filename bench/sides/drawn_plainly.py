"""The plain twin of the draws of readiness: one draw, one site, one wait at a time, in pure Python.

Written from what the method says, sharing none of its tables of days: it weighs each site's overruns
itself, draws each wait of each site from its spread, and adds them up. What is known of a site (its
works as numbers, the list of its waits), the region's experience and the densities of its classes
before looking at a site are ours.
"""

import math
import random
from array import array
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from statistics import NormalDist

from tadbir.works.calc.readiness.experience import Experience
from tadbir.works.calc.readiness.remaining import LOGS, Underway, densities, underway
from tadbir.works.calc.readiness.sites import Site
from tadbir.works.calc.readiness.spread import Spread
from tadbir.works.calc.readiness.waiting import waiting

NORMAL = NormalDist()
Curve = tuple[list[float], list[float]]
Wait = tuple[list[float], list[float], int, float]


class PlainSite:
    """A site ready to be drawn."""

    def __init__(
        self,
        site: Site,
        experience: Experience,
        prior: Curve,
        curves: Mapping[StrEnum, Curve],
        today: date,
    ) -> None:
        found = waiting(site, today)
        self.contractor = site.contractor or site.key
        works = underway(site, today)
        self.contracted, self.spent, self.levels, self.logs = 0, 0, [0.0], [0.0]
        if works is not None:
            self.contracted, self.spent = works.contracted, works.spent
            self.levels, self.logs = _posterior(works, prior, experience)
        self.first, self.together, self.last = (
            tuple(_wait(curves[what], waited) for what, waited in part)
            for part in (found.first, found.together, found.last)
        )

    def days(self, common: float, own: float, uniform: random.Random) -> int:
        """The days until the site is ready in one draw, from two normal scores and the waits."""
        total = sum(_waited(wait, uniform) for wait in self.first)
        if self.contracted:
            level = 0.5 * math.erfc(-(common + own) / math.sqrt(2))
            log = _between(level, self.levels, self.logs)
            total += max(math.ceil(self.contracted * math.exp(log) - self.spent), 0)
        if self.together:
            total += max(_waited(wait, uniform) for wait in self.together)
        return total + sum(_waited(wait, uniform) for wait in self.last)


def prepared(sites: Sequence[Site], experience: Experience, today: date) -> list[PlainSite]:
    """Every site, ready to be drawn."""
    logs = [float(log) for log in LOGS]
    priors = {
        kind: (logs, [float(one) for one in density])
        for kind, density in densities(experience.overruns).items()
    }
    curves = {what: _curve(spread) for what, spread in experience.waits.items()}
    return [PlainSite(site, experience, priors[site.kind], curves, today) for site in sites]


def drawn(
    sites: Sequence[PlainSite], shared: float, draws: int, uniform: random.Random
) -> Sequence[Sequence[int]]:
    """The days of every site in every draw."""
    contractors = list(dict.fromkeys(site.contractor for site in sites))
    found = [array("I") for _ in sites]
    together, apart = math.sqrt(shared), math.sqrt(1 - shared)
    for _ in range(draws):
        common = {name: together * uniform.gauss(0, 1) for name in contractors}
        for site, days in zip(sites, found, strict=True):
            own = apart * uniform.gauss(0, 1)
            days.append(site.days(common[site.contractor], own, uniform))
    return found


def _posterior(works: Underway, prior: Curve, experience: Experience) -> Curve:
    """Levels and logarithms of the overrun, by Bayes' rule on the grid."""
    logs, density = prior
    step = logs[1] - logs[0]
    weights = []
    for log, one in zip(logs, density, strict=True):
        duration = math.log(works.contracted) + log
        still = (duration - math.log(max(works.spent, 1))) / step + 0.5
        weight = one * min(max(still, 0.0), 1.0)
        if works.report is not None:
            days, progress = works.report
            pace = experience.pace(progress)
            away = (duration - math.log(days / progress) - pace.shift) / pace.deviation
            weight *= math.exp(-away * away / 2)
        weights.append(weight)
    whole, below, levels = math.fsum(weights), 0.0, []
    for weight in weights:
        levels.append((below + weight / 2) / whole)
        below += weight
    return levels, logs


def _curve(spread: Spread) -> Curve:
    """The shares below the values of a spread, and the values."""
    below, heights = 0.0, []
    for weight in spread.weights:
        heights.append(below + float(weight) / 2)
        below += float(weight)
    heights[0], heights[-1] = 0.0, 1.0
    return heights, [float(value) for value in spread.values]


def _wait(curve: Curve, since: int) -> Wait:
    """A wait ready to be drawn: its levels and values, the days waited and the level they stand at."""
    heights, values = curve
    before = 0.0
    if since:
        before = 1.0 if since > values[-1] else _between(since, values, heights)
        since, before = (0, 0.0) if before >= 1 else (since, before)
    return heights, values, since, before


def _waited(wait: Wait, uniform: random.Random) -> int:
    """One wait in whole days, among those that outlast the days waited already."""
    heights, values, since, before = wait
    level = before + (1 - before) * uniform.random()
    return max(math.ceil(_between(level, heights, values) - since), 0)


def _between(at: float, places: Sequence[float], values: Sequence[float]) -> float:
    """The value at a place, straight between its neighbours, held at both ends."""
    right = bisect_right(places, at)
    if right == 0:
        return values[0]
    if right == len(places):
        return values[-1]
    start, end = places[right - 1], places[right]
    return values[right - 1] + (values[right] - values[right - 1]) * (at - start) / (end - start)
