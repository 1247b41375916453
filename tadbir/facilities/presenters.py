"""The register as pages show it: names, tables, the map of supply, in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.facilities.calc import Moved, Supply, total
from tadbir.facilities.queries import Delegation, Site, Told
from tadbir.facilities.terms import (
    CATEGORIES,
    CHANGE_LABELS,
    FAMILY_LABELS,
    LEVELS,
    SECTOR_LABELS,
    SOURCES,
    Family,
    families,
)
from tadbir.territory import maps
from tadbir.territory.presenters import bounds, reason_word, status_word
from tadbir.ui import maps as drawing
from tadbir.ui.addresses import kept, page_address
from tadbir.ui.charts.figure import Figure
from tadbir.ui.maps import AreaValue, Known, MapChart
from tadbir.ui.tables import Column, Missing, Row, Table
from tadbir.ui.words import reader


def site_address(code: str) -> str:
    """The page of a site."""
    return page_address("facilities:site", code)


def in_words(name_fr: str, name_ar: str) -> str:
    """A name in the reader's language; French where Arabic is missing."""
    return (name_ar if reader().is_rtl else "") or name_fr or name_ar


def category_word(code: str | None) -> str:
    """A category in words, with its code as lists write it."""
    return f"{_(CATEGORIES[code].label)} ({code})" if code else ""


def names(delegations: Iterable[Delegation]) -> dict[str, str]:
    """What delegations are called, by code."""
    return {d.code: in_words(d.name_fr, d.name_ar) for d in delegations}


def sites_table(sites: Iterable[Site], delegations: Mapping[str, str]) -> Table:
    """Sites with what they are, where, and how they stand."""
    return Table(
        columns=[
            Column("name", _("Name"), href="href", wide=True),
            Column("category", _("Category"), wide=True),
            Column("delegation", _("Delegation")),
            Column("commune", _("Commune")),
            Column("status", _("Status")),
            Column("existing_beds", _("Existing beds"), "count"),
            Column("functional_beds", _("Functional beds"), "count"),
            Column("code", _("Code"), "code"),
        ],
        rows=[_site_row(site, delegations) for site in sites],
        empty=_("No facility within your reach answers these filters."),
    )


def _site_row(site: Site, delegations: Mapping[str, str]) -> Row:
    return {
        "name": in_words(site.name_fr, site.name_ar),
        "href": site_address(site.code),
        "category": category_word(site.category),
        "delegation": delegations.get(site.delegation, site.delegation),
        "commune": in_words(site.commune_fr, site.commune_ar),
        "status": status_word(site.status),
        "existing_beds": site.existing_beds,
        "functional_beds": site.functional_beds,
        "code": site.code,
    }


def facts(site: Site) -> dict[str, object]:
    """What the register says of one site."""
    category = CATEGORIES[site.category] if site.category else None
    return {
        "code": site.code,
        "name": in_words(site.name_fr, site.name_ar),
        "category": category_word(site.category),
        "family": _(FAMILY_LABELS[category.family]) if category else "",
        "level": _(LEVELS[category.level]) if category else "",
        "sector": _(SECTOR_LABELS[category.sector]) if category and category.sector else "",
        "commune": in_words(site.commune_fr, site.commune_ar),
        "commune_href": page_address("territory:area", site.commune_code),
        "existing_beds": site.existing_beds,
        "functional_beds": site.functional_beds,
        "opening_date": site.opening_date,
        "status": status_word(site.status),
        "reason": reason_word(site.reason or ""),
        "listed_on": site.listed_on,
    }


def listings_table(listings: Iterable[Told]) -> Table:
    """What each list said of a site, and where it stands in its file."""
    return Table(
        columns=[
            Column("on_date", _("Situation on"), "day"),
            Column("source", _("Source"), wide=True),
            Column("name", _("Name")),
            Column("category", _("Category"), "code"),
            Column("existing_beds", _("Existing beds"), "count"),
            Column("functional_beds", _("Functional beds"), "count"),
            Column("place", _("Sheet and row"), href="cell"),
        ],
        rows=[
            {
                "on_date": row.on_date,
                "source": _(SOURCES[row.source]),
                "name": in_words(row.name_fr, row.name_ar),
                "category": row.category,
                "existing_beds": row.existing_beds,
                "functional_beds": row.functional_beds,
                "place": f"{row.sheet} · {row.row}",
                "cell": page_address("intake:cell", row.batch, row.sheet, row.row),
            }
            for row in listings
        ],
        empty=_("No list in force names this facility."),
    )


def unbroken(code: str) -> str:
    """A category as the title of a narrow column: its hyphen does not end a line."""
    return code.replace("-", "\u2011")


def supply_table(supplies: Mapping[str, Supply], delegations: Sequence[Delegation]) -> Table:
    """Sites of each delegation by category, and inhabitants for one primary-care centre."""
    everyone = total(supplies[d.code] for d in delegations)
    counted = families(Family.PRIMARY_CARE)
    others = families(Family.SUPPORT)
    columns = [Column("name", _("Delegation"), href="href", wide=True)]
    columns += [Column(code, unbroken(code), "count") for code in counted]
    columns += [
        Column("centres", _("Primary-care centres"), "count"),
        Column("inhabitants", _("Inhabitants"), "count"),
        Column("per_centre", _("Inhabitants per centre"), "count"),
        Column("hospitals", _("Hospitals"), "count"),
    ]
    columns += [Column(code, unbroken(code), "count") for code in others]
    rows = [
        {
            "name": in_words(d.name_fr, d.name_ar),
            "href": page_address("facilities:list", delegation=d.code),
        }
        | _counts(supplies[d.code])
        for d in delegations
    ]
    footer = {"name": _("Together")} | _counts(everyone) if len(rows) > 1 else None
    empty = _("There is no delegation within your reach.")
    return Table(columns=columns, rows=rows, footer=footer, empty=empty)


def _counts(one: Supply) -> dict[str, object]:
    per_centre = one.inhabitants_per_centre
    return {
        **{code: one.by_category.get(code, 0) for code in CATEGORIES},
        "centres": one.centres,
        "hospitals": one.hospitals,
        "inhabitants": one.inhabitants,
        "per_centre": Missing(why_undefined(one)) if per_centre.value is None else per_centre.value,
    }


def why_undefined(one: Supply) -> str:
    """Why there is no number of inhabitants per centre."""
    return _("No census") if one.inhabitants is None else _("No centre")


def supply_maps(supplies: Mapping[str, Supply], delegations: Sequence[Delegation]) -> list[Figure]:
    """The map of the region, when all that is within reach lies in one."""
    regions = {d.area_code.split(".")[0] for d in delegations}
    return [supply_map(region, supplies, delegations) for region in regions if len(regions) == 1]


def supply_map(
    region: str, supplies: Mapping[str, Supply], delegations: Sequence[Delegation]
) -> Figure:
    """Inhabitants for one primary-care centre, by province; out of reach is grey and mute."""
    grey = AreaValue("", None, Known.OUT_OF_REACH)
    geometry = maps.provinces(region)
    values = {d.area_code: _value(d, supplies[d.code]) for d in delegations}
    known = [v.value for v in values.values() if v.value is not None]
    chart = MapChart(
        title=_("Inhabitants per primary-care centre"),
        description=_("Inhabitants of 2024 for one primary-care centre, by province."),
        area_title=_("Delegation"),
        value_title=_("Inhabitants per centre"),
        values={shape.code: values.get(shape.code, grey) for shape in geometry.shapes},
        bounds=bounds(known),
        kind="count",
    )
    return drawing.figure(chart, geometry, reader())


def _value(of: Delegation, one: Supply) -> AreaValue:
    per_centre: Decimal | None = one.inhabitants_per_centre.value
    known = Known.NO_DATA if per_centre is None else Known.VALUE
    return AreaValue(
        in_words(of.name_fr, of.name_ar), per_centre, known, kept(f"/entites/{of.code}/")
    )


def moves_table(moves: Iterable[tuple[Moved, Site]]) -> Table:
    """What opened, closed or changed category between two lists."""
    return Table(
        columns=[
            Column("change", _("Change")),
            Column("name", _("Name"), href="href", wide=True),
            Column("commune", _("Commune")),
            Column("before", _("Before")),
            Column("after", _("After")),
            Column("code", _("Code"), "code"),
        ],
        rows=[
            {
                "change": _(CHANGE_LABELS[moved.change]),
                "name": in_words(site.name_fr, site.name_ar),
                "href": site_address(site.code),
                "commune": in_words(site.commune_fr, site.commune_ar),
                "before": moved.before,
                "after": moved.after,
                "code": moved.code,
            }
            for moved, site in moves
        ],
        empty=_("Nothing opened, closed or changed category between these two days."),
    )
