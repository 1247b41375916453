"""The terms of several contracts together, and where a project stands in its time."""

from datetime import date
from decimal import Decimal as D

from tadbir.procurement.terms import DurationUnit, OrderKind
from tadbir.works.calc.contracts import Terms, latest_deadline
from tadbir.works.calc.delay import Delay
from tadbir.works.calc.position import (
    Time,
    assumed_points,
    curve_of,
    elapsed_curve,
    position,
    time_of,
)
from tadbir.works.terms import ReportSource

START, DAYS = date(2025, 1, 1), DurationUnit.DAYS
STOPPED = ((date(2025, 1, 21), OrderKind.SUSPENSION), (date(2025, 1, 31), OrderKind.RESTART))
AGENCY = ReportSource.AGENCY


def terms(duration: int | None, **known: object) -> Terms:
    """A contract of so many days from 1 January 2025."""
    return Terms("M", START, duration, DAYS, **known)  # type: ignore[arg-type]


def test_deadline_is_that_of_the_contract_that_ends_last() -> None:
    found = [terms(10), terms(100)]

    assert latest_deadline(found, date(2025, 4, 20)) == Delay(date(2025, 4, 11), 9)
    assert latest_deadline([], START) == Delay(None, None)
    assert latest_deadline([terms(10), terms(None)], START) == Delay(None, None)


def test_penalty_with_the_contracts_own_cap() -> None:
    one = terms(100, amount=D(4_200_000), rate=D("0.001"), cap=D("0.10"))

    found = one.penalty(date(2025, 5, 18))

    assert found is not None
    assert (found.days, found.due, found.cap, found.cap_day) == (
        37,
        D("155400.00"),
        D(420_000),
        100,
    )
    assert terms(100, amount=D(1)).penalty(date(2025, 5, 18)) is None
    assert terms(100, rate=D("0.001")).penalty(date(2025, 5, 18)) is None


def test_suspension_stands_until_the_restart() -> None:
    one = terms(100, orders=STOPPED)

    assert [one.is_suspended(date(2025, 1, day)) for day in (20, 21, 30, 31)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_time_spent_stands_still_while_works_are_stopped() -> None:
    time = time_of([terms(100, orders=STOPPED)], date(2025, 6, 1))

    assert time == Time(START, date(2025, 4, 21), STOPPED)
    assert time.days == 100
    assert elapsed_curve(time) == [
        (START, D(0)), (date(2025, 1, 21), D("0.2")), (date(2025, 1, 31), D("0.2")),
        (date(2025, 4, 21), D(1)),
    ]  # fmt: skip
    assert time_of([terms(None)], START) is None
    assert time_of([terms(10), terms(None)], START) is None


def test_without_a_plan_the_time_spent_and_no_index() -> None:
    time = Time(START, date(2025, 4, 11), ())

    found = position(AGENCY, (date(2025, 2, 20), D("0.4")), time, None)

    assert found.in_time is None
    assert found.elapsed is not None
    assert (found.elapsed.elapsed.value, found.elapsed.gap) == (D("0.5"), D("-0.1"))
    assert position(AGENCY, (START, D(0)), None, None).elapsed is None


def test_with_a_plan_the_earned_schedule_in_days_of_work() -> None:
    time = Time(START, date(2025, 4, 11), ())
    plan = [(date(2025, 2, 20), D("0.5")), (date(2025, 4, 11), D(1))]
    curve = curve_of(plan, time, is_assumed=False)

    found = position(
        AGENCY, (date(2025, 2, 20), D("0.25")), time, curve, amount=D(1000), paid=D(200)
    )

    assert found.planned == D("0.5")
    assert found.in_time is not None
    assert (found.in_time.earned, found.in_time.actual, found.in_time.variance) == (25, 50, -25)
    assert found.in_time.index.value == D("0.5")
    assert found.value is not None
    assert (found.value.earned, found.value.planned, found.value.cost_index.value) == (
        250, 500, D("1.25"),
    )  # fmt: skip


def test_assumed_plan_is_marked_and_values_nothing() -> None:
    time = Time(START, date(2025, 4, 11), ())
    points = assumed_points(time)
    curve = curve_of(points, time, is_assumed=True)

    assert (points[0], points[-1]) == ((START, 0), (date(2025, 4, 11), 1))
    assert [share for _day, share in points] == sorted(share for _day, share in points)
    assert curve is not None
    assert curve.is_assumed
    found = position(AGENCY, (date(2025, 2, 20), D("0.25")), time, curve, amount=D(1000))
    assert found.value is None
