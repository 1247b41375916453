"""Names and codes of works in the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from django.utils.translation import gettext as _

from tadbir.core.words import N_
from tadbir.facilities.queries import Delegation
from tadbir.procurement.terms import DurationUnit
from tadbir.ui.addresses import page_address
from tadbir.ui.status import Status
from tadbir.ui.words import reader
from tadbir.works.calc.following import Alarm, Followed
from tadbir.works.calc.readiness.outlook import Outlook
from tadbir.works.terms import (
    ACTOR_LABELS,
    KIND_LABELS,
    SOURCE_LABELS,
    STEERING_LABELS,
    STEPS,
    Phase,
    ProjectKind,
    ReportSource,
    Stage,
    Steering,
)

STAGE_LABELS: Mapping[Stage, str] = {
    Stage.BEFORE_WORKS: N_("Before the works"),
    Stage.WORKS: N_("Works"),
    Stage.TO_OPEN: N_("Accepted, not ready yet"),
    Stage.READY: N_("Ready to open"),
    Stage.OPENED: N_("Opened"),
    Stage.ENDED: N_("Cancelled"),
}
ALARM_LABELS: Mapping[Alarm, str] = {
    Alarm.LATE: N_("Late on the contract"),
    Alarm.STOPPED: N_("Stopped"),
    Alarm.EXPECTED_LATE: N_("Expected after the deadline"),
    Alarm.SILENT: N_("No recent report"),
}
OUTLOOK_LABELS: Mapping[Outlook, str] = {
    Outlook.READY: N_("Ready"),
    Outlook.LIKELY: N_("Likely ready"),
    Outlook.COULD_BE_READY: N_("Could be ready if…"),
    Outlook.WILL_NOT: N_("Will not be ready"),
    Outlook.UNKNOWN: N_("Cannot be said"),
}


class Named(Protocol):
    """What has a name in French and perhaps in Arabic."""

    @property
    def name_fr(self) -> str:
        """The French name."""

    @property
    def name_ar(self) -> str:
        """The Arabic name."""


def name_of(thing: Named) -> str:
    """A name in the reader's language; in the other where it is missing."""
    first, second = thing.name_fr, thing.name_ar
    return (second or first) if reader().is_rtl else (first or second)


def phase(code: Phase) -> str:
    """A phase in words."""
    return _(STEPS[code].label)


def actor(code: Phase) -> str:
    """Who must act next in a phase, in words."""
    return _(ACTOR_LABELS[STEPS[code].actor])


def kind(code: ProjectKind) -> str:
    """A kind of project in words."""
    return _(KIND_LABELS[code])


def source(code: ReportSource) -> str:
    """A source of reports in words."""
    return _(SOURCE_LABELS[code])


def steering(code: Steering) -> str:
    """Who steers, in words."""
    return _(STEERING_LABELS[code])


def duration(count: int | None, unit: DurationUnit) -> str | None:
    """A delay as the contract says it; None where it is not known."""
    if count is None:
        return None
    said = _("%(count)s months") if unit is DurationUnit.MONTHS else _("%(count)s days")
    return said % {"count": count}


def alarm(code: Alarm) -> str:
    """What calls for attention, in words."""
    return _(ALARM_LABELS[code])


def outlook(code: Outlook) -> str:
    """Where a site stands for a date, in words."""
    return _(OUTLOOK_LABELS[code])


def provinces(found: Iterable[Delegation]) -> dict[str, str]:
    """What delegations are called, by code."""
    return {one.code: name_of(one) for one in found}


def project_address(code: str) -> str:
    """The page of a project."""
    return page_address("works:project", code)


def nothing_follows(at: Phase) -> str:
    """Why there is no next phase to enter."""
    return _("Nothing is entered after the phase “%(phase)s”.") % {"phase": phase(at)}


STATUS_OF_ALARM: Mapping[Alarm, Status] = {
    Alarm.LATE: Status.LATE,
    Alarm.STOPPED: Status.LATE,
    Alarm.EXPECTED_LATE: Status.WATCH,
    Alarm.SILENT: Status.WATCH,
}


def status(one: Followed, alarms: tuple[Alarm, ...]) -> Status:
    """How a project stands: by its gravest alarm; not known where no deadline judges it."""
    if alarms:
        return STATUS_OF_ALARM[alarms[0]]
    if one.stage in (Stage.READY, Stage.OPENED, Stage.TO_OPEN):
        return Status.ON_TRACK
    if one.stage is Stage.WORKS:
        return Status.UNKNOWN if one.deadline is None else Status.ON_TRACK
    return Status.NO_TARGET
