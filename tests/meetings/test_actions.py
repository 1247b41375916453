"""What a meeting knew is noted once, on its day or later, in the order of its series."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tadbir.audit import trail
from tadbir.audit.models import Entry
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.meetings import actions, queries
from tadbir.meetings.models import Meeting, Series
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE
from tests.meetings.conftest import BY, DECEMBER, NOVEMBER, OCTOBER

pytestmark = pytest.mark.django_db
On = Callable[[date], Meeting]


def refusal(act: Callable[[], object]) -> str:
    """The code with which an action is refused."""
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_meeting_keeps_the_last_action_known_when_it_is_noted(convened: On) -> None:
    meeting = convened(DECEMBER)
    known = trail.last_number()

    actions.hold(by=BY, meeting=meeting)

    meeting.refresh_from_db()
    assert meeting.last_number == known
    entry = Entry.objects.get(action="meetings.hold")
    assert (entry.number, entry.code) == (known + 1, "DR03-2025-12-12")


def test_meeting_is_noted_once(held: On) -> None:
    meeting = held(DECEMBER)

    assert refusal(lambda: actions.hold(by=BY, meeting=meeting)) == "meetings.already-there"


def test_meeting_is_not_held_before_its_day(convened: On) -> None:
    meeting = convened(DECEMBER)
    clock.fix_today(DECEMBER - timedelta(days=1))
    assert refusal(lambda: actions.hold(by=BY, meeting=meeting)) == "meetings.not-yet"

    clock.fix_today(DECEMBER)

    assert actions.hold(by=BY, meeting=meeting).last_number is not None


def test_meeting_forgotten_until_a_later_one_was_held_is_not_noted(convened: On, held: On) -> None:
    forgotten = convened(OCTOBER)
    held(DECEMBER)

    assert refusal(lambda: actions.hold(by=BY, meeting=forgotten)) == "meetings.out-of-order"


def test_meeting_is_not_convened_before_one_that_was_held(convened: On, held: On) -> None:
    held(OCTOBER)
    convened(DECEMBER)

    assert refusal(lambda: convened(OCTOBER - timedelta(days=1))) == "meetings.out-of-order"
    assert convened(NOVEMBER).code == "DR03-2025-11-14"


def test_day_is_convened_once_in_a_series(convened: On) -> None:
    convened(DECEMBER)

    assert refusal(lambda: convened(DECEMBER)) == "meetings.already-there"


def test_other_kinds_meet_on_the_same_day(convened: On, region: dict[str, Entity]) -> None:
    convened(DECEMBER)
    other = actions.open_series(
        by=BY, entity=region["DR03"], kind="social_dialogue", rhythm="on_demand"
    )

    made = actions.convene(by=BY, series=other, held_on=DECEMBER, place="Fès")

    assert made.code == "DR03-2025-12-12-social_dialogue"


@pytest.mark.parametrize(("kind", "rhythm"), [("party", "monthly"), ("launch", "yearly")])
def test_unknown_kind_or_rhythm_is_refused(
    region: dict[str, Entity], kind: str, rhythm: str
) -> None:
    entity = region["DR03"]
    asked = refusal(lambda: actions.open_series(by=BY, entity=entity, kind=kind, rhythm=rhythm))

    assert asked == "meetings.usage"
    assert not Series.objects.exists()


def test_what_moved_is_counted_from_the_last_meeting_that_was_held(held: On, convened: On) -> None:
    first = held(OCTOBER)
    never_noted = convened(NOVEMBER)
    last = convened(DECEMBER)

    assert (before := queries.before(last)) is not None
    assert before.code == never_noted.code
    assert (since := queries.previous_held(last)) is not None
    assert (since.code, since.last_number) == (first.code, first.last_number)
    assert queries.previous_held(first) is None
    assert (after := queries.after(first)) is not None
    assert after.code == never_noted.code
    assert queries.after(last) is None


def test_since_the_last_meeting_is_that_of_the_region_for_whoever_is_below_it(
    held: On, region: dict[str, Entity]
) -> None:
    held(OCTOBER)
    path = region["CH231"].path

    on_its_day = queries.last_held(path, OCTOBER, reach=EVERYWHERE)
    next_day = queries.last_held(path, OCTOBER + timedelta(days=1), reach=EVERYWHERE)

    assert on_its_day is None
    assert next_day is not None
    assert next_day.held_on == OCTOBER
    assert queries.last_held(region["DR05"].path, DECEMBER, reach=EVERYWHERE) is None
