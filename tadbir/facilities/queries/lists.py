"""What intake asks of the register: what stands for a scope, and a template's rows."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import QuerySet

from tadbir.facilities.models import Facility, Listing
from tadbir.facilities.queries.sites import SITE_FIELDS, Site, as_of
from tadbir.intake import standings
from tadbir.intake.contract import Scope, Value
from tadbir.intake.models import Standing

Key = tuple[str, date, tuple[str, ...]]


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
    sites = (
        Site(*row) for row in as_of(found, on).order_by("entity__code").values_list(*SITE_FIELDS)
    )
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
