"""How good forecasts were: the scores of many quantile forecasts against what came."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tadbir.budget.calc.forecast.model import HIGH, LEVELS, LOW, MEDIAN

Floats = NDArray[np.float64]

OURS = "tadbir"
TOLERANCE = 1e-9  # a bound that equals the truth covers it, whatever the last bit says


@dataclass(frozen=True, slots=True)
class Score:
    """One method over all origins: smaller is better, but for coverage, which should be 0.8.

    `coverage` is None for a method without an interval. `origins` counts the forecasts scored.
    """

    method: str
    crps: float
    pinball: float
    absolute_error: float
    coverage: float | None
    origins: int


def table(scores: Sequence[Score]) -> str:
    """The scores as aligned text, shares of credits in points of percent."""
    head = f"{'method':<18}{'CRPS':>8}{'pinball':>9}{'MAE':>8}{'coverage':>10}{'forecasts':>11}"
    lines = [
        f"{score.method:<18}{score.crps * 100:>8.2f}{score.pinball * 100:>9.2f}"
        f"{score.absolute_error * 100:>8.2f}"
        f"{'—' if score.coverage is None else f'{score.coverage:.1%}':>10}{score.origins:>11}"
        for score in scores
    ]
    return "\n".join([head, *lines])


def score(method: str, quantiles: Floats, truth: Floats) -> Score:
    """The scores of quantiles at `LEVELS`, one row for each truth."""
    missed = truth[:, None] - quantiles
    loss = np.maximum(LEVELS * missed, (LEVELS - 1) * missed)
    inside = (quantiles[:, LOW] - TOLERANCE <= truth) & (truth <= quantiles[:, HIGH] + TOLERANCE)
    is_point = bool(np.all(quantiles[:, LOW] == quantiles[:, HIGH]))
    return Score(
        method=method,
        crps=float(2 * loss.mean()),
        pinball=float(loss[:, [LOW, MEDIAN, HIGH]].mean()),
        absolute_error=float(np.abs(missed[:, MEDIAN]).mean()),
        coverage=None if is_point else float(inside.mean()),
        origins=len(truth),
    )
