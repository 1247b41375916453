"""Writes meetings: opening a series, convening, and noting what was known when held."""

from datetime import date

from django.db import transaction

from tadbir.audit.actor import Actor, Subject
from tadbir.audit.trail import last_number, record
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.meetings import terms
from tadbir.meetings.models import Meeting, Series
from tadbir.territory.models import Entity


def _check_known(kind: str, rhythm: str) -> None:
    if kind not in terms.KINDS or rhythm not in terms.RHYTHMS:
        raise Refused("meetings.usage", N_("This kind or rhythm of meeting does not exist."))


@transaction.atomic
def open_series(*, by: Actor, entity: Entity, kind: str, rhythm: str) -> Series:
    """Open the series of a kind for an entity; raises Refused when it already stands."""
    _check_known(kind, rhythm)
    code = f"{entity.code}-{kind}"
    if Series.objects.filter(code=code).exists():
        raise Refused(
            "meetings.already-there", N_("The series {series} already stands."), series=code
        )
    series = Series.objects.create(code=code, entity=entity, kind=kind, rhythm=rhythm)
    record(
        by=by,
        action="meetings.open_series",
        subject=Subject("series", code),
        after={"kind": kind, "rhythm": rhythm},
    )
    return series


@transaction.atomic
def convene(*, by: Actor, series: Series, held_on: date, place: str) -> Meeting:
    """Set the day and place of a meeting; one a day in a series, after those that were held."""
    _check_after_held(series, held_on)
    code = f"{series.entity.code}-{held_on.isoformat()}"
    if series.kind != terms.COORDINATION:
        code = f"{code}-{series.kind}"
    if Meeting.objects.filter(code=code).exists():
        raise Refused(
            "meetings.already-there", N_("The meeting {meeting} already stands."), meeting=code
        )
    meeting = Meeting.objects.create(code=code, series=series, held_on=held_on, place=place)
    record(
        by=by,
        action="meetings.convene",
        subject=Subject("meeting", code),
        after={"held_on": held_on, "place": place},
    )
    return meeting


def _check_after_held(series: Series, day: date) -> None:
    """What a meeting knew can be noted in the order of the meetings only: it is never declared."""
    later = series.meetings.filter(last_number__isnull=False, held_on__gte=day).first()
    if later is not None:
        raise Refused(
            "meetings.out-of-order",
            N_("{later} was held already: no earlier meeting of its series can be added or noted."),
            later=later.code,
        )


@transaction.atomic
def hold(*, by: Actor, meeting: Meeting) -> Meeting:
    """Note the last action known to a meeting: its pack and "since then" count from there.

    From its day on, and in the order of its series: else "since the last meeting" would count
    back from what was learned after it.
    """
    if meeting.last_number is not None:
        raise Refused(
            "meetings.already-there",
            N_("The meeting {meeting} was already held."),
            meeting=meeting.code,
        )
    if meeting.held_on > clock.today():
        raise Refused(
            "meetings.not-yet",
            N_("{meeting} is not held before its day: note it from then on."),
            meeting=meeting.code,
        )
    _check_after_held(meeting.series, meeting.held_on)
    meeting.last_number = last_number()
    meeting.save(update_fields=["last_number"])
    record(
        by=by,
        action="meetings.hold",
        subject=Subject("meeting", meeting.code),
        after={"last_number": meeting.last_number},
    )
    return meeting
