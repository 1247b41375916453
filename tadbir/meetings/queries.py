"""Reads meetings, always within a reach."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.meetings.models import Meeting, Series
from tadbir.territory.querysets import within
from tadbir.territory.reach import Reach


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting as pages name it; `last_number` is None until it is held."""

    code: str
    kind: str
    rhythm: str
    name_fr: str
    name_ar: str
    held_on: date
    place: str
    last_number: int | None


def sitting(meeting: Meeting) -> Sitting:
    """What pages show of a meeting read with its series and entity."""
    series, entity = meeting.series, meeting.series.entity
    return Sitting(
        meeting.code, series.kind, series.rhythm, entity.name_fr, entity.name_ar,
        meeting.held_on, meeting.place, meeting.last_number,
    )  # fmt: skip


def series(*, reach: Reach) -> QuerySet[Series]:
    """The series one may see, with their entity."""
    if not reach.sees("meetings"):
        return Series.objects.none()
    return Series.objects.filter(within(reach, "entity__path")).select_related("entity")


def one_series(code: str, *, reach: Reach) -> Series:
    """A series by code; raises Refused("meetings.unknown") also when it is out of reach."""
    found = series(reach=reach).filter(code=code).first()
    if found is None:
        raise Refused("meetings.unknown", N_("There is no series {series}."), series=code)
    return found


def meetings(*, reach: Reach) -> QuerySet[Meeting]:
    """The meetings one may see, the latest first, with their series and entity."""
    if not reach.sees("meetings"):
        return Meeting.objects.none()
    return Meeting.objects.filter(within(reach, "series__entity__path")).select_related(
        "series__entity"
    )


def meeting(code: str, *, reach: Reach) -> Meeting:
    """One meeting by code; raises Refused("meetings.unknown") also when it is out of reach."""
    found = meetings(reach=reach).filter(code=code).first()
    if found is None:
        raise Refused("meetings.unknown", N_("There is no meeting {meeting}."), meeting=code)
    return found


def previous(of: Meeting) -> Meeting | None:
    """The meeting of the same series held before, or None for the first."""
    return (
        Meeting.objects.filter(series=of.series, held_on__lt=of.held_on)
        .select_related("series__entity")
        .order_by("-held_on")
        .first()
    )


def last_held(path: str, on: date, *, reach: Reach) -> Meeting | None:
    """The last meeting that an entity on an administrative path held before a day.

    The meetings of the level above are known to those below it, who sit there.
    """
    start = within(reach, "series__entity__path")
    if reach.above:
        start |= Q(series__entity__path__in=sorted(reach.above))
    steps = path.strip("/").split("/")
    above = ["/" + "/".join(steps[: length + 1]) + "/" for length in range(len(steps))]
    return (
        Meeting.objects.filter(
            start, series__entity__path__in=above, held_on__lt=on, last_number__isnull=False
        )
        .order_by("-held_on")
        .first()
    )
