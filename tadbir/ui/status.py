"""How something stands: a word, a shape and a colour that never stand alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tadbir.core.words import N_


class Status(StrEnum):
    """The answers to "is it going well?": a figure without a target is known, but not judged."""

    ON_TRACK = "on_track"
    WATCH = "watch"
    LATE = "late"
    NO_TARGET = "no_target"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Look:
    """What a status looks like: its word, the shape's name, the sign in plain text, its token."""

    word: str
    shape: str
    sign: str
    token: str


LOOKS: Mapping[Status, Look] = {
    Status.ON_TRACK: Look(N_("On track"), "circle", "●", "on-track"),
    Status.WATCH: Look(N_("To watch"), "triangle", "▲", "watch"),
    Status.LATE: Look(N_("Late"), "square", "■", "late"),
    Status.NO_TARGET: Look(N_("No target"), "diamond", "◇", "no-target"),
    Status.UNKNOWN: Look(N_("Not known"), "ring", "○", "unknown"),
}
GRAVEST_FIRST = (Status.LATE, Status.WATCH, Status.ON_TRACK, Status.NO_TARGET, Status.UNKNOWN)


def look(status: Status | str) -> Look:
    """What a status, or its code, looks like; raises ValueError for a code that is none."""
    return LOOKS[Status(status)]


def gravest(statuses: Iterable[Status]) -> Status:
    """The worst of several; not known when there is none."""
    return min(statuses, key=order, default=Status.UNKNOWN)


def order(status: Status | str) -> int:
    """Where a status stands in a list that says what is late first."""
    return GRAVEST_FIRST.index(Status(status))
