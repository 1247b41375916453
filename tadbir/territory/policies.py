"""Who may change the territory: said here once, for pages and commands alike."""

from typing import Protocol

from tadbir.audit.actor import Actor
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.territory.reach import Reach

EDITORS = frozenset({"director", "head_of_service"})


class Seated(Protocol):
    """What the territory needs to know of someone's seat; `accounts.Seat` is one."""

    @property
    def actor(self) -> Actor:
        """Who acts."""

    @property
    def reach(self) -> Reach:
        """What they may see."""

    @property
    def role(self) -> str:
        """The code of their role."""


def check_can_change(seat: Seated) -> None:
    """Whether entities may be entered and changed; the reach says which."""
    if seat.role not in EDITORS:
        raise Refused("territory.not-allowed", N_("Your role does not change entities."))


def can_change(seat: Seated) -> bool:
    """Whether to offer it."""
    return seat.role in EDITORS
