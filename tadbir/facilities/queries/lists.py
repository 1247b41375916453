"""What intake asks of the register: what stands for a scope, and a template's rows."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import QuerySet

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.facilities.models import Facility, Listing
from tadbir.facilities.queries.sites import SITE_FIELDS, Site, as_of
from tadbir.facilities.terms import DIRECTORATE_LIST
from tadbir.intake import standings
from tadbir.intake.contract import Key, Scope, Value
from tadbir.intake.models import Standing
from tadbir.territory.models import Entity
from tadbir.territory.terms import EntityKind


def standing_values(scope: Scope) -> Mapping[Key, tuple[Value, ...]]:
    """What stands for a scope: on its own day, else what the last list before that day said.

    A list of a later day is thus compared with the one before it: what it adds, leaves out or
    changes is seen. Where the directorate keeps no list of its own yet, what stands is the
    register that its template shows.
    """
    speaking = {(s.holder.code, s.on_date): s.pk for s in _speaking(scope).select_related("holder")}
    wanted: dict[int, list[tuple[str, date]]] = {}
    for holder, day in scope.holders:
        earlier = [d for code, d in speaking if code == holder and d <= day]
        if earlier:
            wanted.setdefault(speaking[(holder, max(earlier))], []).append((holder, day))
    rows = Listing.objects.filter(standing__in=wanted)
    found = {
        (holder, day, tuple(row.key)): values_of(row)
        for row in rows
        for holder, day in wanted[row.standing_id]
    }
    if scope.source == DIRECTORATE_LIST and scope.at_number is None:
        unlisted = scope.holders.difference(*wanted.values())
        for holder, day in sorted(unlisted):
            found |= {
                (holder, day, (site.commune_code, site.family, site.code, "")): _as_listed(site)
                for site in _register(holder, day)
            }
    return found


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
    if Entity.objects.filter(code=holder, kind=EntityKind.HOSPITAL_CENTRE).exists():
        raise Refused(
            "facilities.kept-by-delegations",
            N_("Delegations keep the list of facilities: ask for the template of the one that"
               " {holder} belongs to."),
            holder=holder,
        )  # fmt: skip
    return [
        {
            "code": site.code,
            "delegation": site.delegation,
            "commune": site.commune_fr,
            **dict(zip(_LISTED, _as_listed(site), strict=True)),
        }
        for site in _register(holder, on)
    ]


def _register(holder: str, on: date) -> list[Site]:
    """The sites of a delegation, or of all those of a directorate, that a list names."""
    found = Facility.objects.filter(entity__path__contains=f"/{holder}/", is_listed=True)
    rows = as_of(found, on).order_by("entity__code").values_list(*SITE_FIELDS)
    return [site for site in (Site(*row) for row in rows) if site.category]


_LISTED = (
    "category", "name", "name_ar", "existing_beds", "functional_beds",
    "opening_date", "status", "status_reason",
)  # fmt: skip


def _as_listed(site: Site) -> tuple[Value, ...]:
    """A site as a list of the directorate's own says it, in the order of the dataset's names."""
    return (
        site.category,
        site.name_fr,
        site.name_ar or None,
        site.existing_beds,
        site.functional_beds,
        site.opening_date,
        site.status,
        site.reason or None,
    )
