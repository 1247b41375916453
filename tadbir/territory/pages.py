"""What the pages of areas show, put together from queries and presenters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tadbir.territory import maps, presenters, queries
from tadbir.territory.models import Area, AreaPopulation
from tadbir.territory.reach import Reach
from tadbir.territory.terms import PROVINCE_KINDS, AreaKind
from tadbir.territory.visible import holds
from tadbir.ui.charts.figure import Figure
from tadbir.ui.tables import Table


@dataclass(frozen=True)
class IndexPage:
    """The regions, or the provinces of one."""

    title: str
    table: Table
    map: Figure | None
    crumbs: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class AreaPage:
    """One area."""

    name: str
    name_fr: str
    name_ar: str
    kind: str
    code: str
    crumbs: Sequence[tuple[str, str]]
    people: AreaPopulation | None
    people_2014: int | None
    age: Figure | None
    map: Figure | None
    parts: Table | None
    entities: Table


def index(reach: Reach, region: str) -> IndexPage:
    """The provinces of the region asked for, or of the only one; else the regions."""
    seats = queries.seats(reach=reach)
    regions = [a for a in queries.areas(kinds=(AreaKind.REGION,)) if _is_touched(a.code, seats)]
    wanted = next((a for a in regions if a.code == region), None)
    if wanted is None and len(regions) == 1:
        wanted = regions[0]
    if wanted is None:
        return _regions(regions)
    provinces = queries.provinces(wanted.code)
    seen = frozenset(a.code for a in provinces if holds(seats, a.code))
    name = presenters.name_of(wanted)
    shown = [a for a in provinces if a.code in seen]
    return IndexPage(
        title=_("Region of %(name)s") % {"name": name},
        table=presenters.areas_table(shown, _people_2014(shown)),
        map=presenters.people_map(
            provinces, maps.provinces(wanted.code), seen, title=_("Population by province")
        ),
        crumbs=((_("Territory"), presenters.index_address("")), (name, "")),
    )


def _regions(regions: Sequence[Area]) -> IndexPage:
    seen = frozenset(a.code for a in regions)
    title = _("Population by region")
    drawn = presenters.people_map(regions, maps.regions(), seen, title=title) if regions else None
    table = presenters.areas_table(regions, _people_2014(regions))
    return IndexPage(_("Territory"), table, drawn, ((_("Territory"), ""),))


def _is_touched(region: str, seats: frozenset[str]) -> bool:
    """Whether something within reach is seated in a region or in a part of it."""
    return holds(seats, region) or any(seat.startswith(f"{region}.") for seat in seats)


def _people_2014(areas: Sequence[Area]) -> Mapping[int, int]:
    return queries.totals(areas, year=2014)


def area(of: Area, reach: Reach) -> AreaPage:
    """One area and what may be said of it."""
    people = queries.population(of, 2024)
    before = queries.population(of, 2014)
    parts = _parts(of)
    return AreaPage(
        name=presenters.name_of(of),
        name_fr=of.name_fr,
        name_ar=of.name_ar,
        kind=presenters.kind_of(of),
        code=of.code,
        crumbs=_crumbs(of, queries.seats(reach=reach)),
        people=people,
        people_2014=before.total if before else None,
        age=presenters.age_chart(people) if people and people.age_bands else None,
        map=_map(of, parts),
        parts=presenters.areas_table(parts, _people_2014(parts)) if parts else None,
        entities=presenters.entities_table(queries.seated_in(of.code, reach=reach)),
    )


def _parts(of: Area) -> list[Area]:
    return queries.parts(of) if of.kind in PROVINCE_KINDS else []


def _crumbs(of: Area, seats: frozenset[str]) -> Sequence[tuple[str, str]]:
    """The way down to an area; what stands above it is a link where its page may be seen."""
    region = of.code.split(".")[0]
    home = (_("Territory"), presenters.index_address(region))
    above = of.parent
    href = presenters.area_address(above.code) if above and holds(seats, above.code) else ""
    between = [(presenters.name_of(above), href)] if above else []
    return (home, *between, (presenters.name_of(of), ""))


def _map(of: Area, parts: Sequence[Area]) -> Figure | None:
    """The communes of a province; cities are drawn by their arrondissements."""
    if not parts:
        return None
    region = of.code.split(".")[0]
    codes = queries.drawn_parts(of)
    drawn = queries.with_people(codes)
    geometry = maps.close_up(maps.communes(region), codes)
    return presenters.people_map(drawn, geometry, codes, title=_("Population by commune"))
