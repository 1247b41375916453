"""Who may read the budget, and who may set its targets and dates."""

from tadbir.accounts.policies import (
    can_set_calendar,
    can_set_targets,
    check_can_set_calendar,
    check_can_set_targets,
)
from tadbir.accounts.seat import Seat
from tadbir.core.refused import Refused
from tadbir.core.words import N_

__all__ = [
    "can_set_calendar",
    "can_set_targets",
    "check_can_read",
    "check_can_set_calendar",
    "check_can_set_targets",
]


def check_can_read(seat: Seat) -> None:
    """Whether there is a budget to see in this seat; otherwise the page is not there."""
    if not seat.reach.sees("budget"):
        raise Refused("budget.unknown", N_("There is no budget within your reach."))
