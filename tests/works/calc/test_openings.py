"""Opened / ready / programme, people served, before and after."""

from datetime import date

from tadbir.works.calc.openings import (
    BeforeAfter,
    Change,
    Count,
    Opening,
    Programmed,
    Served,
    before_after,
    changed,
    count,
    count_by_steering,
    served,
)
from tadbir.works.terms import Phase, Steering

PROGRAMME = [
    Programmed("A", Phase.OPENED, Steering.DIRECTORATE),
    Programmed("B", Phase.CLOSED),
    Programmed("C", Phase.READY_TO_OPEN),
    Programmed("D", Phase.WORKS, Steering.UNIVERSITY_HOSPITAL),
    Programmed("E", Phase.CANCELLED),
]
OPENINGS = [
    Opening("A", date(2025, 2, 4), 20_000, 8),
    Opening("B", date(2025, 7, 25), None, 5),
    Opening("C", date(2025, 12, 25), 7_000),
]


def test_count_reads_opened_ready_programme() -> None:
    assert count(PROGRAMME) == Count(opened=2, ready=3, programme=4, cancelled=1)


def test_public_figure_of_october_2025() -> None:
    """Fès-Meknès, 10 October 2025 (Al Alam Siyassi): 124 opened of 307."""
    sites = [Programmed(f"S{n}", Phase.OPENED if n < 124 else Phase.WORKS) for n in range(307)]

    assert count(sites) == Count(124, 124, 307)


def test_hospitals_count_by_who_steers_them() -> None:
    assert count_by_steering(PROGRAMME) == {
        Steering.DIRECTORATE: Count(1, 1, 1),
        Steering.UNIVERSITY_HOSPITAL: Count(0, 0, 1),
        None: Count(1, 2, 2, 1),
    }


def test_people_served_says_how_many_openings_do_not() -> None:
    assert served(OPENINGS, until=date(2025, 12, 12)) == Served(2, 20_000, 1, 13, 0)
    assert served(OPENINGS, after=date(2025, 2, 4), until=date(2025, 12, 31)) == Served(
        2, 7_000, 1, 5, 1
    )
    assert served(OPENINGS[2:], until=date(2025, 12, 31)) == Served(1, 7_000, 0, None, 1)


def test_last_day_of_a_period_counts_and_the_first_does_not() -> None:
    first = date(2025, 2, 4)

    assert served(OPENINGS, until=first).facilities == 1
    assert served(OPENINGS, after=first, until=first).facilities == 0


def test_where_nothing_opened_nobody_is_served() -> None:
    assert served(OPENINGS, until=date(2025, 1, 1)) == Served(0, 0, 0, 0, 0)


def test_before_and_after_for_the_population() -> None:
    found = before_after(
        OPENINGS, population=30_000, open_before=1, after=date(2025, 1, 1), until=date(2025, 8, 1)
    )

    assert found == BeforeAfter(30_000, 1, 3)
    assert (found.per_centre_before, found.per_centre_after) == (30_000, 10_000)
    assert BeforeAfter(30_000, 0, 0).per_centre_before is None
    assert BeforeAfter(30_000, 0, 0).per_centre_after is None


def test_what_changed_since_the_last_meeting() -> None:
    before = [Programmed("A", Phase.READY_TO_OPEN), Programmed("B", Phase.OPENED)]

    assert changed(before, PROGRAMME) == Change(ready=("C",), opened=("A",))
