"""The weeks left, and how a project ran against its plan."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tadbir.works.calc.course import Course, course
from tadbir.works.calc.weeks import Column, Week, board, weeks
from tadbir.works.terms import Phase
from tests.works.calc.test_following import AGENCY, TODAY, project, said


def test_weeks_left_on_12_december_2025() -> None:
    assert weeks(TODAY) == [
        Week(date(2025, 12, 12), date(2025, 12, 14)),
        Week(date(2025, 12, 15), date(2025, 12, 21)),
        Week(date(2025, 12, 22), date(2025, 12, 28)),
        Week(date(2025, 12, 29), date(2025, 12, 31)),
    ]


@given(st.dates(date(2000, 1, 1), date(2050, 12, 31)))
def test_weeks_hold_every_day_left_once(day: date) -> None:
    days = [w.first + timedelta(n) for w in weeks(day) for n in range((w.last - w.first).days + 1)]

    assert days == [day + timedelta(n) for n in range((date(day.year, 12, 31) - day).days + 1)]


def test_board_places_each_project_once() -> None:
    def until(code: str, day: date) -> object:
        return project(code, said={AGENCY: said(expected_on=day)})

    found = [
        until("A", date(2025, 12, 11)), until("B", TODAY), until("C", date(2025, 12, 21)),
        until("D", date(2026, 1, 1)), project("E"), project("F", Phase.READY_TO_OPEN),
        project("G", Phase.STAFFED), project("H", Phase.OPENED), project("I", Phase.TENDER),
    ]  # fmt: skip

    placed = board(found, TODAY)  # type: ignore[arg-type]

    assert {where: [one.code for one in some] for where, some in placed.items() if some} == {
        Column.OVERDUE: ["A"],
        Week(date(2025, 12, 12), date(2025, 12, 14)): ["B"],
        Week(date(2025, 12, 15), date(2025, 12, 21)): ["C"],
        Column.READY: ["F"],
        Column.TO_OPEN: ["G"],
        Column.AFTER: ["D"],
        Column.UNSAID: ["E"],
    }
    assert len(placed) == 9


def test_course_of_running_and_of_accepted_works() -> None:
    start, deadline, expected = date(2025, 3, 1), date(2025, 9, 1), date(2026, 1, 10)
    running = project(deadline=deadline, said={AGENCY: said(expected_on=expected)})
    entered = {Phase.SERVICE_ORDER: start}
    accepted = entered | {Phase.PROVISIONAL_ACCEPTANCE: date(2025, 10, 1)}

    assert course(running, entered, TODAY) == Course(
        (start, deadline), (start, TODAY), (TODAY, expected), None, None, None
    )
    assert course(project(phase=Phase.EQUIPPED), accepted, TODAY) == Course(
        None, (start, date(2025, 10, 1)), None, date(2025, 10, 1), None, None
    )
    assert not course(project(phase=Phase.TENDER, said={}), {}, TODAY).is_known
