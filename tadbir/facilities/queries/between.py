"""What changed between two days: the lists in force, and the sites that moved."""

from datetime import date

from tadbir.facilities import calc
from tadbir.facilities.models import Facility, Listing
from tadbir.facilities.queries.sites import SITE_FIELDS, Site, as_of
from tadbir.facilities.terms import DATASET
from tadbir.intake import standings
from tadbir.territory.reach import Reach


def vintages(*, reach: Reach) -> list[date]:
    """The days that lists within reach speak of, the latest first."""
    if not reach.sees(DATASET):
        return []
    found = standings.current(DATASET).within(reach)
    return list(found.order_by("-on_date").values_list("on_date", flat=True).distinct())


def moves(*, reach: Reach, before: date, after: date) -> list[tuple[calc.Moved, Site]]:
    """What opened, closed or changed category between two days, with the site of each.

    Only sites told of by a source that had listed their delegation by the first day are
    compared, or a first list would open everything.
    """
    old, new = (_categories(reach, day) for day in (before, after))
    tellers = standings.current(DATASET).within(reach).filter(on_date__lte=before)
    known = set(tellers.values_list("holder__code", "source"))
    found = calc.moves(
        {code: category for code, (category, _teller) in old.items()},
        {code: category for code, (category, teller) in new.items() if teller in known},
    )
    codes = [moved.code for moved in found]
    sites = as_of(Facility.objects.within(reach), after).filter(entity__code__in=codes)
    by_code = {row[0]: Site(*row) for row in sites.values_list(*SITE_FIELDS)}
    return [(moved, by_code[moved.code]) for moved in found]


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
