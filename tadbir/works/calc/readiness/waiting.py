"""The days a site waits besides its works: phases before them, a restart, reserves, gates.

Phases before the works follow one another. Once works are accepted the reserves are lifted while
the gates open side by side; commissioning comes last. All this is independent of the contractor, so
one distribution in whole days is worked out for each combination met, and drawn from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from tadbir.works.calc.readiness.sites import Hold, Site
from tadbir.works.calc.readiness.spread import Floats, Spread
from tadbir.works.terms import Gate, Stage

HORIZON = 2048  # days that are told apart; the last one stands for "later"
LEVELS_DRAWN = 4096  # levels drawn, all as likely


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a site waits for: one after another, then side by side, then commissioning.

    Each wait comes with the days already waited for it; `first` are before the end of the works,
    `together` and `last` after.
    """

    first: tuple[tuple[StrEnum, int], ...]
    together: tuple[tuple[StrEnum, int], ...]
    last: tuple[tuple[StrEnum, int], ...]


def waiting(site: Site, today: date) -> Waiting:
    """What stands between a site and ready, besides its works.

    The wait of a phase before the works leads to the service order.
    """
    if site.is_ready:
        return Waiting((), (), ())
    first: tuple[tuple[StrEnum, int], ...] = ()
    if site.stage is Stage.BEFORE_WORKS:
        first = ((site.phase, _days(site.phase_since, today)),)
    elif site.stage is Stage.WORKS and site.suspended_on is not None:
        first = ((Hold.RESTART, _days(site.suspended_on, today)),)
    since = _days(site.accepted_on, today) if site.stage is Stage.TO_OPEN else 0
    gates = [gate for gate in Gate if gate in site.gates_shut and gate is not Gate.COMMISSIONING]
    reserves = () if site.reserves is None else ((site.reserves, since),)
    is_last = Gate.COMMISSIONING in site.gates_shut
    return Waiting(
        first,
        (*reserves, *((gate, since) for gate in gates)),
        ((Gate.COMMISSIONING, 0),) if is_last else (),
    )


def _days(since: date | None, today: date) -> int:
    """Days waited already; 0 where nobody said since when."""
    return 0 if since is None else max((today - since).days, 0)


def by_day(spread: Spread, waited: int) -> Floats:
    """How likely each whole number of days more is; sums to 1, the last day holds the rest.

    Waited longer than any known case, a wait is taken as beginning again.
    """
    before = float(spread.share_below(waited)) if waited else 0.0
    if before >= 1:
        waited, before = 0, 0.0
    below = (spread.share_below(waited + np.arange(HORIZON, dtype=np.float64)) - before) / (
        1 - before
    )
    below = np.clip(below, 0.0, 1.0)
    below[-1] = 1.0
    return np.diff(below, prepend=0.0)


def distribution(of: Waiting, spreads: Mapping[StrEnum, Spread]) -> Floats:
    """How likely each number of days is, for everything a site waits for."""
    parts = [by_day(spreads[what], waited) for what, waited in of.first]
    if of.together:
        below = [np.cumsum(by_day(spreads[what], waited)) for what, waited in of.together]
        parts.append(np.diff(reduce(np.multiply, below), prepend=0.0))
    parts += [by_day(spreads[what], waited) for what, waited in of.last]
    nothing = np.zeros(HORIZON)
    nothing[0] = 1.0
    return reduce(_one_after_another, parts, nothing)


def _one_after_another(one: Floats, other: Floats) -> Floats:
    """The distribution of a sum of days; what passes the horizon stands on its last day."""
    size = 2 * HORIZON
    whole = np.fft.irfft(np.fft.rfft(one, size) * np.fft.rfft(other, size), size)
    whole = np.clip(whole, 0.0, None)
    summed = whole[:HORIZON].copy()
    summed[-1] += whole[HORIZON:].sum()
    return np.asarray(summed / summed.sum())


def tables(
    found: Sequence[Waiting], spreads: Mapping[StrEnum, Spread]
) -> tuple[NDArray[np.uint16], NDArray[np.intp]]:
    """For each combination met, the days at each of `LEVELS_DRAWN` levels; and each site's row."""
    rows = {of: row for row, of in enumerate(dict.fromkeys(found))}
    levels = (np.arange(LEVELS_DRAWN) + 0.5) / LEVELS_DRAWN
    days = [
        np.searchsorted(np.cumsum(distribution(of, spreads)), levels).clip(0, HORIZON - 1)
        for of in rows
    ]
    table = np.array(days, dtype=np.uint16).reshape(len(rows), LEVELS_DRAWN)
    return table, np.array([rows[of] for of in found], dtype=np.intp)
