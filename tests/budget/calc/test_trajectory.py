"""Trajectories of targets, and the reliability of a budget as PEFA scores it."""

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.budget.calc.pefa import BudgetYear, composition, outturn, outturn_score, pi_1, pi_2_1
from tadbir.budget.calc.trajectory import (
    Status,
    Trajectory,
    TrajectoryPoint,
    planned_from_shape,
    shape_of,
    status,
    total_trajectory,
)
from tadbir.core.refused import Refused

PEFA_YEAR = BudgetYear(
    tuple(map(D, (400, 200, 150, 100, 150))), tuple(map(D, (410, 170, 110, 95, 165)))
)
PLAN = Trajectory(
    (TrajectoryPoint(date(2025, 1, 31), D("0.1")), TrajectoryPoint(date(2025, 12, 31), D("0.9")))
)


def amount(text: str | None) -> D | None:
    return None if text is None else D(text)


def test_pefa_worked_case() -> None:
    """PEFA 2016 framework, PI-2.1 worked calculation."""
    found = composition(PEFA_YEAR)

    assert found.outturn == D("0.95")
    assert found.adjusted == tuple(map(D, ("380", "190", "142.5", "95", "142.5")))
    assert found.deviation == D(105)
    assert (found.variance * 100).quantize(D("0.01")) == D("11.05")
    assert found.score == "C"


def test_pefa_score_needs_two_of_three_years() -> None:
    exact = BudgetYear((D(100), D(100)), (D(100), D(100)))
    far = BudgetYear((D(100), D(100)), (D(200), D(20)))

    assert pi_2_1([PEFA_YEAR, exact, exact]) == "A"
    assert pi_2_1([PEFA_YEAR, exact, far]) == "C"
    assert pi_1([PEFA_YEAR, exact, far]) == "A"
    assert [outturn_score(year) for year in (PEFA_YEAR, far)] == ["A", "B"]
    assert composition(BudgetYear((D(1),), (D(0),))).score == "A"


@pytest.mark.parametrize("year", [BudgetYear((), ()), BudgetYear((D(1),), (D(1), D(2)))])
def test_pefa_without_matching_heads_is_refused(year: BudgetYear) -> None:
    with pytest.raises(Refused):
        outturn(year)
    with pytest.raises(Refused):
        pi_1([PEFA_YEAR, PEFA_YEAR])


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 12, 31), None),
        (date(2025, 1, 1), D(0)),
        (date(2025, 1, 16), D("0.05")),
        (date(2025, 7, 17), D("0.5")),
        (date(2026, 2, 1), D("0.9")),
    ],
)
def test_plan_runs_straight_between_its_points(day: date, expected: D | None) -> None:
    assert PLAN.planned_on(day) == expected
    assert Trajectory(()).planned_on(day) is None


def test_plan_may_begin_on_the_first_of_january() -> None:
    plan = Trajectory((TrajectoryPoint(date(2025, 1, 1), D("0.02")), *PLAN.points))

    assert plan.planned_on(date(2025, 1, 1)) == D("0.02")
    assert plan.planned_on(date(2025, 1, 16)) == D("0.06")


def test_shape_is_a_share_of_totals_and_never_falls() -> None:
    small = [D(month) for month in range(1, 13)]
    large = [D(0)] * 11 + [D(120)]
    withdrawn = [D(10), *[D(6)] * 10, D(12)]

    assert shape_of([small, large])[10] == D(11) / D(132)
    assert shape_of([withdrawn])[1] == D(10) / D(12)
    assert shape_of([small, small[:6]]) == shape_of([small])


def test_shape_of_nothing_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        shape_of([[D(1)] * 6])
    assert refusal.value.code == "trajectory.no-history"


def test_plan_from_a_shape_reaches_its_target() -> None:
    plan = planned_from_shape(2025, D("0.9"), shape_of([[D(month) for month in range(1, 13)]]))

    assert plan.planned_on(date(2025, 12, 31)) == D("0.9")
    assert plan.planned_on(date(2025, 6, 30)) == D("0.45")


def test_plan_of_a_total_weighs_entities_by_their_credits() -> None:
    slow = Trajectory((TrajectoryPoint(date(2025, 12, 31), D("0.5")),))

    found = total_trajectory({"a": PLAN, "b": slow}, {"a": D(300), "b": D(100)})

    assert found.planned_on(date(2025, 12, 31)) == D("0.8")
    assert total_trajectory({"a": PLAN}, {}).points == ()


@pytest.mark.parametrize(
    ("reached", "planned", "expected"),
    [
        ("0.57", "0.60", Status.ON_TRACK),
        ("0.56", "0.60", Status.WATCH),
        ("0.48", "0.60", Status.WATCH),
        ("0.47", "0.60", Status.LATE),
        ("0", "0", Status.ON_TRACK),
        (None, "0.60", None),
        ("0.47", None, None),
    ],
)
def test_status_follows_its_rule(
    reached: str | None, planned: str | None, expected: Status | None
) -> None:
    assert status(amount(reached), amount(planned)) == expected


@given(st.lists(st.lists(st.integers(0, 100).map(D), min_size=12, max_size=12), max_size=4))
def test_shape_stays_between_nothing_and_all(years: list[list[D]]) -> None:
    if sum(year[-1] for year in years):
        shape = shape_of(years)
        assert list(shape) == sorted(shape)
        assert shape[-1] == 1
        assert shape[0] >= 0
