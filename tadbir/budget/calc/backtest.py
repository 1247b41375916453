"""Rolling-origin back-test: every month end of every judged year, trained on earlier years only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from tadbir.budget.calc.forecast.baselines import Baseline, Known, baseline
from tadbir.budget.calc.forecast.histories import MEASURES, MONTH_END_DAYS, MONTHS, Panel
from tadbir.budget.calc.forecast.model import (
    LEVELS,
    MINIMUM_YEARS,
    Model,
    Pool,
    Positions,
    fitted,
)
from tadbir.budget.calc.forecast.scoring import OURS, Score, score

Floats = NDArray[np.float64]

# Seeds of the back-test; the constants of the model were settled on seeds 1 to 20.
HELD_OUT_SEEDS = (2101, 2102, 2103, 2104, 2105)


@dataclass(frozen=True, slots=True)
class _Origin:
    """One measure at one month end of one judged year: what was known, and what came."""

    measure: str
    year: int
    month: int
    panel: Panel

    @property
    def truth(self) -> Floats:
        """The final shares, which the forecast may not see."""
        return np.asarray(self.panel.final[self.measure][self.year, :, self.month])

    @property
    def now(self) -> Positions:
        """Where the entities stood that day."""
        reached = self.panel.reached[self.measure][self.year, :, self.month]
        possible = self.panel.possible[self.measure][self.year, :, self.month]
        return Positions(np.arange(len(reached)), reached, possible)

    @property
    def past(self) -> Pool:
        """The same month end of the years before."""
        before = slice(None, self.year), slice(None), self.month
        reached = self.panel.reached[self.measure][before]
        years, entities = np.indices(reached.shape)
        return Pool(
            entities.ravel(),
            years.ravel(),
            reached.ravel(),
            self.panel.possible[self.measure][before].ravel(),
            self.panel.final[self.measure][before].ravel(),
        )

    @property
    def known(self) -> Known:
        """What a baseline may look at: this year so far, and last year."""
        last = self.year - 1
        final = self.panel.final[self.measure]
        return Known(
            reached=self.now.reached,
            elapsed=float(MONTH_END_DAYS[self.month] / MONTH_END_DAYS[-1]),
            last_reached=self.panel.reached[self.measure][last, :, self.month],
            last_final=final[last, :, self.month],
            last_final_rate=final[last, :, -1],
        )


def backtest(panels: Iterable[Panel]) -> tuple[Score, ...]:
    """Every method on the entities of every panel; ours first, then the four baselines."""
    quantiles: dict[str, list[Floats]] = {}
    truths: list[Floats] = []
    for origin in _origins(panels):
        truths.append(origin.truth)
        quantiles.setdefault(OURS, []).append(fitted(origin.past).quantiles(origin.now))
        for kind in Baseline:
            point = baseline(kind, origin.known)
            quantiles.setdefault(kind, []).append(np.repeat(point[:, None], len(LEVELS), axis=1))
    truth = np.concatenate(truths)
    return tuple(score(method, np.concatenate(found), truth) for method, found in quantiles.items())


def backtest_of_totals(panels: Iterable[Panel], *, rng: Generator) -> Score:
    """Our forecast of each panel's total (a region), with errors that its entities share."""
    found, truths = [], []
    for origin in _origins(panels):
        credit = origin.panel.credits[origin.year, :, origin.month]
        model: Model = fitted(origin.past)
        totals = model.total_quantiles(origin.now, credit, rng=rng, scenarios=400)
        found.append(totals / credit.sum())
        truths.append(origin.truth @ credit / credit.sum())
    return score(OURS, np.array(found), np.array(truths))


def _origins(panels: Iterable[Panel]) -> Iterator[_Origin]:
    """Each measure at each month end before the last, from the first year with enough past."""
    for panel in panels:
        for measure in MEASURES:
            for year in range(MINIMUM_YEARS, len(panel.credits)):
                for month in range(MONTHS - 1):
                    yield _Origin(measure, year, month, panel)
