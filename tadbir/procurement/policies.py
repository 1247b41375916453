"""Who may read the register of operations."""

from tadbir.accounts.seat import Seat
from tadbir.core.refused import Refused
from tadbir.core.words import N_


def check_can_read(seat: Seat) -> None:
    """Whether there are operations to see in this seat; otherwise the page is not there."""
    if not seat.reach.sees("procurement"):
        raise Refused("procurement.unknown", N_("There are no operations within your reach."))
