"""Earned schedule: the late finish to the digit, every edge, and a plain twin."""

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.core.refused import Refused
from tadbir.procurement.terms import OrderKind
from tadbir.works.calc.schedule import (
    Baseline,
    EarnedSchedule,
    PlannedCurve,
    assumed_curve,
    curve_on,
    days_of_work,
    earned_schedule,
    elapsed_against_done,
)

STOP, GO = OrderKind.SUSPENSION, OrderKind.RESTART


def curve(*values: int) -> PlannedCurve:
    """A plan with one point a period."""
    return PlannedCurve(tuple((D(time), D(value)) for time, value in enumerate(values, 1)))


LATE = curve(5, 15, 30, 50, 70, 88, 100)


@pytest.mark.parametrize(
    ("time", "earned", "es", "spi", "ieac"),
    [
        (2, 11, "1.6", "0.80", "8.75"),
        (5, 52, "4.10", "0.82", "8.537"),
        (7, 80, "5.5556", "0.7937", "8.82"),
        (9, 100, "7", "0.7778", "9"),
    ],
)
def test_late_finish(time: int, earned: int, es: str, spi: str, ieac: str) -> None:
    """Lipke (2003), works planned over 7 periods that take 9."""
    found = earned_schedule(LATE, earned=D(earned), actual=D(time))

    assert found.earned.quantize(D(es)) == D(es)
    assert found.index.value is not None
    assert found.index.value.quantize(D(spi)) == D(spi)
    assert found.estimate is not None
    assert found.estimate.quantize(D(ieac)) == D(ieac)


def test_index_stays_late_when_the_money_index_is_one() -> None:
    found = earned_schedule(LATE, earned=D(100), actual=D(9))

    assert found == EarnedSchedule(D(7), D(9), D(7))
    assert found.variance == -2
    assert LATE.planned(D(9)) == 100


@pytest.mark.parametrize(
    ("plan", "earned", "expected"),
    [
        (LATE, "30", "3"),  # at a point of the plan
        (LATE, "120", "7"),  # more than everything
        (LATE, "4", "0.8"),  # below the first point
        (LATE, "0", "0"),
        (curve(10, 40, 40, 40, 100), "40", "4"),  # the plan stands still: its pause is earned
        (curve(10, 40, 40, 40, 100), "39", str(D(1) + D(29) / D(30))),
        (curve(0, 50, 100), "0", "1"),  # nothing was planned in the first period
        (curve(50, 100, 100), "100", "2"),  # a plan that ends before its last point
    ],
)
def test_edges(plan: PlannedCurve, earned: str, expected: str) -> None:
    assert plan.earned_schedule(D(earned)) == D(expected)


def test_nothing_earned_leaves_no_estimate_and_no_index_before_the_start() -> None:
    assert earned_schedule(LATE, earned=D(0), actual=D(3)).estimate is None
    early = earned_schedule(LATE, earned=D(5), actual=D(0))
    assert (early.index.value, early.estimate) == (None, None)


def test_value_below_zero_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        LATE.earned_schedule(D("-0.01"))
    assert refusal.value.code == "works.earned-below-zero"


@pytest.mark.parametrize("points", [((1, 5), (1, 6)), ((1, 5), (2, 4)), ((0, 5),), ((1, 0),), ()])
def test_what_is_no_plan_is_refused(points: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(Refused) as refusal:
        PlannedCurve(tuple((D(time), D(value)) for time, value in points))
    assert refusal.value.code == "works.curve-out-of-order"


def test_new_plan_judges_what_comes_after_it_alone() -> None:
    old, new = LATE, curve(20, 60, 100)
    plans = [Baseline(date(2025, 6, 1), new), Baseline(date(2025, 1, 1), old)]

    assert curve_on(plans, date(2024, 12, 31)) is None
    assert curve_on(plans, date(2025, 5, 31)) is old
    assert curve_on(plans, date(2025, 6, 1)) is new


def test_time_stops_while_works_are_suspended() -> None:
    orders = [(date(2025, 2, 1), STOP), (date(2025, 3, 1), GO), (date(2025, 4, 1), STOP)]
    worked = [
        days_of_work(date(2025, 1, 2), date(2025, month, 1), orders) for month in (1, 2, 3, 4, 5)
    ]

    assert worked == [0, 30, 30, 61, 61]


def test_without_a_plan_two_shares_and_no_index() -> None:
    found = elapsed_against_done(days_worked=90, days_contracted=120, done=D("0.5"))

    assert found.elapsed.value == D("0.75")
    assert found.gap == D("-0.25")
    assert elapsed_against_done(days_worked=90, days_contracted=None, done=D("0.5")).gap is None


def test_assumed_curve_says_that_it_is() -> None:
    found = assumed_curve(D(1000), 100)

    assert found.is_assumed
    assert (found.planned(D(50)), found.planned(D(25)), found.budget) == (500, D("156.25"), 1000)
    assert earned_schedule(found, earned=D(500), actual=D(60)).is_assumed


plans = (
    st.lists(st.integers(0, 30), min_size=1, max_size=8)
    .filter(any)
    .map(lambda steps: curve(*(sum(steps[: i + 1]) for i in range(len(steps)))))
)


@given(plan=plans, share=st.integers(0, 100))
def test_earned_schedule_agrees_with_walking_the_plan(plan: PlannedCurve, share: int) -> None:
    """Plain twin: walk period by period, as the formula is written."""
    earned = plan.budget * share / 100
    values = [D(0), *(value for _time, value in plan.points)]
    last = next(i for i, value in enumerate(values) if value == plan.budget)
    whole = max(i for i, value in enumerate(values[: last + 1]) if earned >= value)
    part = (earned - values[whole]) / (values[whole + 1] - values[whole]) if whole < last else D(0)

    assert plan.earned_schedule(earned) == pytest.approx(whole + part)


@given(plan=plans, time=st.integers(1, 8))
def test_works_on_their_plan_have_earned_at_least_their_time(plan: PlannedCurve, time: int) -> None:
    on_plan = plan.earned_schedule(plan.planned(D(time)))

    assert on_plan >= min(D(time), plan.duration)
