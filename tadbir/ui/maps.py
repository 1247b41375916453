"""Maps in classes: areas coloured by value, labelled without collision, with a legend."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from html import escape
from zlib import crc32

from tadbir.core.words import N_
from tadbir.ui import formats
from tadbir.ui.charts import legend
from tadbir.ui.charts.canvas import Canvas, number
from tadbir.ui.charts.figure import NARROW, WIDE, Figure
from tadbir.ui.maplabels import (
    Label,
    Room,
    draw_key_list,
    draw_labels,
    key_list_height,
    place_labels,
)
from tadbir.ui.reader import Reader
from tadbir.ui.tables import Column, Row, Table
from tadbir.ui.tokens import CLASSES, COLOURS, ink_on

TALLEST, NARROW_TALLEST = 400.0, 340.0
NO_DATA = N_("No data")
OUT_OF_REACH = N_("Out of your reach")
BELOW = N_("Below {value}")
BETWEEN = N_("{low} to {high}")
ABOVE = N_("{value} and above")


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
    """What is drawn: values by area code, and the bounds between at most five classes.

    Two bounds make three classes. An area of the geometry without a value here is not drawn:
    give it `Known.OUT_OF_REACH` to show it grey and mute.
    """

    title: str
    description: str
    area_title: str
    value_title: str
    values: Mapping[str, AreaValue]
    bounds: Sequence[Decimal]
    kind: str = "percent"

    def __post_init__(self) -> None:
        if len(self.bounds) >= len(CLASSES):
            raise ValueError(f"a map has at most {len(CLASSES)} classes")


def geometry(text: str) -> Geometry:
    """Prepared shapes from their JSON: `viewBox` as [w, h], `areas` of code, path, x, y, w."""
    data = json.loads(text)
    width, height = data["viewBox"]
    areas = [Shape(a["code"], a["path"], a["x"], a["y"], a["w"]) for a in data["areas"]]
    return Geometry(float(width), float(height), areas)


def class_colours(count: int) -> list[str]:
    """So many steps of the green, spread from the lightest to the darkest."""
    last = len(CLASSES) - 1
    return [CLASSES[round(i * last / max(count - 1, 1))] for i in range(count)]


def class_of(value: Decimal, bounds: Sequence[Decimal]) -> int:
    """The class of a value; a bound belongs to the class above it."""
    return sum(value >= bound for bound in bounds)


def _fill(area: AreaValue, chart: MapChart, hatched: str) -> str:
    if area.known is Known.OUT_OF_REACH:
        return COLOURS["mute"]
    if area.known is Known.NO_DATA or area.value is None:
        return hatched
    return class_colours(len(chart.bounds) + 1)[class_of(area.value, chart.bounds)]


def _hatch(canvas: Canvas, chart: MapChart) -> str:
    name = f"n-{crc32(chart.title.encode()):x}-{number(canvas.width)}"
    canvas.add(
        f'<pattern id="{name}" width="7" height="7" patternUnits="userSpaceOnUse">'
        f'<rect width="7" height="7" fill="{COLOURS["paper"]}"/>'
        f'<path d="M-1 8 8-1M-1 1 1-1M6 8 8 6" stroke="{COLOURS["unknown"]}" '
        'stroke-width="1"/></pattern>'
    )
    return f"url(#{name})"


def _words(area: AreaValue, chart: MapChart, reader: Reader) -> str:
    if area.known is Known.OUT_OF_REACH:
        return ""
    return formats.DECIMAL_FORMATS[chart.kind](area.value, reader.lang)


def _area(shape: Shape, area: AreaValue, fill: str, words: str) -> str:
    """One area; it is a link where it leads somewhere, and says its name and value.

    What is out of reach is grey and mute.
    """
    if area.known is Known.OUT_OF_REACH:
        return f'<path d="{escape(shape.path)}" fill="{fill}"/>'
    said = escape(f"{area.label} {words}".strip())
    drawn = f'<title>{said}</title><path d="{escape(shape.path)}" fill="{fill}"/>'
    if not area.href:
        return f"<g>{drawn}</g>"
    return f'<a href="{escape(area.href)}">{drawn}</a>'


def _areas(
    canvas: Canvas, chart: MapChart, shapes: Geometry, fit: tuple[float, float], reader: Reader
) -> list[Label]:
    """Draw the areas and return what is to be written on them."""
    hatched = _hatch(canvas, chart)
    scale, offset = fit
    labels: list[Label] = []
    drawn: list[str] = []
    for shape in shapes.shapes:
        if shape.code not in chart.values:
            continue
        area = chart.values[shape.code]
        fill, words = _fill(area, chart, hatched), _words(area, chart, reader)
        drawn.append(_area(shape, area, fill, words))
        ink = COLOURS["ink"] if fill.startswith("url") else ink_on(fill)
        room = Room(shape.x * scale + offset, shape.y * scale, shape.w * scale)
        if area.known is not Known.OUT_OF_REACH:
            labels.append(Label(area.label, words, room, ink, fill.startswith("url")))
    edge = f'stroke="{COLOURS["paper"]}" stroke-width="{number(1.4 / scale)}"'
    canvas.add(
        f'<g transform="translate({number(offset)} 0) scale({scale:.4f})" {edge} '
        f'stroke-linejoin="round">{"".join(drawn)}</g>'
    )
    return labels


def _class_words(chart: MapChart, reader: Reader) -> list[str]:
    write = formats.DECIMAL_FORMATS[chart.kind]
    bounds = [write(bound, reader.lang) for bound in chart.bounds]
    if not bounds:
        return [chart.value_title]
    say = reader.translate
    between = zip(bounds, bounds[1:], strict=False)
    middle = [say(BETWEEN).format(low=low, high=high) for low, high in between]
    return [say(BELOW).format(value=bounds[0]), *middle, say(ABOVE).format(value=bounds[-1])]


def _keys(canvas: Canvas, chart: MapChart, reader: Reader) -> list[legend.Key]:
    colours = class_colours(len(chart.bounds) + 1)
    edge = COLOURS["line-strong"]
    keys = [
        legend.Key(words, legend.swatch(colour, edge))
        for words, colour in zip(_class_words(chart, reader), colours, strict=True)
    ]
    known = {area.known for area in chart.values.values()}
    name = f"url(#n-{crc32(chart.title.encode()):x}-{number(canvas.width)})"
    if Known.NO_DATA in known:
        keys.append(legend.Key(reader.translate(NO_DATA), legend.swatch(name, edge)))
    if Known.OUT_OF_REACH in known:
        swatch = legend.swatch(COLOURS["mute"], edge)
        keys.append(legend.Key(reader.translate(OUT_OF_REACH), swatch))
    return keys


def svg(chart: MapChart, shapes: Geometry, reader: Reader, width: float = WIDE) -> str:
    """The map in one width; never mirrored: west stays west."""
    tallest = TALLEST if width > NARROW else NARROW_TALLEST
    scale = min(width / shapes.width, tallest / shapes.height)
    canvas = Canvas(width, 0, reader.is_rtl)
    offset = (width - shapes.width * scale) / 2
    labels = _areas(canvas, chart, shapes, (scale, offset), reader)
    placed = place_labels(labels, width)
    draw_labels(canvas, placed)
    bottom = shapes.height * scale + 8
    draw_key_list(canvas, placed, bottom)
    bottom += key_list_height(canvas, placed) + 4
    keys = _keys(canvas, chart, reader)
    legend.draw(canvas, keys, bottom)
    canvas.height = bottom + legend.height(keys, width)
    return canvas.svg(chart.title, chart.description)


def twin(chart: MapChart) -> Table:
    """The same as a table, without the areas out of reach."""
    columns = [
        Column("label", chart.area_title, wide=True, href="href"),
        Column("value", chart.value_title, chart.kind),
    ]
    rows: list[Row] = [
        {"label": area.label, "value": area.value, "href": area.href}
        for area in chart.values.values()
        if area.known is not Known.OUT_OF_REACH
    ]
    return Table(columns, rows, chart.title)


def figure(chart: MapChart, shapes: Geometry, reader: Reader) -> Figure:
    """The map in both widths, and its table."""
    drawings = (svg(chart, shapes, reader, WIDE), svg(chart, shapes, reader, NARROW))
    return Figure(chart.title, chart.description, *drawings, twin(chart))
