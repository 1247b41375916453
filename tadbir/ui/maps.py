"""Maps in classes: areas coloured by value, labelled without collision, with a legend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tadbir.ui.charts.figure import Figure
from tadbir.ui.reader import Reader


@dataclass(frozen=True, slots=True)
class Shape:
    """An area as an SVG path, the point of its label and the room there (drawing units)."""

    code: str
    path: str
    x: float
    y: float
    w: float


@dataclass(frozen=True, slots=True)
class Geometry:
    """Prepared shapes in one box of `width` by `height`."""

    width: float
    height: float
    shapes: Sequence[Shape]


class Known(StrEnum):
    """What can be said of an area."""

    VALUE = "value"
    NO_DATA = "no_data"
    OUT_OF_REACH = "out_of_reach"


@dataclass(frozen=True, slots=True)
class AreaValue:
    """An area's name and value; `href` is followed by a click, `known` says why there is none."""

    label: str
    value: Decimal | None
    known: Known = Known.VALUE
    href: str = ""


@dataclass(frozen=True, slots=True)
class MapChart:
    """What is drawn: values by area code, and the bounds between the five (or fewer) classes."""

    title: str
    description: str
    area_title: str
    value_title: str
    values: Mapping[str, AreaValue]
    bounds: Sequence[Decimal]
    kind: str = "percent"


def figure(chart: MapChart, geometry: Geometry, reader: Reader) -> Figure:
    """The map in both widths, and its table."""
    raise NotImplementedError
