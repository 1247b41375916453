"""Weighted values: the published classes, the blend with one's own cases, cases still running."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.works.calc.readiness.reference import CLASSES, Published, overrun, prior
from tadbir.works.calc.readiness.spread import Case, Spread, blended, lognormal


@pytest.mark.parametrize(
    ("kind", "level", "expected"),
    [
        (Published.COMPLETED, 0.50, 1.00),
        (Published.COMPLETED, 0.80, 1.37),
        (Published.COMPLETED, 0.90, 2.12),
        (Published.HEALTH, 0.80, 2.74),
        (Published.HEALTH, 0.90, 3.81),
    ],
)
def test_published_overruns(kind: Published, level: float, expected: float) -> None:
    """1,044 public works contracts, Philippines."""
    assert overrun(kind, level) == pytest.approx(expected, abs=1e-12)
    assert float(prior(kind).quantile(level)) == pytest.approx(expected, rel=0.02)


@pytest.mark.parametrize("kind", Published)
def test_published_share_late_and_a_tail_that_goes_on_as_it_came(kind: Published) -> None:
    high = CLASSES[kind].high

    assert float(prior(kind).share_below(1.0)) == pytest.approx(1 - CLASSES[kind].late, abs=0.01)
    # Halving the share still running multiplies the overrun as it did from P80 to P90.
    assert overrun(kind, 0.95) / high[1][1] == pytest.approx(high[1][1] / high[0][1])


def test_lognormal_has_its_median_and_high_level() -> None:
    found = lognormal(45, 150)

    assert float(found.quantile(0.5)) == pytest.approx(45)
    assert float(found.quantile(0.9)) == pytest.approx(150, rel=0.01)


def test_own_cases_weigh_one_each_beside_the_prior() -> None:
    ones = Spread(np.array([1.0, 1.0]), np.array([0.5, 0.5]))
    found = blended(ones, [Case(3.0), Case(2.0)], prior_cases=2)

    assert found.values.tolist() == [1, 1, 2, 3]
    assert found.weights.tolist() == [0.25, 0.25, 0.25, 0.25]
    assert found.mean == 1.75


def test_case_still_running_gives_its_weight_to_what_is_longer() -> None:
    """Efron: the case running at 2 shares its quarter between 3 and 4, in proportion."""
    prior_of_two = Spread(np.array([1.0, 3.0]), np.array([0.5, 0.5]))
    found = blended(prior_of_two, [Case(2.0, is_over=False), Case(4.0)], prior_cases=2)

    assert found.values.tolist() == [1, 3, 4]
    assert found.weights.tolist() == pytest.approx([0.25, 0.375, 0.375])


def test_nothing_longer_is_known_than_the_longest_case_running() -> None:
    found = blended(lognormal(1, 2), [Case(99.0, is_over=False)], prior_cases=1)

    assert (found.values[-1], found.weights[-1]) == (99, pytest.approx(0.5))


cases = st.lists(st.builds(Case, st.floats(0.1, 9), st.booleans()), max_size=12)


@given(own=cases)
def test_blend_sums_to_one_and_rises(own: list[Case]) -> None:
    found = blended(prior(), own, prior_cases=10)

    assert found.weights.sum() == pytest.approx(1)
    assert (np.diff(found.values) >= 0).all()


@given(own=cases, at=st.floats(0, 10))
def test_blend_is_the_product_limit_of_the_weighted_cases(own: list[Case], at: float) -> None:
    """Plain twin: Kaplan and Meier's product over what is over, the prior's points as cases."""
    start = prior()
    whole = [(float(v), True, 10 / len(start.values)) for v in start.values]
    whole += [(case.value, case.is_over, 1.0) for case in own]
    if not max(whole)[1]:
        return  # the longest case is running: the product limit does not say
    running = 1.0
    for value in sorted({v for v, is_over, _ in whole if is_over and v <= at}):
        at_risk = sum(weight for v, _, weight in whole if v >= value)
        running *= 1 - sum(w for v, is_over, w in whole if is_over and v == value) / at_risk
    found = blended(start, own, prior_cases=10)

    below = found.weights[found.values <= at].sum()
    assert below == pytest.approx(1 - running, abs=1e-9)


@given(own=cases, level=st.floats(0, 1))
def test_levels_and_values_answer_each_other(own: list[Case], level: float) -> None:
    found = blended(lognormal(2, 5), own, prior_cases=3)

    value = found.quantile(level)
    assert float(found.quantile(found.share_below(value))) == pytest.approx(float(value), rel=1e-6)
