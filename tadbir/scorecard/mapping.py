"""The map of a region: each province coloured by the rate of the holders seated in it."""

from collections.abc import Mapping
from decimal import Decimal

from tadbir.core.words import N_
from tadbir.scorecard.catalogue import indicators
from tadbir.scorecard.situation import MAPPED, Place, Situation
from tadbir.territory import maps, queries
from tadbir.territory.terms import AreaKind, EntityKind
from tadbir.ui.charts.figure import Figure
from tadbir.ui.maps import AreaValue, Known, MapChart, figure
from tadbir.ui.reader import Reader

BOUNDS = (Decimal("0.5"), Decimal("0.65"), Decimal("0.8"), Decimal("0.9"))
MAP_SAYS = N_("Each province by the rate of its delegation and hospital centre.")


def province_names(region: str, lang: str) -> Mapping[str, str]:
    """The provinces and prefectures of a region, public names by code; two queries."""
    found = queries.areas(
        kinds=(AreaKind.PROVINCE, AreaKind.PREFECTURE), parent=queries.area(region)
    )
    return {
        area.code: (area.name_ar if lang == "ar" else area.name_fr) or area.name_fr
        for area in found
    }


def region_map(
    situation: Situation, code: str, reader: Reader, addresses: Mapping[str, str]
) -> Figure:
    """The region that an entity lies in; provinces out of reach are grey and say nothing.

    KeyError for an indicator that is not one of `situation.MAPPED`.
    """
    if code not in MAPPED:
        raise KeyError(code)
    indicator = indicators()[code]
    region = situation.place.area.split(".")[0]
    seated = {
        place.area: place for place in situation.holders if place.kind == EntityKind.DELEGATION
    }
    shapes = maps.provinces(region)
    names = province_names(region, reader.lang)
    chart = MapChart(
        title=indicator.title[reader.lang],
        description=reader.translate(MAP_SAYS),
        area_title=reader.translate(N_("Province or prefecture")),
        value_title=indicator.title[reader.lang],
        values={
            shape.code: _value(situation, code, seated.get(shape.code),
                               names.get(shape.code, ""), addresses)
            for shape in shapes.shapes
        },
        bounds=BOUNDS,
    )  # fmt: skip
    return figure(chart, shapes, reader)


def _value(
    situation: Situation, code: str, place: Place | None, name: str, addresses: Mapping[str, str]
) -> AreaValue:
    if place is None:
        return AreaValue(name, None, Known.OUT_OF_REACH)
    prepared = situation.sums.get((place.code, code))
    value = prepared.ratio.value if prepared else None
    known = Known.NO_DATA if value is None else Known.VALUE
    return AreaValue(name, value, known, addresses.get(place.code, ""))
