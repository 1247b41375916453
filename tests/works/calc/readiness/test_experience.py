"""What a region learns: overruns, paces, waits and delays shared by a contractor."""

import math

import pytest

from tadbir.works.calc.readiness.experience import (
    PACE_DEVIATION,
    PRIOR_SHARED,
    Wait,
    Work,
    learned,
)
from tadbir.works.calc.readiness.spread import lognormal
from tadbir.works.terms import Gate, ProjectKind

CENTRE, HOSPITAL = ProjectKind.PRIMARY_CARE_REFURBISHMENT, ProjectKind.HOSPITAL_REHABILITATION


def test_without_own_works_the_priors_speak() -> None:
    found = learned()

    assert float(found.overruns[CENTRE].quantile(0.9)) == pytest.approx(3.81, rel=0.02)
    assert float(found.waits[Gate.EQUIPMENT].quantile(0.5)) == pytest.approx(45)
    assert found.shared == pytest.approx(PRIOR_SHARED)
    assert [round(pace.shift, 9) for pace in found.paces] == [0] * 10
    assert found.pace(0.5).deviation > found.pace(0.95).deviation
    assert (found.works, found.waited) == (0, 0)


def test_own_works_move_their_kind_more_than_the_others() -> None:
    late = [Work(HOSPITAL, 100, 500) for _ in range(40)]
    found = learned(late)

    assert found.overruns[HOSPITAL].quantile(0.5) == pytest.approx(5.0)
    own = found.overruns[HOSPITAL].mean
    assert learned().overruns[CENTRE].mean < found.overruns[CENTRE].mean < own


def test_running_work_makes_its_class_look_slower() -> None:
    over = [Work(CENTRE, 100, 110) for _ in range(10)]
    running = [Work(CENTRE, 100, 200, is_over=False) for _ in range(10)]

    assert learned(over + running).overruns[CENTRE].mean > learned(over).overruns[CENTRE].mean


def test_pace_learns_how_kind_reports_are() -> None:
    """Each work said 50 % after 40 of its 100 days: it lasted 100 / 80 of what it let expect."""
    works = [Work(CENTRE, 80, 100, reports=[(40, 0.5)]) for _ in range(90)]
    pace = learned(works).pace(0.5)

    assert pace.shift == pytest.approx(0.9 * math.log(100 / 80))
    # Ninety works 0.1 of the logarithm from the mean, ten of the prior 0.9 from it and spread.
    own, prior = math.log(100 / 80), PACE_DEVIATION * math.sqrt(0.45 / 0.55)
    squares = 90 * (0.1 * own) ** 2 + 10 * (prior**2 + (0.9 * own) ** 2)
    assert pace.deviation == pytest.approx(math.sqrt(squares / 100))


def test_works_still_running_and_first_days_teach_no_pace() -> None:
    works = [
        Work(CENTRE, 80, 100, is_over=False, reports=[(40, 0.5)]),
        Work(CENTRE, 80, 100, reports=[(0, 0.5), (9, 0.01)]),
    ]

    assert learned(works).paces == learned().paces


def test_own_waits_replace_the_assumed_ones() -> None:
    found = learned(waits=[Wait(Gate.STAFF, 200.0) for _ in range(90)])

    assert float(found.waits[Gate.STAFF].quantile(0.5)) == pytest.approx(200)
    assert found.waits[Gate.EQUIPMENT].mean == pytest.approx(learned().waits[Gate.EQUIPMENT].mean)


def test_contractors_late_together_share_more() -> None:
    def works(pattern: list[tuple[str, int]]) -> list[Work]:
        return [Work(CENTRE, 100, days, contractor=name) for name, days in pattern * 12]

    alike = learned(works([("A", 400), ("A", 380), ("B", 90), ("B", 95)])).shared
    mixed = learned(works([("A", 400), ("B", 380), ("A", 90), ("B", 95)])).shared

    assert mixed < PRIOR_SHARED < alike


def test_start_may_be_another_class() -> None:
    assert learned(start=lognormal(1, 2)).overruns[CENTRE].quantile(0.5) == pytest.approx(1)
