"""Draws of the day on which each site is ready, the sites of a contractor late together.

In each draw a contractor has one normal score and each site one of its own; the site's score is
√ρ × the contractor's + √(1 − ρ) × its own, and says how late its works end; the waits are drawn
apart. Sites are taken in blocks over all the draws and kept as counts by day: memory holds the
contractors × draws (4 bytes each), one block, and about 6 kB a site however many the draws.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from tadbir.works.calc.readiness.remaining import FARTHEST_SCORE, SCORES, SCORES_PER_UNIT
from tadbir.works.calc.readiness.waiting import HORIZON, LEVELS_DRAWN

Counts = NDArray[np.int64]

BLOCK = 64  # sites at a time: what 10,000 draws of them take stays in the processor's cache


@dataclass(frozen=True, eq=False)
class Portfolio:
    """Sites as tables of days: remaining works by score, waits by level, and contractors.

    `works` is sites × `SCORES`, `waits` combinations × `LEVELS_DRAWN`; `wait_of` and
    `contractor_of` give the row of a site and its contractor, numbered from 0.
    """

    works: NDArray[np.uint16]
    waits: NDArray[np.uint16]
    wait_of: NDArray[np.intp]
    contractor_of: NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Drawn:
    """What was drawn: `by_day`, sites × `HORIZON`, how many draws found each site ready on a day.

    `ready`, days asked × draws, how many sites were ready by that day in that draw; `grouped`, the
    same for each group of sites, groups × days asked × draws.
    """

    by_day: NDArray[np.uint16]
    ready: Counts
    draws: int
    grouped: Counts = field(default_factory=lambda: np.zeros((0, 0, 0), dtype=np.int64))

    def shares_by(self, day: int) -> NDArray[np.float64]:
        """For each site, the share of draws in which it is ready within a number of days."""
        inside = self.by_day[:, : max(day + 1, 0)].sum(axis=1, dtype=np.int64)
        return np.asarray(inside / self.draws)

    def quantile(self, level: float) -> Counts:
        """For each site, the days within which it is ready in a share `level` of draws."""
        below = np.cumsum(self.by_day, axis=1, dtype=np.int64)
        return np.asarray((below < math.ceil(level * self.draws)).sum(axis=1))


def simulate(
    portfolio: Portfolio,
    *,
    shared: float,
    days: Sequence[int],
    draws: int,
    rng: Generator,
    groups: Sequence[NDArray[np.bool_]] = (),
) -> Drawn:
    """Draw every site; `days` asked count from today, at most `HORIZON` − 2, and 60,000 draws.

    Each of `groups` marks the sites that it holds; they are counted in the same draws.
    """
    sites = len(portfolio.works)
    contractors = int(portfolio.contractor_of.max(initial=-1)) + 1
    common = rng.standard_normal((contractors, draws), dtype=np.float32)
    common *= np.float32(math.sqrt(shared) * SCORES_PER_UNIT)
    by_day = np.zeros((sites, HORIZON), dtype=np.uint16)
    ready = np.zeros((len(days), draws), dtype=np.int64)
    grouped = np.zeros((len(groups), len(days), draws), dtype=np.int64)
    for start in range(0, sites, BLOCK):
        block = slice(start, min(start + BLOCK, sites))
        drawn = _block(portfolio, block, common, shared, rng)
        for row, day in enumerate(days):
            is_ready = drawn <= day
            ready[row] += is_ready.sum(axis=0)
            for counted, members in zip(grouped, groups, strict=True):
                if members[block].any():
                    counted[row] += is_ready[members[block]].sum(axis=0)
        offsets = np.arange(len(drawn))[:, None] * HORIZON
        counts = np.bincount((drawn + offsets).ravel(), minlength=len(drawn) * HORIZON)
        by_day[block] = counts.reshape(len(drawn), HORIZON)
    return Drawn(by_day, ready, draws, grouped)


def _block(
    portfolio: Portfolio,
    block: slice,
    common: NDArray[np.float32],
    shared: float,
    rng: Generator,
) -> NDArray[np.int32]:
    """The days of a block of sites, sites × draws."""
    shape = (block.stop - block.start, common.shape[1])
    score = rng.standard_normal(shape, dtype=np.float32)
    score *= np.float32(math.sqrt(1 - shared) * SCORES_PER_UNIT)
    score += common[portfolio.contractor_of[block]]
    score += np.float32(FARTHEST_SCORE * SCORES_PER_UNIT + 0.5)  # truncation then rounds
    np.clip(score, 0, len(SCORES) - 1, out=score)
    index = score.astype(np.int32)
    index += np.arange(shape[0], dtype=np.int32)[:, None] * len(SCORES)
    works = portfolio.works[block].ravel().take(index)
    level = rng.integers(0, LEVELS_DRAWN, shape, dtype=np.uint16).astype(np.int32)
    level += (portfolio.wait_of[block] * LEVELS_DRAWN).astype(np.int32)[:, None]
    drawn = works.astype(np.int32)
    drawn += portfolio.waits.ravel().take(level)
    return np.minimum(drawn, HORIZON - 1, out=drawn)
