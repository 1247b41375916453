"""Who may convene and record meetings."""

from tadbir.core.refused import Refused
from tadbir.core.words import N_

CONVENERS = frozenset({"director", "head_of_service", "meeting_secretary"})


def check_can_convene(role: str) -> None:
    """Refuse whoever does not run the region's meetings."""
    if role not in CONVENERS:
        raise Refused(
            "meetings.not-allowed",
            N_("Only the director, heads of service and the meeting secretary convene meetings."),
        )


def can_convene(role: str) -> bool:
    """Whether to show the form."""
    return role in CONVENERS
