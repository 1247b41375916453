"""Scores of forecasts: the worked cases, and slow twins from the definitions."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.core.refused import Refused
from tadbir.core.scores import (
    Interval,
    coverage,
    crps_ensemble,
    crps_normal,
    crps_quantiles,
    interval_score,
    pinball,
)

ENSEMBLE = (70.0, 74.0, 78.0, 82.0, 86.0)
values = st.floats(-1000, 1000)


@pytest.mark.parametrize(
    ("mean", "deviation", "truth", "expected"),
    [(0, 1, 0, 0.233695), (0, 1, 1, 0.602441), (80, 6, 73, 4.335432), (5, 0, 7, 2.0)],
)
def test_crps_of_a_normal_forecast(
    mean: float, deviation: float, truth: float, expected: float
) -> None:
    """Gneiting and Raftery (2007): σ[z(2Φ(z)−1)+2φ(z)−1/√π]."""
    assert round(crps_normal(mean, deviation, truth), 6) == expected


def test_crps_of_an_ensemble_plain_and_fair() -> None:
    """mean|x−y| − ½ mean|x−x′|; fair divides by m(m−1) (Ferro 2014)."""
    assert crps_ensemble(ENSEMBLE, 73) == pytest.approx(3.0, abs=1e-12)
    assert crps_ensemble(ENSEMBLE, 73, fair=True) == pytest.approx(2.2, abs=1e-12)


@pytest.mark.parametrize(
    ("quantile", "level", "expected"), [(68, 0.1, 0.5), (80, 0.5, 3.5), (90, 0.9, 1.7)]
)
def test_pinball_loss_of_three_quantiles(quantile: float, level: float, expected: float) -> None:
    assert pinball(quantile, 73, level=level) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("truth", "expected"), [(73, 22), (64, 62)])
def test_interval_score_adds_ten_times_the_miss_at_80_percent(
    truth: float, expected: float
) -> None:
    assert interval_score(Interval(68, 90), truth) == pytest.approx(expected, abs=1e-9)


def test_coverage_counts_truths_inside_bounds_included() -> None:
    interval = Interval(68, 90)

    assert coverage([(interval, 68), (interval, 90), (interval, 91), (interval, 67)]) == 0.5
    assert coverage([]) is None


@pytest.mark.parametrize(("members", "fair"), [((), False), ((1.0,), True)])
def test_ensemble_too_small_to_score_is_refused(members: tuple[float, ...], fair: bool) -> None:
    with pytest.raises(Refused) as refusal:
        crps_ensemble(members, 0, fair=fair)
    assert refusal.value.code == "forecast.too-few-members"


@given(members=st.lists(values, min_size=2, max_size=9), truth=values, fair=st.booleans())
def test_ensemble_score_agrees_with_every_pair(
    members: list[float], truth: float, fair: bool
) -> None:
    """Plain twin: all pairs, from the definition."""
    count = len(members)
    near = sum(abs(value - truth) for value in members) / count
    pairs = sum(abs(one - other) for one in members for other in members)
    expected = near - pairs / (count * (count - 1 if fair else count)) / 2

    assert crps_ensemble(members, truth, fair=fair) == pytest.approx(expected, abs=1e-6)


@given(mean=st.floats(-5, 5), deviation=st.floats(0.5, 3), truth=st.floats(-8, 8))
def test_normal_score_agrees_with_the_integral_of_squared_differences(
    mean: float, deviation: float, truth: float
) -> None:
    """Plain twin: ∫ (F(x) − 1{x ≥ y})² dx by small steps."""
    step, start = 0.01, -25.0
    integral = 0.0
    for index in range(5000):
        x = start + (index + 0.5) * step
        below = (1 + math.erf((x - mean) / deviation / math.sqrt(2))) / 2
        integral += (below - (x >= truth)) ** 2 * step

    assert crps_normal(mean, deviation, truth) == pytest.approx(integral, abs=0.02)


@given(value=values, truth=values)
def test_quantiles_all_equal_score_the_distance_to_the_truth(value: float, truth: float) -> None:
    levels = {level / 20: value for level in range(1, 20)}

    assert crps_quantiles(levels, truth) == pytest.approx(abs(value - truth), abs=1e-9)
