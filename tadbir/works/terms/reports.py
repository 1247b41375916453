"""The words of reports of progress."""

from collections.abc import Mapping
from enum import StrEnum

from tadbir.core.words import N_
from tadbir.procurement.terms import DurationUnit


class Stated(StrEnum):
    """A word that stands in a report where a figure was expected."""

    NOT_NOTIFIED = "not_notified"
    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    STOPPED = "stopped"
    DONE_TO_ACCEPT = "done_to_accept"
    ACCEPTED = "accepted"


STATED_LABELS: Mapping[Stated, str] = {
    Stated.NOT_NOTIFIED: N_("Service order not notified"),
    Stated.NOT_STARTED: N_("Not started"),
    Stated.UNDER_WAY: N_("Under way"),
    Stated.STOPPED: N_("Works stopped"),
    Stated.DONE_TO_ACCEPT: N_("Done, acceptance awaited"),
    Stated.ACCEPTED: N_("Accepted"),
}

YES, NO = "yes", "no"
YES_NO: Mapping[str, str] = {YES: N_("Yes"), NO: N_("No")}
"""What a form says of a gate."""

DELAY_LABELS: Mapping[DurationUnit, str] = {
    DurationUnit.MONTHS: N_("months"),
    DurationUnit.DAYS: N_("days"),
}

NO_LONGER_LISTED = "list.gone"
"""Why a phase that a list brought was withdrawn: no list in force says it any more."""
