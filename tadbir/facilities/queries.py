"""Reading the register: sites within reach, what lists said of them, counts and changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery

from tadbir.core.clock import today
from tadbir.core.refused import Refused
from tadbir.core.words import N_, fold
from tadbir.facilities import calc
from tadbir.facilities.models import Facility, Listing
from tadbir.facilities.terms import DATASET
from tadbir.intake import standings
from tadbir.intake.contract import Scope, Value
from tadbir.intake.models import Standing
from tadbir.territory.models import AreaPopulation, Entity, Status
from tadbir.territory.querysets import valid_on
from tadbir.territory.reach import Reach
from tadbir.territory.terms import EntityKind

Key = tuple[str, date, tuple[str, ...]]
NOT_COUNTED = ("closed", "planned")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Filters of the register; an empty one filters nothing."""

    category: str = ""
    delegation: str = ""
    status: str = ""
    text: str = ""


EVERY_SITE = Wanted()


@dataclass(frozen=True, slots=True)
class Site:
    """A site as it stood on a day; None where no list and no person says."""

    code: str
    path: str
    name_fr: str
    name_ar: str
    family: str
    category: str | None
    commune_code: str
    commune_fr: str
    commune_ar: str
    existing_beds: int | None
    functional_beds: int | None
    opening_date: date | None
    listed_on: date
    status: str | None
    reason: str | None

    @property
    def delegation(self) -> str:
        """The code of the delegation it hangs from."""
        return self.path.split("/")[3]


_SITE = (
    "entity__code", "entity__path", "entity__name_fr", "entity__name_ar", "family", "category_on",
    "commune__code", "commune__name_fr", "commune__name_ar", "existing_beds", "functional_beds",
    "opening_date", "listed_on", "status_on", "reason_on",
)  # fmt: skip


def facility(code: str, *, reach: Reach, on: date | None = None) -> Site:
    """The site of a code on a day (today by default); refused alike when out of reach."""
    found = _as_of(Facility.objects.within(reach), on or today()).filter(entity__code=code)
    row = found.values_list(*_SITE).first()
    if row is None:
        raise Refused(
            "facilities.unknown",
            N_("There is no facility {facility} within your reach."),
            facility=code,
        )
    return Site(*row)


def facilities(
    *,
    reach: Reach,
    wanted: Wanted = EVERY_SITE,
    on: date | None = None,
    start: int = 0,
    limit: int | None = None,
) -> list[Site]:
    """Sites within reach as they stood on a day, by province and category.

    Only sites that a list in force of that day, or of an earlier one, names.
    """
    found = _chosen(reach, wanted, on or today()).order_by("entity__path", "category_on")
    rows = found.values_list(*_SITE)
    return [Site(*row) for row in rows[start : None if limit is None else start + limit]]


def how_many(*, reach: Reach, wanted: Wanted = EVERY_SITE, on: date | None = None) -> int:
    """How many sites `facilities` would list without a limit."""
    return _chosen(reach, wanted, on or today()).count()


def _chosen(reach: Reach, wanted: Wanted, day: date) -> QuerySet[Any]:
    return _filtered(_as_of(Facility.objects.within(reach), day), wanted)


def _as_of(found: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Sites with what they were on a day; `named_on` is empty where no list names them by then."""
    tellings = Listing.objects.in_force().known_by(day).filter(facility=OuterRef("pk"))
    newest = tellings.order_by("-standing__on_date", "-standing__number").values("category")[:1]
    statuses = Status.objects.filter(valid_on(day), entity=OuterRef("entity")).order_by("-pk")
    told = Subquery(newest, output_field=CharField())
    dated: QuerySet[Any] = found.annotate(
        named_on=told,
        category_on=F("category") if day >= today() else told,
        status_on=Subquery(statuses.values("status")[:1]),
        reason_on=Subquery(statuses.values("reason")[:1]),
    )
    return dated


def _filtered(found: QuerySet[Any], wanted: Wanted) -> QuerySet[Any]:
    condition = Q(named_on__isnull=False)
    if wanted.category:
        condition &= Q(category_on=wanted.category)
    if wanted.delegation:
        condition &= Q(entity__path__contains=f"/{wanted.delegation}/")
    if wanted.status:
        condition &= Q(status_on=wanted.status)
    for word in fold(wanted.text).split():
        condition &= Q(entity__search__contains=word) | Q(commune__search__contains=word)
    return found.filter(condition)


def listings(code: str, *, reach: Reach) -> list[Listing]:
    """What lists in force said of a site, the newest first."""
    sites = Facility.objects.within(reach).filter(entity__code=code)
    found = Listing.objects.in_force().filter(facility__in=sites)
    return list(
        found.select_related("standing__batch__file").order_by(
            "-standing__on_date", "-standing__number"
        )
    )


def delegations(*, reach: Reach) -> list[Entity]:
    """The delegations whose register someone sees, by code."""
    found = Entity.objects.within(reach).of_kinds((EntityKind.DELEGATION,))
    return list(found.existing_on(today()).select_related("area").order_by("path"))


def supplies(*, reach: Reach, on: date | None = None) -> dict[str, calc.Supply]:
    """The supply of each delegation within reach, by code; four queries whatever their number.

    Sites that are closed or only planned do not count.
    """
    seats = {e.code: e.area_id for e in delegations(reach=reach)}
    people = AreaPopulation.objects.filter(year=2024, area__in=seats.values())
    totals = dict(people.values_list("area", "total"))
    found = _chosen(reach, EVERY_SITE, on or today()).exclude(status_on__in=NOT_COUNTED)
    sites = [
        (path.split("/")[3], category)
        for path, category in found.values_list("entity__path", "category_on")
    ]
    inhabitants = {code: totals[area] for code, area in seats.items() if area in totals}
    counted = calc.supply([s for s in sites if s[0] in seats], inhabitants)
    return {code: counted.get(code, calc.Supply({}, inhabitants.get(code))) for code in seats}


def vintages(*, reach: Reach) -> list[date]:
    """The days that lists within reach speak of, the latest first."""
    found = (
        standings.current(DATASET).within(reach) if reach.sees(DATASET) else Standing.objects.none()
    )
    return list(found.order_by("-on_date").values_list("on_date", flat=True).distinct())


def moves(*, reach: Reach, before: date, after: date) -> list[tuple[calc.Moved, Facility]]:
    """What opened, closed or changed category between two days, with the site of each.

    Only territories listed by the first day are compared, or their first list would open
    everything.
    """
    old, new = (_categories(reach, day) for day in (before, after))
    known = set(
        standings.current(DATASET).within(reach).filter(on_date__lte=before)
        .values_list("holder__code", "source")
    )  # fmt: skip
    sites = {
        f.entity.code: f for f in Facility.objects.within(reach).select_related("entity", "commune")
    }
    found = calc.moves(
        {code: category for code, (category, _teller) in old.items()},
        {code: category for code, (category, teller) in new.items() if teller in known},
    )
    return [(moved, sites[moved.code]) for moved in found]


def _categories(reach: Reach, day: date) -> dict[str, tuple[str, tuple[str, str]]]:
    """The category of each site in the newest list of its source and holder on a day.

    With it, who told: the holder and the source.
    """
    found = Listing.objects.in_force().known_by(day)
    newest = (
        standings.current(DATASET)
        .within(reach)
        .filter(on_date__lte=day)
        .order_by("holder", "source", "on_date", "number")
    )
    last = {(s.holder_id, s.source): s.pk for s in newest}
    rows = found.filter(standing__in=last.values()).order_by("standing__on_date")
    return {
        code: (category, (holder, source))
        for code, category, holder, source in rows.values_list(
            "facility__entity__code", "category", "standing__holder__code", "standing__source"
        )
    }


# --- For intake ---


def standing_values(scope: Scope) -> Mapping[Key, tuple[Value, ...]]:
    """What stands for a scope: on its own day, else what the last list before that day said.

    A list of a later day is thus compared with the one before it: what it adds, leaves out or
    changes is seen.
    """
    speaking = {(s.holder.code, s.on_date): s.pk for s in _speaking(scope).select_related("holder")}
    wanted: dict[int, list[tuple[str, date]]] = {}
    for holder, day in scope.holders:
        earlier = [d for code, d in speaking if code == holder and d <= day]
        if earlier:
            wanted.setdefault(speaking[(holder, max(earlier))], []).append((holder, day))
    rows = Listing.objects.filter(standing__in=wanted)
    return {
        (holder, day, tuple(row.key)): values_of(row)
        for row in rows
        for holder, day in wanted[row.standing_id]
    }


def _speaking(scope: Scope) -> QuerySet[Standing]:
    found = standings.at(scope.at_number, scope.dataset, source=scope.source)
    last = max((day for _holder, day in scope.holders), default=date.min)
    holders = {holder for holder, _day in scope.holders}
    return found.filter(holder__code__in=holders, on_date__lte=last)


def values_of(row: Listing) -> tuple[Value, ...]:
    """A listing as the values of its record, in the order of the dataset's names."""
    return (
        row.category,
        row.name_fr,
        row.name_ar or None,
        row.existing_beds,
        row.functional_beds,
        row.opening_date,
        row.status or None,
        row.status_reason or None,
    )


def template_rows(holder: str, on: date) -> Sequence[Mapping[str, Value]]:
    """The register of a delegation as rows of its template: what one corrects and sends back."""
    found = Facility.objects.filter(entity__path__contains=f"/{holder}/", is_listed=True)
    sites = (Site(*row) for row in _as_of(found, on).order_by("entity__code").values_list(*_SITE))
    return [
        {
            "code": site.code,
            "delegation": holder,
            "commune": site.commune_fr,
            "name": site.name_fr,
            "name_ar": site.name_ar or None,
            "category": site.category,
            "existing_beds": site.existing_beds,
            "functional_beds": site.functional_beds,
            "opening_date": site.opening_date,
            "status": site.status,
            "status_reason": site.reason or None,
        }
        for site in sites
        if site.category
    ]
