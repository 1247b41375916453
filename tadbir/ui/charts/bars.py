"""Horizontal bars that grow from the reading side, each with its status, value and target."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from zlib import crc32

from tadbir.ui import formats
from tadbir.ui.charts import legend
from tadbir.ui.charts.canvas import SMALL, Canvas, number, shorten, text_width
from tadbir.ui.charts.figure import NARROW, WIDE, Figure
from tadbir.ui.charts.scale import Scale, scale_of, tick
from tadbir.ui.reader import Reader
from tadbir.ui.status import Status, look
from tadbir.ui.tables import Column, Row, Table
from tadbir.ui.tokens import COLOURS

BAR = 13.0
SHAPE = 18.0
PAD = 10.0
AXIS = 22.0
TARGET_ROOM = 24.0


@dataclass(frozen=True, slots=True)
class Cause:
    """Why dirhams stand still: a stable code and its words in the reader's language."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Segment:
    """The part of a bar that one cause explains; `href` is what its cell of the table leads to."""

    cause: str
    value: Decimal
    href: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `value` None is drawn as a dash with its `note`, never as an empty bar."""

    label: str
    value: Decimal | None
    status: Status | None = None
    note: str = ""
    segments: Sequence[Segment] = ()
    href: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """What is drawn; `kind` is a kind of number of `tables` (percent, millions, count…).

    `label_title` and `value_title` name the columns of the table twin; `causes` names the
    segments in the order of the legend.
    """

    title: str
    description: str
    label_title: str
    value_title: str
    bars: Sequence[Bar]
    kind: str = "percent"
    target: Decimal | None = None
    target_label: str = ""
    maximum: Decimal | None = None
    causes: Sequence[Cause] = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where things stand: the bar zone, the value column, the height of a row."""

    width: float
    zone: float
    zone_width: float
    label_room: float
    value_room: float
    row: float
    bar_top: float
    baseline: float
    top: float
    scale: Scale

    def at(self, value: Decimal) -> float:
        """The inline position of a value."""
        return self.zone + self.zone_width * self.scale.part(value)


def _plan(chart: BarChart, reader: Reader, width: float) -> _Plan:
    known = [bar.value for bar in chart.bars if bar.value is not None]
    if chart.target is not None:
        known.append(chart.target)
    scale = scale_of(known, chart.kind, chart.maximum)
    has_head = chart.target is not None or (chart.kind == "millions" and width > NARROW)
    top = TARGET_ROOM if has_head else 4.0
    values = max((text_width(_value_text(b, chart, reader, width)) for b in chart.bars), default=0)
    value_room = values * 1.06
    if width <= NARROW:
        label_room = width - value_room - SHAPE - PAD
        return _Plan(width, 0, width, label_room, value_room, 40, 20, 14, top, scale)
    labels = max((text_width(bar.label) for bar in chart.bars), default=0.0)
    label_room = min(labels, width * 0.34)
    zone = label_room + PAD
    zone_width = width - zone - value_room - SHAPE - PAD * 1.4
    return _Plan(width, zone, zone_width, label_room, value_room, 26, 6.5, 17.5, top, scale)


def _value_text(bar: Bar, chart: BarChart, reader: Reader, width: float) -> str:
    """The value of a bar; where no head says the unit, millions carry it themselves."""
    if chart.kind == "millions" and width <= NARROW:
        return formats.millions(bar.value, reader.lang)
    return formats.DECIMAL_FORMATS[chart.kind](bar.value, reader.lang)


def _axis(canvas: Canvas, chart: BarChart, plan: _Plan, reader: Reader) -> None:
    bottom = plan.top + plan.row * len(chart.bars)
    grid = f'stroke="{COLOURS["line"]}"'
    for value in plan.scale.ticks:
        inline = plan.at(value)
        canvas.line((inline, plan.top), (inline, bottom + 3), grid)
        words = tick(value, chart.kind, reader.lang)
        half = text_width(words, SMALL) / 2
        inside = min(max(inline, half), plan.width - half)
        look_of = {"size": number(SMALL), "fill": COLOURS["ink-soft"]}
        canvas.text(words, (inside, bottom + 17), "middle", **look_of)


def _unit(canvas: Canvas, chart: BarChart, plan: _Plan, reader: Reader) -> None:
    """The unit of millions, once, above the column of values."""
    if chart.kind == "millions" and plan.width > NARROW:
        look_of = {"size": number(SMALL), "fill": COLOURS["ink-soft"]}
        words = formats.million_unit(reader.lang)
        canvas.text(words, (plan.width, plan.top - 10), "end", **look_of)


def _target(canvas: Canvas, chart: BarChart, plan: _Plan, reader: Reader) -> None:
    """The line of the target inside the bar zone; its words stand above, clear of every value."""
    if chart.target is None:
        return
    inline = plan.at(chart.target)
    bottom = plan.top + plan.row * len(chart.bars)
    ochre = f'stroke="{COLOURS["ochre"]}" stroke-width="1.8" stroke-dasharray="5 3"'
    canvas.line((inline, plan.top - 6), (inline, bottom), ochre)
    value = formats.DECIMAL_FORMATS[chart.kind](chart.target, reader.lang)
    words = f"{chart.target_label} {value}".strip()
    half = text_width(words, SMALL) / 2
    inside = min(max(inline, half), plan.zone + plan.zone_width - half)
    look_of = {"size": number(SMALL), "fill": COLOURS["ochre-ink"], "weight": 600}
    canvas.text(words, (inside, plan.top - 10), "middle", **look_of)


def _fills(canvas: Canvas, chart: BarChart) -> dict[str, str]:
    seed = f"{crc32(chart.title.encode()):x}-{number(canvas.width)}"
    return {
        cause.code: legend.hatch(canvas, index, seed) for index, cause in enumerate(chart.causes)
    }


def _body(canvas: Canvas, bar: Bar, plan: _Plan, y: float, fills: dict[str, str]) -> None:
    """The bar itself: one colour by status, or one segment a cause."""
    canvas.rect(plan.zone, y, plan.zone_width, BAR, COLOURS["sunken"], ' opacity=".6"')
    if bar.value is None:
        return
    colour = COLOURS[look(bar.status).token] if bar.status else COLOURS["green"]
    if not bar.segments:
        canvas.rect(plan.zone, y, plan.at(bar.value) - plan.zone, BAR, colour, ' rx="1.5"')
        return
    reached = Decimal(0)
    for segment in bar.segments:
        start, end = plan.at(reached), plan.at(reached + segment.value)
        edge = f' stroke="{COLOURS["paper"]}"'
        canvas.rect(start, y, end - start, BAR, fills[segment.cause], edge)
        reached += segment.value


def _row(
    canvas: Canvas, bar: Bar, chart: BarChart, plan: _Plan, placed: tuple[float, Reader]
) -> None:
    """Label at the reading side, value in its own column at the far side, shape before it."""
    top, reader = placed
    baseline = top + plan.baseline
    label = shorten(bar.label, plan.label_room)
    if bar.href:
        canvas.add(f'<a href="{escape(bar.href)}">')
    canvas.text(label, (0, baseline), fill=COLOURS["green" if bar.href else "ink"])
    if bar.href:
        canvas.add("</a>")
    words = _value_text(bar, chart, reader, plan.width)
    canvas.number(words, (plan.width, baseline), plan.value_room, weight=600)
    if bar.status:
        before = plan.width - plan.value_room - SHAPE
        canvas.status(bar.status, before, baseline - 9.5)
    if bar.value is None and bar.note:
        note = shorten(bar.note, plan.zone_width - PAD, SMALL)
        look_of = {"size": number(SMALL), "fill": COLOURS["ink-soft"]}
        canvas.text(note, (plan.zone + 6, top + plan.bar_top + 10.5), "start", **look_of)


def _keys(
    canvas: Canvas, chart: BarChart, fills: dict[str, str], reader: Reader
) -> list[legend.Key]:
    causes = [legend.Key(c.label, legend.swatch(fills[c.code])) for c in chart.causes]
    return causes + legend.status_keys([bar.status for bar in chart.bars], reader)


def svg(chart: BarChart, reader: Reader, width: float = WIDE) -> str:
    """The drawing in one width; at most `NARROW` wide, labels stand above their bars."""
    plan = _plan(chart, reader, width)
    canvas = Canvas(width, 0, reader.is_rtl)
    fills = _fills(canvas, chart)
    _axis(canvas, chart, plan, reader)
    for index, bar in enumerate(chart.bars):
        top = plan.top + plan.row * index
        _body(canvas, bar, plan, top + plan.bar_top, fills)
        _row(canvas, bar, chart, plan, (top, reader))
    _unit(canvas, chart, plan, reader)
    _target(canvas, chart, plan, reader)
    keys = _keys(canvas, chart, fills, reader)
    bottom = plan.top + plan.row * len(chart.bars) + AXIS
    legend.draw(canvas, keys, bottom + 6)
    canvas.height = bottom + 6 + legend.height(keys, width)
    return canvas.svg(chart.title, chart.description)


def twin(chart: BarChart) -> Table:
    """The same as a table: one row a bar, one column a cause."""
    has_status = any(bar.status for bar in chart.bars)
    columns = [
        Column("label", chart.label_title, wide=True, href="href"),
        *(
            Column(f"cause_{c.code}", c.label, chart.kind, href=f"cause_{c.code}_href")
            for c in chart.causes
        ),
        Column("value", chart.value_title, chart.kind),
        *([Column("status", "", "status")] if has_status else []),
    ]
    return Table(columns, [_twin_row(bar) for bar in chart.bars], chart.title)


def _twin_row(bar: Bar) -> Row:
    parts: dict[str, object] = {f"cause_{one.cause}": one.value for one in bar.segments}
    parts |= {f"cause_{one.cause}_href": one.href for one in bar.segments}
    own = {"label": bar.label, "value": bar.value, "status": bar.status, "href": bar.href}
    return parts | own


def figure(chart: BarChart, reader: Reader) -> Figure:
    """The chart in both widths, and its table."""
    drawings = (svg(chart, reader, WIDE), svg(chart, reader, NARROW))
    return Figure(chart.title, chart.description, *drawings, twin(chart))
