"""From posts to what is seen, and from sign-ins to seats."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tadbir.accounts.doors import seat_for_command
from tadbir.accounts.models import Post, User
from tadbir.accounts.policies import DOMAINS_OF
from tadbir.accounts.reach import reach_of
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.territory.models import Entity
from tadbir.territory.reach import DOMAINS, NOWHERE, Reach

pytestmark = pytest.mark.django_db


def person(username: str = "x", **fields: object) -> User:
    return User.objects.create(username=username, name="X", **fields)  # type: ignore[misc]


def hold(user: User, role: str, entity: Entity | None, *days: date) -> Post:
    start, end = (*days, None, None)[:2]
    return Post.objects.create(
        user=user, role=role, entity=entity, valid_from=start or date(2020, 1, 1), valid_to=end
    )


@pytest.mark.parametrize(
    ("role", "code", "expected"),
    [
        ("director", "DR03", Reach(("/MSPS/DR03/",), DOMAINS, frozenset({"/MSPS/"}))),
        ("delegate", "D231", Reach(("/MSPS/DR03/D231/",), DOMAINS, frozenset({"/MSPS/DR03/"}))),
        (
            "hospital_director",
            "CH231",
            Reach(("/MSPS/DR03/D231/CH231/",), DOMAINS, frozenset({"/MSPS/DR03/"})),
        ),
        (
            "budget_officer",
            "CH231",
            Reach(
                ("/MSPS/DR03/D231/CH231/",),
                DOMAINS_OF["budget_officer"],
                frozenset({"/MSPS/DR03/"}),
            ),
        ),
    ],
)
def test_reach_is_the_subtree_of_the_post(
    entities: dict[str, Entity], role: str, code: str, expected: Reach
) -> None:
    user = person()
    hold(user, role, entities[code])

    assert reach_of(user) == expected


def test_nobody_without_a_post_nor_a_closed_account_nor_the_administrator_reaches_anything(
    entities: dict[str, Entity],
) -> None:
    closed, keeper, newcomer = person("a", is_active=False), person("b"), person("c")
    hold(closed, "director", entities["DR03"])
    hold(keeper, "administrator", None)

    assert reach_of(closed) == reach_of(keeper) == reach_of(newcomer) == NOWHERE


def test_stand_in_reaches_both_entities(entities: dict[str, Entity]) -> None:
    user = person()
    hold(user, "delegate", entities["D231"])
    hold(user, "delegate", entities["D271"], date(2025, 1, 1))

    assert reach_of(user).paths == ("/MSPS/DR03/D231/", "/MSPS/DR03/D271/")
    assert reach_of(user).above == {"/MSPS/DR03/"}


def test_post_is_held_from_its_first_day_until_before_its_last(
    entities: dict[str, Entity],
) -> None:
    user = person()
    hold(user, "delegate", entities["D231"], date(2025, 12, 10), date(2025, 12, 12))
    seen = {}

    for day in (9, 10, 11, 12):
        clock.fix_today(date(2025, 12, day))
        seen[day] = bool(reach_of(user).paths)

    assert seen == {9: False, 10: True, 11: True, 12: False}


def test_reach_follows_an_entity_that_was_attached_elsewhere(entities: dict[str, Entity]) -> None:
    user = person()
    hold(user, "hospital_director", entities["CH231"])
    Entity.objects.filter(code="CH231").update(path="/MSPS/DR03/CH231/")

    assert reach_of(user).paths == ("/MSPS/DR03/CH231/",)


def test_reach_costs_one_query(entities: dict[str, Entity]) -> None:
    user = person()
    for code in ("D231", "D271"):
        hold(user, "delegate", entities[code])

    with CaptureQueriesContext(connection) as queries:
        reach_of(user)

    assert len(queries) == 1


def test_command_sits_in_the_seat_of_a_person(delegate: User) -> None:
    seat = seat_for_command("d.fes")

    assert (seat.actor.name, seat.actor.door, seat.actor.address) == ("d.fes", "command", "")
    assert (seat.role, seat.entity, seat.name) == ("delegate", "D231", "Délégué de Fès")
    assert seat.reach == reach_of(delegate)


def test_command_is_refused_for_a_stranger_a_closed_account_and_no_post(db: None) -> None:
    person("closed", is_active=False)
    person("idle")

    codes = []
    for username in ("nobody", "closed", "idle"):
        with pytest.raises(Refused) as refusal:
            seat_for_command(username)
        codes.append(refusal.value.code)

    assert codes == ["accounts.unknown", "accounts.disabled", "accounts.no-post"]
