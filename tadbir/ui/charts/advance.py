"""How far a thing was, as several sources said it over time, beside its plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tadbir.core.words import N_
from tadbir.ui import formats
from tadbir.ui.charts import legend, span
from tadbir.ui.charts.canvas import SMALL, Canvas, number, text_width
from tadbir.ui.charts.figure import NARROW, WIDE, Figure
from tadbir.ui.charts.scale import Scale, scale_of, tick
from tadbir.ui.charts.span import Span
from tadbir.ui.charts.timeaxis import TIME_DIRECTION, Mark
from tadbir.ui.reader import Reader
from tadbir.ui.tables import Column, Row, Table
from tadbir.ui.tokens import CAUSES, COLOURS

PLOT, NARROW_PLOT, MARKS = 220.0, 190.0, 18.0
DAY_TITLE = N_("Day")
PLAN = (
    f'stroke="{COLOURS["ochre"]}" stroke-width="2" stroke-dasharray="1.5 4" stroke-linecap="round"'
)
ELAPSED = f'stroke="{COLOURS["ink-soft"]}" stroke-width="1.6" stroke-dasharray="6 4"'
DASHES = ("", ' stroke-dasharray="9 3"', ' stroke-dasharray="3 3"', ' stroke-dasharray="9 3 2 3"')

Point = tuple[date, Decimal]


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve of fractions of 1; `role` is `source`, `plan` or `elapsed`."""

    label: str
    points: Sequence[Point]
    role: str = "source"


@dataclass(frozen=True, slots=True)
class Advance:
    """What is drawn; marks are days that matter."""

    title: str
    description: str
    curves: Sequence[Curve]
    marks: Sequence[Mark] = ()


@dataclass(frozen=True, slots=True)
class _Plot:
    axis: Span
    top: float
    bottom: float
    scale: Scale

    def at(self, point: Point) -> tuple[float, float]:
        """The position of a point."""
        day, value = point
        return self.axis.x(day), self.bottom - (self.bottom - self.top) * self.scale.part(value)


def strokes(curves: Sequence[Curve]) -> list[str]:
    """How each curve is drawn: every source has its own colour and its own dashes."""
    found, source = [], 0
    for curve in curves:
        if curve.role == "source":
            place = source % len(DASHES)
            found.append(f'stroke="{CAUSES[place]}" stroke-width="2.4"{DASHES[place]}')
            source += 1
        else:
            found.append(PLAN if curve.role == "plan" else ELAPSED)
    return found


def _plot(chart: Advance, reader: Reader, width: float) -> _Plot:
    points = [point for curve in chart.curves for point in curve.points]
    days = [day for day, _ in points] + [mark.day for mark in chart.marks]
    scale = scale_of([value for _, value in points], "percent")
    room = max(text_width(tick(t, "percent", reader.lang), SMALL) for t in scale.ticks) + 8
    axis = Span(min(days) - timedelta(7), max(days) + timedelta(7), room, width - 12)
    top = MARKS * len(chart.marks) + 12
    return _Plot(axis, top, top + (PLOT if width > NARROW else NARROW_PLOT), scale)


def _grid(canvas: Canvas, plot: _Plot, reader: Reader) -> None:
    for value in plot.scale.ticks:
        _, y = plot.at((plot.axis.first, value))
        stroke = f'stroke="{COLOURS["line" if value else "line-strong"]}"'
        canvas.line((plot.axis.start, y), (plot.axis.end, y), stroke)
        canvas.text(tick(value, "percent", reader.lang), (plot.axis.start - 6, y + 4.2), "end")


def _marks(canvas: Canvas, chart: Advance, plot: _Plot) -> None:
    """The line of each mark, with its words on a row of its own above the plot."""
    for row, mark in enumerate(sorted(chart.marks, key=lambda mark: mark.day)):
        x, y = plot.axis.x(mark.day), MARKS * row + 13
        colour = COLOURS["ink" if mark.is_today else "ochre"]
        dash = "" if mark.is_today else ' stroke-dasharray="5 3"'
        canvas.line((x, y - 10), (x, plot.bottom), f'stroke="{colour}" stroke-width="1.4"{dash}')
        is_young = x < canvas.width / 2
        ink = COLOURS["ink" if mark.is_today else "ochre-ink"]
        at = (x + 6 if is_young else x - 6, y)
        canvas.text(mark.label, at, "start" if is_young else "end", fill=ink, weight=600)


def _curve(canvas: Canvas, plot: _Plot, curve: Curve, stroke: str) -> None:
    path = " ".join(f"{number(x)},{number(y)}" for x, y in map(plot.at, curve.points))
    canvas.add(f'<polyline points="{path}" fill="none" stroke-linejoin="round" {stroke}/>')
    if curve.role != "source":
        return
    colour = stroke.split('"')[1]
    for x, y in map(plot.at, curve.points):
        canvas.add(f'<circle cx="{number(x)}" cy="{number(y)}" r="3" fill="{colour}"/>')


def _last(canvas: Canvas, plot: _Plot, curve: Curve, reader: Reader) -> None:
    x, y = plot.at(curve.points[-1])
    words = formats.percent(curve.points[-1][1], reader.lang)
    canvas.text(words, (x - 7, max(y - 8, plot.top + 10)), "end", weight=700, halo=True)


def svg(chart: Advance, reader: Reader, width: float = WIDE) -> str:
    """The drawing in one width; time runs from left to right in both languages, and says so."""
    plot = _plot(chart, reader, width)
    canvas = Canvas(width, 0, is_rtl=False)
    span.draw(canvas, plot.axis, (plot.top, plot.bottom), reader)
    _grid(canvas, plot, reader)
    _marks(canvas, chart, plot)
    drawn = [(c, s) for c, s in zip(chart.curves, strokes(chart.curves), strict=True) if c.points]
    for curve, stroke in drawn:
        _curve(canvas, plot, curve, stroke)
    for curve, _stroke in drawn:
        if curve.role == "source":
            _last(canvas, plot, curve, reader)
    bottom = plot.bottom + span.HEIGHT + 4
    if reader.is_rtl:
        words = f"{reader.translate(TIME_DIRECTION)} →"
        canvas.text(words, (plot.axis.end, bottom + 10), "end")
        bottom += 18
    keys = [legend.Key(curve.label, legend.stroke(stroke)) for curve, stroke in drawn]
    canvas.is_rtl = reader.is_rtl  # the legend is words: it follows the reader again
    legend.draw(canvas, keys, bottom)
    canvas.height = bottom + legend.height(keys, width)
    return canvas.svg(chart.title, chart.description)


def twin(chart: Advance, reader: Reader) -> Table:
    """The same as a table: one row a day that a curve speaks of."""
    columns = [Column("day", reader.translate(DAY_TITLE), "day")]
    columns += [Column(str(i), curve.label, "percent") for i, curve in enumerate(chart.curves)]
    said = {i: dict(curve.points) for i, curve in enumerate(chart.curves)}
    days = sorted({day for points in said.values() for day in points})
    rows: list[Row] = [
        {"day": day} | {str(i): points.get(day) for i, points in said.items()} for day in days
    ]
    return Table(columns, rows, chart.title)


def figure(chart: Advance, reader: Reader) -> Figure:
    """The chart in both widths, and its table."""
    drawings = (svg(chart, reader, WIDE), svg(chart, reader, NARROW))
    return Figure(chart.title, chart.description, *drawings, twin(chart, reader))
