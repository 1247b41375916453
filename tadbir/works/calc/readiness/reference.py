"""How long works take against their contract: the published classes that every region starts from.

The overrun of a work is the days from its service order to its provisional acceptance on the days
of its contract as signed. Suspensions count: a site does not open sooner because its delay was
suspended. The published figures come from 1,044 public works contracts of the Philippines: a prior
to start from, not a norm.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tadbir.works.calc.readiness.spread import LEVELS, POINTS, Spread


class Published(StrEnum):
    """The classes whose overruns were published."""

    COMPLETED = "completed"
    HEALTH = "health"


@dataclass(frozen=True, slots=True)
class ReferenceClass:
    """What was published of a class: contracts, the share that ended late, two high overruns.

    `high` holds (level, overrun) pairs, rising.
    """

    contracts: int
    late: float
    high: tuple[tuple[float, float], tuple[float, float]]


CLASSES: Mapping[Published, ReferenceClass] = {
    Published.COMPLETED: ReferenceClass(945, 0.31, ((0.80, 1.37), (0.90, 2.12))),
    Published.HEALTH: ReferenceClass(50, 0.48, ((0.80, 2.74), (0.90, 3.81))),
}


def overrun(kind: Published, level: float) -> float:
    """The overrun below which lies a share `level` of a class; 1 for all that ended in time.

    Between published points, and beyond the last, the logarithm of the overrun is straight in the
    logarithm of the share still running: a Pareto law by pieces.
    """
    found = CLASSES[kind]
    on_time = 1 - found.late
    if level <= on_time:
        return 1.0
    levels, overruns = zip((on_time, 1.0), *found.high, strict=True)
    running, logs = -np.log1p(-np.array(levels)), np.log(overruns)
    at = -np.log1p(-level)
    if level <= levels[-1]:
        return float(np.exp(np.interp(at, running, logs)))
    slope = (logs[-1] - logs[-2]) / (running[-1] - running[-2])
    return float(np.exp(logs[-1] + slope * (at - running[-1])))


def prior(kind: Published = Published.HEALTH) -> Spread:
    """The overruns of a published class as a spread."""
    values = np.array([overrun(kind, float(level)) for level in LEVELS])
    return Spread(values, np.full(POINTS, 1 / POINTS))
