"""Readiness of works: draws against their plain twin, and probabilities against what came."""

import math
import random
import time
import tracemalloc
from collections.abc import Sequence
from datetime import date

import numpy as np

from bench.measure import Row
from bench.sides import drawn_plainly
from tadbir.works.calc.readiness.backtest import (
    HELD_OUT_SEEDS,
    Method,
    backtest,
    percent,
    regions,
    table,
)
from tadbir.works.calc.readiness.experience import Experience, learned
from tadbir.works.calc.readiness.forecast import HIGH, LOW, Readiness, readiness
from tadbir.works.calc.readiness.histories import generated
from tadbir.works.calc.readiness.sites import Site

SITES, DRAWS, TODAY = 1_400, 10_000, date(2025, 12, 12)
WORKS = 6_500  # generated, of which more than `SITES` are not ready yet
MEGABYTE = 1 << 20
LEVELS = ("low", "median", "high")
FAR, BY_CHANCE = 3.0, 0.0027  # standard errors, and how often chance alone passes them
MOST = 4 * BY_CHANCE


def portfolio() -> tuple[list[Site], Experience]:
    """The sites of a generated region, and what it knows."""
    region = generated(np.random.default_rng(41), today=TODAY, sites=WORKS)
    return list(region.sites[:SITES]), learned(region.works, region.waits)


def ours_of(sites: Sequence[Site], experience: Experience, dates: Sequence[date]) -> Readiness:
    """The forecast as the product makes it."""
    rng = np.random.default_rng(1)
    return readiness(sites, experience, today=TODAY, dates=dates, rng=rng, draws=DRAWS)


def opening_probabilities() -> Row:
    """The same sites and draws by both sides, in this process; CPU seconds.

    Raises when the quantiles of the two differ by more than sampling explains.
    """
    sites, experience = portfolio()
    last = date(2026, 3, 31)
    start = time.process_time()
    ours = ours_of(sites, experience, [last])
    middle = time.process_time()
    plain = drawn_plainly.prepared(sites, experience, TODAY)
    theirs = drawn_plainly.drawn(plain, experience.shared, DRAWS, random.Random(1))
    end = time.process_time()
    far = far_apart(sites, experience, ours, theirs)
    if far > MOST:
        raise AssertionError(f"{far:.2%} of the quantiles are not those of the plain twin")
    by_last = np.array(theirs) <= (last - TODAY).days
    low, high = np.quantile(by_last.sum(axis=0), [LOW, HIGH], method="inverted_cdf")
    interval = ours.expected[last].interval
    return Row(
        "opening probabilities",
        "plain Python",
        (end - middle) / (middle - start),
        100.0,
        peak_mb(sites, experience),
        f"{len(sites):,} sites × {DRAWS:,} draws both: {middle - start:.2f} s, "
        f"{end - middle:.0f} s; {far:.2%} of quantiles beyond {FAR:g} standard errors "
        f"(chance {BY_CHANCE:.2%}); ready by {last}: {interval.low:.0f}–{interval.high:.0f}, "
        f"{low:.0f}–{high:.0f}",
    )


def far_apart(
    sites: Sequence[Site],
    experience: Experience,
    ours: Readiness,
    theirs: Sequence[Sequence[int]],
) -> float:
    """The share of our quantiles at which the twin's share of draws differs beyond sampling."""
    wanted = {getattr(ours.sites[site.key], level) for site in sites for level in LEVELS} - {None}
    again = ours_of(sites, experience, sorted(wanted))
    far = total = 0
    for site, days in zip(sites, theirs, strict=True):
        ordered = np.sort(days)
        for level in LEVELS:
            day, by = getattr(ours.sites[site.key], level), again.sites[site.key].by
            if day is None or by is None:
                continue
            share = float(np.searchsorted(ordered, (day - TODAY).days, side="right")) / len(days)
            middle = (share + by[day]) / 2
            error = math.sqrt(2 * middle * (1 - middle) / len(days)) or 1.0
            far += abs(share - by[day]) > FAR * error
            total += 1
    return far / total


def peak_mb(sites: Sequence[Site], experience: Experience) -> float:
    """The most memory that a forecast holds beside its sites, in megabytes."""
    tracemalloc.start()
    ours_of(sites, experience, [TODAY])
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / MEGABYTE


def measure() -> list[Row]:
    """The draws, then how many times smaller our Brier score is than each alternative's."""
    rows = [opening_probabilities()]
    scored = backtest(regions())
    print(f"Generated regions, seeds {', '.join(map(str, HELD_OUT_SEEDS))}, none used to tune:")
    print(table(scored.bands))
    scores = {method: score for method, score in scored.brier.items() if score is not None}
    ours = scores.pop(Method.OURS)
    return rows + [
        Row(
            "readiness by a date, Brier score on five held-out seeds",
            method,
            score / ours,
            1.0,
            0.0,
            f"{ours:.4f} and {score:.4f} over {scored.judged:,}; the 80 % intervals of the number "
            f"ready cover {percent(scored.coverage)}",
        )
        for method, score in scores.items()
    ]
