"""The words of meetings: kinds of series, rhythms, and what the trail says was done."""

from collections.abc import Mapping

from tadbir.audit.kinds import Plain, Written
from tadbir.core.words import N_

COORDINATION = "coordination"
LAUNCH = "launch"
SOCIAL_DIALOGUE = "social_dialogue"
KINDS: Mapping[str, str] = {
    COORDINATION: N_("Coordination meeting"),
    LAUNCH: N_("Launch meeting"),
    SOCIAL_DIALOGUE: N_("Social dialogue"),
}
RHYTHMS: Mapping[str, str] = {
    "monthly": N_("Every month"),
    "weekly": N_("Every week"),
    "daily": N_("Every day"),
    "on_demand": N_("When convened"),
}
FIELDS: Mapping[str, str] = {
    "kind": N_("Kind of meeting"),
    "rhythm": N_("Rhythm"),
    "held_on": N_("Day of the meeting"),
    "place": N_("Place"),
    "last_number": N_("Last action known to it"),
}
VALUES: Mapping[str, Written] = {
    "kind": KINDS,
    "rhythm": RHYTHMS,
    "held_on": Plain.DAY,
    "place": Plain.TEXT,
    "last_number": Plain.COUNT,
}
ACTIONS: Mapping[str, str] = {
    "meetings.open_series": N_("Opened a series of meetings"),
    "meetings.convene": N_("Convened a meeting"),
    "meetings.hold": N_("Held a meeting"),
}
