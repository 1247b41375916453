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
    """A meeting as pages name it, with the code of its series; `last_number` is None until held."""

    code: str
    series: str
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
        meeting.code, series.code, series.kind, series.rhythm, entity.name_fr, entity.name_ar,
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


def before(of: Meeting) -> Sitting | None:
    """The meeting of the series just before one, None for the first."""
    return _first(of, Q(held_on__lt=of.held_on), "-held_on")


def after(of: Meeting) -> Sitting | None:
    """The meeting of the series just after one, None for the last."""
    return _first(of, Q(held_on__gt=of.held_on), "held_on")


def previous_held(of: Meeting) -> Sitting | None:
    """The meeting of the series that was held before one: what moved is counted from there.

    One that was convened and never noted as held knew nothing, and is passed over.
    """
    return _first(of, Q(held_on__lt=of.held_on, last_number__isnull=False), "-held_on")


def _first(of: Meeting, condition: Q, order: str) -> Sitting | None:
    found = of.series.meetings.filter(condition).select_related("series__entity")
    one = found.order_by(order).first()
    return sitting(one) if one else None


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


def last_occasion(path: str, on: date, *, reach: Reach) -> tuple[date, int] | None:
    """The day of the last meeting held before a day, and the last batch number known to it.

    Named in the settings, for the pages below this floor that count changes from it.
    """
    held = last_held(path, on, reach=reach)
    return (held.held_on, held.last_number) if held and held.last_number else None
