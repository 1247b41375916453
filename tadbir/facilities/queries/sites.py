"""Sites within reach as they stood on a day, and what lists said of each."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery

from tadbir.core.clock import today
from tadbir.core.refused import Refused
from tadbir.core.words import N_, fold
from tadbir.facilities.models import Facility, Listing
from tadbir.territory.models import Status
from tadbir.territory.querysets import valid_on
from tadbir.territory.reach import Reach


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


SITE_FIELDS = (
    "entity__code", "entity__path", "entity__name_fr", "entity__name_ar", "family", "category_on",
    "commune__code", "commune__name_fr", "commune__name_ar", "existing_beds", "functional_beds",
    "opening_date", "listed_on", "status_on", "reason_on",
)  # fmt: skip


def facility(code: str, *, reach: Reach, on: date | None = None) -> Site:
    """The site of a code on a day (today by default); refused alike when out of reach."""
    found = as_of(Facility.objects.within(reach), on or today()).filter(entity__code=code)
    row = found.values_list(*SITE_FIELDS).first()
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
    found = chosen(reach, wanted, on or today()).order_by("entity__path", "category_on")
    rows = found.values_list(*SITE_FIELDS)
    return [Site(*row) for row in rows[start : None if limit is None else start + limit]]


def how_many(*, reach: Reach, wanted: Wanted = EVERY_SITE, on: date | None = None) -> int:
    """How many sites `facilities` would list without a limit."""
    return chosen(reach, wanted, on or today()).count()


def chosen(reach: Reach, wanted: Wanted, day: date) -> QuerySet[Any]:
    return _filtered(as_of(Facility.objects.within(reach), day), wanted)


def as_of(found: QuerySet[Any], day: date) -> QuerySet[Any]:
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


@dataclass(frozen=True, slots=True)
class Told:
    """What one list in force said of a site, and where in its file."""

    on_date: date
    source: str
    name_fr: str
    name_ar: str
    category: str
    existing_beds: int | None
    functional_beds: int | None
    batch: int
    sheet: str
    row: int


def listings(code: str, *, reach: Reach) -> list[Told]:
    """What lists in force said of a site, the newest first."""
    sites = Facility.objects.within(reach).filter(entity__code=code)
    found = Listing.objects.in_force().filter(facility__in=sites)
    rows = found.order_by("-standing__on_date", "-standing__number").values_list(
        "standing__on_date", "standing__source", "name_fr", "name_ar", "category",
        "existing_beds", "functional_beds", "standing__batch", "sheet", "row",
    )  # fmt: skip
    return [Told(*row) for row in rows]
