"""Sites of each delegation by category, with its inhabitants."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tadbir.core.clock import today
from tadbir.facilities import calc
from tadbir.facilities.queries.sites import EVERY_SITE, chosen
from tadbir.territory.models import AreaPopulation, Entity
from tadbir.territory.places import SEATS_ELSEWHERE
from tadbir.territory.reach import Reach
from tadbir.territory.terms import EntityKind

NOT_COUNTED = ("closed", "planned")


@dataclass(frozen=True, slots=True)
class Delegation:
    """A delegation whose register someone sees, called by its province."""

    code: str
    area_code: str
    name_fr: str
    name_ar: str
    inhabitants: int | None


def delegations(*, reach: Reach) -> list[Delegation]:
    """The delegations within reach, by path, with their inhabitants of 2024; two queries.

    A commune seated elsewhere than its code says counts where it is seated, so that the 82
    delegations together hold everyone.
    """
    found = Entity.objects.within(reach).of_kinds((EntityKind.DELEGATION,)).existing_on(today())
    rows = found.select_related("area").order_by("path")
    codes = [e.area.code for e in rows]
    wanted = Q(area__code__in=[*codes, *SEATS_ELSEWHERE])
    people = dict(
        AreaPopulation.objects.filter(wanted, year=2024).values_list("area__code", "total")
    )
    for commune, seat in SEATS_ELSEWHERE.items():
        if seat in people:
            people[seat] += people.get(commune, 0)
    return [
        Delegation(e.code, e.area.code, e.area.name_fr, e.area.name_ar, people.get(e.area.code))
        for e in rows
    ]


def supplies(
    seats: Sequence[Delegation], *, reach: Reach, on: date | None = None
) -> dict[str, calc.Supply]:
    """The supply of some delegations, by code; one query whatever their number.

    Sites that are closed or only planned do not count.
    """
    found = chosen(reach, EVERY_SITE, on or today()).exclude(status_on__in=NOT_COUNTED)
    counts: dict[str, Counter[str]] = {seat.code: Counter() for seat in seats}
    for path, category in found.values_list("entity__path", "category_on"):
        holder = path.split("/")[3]
        if holder in counts:
            counts[holder][category] += 1
    return {s.code: calc.Supply(dict(counts[s.code]), s.inhabitants) for s in seats}
