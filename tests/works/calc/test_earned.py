"""Earned value in money, on worked cases and at its edges."""

from decimal import Decimal as D

import pytest

from tadbir.core.refused import Refused
from tadbir.works.calc.earned import EarnedValue, earned_by_cost, earned_by_progress


def test_costs_alone_give_what_is_done() -> None:
    """PMI: 11,000 / 12,000 = 91.667 % of 10,000."""
    found = earned_by_cost(D(10_000), actual=D(11_000), to_complete=D(1_000))

    assert found.earned is not None
    assert found.earned.quantize(D("0.01")) == D("9166.67")
    assert found.estimate_at_completion == 12_000
    assert found.variance_at_completion == -2_000
    assert found.estimate_to_complete == 1_000


def test_indices_and_estimate_of_works_that_cost_less_than_their_value() -> None:
    """PMI: BAC 100,000, PV 55,000, EV 50,000, AC 45,000."""
    found = earned_by_progress(D(100_000), D("0.5"), planned=D(55_000), actual=D(45_000))

    assert found == EarnedValue(D(100_000), D(55_000), D(50_000), D(45_000))
    assert found.schedule_index.value == D(50) / D(55)
    assert found.cost_index.value == D(50) / D(45)
    assert found.estimate_at_completion == 90_000
    assert found.estimate_to_complete == 45_000
    assert found.schedule_variance == -5_000
    assert found.cost_variance == 5_000


def test_what_was_not_received_gives_nothing() -> None:
    found = earned_by_progress(D(100), D("0.5"))

    assert found.schedule_index.value is None
    assert found.cost_index.value is None
    assert found.schedule_variance is None
    assert found.estimate_at_completion is None
    assert found.estimate_to_complete is None
    assert found.variance_at_completion is None


def test_nothing_earned_leaves_no_estimate_by_the_cost_index() -> None:
    assert earned_by_progress(D(100), D(0), actual=D(10)).estimate_at_completion is None


def test_nothing_spent_and_nothing_to_spend_says_nothing_of_what_is_done() -> None:
    found = earned_by_cost(D(100), actual=D(0), to_complete=D(0))

    assert found.earned is None
    assert found.cost_index.value is None


@pytest.mark.parametrize("progress", ["1.01", "-0.01"])
def test_progress_outside_its_bounds_is_refused(progress: str) -> None:
    with pytest.raises(Refused) as refusal:
        earned_by_progress(D(100), D(progress))
    assert refusal.value.code == "works.progress-out-of-range"
