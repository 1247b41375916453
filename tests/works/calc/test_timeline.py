"""What counts of a project on each day, and the days on which it may be another."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tadbir.works.calc.timeline import REPORT_DUE, Counted, Course, Told
from tadbir.works.terms import Phase, Stage, Steering

MARCH, APRIL, MAY, JUNE = (date(2025, month, 1) for month in (3, 4, 5, 6))
LED = Steering.DIRECTORATE
COURSE = Course(
    project="P",
    site="F1",
    steering=LED,
    phases=[(MARCH, Phase.WORKS), (JUNE, Phase.READY_TO_OPEN)],
    told=[
        Told(APRIL, APRIL, is_stopped=True, is_unpaid=None),
        Told(MAY, MAY, is_stopped=False, is_unpaid=True),
    ],
)


def test_project_counts_from_its_first_phase_on() -> None:
    assert COURSE.on(MARCH - timedelta(days=1)) == Counted(None)
    assert COURSE.on(MARCH) == Counted(Stage.WORKS, LED, is_reported=True)


def test_works_stand_still_and_move_again_as_told() -> None:
    assert COURSE.on(APRIL) == Counted(Stage.WORKS, LED, is_stopped=True, is_reported=True)
    assert COURSE.on(MAY) == Counted(Stage.WORKS, LED, is_reported=True, is_unpaid=True)


def test_report_is_missing_after_a_month_and_due_while_works_go_on_alone() -> None:
    last = MARCH + REPORT_DUE
    early = Course("P", "F1", None, [(MARCH, Phase.WORKS)])
    assert early.on(last).is_reported is True
    assert early.on(last + timedelta(days=1)).is_reported is False
    assert last + timedelta(days=1) in early.turns()
    assert COURSE.on(JUNE) == Counted(Stage.READY, LED, is_unpaid=True)


def test_cancelled_project_counts_no_more() -> None:
    gone = Course("P", "F1", None, [(MARCH, Phase.WORKS), (MAY, Phase.CANCELLED)], COURSE.told)
    assert gone.on(JUNE) == Counted(Stage.ENDED)
    assert not gone.on(JUNE).is_counted


days = st.dates(date(2025, 1, 1), date(2026, 6, 30))


@st.composite
def courses(draw: st.DrawFn) -> Course:
    """Phases and reports in order, whatever they say."""
    phases = draw(st.lists(st.tuples(days, st.sampled_from(Phase)), max_size=4))
    told = draw(
        st.lists(
            st.tuples(days, st.booleans(), st.sampled_from([None, False, True])),
            max_size=4,
            unique_by=lambda one: one[0],
        )
    )
    return Course(
        "P", "F1", draw(st.sampled_from([None, *Steering])),
        sorted(phases, key=lambda one: one[0]),
        [Told(day, day, stopped, unpaid) for day, stopped, unpaid in sorted(told)],
    )  # fmt: skip


@given(courses(), days)
def test_nothing_changes_between_turns(course: Course, day: date) -> None:
    before = day - timedelta(days=1)
    if day not in course.turns():
        assert course.on(day) == course.on(before)
