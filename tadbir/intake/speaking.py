"""Which return of each holder is shown on a day: the latest, by the source that comes first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, IntegerField, Q, Value, When, Window
from django.db.models.functions import ExtractMonth, ExtractYear, RowNumber

from tadbir.intake.models import Standing, StandingQuerySet
from tadbir.territory.querysets import within
from tadbir.territory.reach import Reach

NOT_READ_WITH_FACTS = ("standing__batch__report", "standing__batch__mapping", "standing__places")
"""What facts joined to their standing and batch leave in the tables: large, and decoded by row."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose returns are asked for: a dataset, until a day, as known at a number (None is now).

    `holders` are codes, None for all within reach; `preference` orders the sources that speak
    of one day; `since` leaves out what was before.
    """

    dataset: str
    on: date
    reach: Reach
    preference: Sequence[str]
    holders: Collection[str] | None = None
    at_number: int | None = None
    since: date | None = None


def returns(asked: Asked) -> StandingQuerySet:
    """Every return asked for that speaks now, or that spoke at the number: no choice is made."""
    found = Standing.objects.filter(
        within(asked.reach, "holder__path"), dataset=asked.dataset, on_date__lte=asked.on
    )
    if asked.since is not None:
        found = found.filter(on_date__gte=asked.since)
    if asked.holders is not None:
        found = found.filter(holder__code__in=list(asked.holders))
    if asked.at_number is None:
        return found.current()
    was_there = Q(withdrawn_number=None) | Q(withdrawn_number__gt=asked.at_number)
    return found.filter(was_there, number__lte=asked.at_number)


def latest(asked: Asked) -> StandingQuerySet:
    """The one return of each holder that is shown: the latest day, then the first source."""
    return _first_of(asked, [F("holder_id")])


def latest_by_source(asked: Asked) -> StandingQuerySet:
    """The latest return of each holder from each source, to stand side by side."""
    return _first_of(asked, [F("holder_id"), F("source")])


def latest_by_day(asked: Asked) -> StandingQuerySet:
    """The one return of each holder on each day."""
    return _first_of(asked, [F("holder_id"), F("on_date")])


def latest_by_month(asked: Asked) -> StandingQuerySet:
    """The one return of each holder in each month, for a history."""
    return _first_of(asked, [F("holder_id"), ExtractYear("on_date"), ExtractMonth("on_date")])


def _first_of(asked: Asked, of_each: list[F | ExtractYear | ExtractMonth]) -> StandingQuerySet:
    rank = Window(
        RowNumber(),
        partition_by=of_each,
        order_by=[F("on_date").desc(), _order_of(asked.preference), F("number").desc()],
    )
    ranked = returns(asked).annotate(rank=rank).filter(rank=1)
    return Standing.objects.filter(pk__in=ranked.values("pk"))


def _order_of(preference: Sequence[str]) -> Case:
    """Where a source stands in the order of preference; one not named comes last."""
    whens = [When(source=source, then=Value(place)) for place, source in enumerate(preference)]
    return Case(*whens, default=Value(len(preference)), output_field=IntegerField())
