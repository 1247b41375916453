"""Works are read where they are within reach, and kept by heads of service."""

import pytest

from tadbir.accounts.seat import Seat
from tadbir.accounts.terms import DIRECTOR, HEAD_OF_SERVICE
from tadbir.audit.actor import Actor
from tadbir.core.refused import Refused
from tadbir.territory.reach import EVERYWHERE, Reach
from tadbir.works.policies import can_keep_works, check_can_keep_works, check_can_read


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
