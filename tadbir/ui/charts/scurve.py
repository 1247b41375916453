"""Execution over the year as cumulative curves: this year, last year, plan and forecast."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tadbir.core.period import month_ends
from tadbir.core.words import N_
from tadbir.ui import formats
from tadbir.ui.addresses import kept
from tadbir.ui.charts import legend, timeaxis
from tadbir.ui.charts.canvas import SMALL, Canvas, number, text_width
from tadbir.ui.charts.figure import NARROW, WIDE, Figure
from tadbir.ui.charts.scale import Scale, scale_of, tick
from tadbir.ui.charts.timeaxis import Mark, TimeAxis
from tadbir.ui.reader import Reader
from tadbir.ui.tables import Column, Row, Table
from tadbir.ui.tokens import COLOURS

PLOT, NARROW_PLOT = 220.0, 190.0
LABEL_STEP = 15.0
MONTH_END_TITLE = N_("Month end")
LOW_TITLE = N_("Forecast, low")
HIGH_TITLE = N_("Forecast, high")
FLOOR_TITLE = N_("Floor, already reached")
CEILING_TITLE = N_("Ceiling, what can still pass")
STROKES = {
    "actual": f'stroke="{COLOURS["green"]}" stroke-width="2.6"',
    "last_year": f'stroke="{COLOURS["line-strong"]}" stroke-width="1.8" stroke-dasharray="7 4"',
    "plan": f'stroke="{COLOURS["ochre"]}" stroke-width="2" stroke-dasharray="1.5 4" '
    'stroke-linecap="round"',
    "forecast": f'stroke="{COLOURS["green"]}" stroke-width="1.8" stroke-dasharray="4 3"',
    "bound": f'stroke="{COLOURS["ink-soft"]}" stroke-width="1.4" stroke-dasharray="2 3"',
}

Point = tuple[date, Decimal]


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve; `role` is `actual`, `last_year` or `plan`. Points carry their own dates."""

    label: str
    points: Sequence[Point]
    role: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """The band of an interval and its median, from today to the end of the year.

    Without a median `low` and `high` are a floor and a ceiling, which promise no probability:
    they are drawn as two lines without anything between them.
    """

    label: str
    median: Sequence[Point]
    low: Sequence[Point]
    high: Sequence[Point]


@dataclass(frozen=True, slots=True)
class SCurve:
    """What is drawn over one fiscal year; `kind` is percent or millions."""

    title: str
    description: str
    year: int
    curves: Sequence[Curve]
    forecast: Forecast | None = None
    marks: Sequence[Mark] = ()
    kind: str = "percent"
    maximum: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Plot:
    """The plot's box: its year from left to right, its values from bottom to top."""

    axis: TimeAxis
    top: float
    bottom: float
    scale: Scale

    def at(self, point: Point) -> tuple[float, float]:
        """The position of a point."""
        day, value = point
        return self.axis.x(day), self.bottom - (self.bottom - self.top) * self.scale.part(value)


def _all_points(chart: SCurve) -> list[Point]:
    points = [point for curve in chart.curves for point in curve.points]
    if chart.forecast:
        points += [*chart.forecast.median, *chart.forecast.low, *chart.forecast.high]
    return points


def _plot(chart: SCurve, reader: Reader, width: float) -> _Plot:
    scale = scale_of([value for _, value in _all_points(chart)], chart.kind, chart.maximum)
    ticks = max(text_width(_tick_words(t, chart, scale, reader), SMALL) for t in scale.ticks)
    ends = [text_width(words) for _, words, _ in _end_labels(chart, reader)]
    end = width - max(ends, default=0.0) * 1.06 - 8
    axis = TimeAxis(chart.year, ticks + 8, end)
    top = timeaxis.marks_height(chart.marks, axis, width) + 12
    height = PLOT if width > NARROW else NARROW_PLOT
    return _Plot(axis, top, top + height, scale)


def _end_labels(chart: SCurve, reader: Reader) -> list[tuple[Point, str, bool]]:
    """What is written at the right edge: the forecast's three numbers, the median strongest."""
    if not chart.forecast:
        return []
    all_ends = (chart.forecast.high, chart.forecast.median, chart.forecast.low)
    ends = [points for points in all_ends if points]
    write = formats.DECIMAL_FORMATS[chart.kind]
    return [
        (points[-1], write(points[-1][1], reader.lang), points is chart.forecast.median)
        for points in ends
    ]


def _tick_words(value: Decimal, chart: SCurve, scale: Scale, reader: Reader) -> str:
    """The words of a tick; the topmost says the unit of an axis in millions."""
    if chart.kind == "millions" and value == scale.ticks[-1]:
        return formats.millions(value, reader.lang)
    return tick(value, chart.kind, reader.lang)


def _grid(canvas: Canvas, chart: SCurve, plot: _Plot, reader: Reader) -> None:
    for value in plot.scale.ticks:
        _, y = plot.at((date(chart.year, 1, 1), value))
        colour = COLOURS["line"] if value else COLOURS["line-strong"]
        stroke = f'stroke="{colour}"'
        canvas.line((plot.axis.start, y), (plot.axis.end, y), stroke)
        words = _tick_words(value, chart, plot.scale, reader)
        look_of = {"size": number(SMALL), "fill": COLOURS["ink-soft"]}
        canvas.text(words, (plot.axis.start - 6, y + 4.2), "end", **look_of)


def _line(canvas: Canvas, plot: _Plot, points: Sequence[Point], role: str) -> None:
    path = " ".join(f"{number(x)},{number(y)}" for x, y in map(plot.at, points))
    canvas.add(f'<polyline points="{path}" fill="none" stroke-linejoin="round" {STROKES[role]}/>')


def _band(canvas: Canvas, plot: _Plot, forecast: Forecast) -> None:
    if not forecast.median:
        for bound in (forecast.low, forecast.high):
            _line(canvas, plot, bound, "bound")
        return
    around = [*forecast.low, *reversed(forecast.high)]
    path = " ".join(f"{number(x)},{number(y)}" for x, y in map(plot.at, around))
    canvas.add(f'<polygon points="{path}" fill="{COLOURS["on-track"]}" opacity=".22"/>')
    _line(canvas, plot, forecast.median, "forecast")


def spread(wanted: Sequence[float], step: float, floor: float) -> list[float]:
    """Baselines as near as can be to the wanted ones (top first), at least one step apart."""
    placed: list[float] = []
    for y in wanted:
        placed.append(max(y, placed[-1] + step) if placed else y)
    over = placed[-1] - floor if placed else 0.0
    if over > 0:
        placed[-1] = floor
        for index in range(len(placed) - 2, -1, -1):
            placed[index] = min(placed[index], placed[index + 1] - step)
    return placed


def _ends(canvas: Canvas, chart: SCurve, plot: _Plot, reader: Reader) -> None:
    labels = _end_labels(chart, reader)
    wanted = [plot.at(point)[1] + 4.5 for point, _, _ in labels]
    for (_, words, is_median), y in zip(
        labels, spread(wanted, LABEL_STEP, plot.bottom), strict=True
    ):
        ink = COLOURS["green"] if is_median else COLOURS["ink-soft"]
        weight = 700 if is_median else 400
        canvas.text(words, (plot.axis.end + 6, y), "start", fill=ink, weight=weight)


def _reached(canvas: Canvas, chart: SCurve, plot: _Plot, reader: Reader) -> None:
    """The dot of where the year stands and its value, on a halo that keeps it readable."""
    for curve in chart.curves:
        if curve.role != "actual" or not curve.points:
            continue
        x, y = plot.at(curve.points[-1])
        canvas.add(f'<circle cx="{number(x)}" cy="{number(y)}" r="4" fill="{COLOURS["green"]}"/>')
        words = formats.DECIMAL_FORMATS[chart.kind](curve.points[-1][1], reader.lang)
        place = (x - 8, max(y - 9, plot.top + 12))
        canvas.text(words, place, "end", weight=700, fill=COLOURS["green"], halo=True)


def _keys(chart: SCurve) -> list[legend.Key]:
    keys = [legend.Key(c.label, legend.stroke(STROKES[c.role])) for c in chart.curves]
    if chart.forecast:
        mark = _forecast_mark if chart.forecast.median else legend.stroke(STROKES["bound"])
        keys.append(legend.Key(chart.forecast.label, mark))
    return keys


def _forecast_mark(canvas: Canvas, inline: float, middle: float) -> None:
    canvas.rect(inline, middle - 6, 18, 12, COLOURS["on-track"], ' opacity=".22"')
    canvas.line((inline, middle), (inline + 18, middle), STROKES["forecast"])


def svg(chart: SCurve, reader: Reader, width: float = WIDE) -> str:
    """The drawing in one width; time runs from left to right in both languages, and says so."""
    plot = _plot(chart, reader, width)
    canvas = Canvas(width, 0, is_rtl=False)
    _grid(canvas, chart, plot, reader)
    timeaxis.months(canvas, plot.axis, plot.bottom, reader)
    if chart.forecast:
        _band(canvas, plot, chart.forecast)
    timeaxis.draw_marks(canvas, plot.axis, chart.marks, plot.bottom)
    for curve in sorted(chart.curves, key=lambda curve: curve.role == "actual"):
        _line(canvas, plot, curve.points, curve.role)
    _reached(canvas, chart, plot, reader)
    _ends(canvas, chart, plot, reader)
    bottom = plot.bottom + 24
    if reader.is_rtl:
        timeaxis.direction(canvas, plot.axis, bottom + 12, reader)
        bottom += 18
    keys = _keys(chart)
    canvas.is_rtl = reader.is_rtl  # the legend is words: it follows the reader again
    legend.draw(canvas, keys, bottom + 4)
    canvas.height = bottom + 4 + legend.height(keys, width)
    return canvas.svg(chart.title, chart.description)


def _at_month_end(points: Sequence[Point], end: date) -> Decimal | None:
    """The last value known in the month of that day, whatever the point's year."""
    inside = [(day.day, value) for day, value in points if day.month == end.month]
    return max(inside)[1] if inside else None


def _page_of_month(chart: SCurve, end: date) -> str:
    """The same page on the last day told in a month; "" where nothing was."""
    told = [day for one in chart.curves if one.role == "actual" for day, _value in one.points]
    inside = [day for day in told if (day.year, day.month) == (end.year, end.month)]
    return kept("", on=max(inside)) if inside else ""


def _forecast_series(forecast: Forecast, reader: Reader) -> list[tuple[str, str, Sequence[Point]]]:
    """The columns of a forecast: its interval around the median, or its floor and ceiling."""
    if not forecast.median:
        floor, ceiling = reader.translate(FLOOR_TITLE), reader.translate(CEILING_TITLE)
        return [("low", floor, forecast.low), ("high", ceiling, forecast.high)]
    return [
        ("low", reader.translate(LOW_TITLE), forecast.low),
        ("median", forecast.label, forecast.median),
        ("high", reader.translate(HIGH_TITLE), forecast.high),
    ]


def twin(chart: SCurve, reader: Reader) -> Table:
    """The same as a table: one row a month end, one column a curve.

    A month of this year leads to the page of the last day told in it, whose figures it shows.
    """
    series = [(f"curve_{i}", c.label, c.points) for i, c in enumerate(chart.curves)]
    if chart.forecast:
        series += _forecast_series(chart.forecast, reader)
    columns = [Column("day", reader.translate(MONTH_END_TITLE), "day", href="day_href")]
    columns += [Column(key, title, chart.kind) for key, title, _ in series]
    rows: list[Row] = [
        {"day": end, "day_href": _page_of_month(chart, end)}
        | {key: _at_month_end(points, end) for key, _, points in series}
        for end in month_ends(chart.year)
    ]
    return Table(columns, rows, chart.title)


def figure(chart: SCurve, reader: Reader) -> Figure:
    """The chart in both widths, and its table."""
    drawings = (svg(chart, reader, WIDE), svg(chart, reader, NARROW))
    return Figure(chart.title, chart.description, *drawings, twin(chart, reader))
