"""Reads the register of openings, always within a reach."""

from dataclasses import dataclass
from datetime import date

from tadbir.territory.reach import Reach
from tadbir.works.models import Opening
from tadbir.works.queries.projects import known_entries, within_reach


@dataclass(frozen=True, slots=True)
class OpenedSite:
    """A site as it was opened; people, staff and guests are None or "" where not said."""

    project: str
    programme: str
    name_fr: str
    name_ar: str
    path: str
    on: date
    population: int | None
    staff: int | None
    inaugurated_by: str


_FIELDS = (
    "entry__project__code", "entry__project__programme__code", "entry__project__site__name_fr",
    "entry__project__site__name_ar", "entry__project__site__path", "entry__since", "population",
    "staff", "inaugurated_by",
)  # fmt: skip


def opened(*, reach: Reach, until: date, at_number: int | None = None) -> list[OpenedSite]:
    """Every site opened until a day (included), the last one first; one query.

    `at_number` asks for the openings known just after a number of the audit chain.
    """
    found = Opening.objects.filter(
        entry__in=known_entries(at_number),
        entry__project__in=within_reach(reach),
        entry__since__lte=until,
    ).order_by("-entry__since", "entry__project__code")
    return [OpenedSite(*row) for row in found.values_list(*_FIELDS)]
