"""Who may read works, who may keep their register, who sees and assesses which places."""

from tadbir.accounts.policies import (
    can_ask_of_places,
    can_assess_places,
    can_keep_works,
    check_can_ask_of_places,
    check_can_assess_places,
    check_can_keep_works,
)
from tadbir.accounts.seat import Seat
from tadbir.accounts.terms import (
    DELEGATE,
    DIRECTOR,
    HEAD_OF_SERVICE,
    HOSPITAL_DIRECTOR,
    MEETING_SECRETARY,
)
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.works.terms import RESTRICTED, Place

__all__ = [
    "can_ask_of_places",
    "can_assess_places",
    "can_keep_works",
    "can_see_place",
    "check_can_ask_of_places",
    "check_can_assess_places",
    "check_can_keep_works",
    "check_can_read",
    "places_seen",
]

SEE_RESTRICTED = frozenset(
    {DIRECTOR, HEAD_OF_SERVICE, MEETING_SECRETARY, DELEGATE, HOSPITAL_DIRECTOR}
)
"""The ministry's own roles. Whoever is not named here, an agency first of all, reads the others."""


def check_can_read(seat: Seat) -> None:
    """Whether there are works to see in this seat; otherwise the page is not there."""
    if not seat.reach.sees("works"):
        raise Refused("works.unknown", N_("There are no works within your reach."))


def can_see_place(seat: Seat, place: Place) -> bool:
    """Whether assessments of a place, and what is asked of it, may be seen at all."""
    return place not in RESTRICTED or seat.role in SEE_RESTRICTED


def places_seen(seat: Seat) -> frozenset[Place]:
    """The places that queries may read for a seat."""
    return frozenset(place for place in Place if can_see_place(seat, place))
