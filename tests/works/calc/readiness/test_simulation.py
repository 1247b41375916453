"""What draws are kept as: days counted site by site, and sites counted draw by draw."""

import numpy as np
import pytest

from tadbir.works.calc.readiness.remaining import SCORES
from tadbir.works.calc.readiness.simulation import BLOCK, Drawn, Portfolio, simulate
from tadbir.works.calc.readiness.waiting import HORIZON, LEVELS_DRAWN


def test_quantile_is_the_first_day_by_which_enough_draws_are_ready() -> None:
    """Ten draws: one ready on day 1, eight on day 2, one on day 3."""
    by_day = np.zeros((1, HORIZON), dtype=np.uint16)
    by_day[0, 1:4] = (1, 8, 1)
    drawn = Drawn(by_day, np.zeros((0, 10), dtype=np.int64), 10)

    assert [int(drawn.quantile(level)[0]) for level in (0.1, 0.5, 0.9, 1.0)] == [1, 2, 2, 3]
    assert [float(drawn.shares_by(day)[0]) for day in (0, 1, 2, 3)] == pytest.approx(
        [0, 0.1, 0.9, 1]
    )


def test_both_counts_speak_of_the_same_draws() -> None:
    """More sites than a block, on days 0 to 3 of works and 0 or 1 of waiting."""
    sites, draws, days = BLOCK + 3, 50, (0, 1, 2, 3, 4)
    rng = np.random.default_rng(5)
    works = np.sort(rng.integers(0, 4, (sites, len(SCORES)), dtype=np.uint16), axis=1)
    waits = np.repeat(np.array([[0, 1]], dtype=np.uint16), LEVELS_DRAWN // 2, axis=1)
    portfolio = Portfolio(works, waits, np.zeros(sites, dtype=np.intp), np.arange(sites) % 7)
    drawn = simulate(portfolio, shared=0.3, days=days, draws=draws, rng=rng)

    for row, day in enumerate(days):
        assert drawn.ready[row].sum() == round(drawn.shares_by(day).sum() * draws)
    assert (drawn.ready[-1] == sites).all()
    assert (drawn.by_day.sum(axis=1) == draws).all()
    assert 0 < drawn.ready[0].sum() < drawn.ready[1].sum()
