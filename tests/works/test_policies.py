"""Works are read where they are within reach, and kept by heads of service."""

import pytest

from tadbir.accounts.seat import Seat
from tadbir.accounts.terms import (
    DELEGATE,
    DIRECTOR,
    HEAD_OF_SERVICE,
    HOSPITAL_DIRECTOR,
    MEETING_SECRETARY,
    ROLES,
)
from tadbir.audit.actor import Actor
from tadbir.core.refused import Refused
from tadbir.territory.reach import EVERYWHERE, Reach
from tadbir.works.policies import (
    can_keep_works,
    can_see_place,
    check_can_keep_works,
    check_can_read,
    places_seen,
)
from tadbir.works.terms import OPEN_PLACES, Place


def test_works_out_of_reach_are_not_there() -> None:
    check_can_read(Seat(Actor("x"), EVERYWHERE))
    with pytest.raises(Refused) as refusal:
        check_can_read(Seat(Actor("x"), Reach(("/",), frozenset({"budget"}))))
    assert refusal.value.code == "works.unknown"


def test_register_is_kept_by_heads_of_service() -> None:
    assert can_keep_works(Seat(Actor("x"), EVERYWHERE, HEAD_OF_SERVICE))
    with pytest.raises(Refused) as refusal:
        check_can_keep_works(Seat(Actor("x"), EVERYWHERE, DIRECTOR))
    assert refusal.value.code == "accounts.not-allowed"


def test_restricted_places_are_read_by_the_ministrys_own_roles_alone() -> None:
    own = {DIRECTOR, HEAD_OF_SERVICE, MEETING_SECRETARY, DELEGATE, HOSPITAL_DIRECTOR}
    # Roles of an agency, a union or nobody, whether this release knows them or not.
    for role in {*ROLES, "agency_director", "project_officer", "union", ""}:
        seat = Seat(Actor("x"), EVERYWHERE, role)
        assert can_see_place(seat, Place.MORTUARY) == (role in own)
        assert can_see_place(seat, Place.PRISONERS_UNIT) == (role in own)
        assert can_see_place(seat, Place.RECEPTION)
        assert places_seen(seat) == (frozenset(Place) if role in own else OPEN_PLACES)
