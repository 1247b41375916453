"""Back-test of the year-end forecast on the held-out seeds, against the four baselines."""

import numpy as np

from tadbir.budget.calc.backtest import HELD_OUT_SEEDS, backtest, backtest_of_totals, table
from tadbir.budget.calc.forecast.histories import generated


def main() -> None:
    """Print the table, in points of the credits known on the day of each forecast."""
    panels = [generated(np.random.default_rng(seed)) for seed in HELD_OUT_SEEDS]
    print(f"Generated histories, seeds {', '.join(map(str, HELD_OUT_SEEDS))} (none used to tune).")
    print("Each holder, at each month end, trained on earlier years only:")
    print(table(backtest(panels)))
    print("The total of the holders (a region):")
    print(table([backtest_of_totals(panels, rng=np.random.default_rng(HELD_OUT_SEEDS[0]))]))


if __name__ == "__main__":
    main()
