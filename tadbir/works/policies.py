"""Who may read works, and who may keep their register."""

from tadbir.accounts.policies import can_keep_works, check_can_keep_works
from tadbir.accounts.seat import Seat
from tadbir.core.refused import Refused
from tadbir.core.words import N_

__all__ = ["can_keep_works", "check_can_keep_works", "check_can_read"]


def check_can_read(seat: Seat) -> None:
    """Whether there are works to see in this seat; otherwise the page is not there."""
    if not seat.reach.sees("works"):
        raise Refused("works.unknown", N_("There are no works within your reach."))
