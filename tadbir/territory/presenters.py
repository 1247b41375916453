"""The territory as pages show it: names, tables, maps and charts in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.territory.models import Area, AreaPopulation, Entity
from tadbir.territory.terms import (
    AREA_LABELS,
    CENSUS_CREDIT,
    ENTITY_LABELS,
    FORM_LABELS,
    REASONS,
    STATUS_LABELS,
    AreaKind,
    EntityKind,
    Form,
    SiteStatus,
)
from tadbir.ui import maps as drawing
from tadbir.ui.addresses import kept, page_address
from tadbir.ui.charts import bars
from tadbir.ui.charts.figure import Figure
from tadbir.ui.maps import AreaValue, Geometry, Known, MapChart
from tadbir.ui.tables import Column, Row, Table
from tadbir.ui.words import reader

_FIVE_PERCENT = Decimal("0.05")


def name_of(thing: Area | Entity) -> str:
    """The name in the reader's language; French where Arabic is missing."""
    return (thing.name_ar if reader().is_rtl else "") or thing.name_fr or thing.name_ar


def kind_of(thing: Area | Entity) -> str:
    """What an area or an entity is."""
    if isinstance(thing, Area):
        return _(AREA_LABELS[AreaKind(thing.kind)])
    return _(ENTITY_LABELS[EntityKind(thing.kind)])


def entity_address(code: str) -> str:
    """The page of an entity."""
    return kept(f"/entites/{code}/")


def area_address(code: str) -> str:
    """The page of an area."""
    return page_address("territory:area", code)


def index_address(region: str) -> str:
    """The first page of the territory: the regions, or the provinces of one."""
    return page_address("territory:index", region=region or None)


def credit() -> str:
    """Who counted the people, as their licence asks."""
    return _(CENSUS_CREDIT)


def people_of(area: Area) -> AreaPopulation | None:
    """The census that `queries.areas` hung on an area."""
    census: Sequence[AreaPopulation] = area.census  # type: ignore[attr-defined]
    return census[0] if census else None


def areas_table(
    areas: Iterable[Area], before: Mapping[int, int], *, with_links: bool = True
) -> Table:
    """Areas with their people at both censuses and the growth between them.

    `before` gives the people of 2014 by the area's identifier.
    """
    rows = [_area_row(area, before.get(area.pk), with_links=with_links) for area in areas]
    return Table(
        columns=[
            Column("name", _("Area"), href="href", wide=True),
            Column("kind", _("Kind")),
            Column("code", _("Code"), "code"),
            Column("people_2014", _("Population 2014"), "count"),
            Column("people", _("Population 2024"), "count"),
            Column("growth", _("Growth in ten years"), "percent"),
        ],
        rows=rows,
        empty=_("There is no area within your reach."),
    )


def _area_row(area: Area, before: int | None, *, with_links: bool) -> Row:
    census = people_of(area)
    people = census.total if census else None
    return {
        "name": name_of(area),
        "href": area_address(area.code) if with_links else "",
        "kind": kind_of(area),
        "code": area.code,
        "people_2014": before,
        "people": people,
        "growth": Decimal(people) / before - 1 if people and before else None,
    }


def people_map(
    areas: Sequence[Area], geometry: Geometry, seen: frozenset[str], *, title: str
) -> Figure:
    """The people of areas on a map; what is out of reach is grey and mute."""
    values = {area.code: _value(area) for area in areas if area.code in seen}
    grey = AreaValue("", None, Known.OUT_OF_REACH)
    drawn = {shape.code: values.get(shape.code, grey) for shape in geometry.shapes}
    counted = [v.value for v in values.values() if v.value is not None]
    chart = MapChart(
        title=title,
        description=_("Population at the census of 2024, by area."),
        area_title=_("Area"),
        value_title=_("Population 2024"),
        values=drawn,
        bounds=bounds(counted),
        kind="count",
    )
    return drawing.figure(chart, geometry, reader())


def _value(area: Area) -> AreaValue:
    census = people_of(area)
    people = Decimal(census.total) if census else None
    known = Known.NO_DATA if people is None else Known.VALUE
    return AreaValue(name_of(area), people, known, area_address(area.code))


def bounds(values: Sequence[Decimal]) -> list[Decimal]:
    """Bounds of four classes with about as many areas each, rounded to two figures."""
    ordered = sorted(values)
    if len(ordered) < 2:
        return []
    found = {_rounded(ordered[len(ordered) * part // 4]) for part in (1, 2, 3)}
    return sorted(bound for bound in found if bound > ordered[0])


def _rounded(value: Decimal) -> Decimal:
    step = Decimal(10) ** max(value.adjusted() - 1, 0)
    return (value / step).to_integral_value() * step


def age_chart(census: AreaPopulation) -> Figure:
    """The shares of the municipal population by age, as the census office rounds them."""
    shares = {band: Decimal(share) for band, share in census.age_bands.items()}
    chart = bars.BarChart(
        title=_("Age of the population"),
        description=_("Share of each age band in the municipal population of 2024."),
        label_title=_("Age"),
        value_title=_("Share"),
        bars=[bars.Bar(_age(band), share) for band, share in shares.items()],
        maximum=_FIVE_PERCENT * (max(shares.values()) // _FIVE_PERCENT + 1),
    )
    return bars.figure(chart, reader())


def _age(band: str) -> str:
    if band == "75_plus":
        return _("75 and over")
    low, high = band.split("_")
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def entities_table(entities: Iterable[Entity], *, empty: str = "") -> Table:
    """Entities with what they are and where."""
    return Table(
        columns=[
            Column("name", _("Name"), href="href", wide=True),
            Column("kind", _("Kind")),
            Column("area", _("Area")),
            Column("code", _("Code"), "code"),
        ],
        rows=[
            {
                "name": name_of(entity),
                "href": entity_address(entity.code),
                "kind": kind_of(entity),
                "area": name_of(entity.area),
                "code": entity.code,
            }
            for entity in entities
        ],
        empty=empty or _("There is no entity here within your reach."),
    )


def status_word(status: str | None) -> str:
    """A status in words; a dash's reason where nobody said."""
    return _(STATUS_LABELS[SiteStatus(status)]) if status else _("Not told")


def form_word(form: Form | None) -> str:
    """A legal form in words, empty where there is none."""
    return _(FORM_LABELS[form]) if form else ""


def reason_word(reason: str) -> str:
    """Why a status holds: the words of a person, or those of a code such as "list.gone"."""
    return _(REASONS[reason]) if reason in REASONS else reason
