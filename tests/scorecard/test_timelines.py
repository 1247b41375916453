"""What holders say of works from each day on: whole numbers, the same as counting every day."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tadbir.scorecard.timelines import GROUPS, Hung, contribution, spoken
from tadbir.territory.dated import Tie
from tadbir.works.calc.timeline import Counted, Course, Told
from tadbir.works.terms import Phase, Stage, Steering
from tests.works.calc.test_timeline import courses

MARCH, JUNE, NEW_YEAR = date(2025, 3, 1), date(2025, 6, 1), date(2026, 1, 1)
HOLDERS = ("D231", "D591")
HUNG = Hung(
    HOLDERS,
    {"F1": [Tie("F1", "D231", None, JUNE), Tie("F1", "D591", JUNE)], "F2": [Tie("F2", "D591")]},
)


def test_opened_site_is_ready_and_counts_for_who_steers() -> None:
    counted = contribution(Counted(Stage.OPENED, Steering.DIRECTORATE, is_unpaid=False))

    assert +counted == Counter({
        "works.count.programme": 1, "works.count.ready": 1, "works.count.opened": 1,
        "works.directorate.programme": 1, "works.directorate.ready": 1,
        "works.directorate.opened": 1, "works.payments.known": 1,
    })  # fmt: skip


def test_site_counts_with_the_holder_it_hangs_from_and_each_year_begins_with_the_count() -> None:
    one = Course("P", "F1", None, [(MARCH, Phase.READY_TO_OPEN)])

    said = dict(spoken([one], HUNG, until=2026))

    assert {key: measures["works.count.ready"] for key, measures in said.items()} == {
        ("D231", MARCH): 1, ("D231", JUNE): 0, ("D591", JUNE): 1,
        ("D231", NEW_YEAR): 0, ("D591", NEW_YEAR): 1,
    }  # fmt: skip


def test_what_was_never_counted_is_not_said() -> None:
    one = Course("P", "F1", None, [(MARCH, Phase.READY_TO_OPEN)])

    (first, *_later) = spoken([one], HUNG, until=2025)

    assert set(first[1]) == {f"works.count.{name}" for name in GROUPS["count"]}


def plain(found: Sequence[Course], holder: str, day: date) -> Counter[str]:
    """Every project asked on the day, one by one."""
    own = [course for course in found if HUNG.on(course.site, day) == holder]
    return +sum((contribution(course.on(day)) for course in own), Counter[str]())


@given(
    st.lists(st.tuples(courses(), st.sampled_from(["F1", "F2", "D231"])), max_size=4),
    st.dates(date(2025, 1, 1), date(2026, 12, 31)),
)
def test_last_word_of_the_year_is_what_counting_that_day_gives(
    made: list[tuple[Course, str]], day: date
) -> None:
    found = [
        Course(f"P{place}", site, one.steering, one.phases, one.told)
        for place, (one, site) in enumerate(made)
    ]
    said = sorted(spoken(found, HUNG, until=2026), key=lambda one: one[0][1])

    for holder in HOLDERS:
        last: dict[str, int | None] = {}
        for (who, on), measures in said:
            if who == holder and on.year == day.year and on <= day:
                last |= measures
        assert {name: value for name, value in last.items() if value} == plain(found, holder, day)


def test_report_missing_in_days_to_come_is_said_already() -> None:
    one = Course("P", "F2", None, [(MARCH, Phase.WORKS)], [Told(JUNE, JUNE, False, None)])

    said = dict(spoken([one], HUNG, until=2025))

    missing = {on: measures["works.reports.missing"] for (_who, on), measures in said.items()
               if "works.reports.missing" in measures}  # fmt: skip
    assert missing == {
        MARCH: 0, MARCH + timedelta(days=32): 1, JUNE: 0, JUNE + timedelta(days=32): 1,
    }  # fmt: skip
