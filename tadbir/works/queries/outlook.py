"""What was forecast of readiness, read from prepared rows: how many sites, and each one's outlook."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, Window
from django.db.models.functions import RowNumber

from tadbir.core.period import year_end
from tadbir.core.scores import Interval
from tadbir.territory.querysets import within
from tadbir.territory.reach import Reach
from tadbir.works.calc.readiness.outlook import Outlook
from tadbir.works.calc.readiness.sites import Hold, NoProbability
from tadbir.works.models import Outlook as OutlookRow
from tadbir.works.models import OutlookDate, Prospect
from tadbir.works.terms import Gate, ProjectKind, Steering

_CONDITIONS: Mapping[str, Hold | Gate] = {
    **{hold.value: hold for hold in Hold},
    **{gate.value: gate for gate in Gate},
}


@dataclass(frozen=True, slots=True)
class ExpectedNumber:
    """How many sites of an entity should be ready by a date, as forecast on a day.

    `judged` sites have a probability; `unknown` ones count in neither bound of the interval.
    `programme` is "" for all of them.
    """

    entity: str
    programme: str
    on: date
    by: date
    expected: float
    interval: Interval
    judged: int
    unknown: int


@dataclass(frozen=True, slots=True)
class SiteOutlook:
    """Where a project stands for a date, as forecast on a day; probabilities are fractions of 1.

    `if_settled` is the probability once `conditions` are settled. None where nothing can be said,
    with the `reason`. `low`, `median`, `high`: the days by which it is ready in 10, 50, 90 % of draws.
    """

    project: str
    site: str
    name_fr: str
    name_ar: str
    programme: str
    kind: ProjectKind
    steering: Steering | None
    on: date
    by: date
    outlook: Outlook
    now: float | None
    if_settled: float | None
    conditions: tuple[Hold | Gate, ...]
    reason: NoProbability | None
    low: date | None
    median: date | None
    high: date | None


def chosen_dates(region: str) -> list[date]:
    """The dates that a region chose to be forecast besides the end of the year, in order."""
    found = OutlookDate.objects.filter(entity__code=region).order_by("day")
    return list(found.values_list("day", flat=True))


def forecast_dates(region: str, *, on: date) -> list[date]:
    """The dates forecast for a region on a day: the end of its year, and those chosen to come."""
    chosen = [day for day in chosen_dates(region) if day >= on]
    return sorted({year_end(on.year), *chosen})


def expected(entity: str, *, reach: Reach, on: date, programme: str = "") -> list[ExpectedNumber]:
    """How many sites of a region or delegation should be ready, by each date forecast last.

    Empty where nothing was prepared, or for an entity out of reach. Two queries.
    """
    if not reach.sees("works"):
        return []
    found = Prospect.objects.filter(
        within(reach, "entity__path"), entity__code=entity, on_date__lte=on
    )
    found = found.filter(programme__code=programme) if programme else found.filter(programme=None)
    last = found.aggregate(last=Max("on_date"))["last"]
    rows = found.filter(on_date=last).order_by("by").values_list(
        "entity__code", "on_date", "by", "expected", "low", "high", "judged", "unknown"
    )  # fmt: skip
    return [
        ExpectedNumber(code, programme, day, by, mean, Interval(low, high), judged, unknown)
        for code, day, by, mean, low, high, judged, unknown in rows
    ]


def expected_of(
    entities: Collection[str], *, reach: Reach, on: date, by: date, at_number: int | None = None
) -> Mapping[str, ExpectedNumber]:
    """How many sites of regions and delegations should be ready by a date: one query.

    As each was forecast last until a day, or at most just after a number of the audit chain; one
    for which nothing was prepared is absent.
    """
    if not reach.sees("works"):
        return {}
    found = Prospect.objects.filter(
        within(reach, "entity__path"), entity__code__in=entities, on_date__lte=on, by=by,
        programme=None,
    )  # fmt: skip
    if at_number is not None:
        found = found.filter(number__lte=at_number)
    last = Window(RowNumber(), partition_by=["entity"], order_by=[F("on_date").desc()])
    rows = found.annotate(place=last).filter(place=1).values_list(
        "entity__code", "on_date", "by", "expected", "low", "high", "judged", "unknown"
    )  # fmt: skip
    return {
        code: ExpectedNumber(code, "", day, until, mean, Interval(low, high), judged, unknown)
        for code, day, until, mean, low, high, judged, unknown in rows
    }


def outlook(
    *,
    reach: Reach,
    on: date,
    by: date,
    codes: Collection[str] | None = None,
    at_number: int | None = None,
) -> list[SiteOutlook]:
    """The director's list for a date, as forecast last before a day, by outlook and probability.

    Empty where nothing was prepared for that date. Two queries, whatever the number of sites.
    `at_number` leaves out what was prepared after a number of the audit chain, `codes` asks for some
    projects alone.
    """
    if not reach.sees("works"):
        return []
    found = OutlookRow.objects.filter(within(reach, "project__site__path"), on_date__lte=on, by=by)
    if at_number is not None:
        found = found.filter(number__lte=at_number)
    last = found.aggregate(last=Max("on_date"))["last"]
    found = found.filter(on_date=last)
    if codes is not None:
        found = found.filter(project__code__in=list(codes))
    return _in_order([_site(row) for row in found.values_list(*_FIELDS)])


def prospects_of(project: str, *, reach: Reach, on: date) -> list[SiteOutlook]:
    """The outlook of one project by each date forecast last before a day: two queries."""
    if not reach.sees("works"):
        return []
    found = OutlookRow.objects.filter(
        within(reach, "project__site__path"), on_date__lte=on, project__code=project
    )
    last = found.aggregate(last=Max("on_date"))["last"]
    rows = found.filter(on_date=last).order_by("by").values_list(*_FIELDS)
    return [_site(row) for row in rows]


def outlooks_of(project: str, *, reach: Reach, on: date) -> list[SiteOutlook]:
    """Every outlook of one project stored until a day, the first day first, by date: one query."""
    if not reach.sees("works"):
        return []
    found = OutlookRow.objects.filter(
        within(reach, "project__site__path"), on_date__lte=on, project__code=project
    )
    return [_site(row) for row in found.order_by("on_date", "by").values_list(*_FIELDS)]


_FIELDS = (
    "project__code", "project__site__code", "project__site__name_fr", "project__site__name_ar",
    "project__programme__code", "project__kind", "project__steering", "on_date", "by", "outlook",
    "now", "if_settled", "conditions", "reason", "low_on", "median_on", "high_on",
)  # fmt: skip


def _in_order(found: Sequence[SiteOutlook]) -> list[SiteOutlook]:
    """Ready first, then likely, then what could be; within each the likeliest first."""
    ranks = {outlook: rank for rank, outlook in enumerate(Outlook)}
    return sorted(found, key=lambda one: (ranks[one.outlook], -(one.if_settled or 0), one.project))


def _site(row: tuple[object, ...]) -> SiteOutlook:
    values = dict(zip(SiteOutlook.__dataclass_fields__, row, strict=True))
    for name in ("now", "if_settled"):
        values[name] = None if values[name] is None else float(str(values[name]))
    codes = values["conditions"]
    return SiteOutlook(
        **{
            **values,
            "kind": ProjectKind(str(values["kind"])),
            "steering": Steering(str(values["steering"])) if values["steering"] else None,
            "outlook": Outlook(str(values["outlook"])),
            "conditions": tuple(_CONDITIONS[code] for code in codes),  # type: ignore[attr-defined]
            "reason": NoProbability(str(values["reason"])) if values["reason"] else None,
        }  # type: ignore[arg-type]  # the columns of the table, in order
    )
