"""Back-test of the year-end forecast on the held-out seeds, against the four baselines."""

import resource

import numpy as np

from bench.measure import Row
from tadbir.budget.calc.backtest import HELD_OUT_SEEDS, backtest, backtest_of_totals
from tadbir.budget.calc.forecast.histories import Panel, generated
from tadbir.budget.calc.forecast.scoring import OURS, Score, table

KILOBYTES_PER_MEGABYTE = 1024


def histories() -> list[Panel]:
    """The generated histories on which nothing was tuned."""
    return [generated(np.random.default_rng(seed)) for seed in HELD_OUT_SEEDS]


def report(holders: tuple[Score, ...], total: Score) -> str:
    """Both tables, in points of the credits known on the day of each forecast."""
    return "\n".join(
        [
            f"Generated histories, seeds {', '.join(map(str, HELD_OUT_SEEDS))}, none used to tune.",
            "Each holder, at each month end, trained on earlier years only:",
            table(holders),
            "The total of the holders (a region):",
            table([total]),
        ]
    )


def measure() -> list[Row]:
    """How many times smaller our score is than each baseline's; nothing here is timed."""
    panels = histories()
    holders = backtest(panels)
    total = backtest_of_totals(panels, rng=np.random.default_rng(HELD_OUT_SEEDS[0]))
    print(report(holders, total))
    ours = next(score for score in holders if score.method == OURS)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES_PER_MEGABYTE
    return [
        Row(
            "year-end forecast, CRPS on five held-out seeds",
            score.method,
            score.crps / ours.crps,
            1.0,
            peak,
            f"80 % intervals cover {ours.coverage:.1%}",
        )
        for score in holders
        if score.method != OURS
    ]


if __name__ == "__main__":
    measure()
