"""The forecast judged on its own past: what it would have said on this day of earlier years."""

from collections.abc import Iterable

import numpy as np

from tadbir.budget.calc.forecast.learning import (
    Position,
    all_followed,
    as_shares,
    comparable_years,
    learned,
    numbers_of,
)
from tadbir.budget.calc.forecast.scoring import OURS, Score, score
from tadbir.core.money import ZERO


def judged_on_past(past: Iterable[Position]) -> Score | None:
    """The scores of the forecasts that finished years would have had, from the years before them.

    `past` holds positions on one day of the year, as known that day. None while no finished year
    has three comparable years before it: then the page says that the method was judged on
    generated histories only.
    """
    finished = [old for old in past if old.final is not None and old.credits > 0]
    quantiles, truths = [], []
    for year in sorted({old.year for old in finished}):
        judged = [old for old in finished if old.year == year]
        before = comparable_years(judged, finished)
        by_operations = all_followed([*judged, *before])
        model = learned(before, by_operations=by_operations)
        if model is None:
            continue
        at = as_shares(judged, numbers_of(before), by_operations=by_operations)
        quantiles.append(model.quantiles(at))
        truths += [float((old.final or ZERO) / old.credits) for old in judged]
    return score(OURS, np.concatenate(quantiles), np.array(truths)) if truths else None
