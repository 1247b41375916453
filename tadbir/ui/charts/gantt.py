"""What was planned against what happened, one line a thing, with its dated milestones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from html import escape

from tadbir.core.words import N_
from tadbir.ui.charts import legend, span
from tadbir.ui.charts.canvas import SIZE, SMALL, Canvas, number, shorten
from tadbir.ui.charts.figure import NARROW, WIDE, Figure
from tadbir.ui.charts.span import Span
from tadbir.ui.charts.timeaxis import TIME_DIRECTION
from tadbir.ui.reader import Reader
from tadbir.ui.status import Status
from tadbir.ui.tables import Column, Row, Table
from tadbir.ui.tokens import COLOURS

LABELS, ROW, NARROW_ROW, TOP = 178.0, 24.0, 40.0, 22.0
PLANNED_TITLE = N_("Planned")
REAL_TITLE = N_("Real")
EXPECTED_TITLE = N_("Still expected")
TODAY_TITLE = N_("Day of the situation")
FROM_TITLE = N_("{what}: from")
TO_TITLE = N_("{what}: to")
STATUS_TITLE = N_("Status")


class Kind(StrEnum):
    """What a milestone is drawn as."""

    ACCEPTED = "accepted"
    READY = "ready"
    OPENED = "opened"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day that was reached."""

    day: date
    kind: Kind


Stretch = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: what was planned, what happened, what is still expected, its milestones."""

    label: str
    href: str = ""
    status: Status | None = None
    planned: Stretch | None = None
    real: Stretch | None = None
    expected: Stretch | None = None
    milestones: Sequence[Milestone] = ()


@dataclass(frozen=True, slots=True)
class Gantt:
    """What is drawn; `milestones` names each kind, `label_title` the column of labels."""

    title: str
    description: str
    label_title: str
    on: date
    lines: Sequence[Line]
    milestones: dict[Kind, str]


_LOOKS = {Kind.ACCEPTED: "ochre", Kind.READY: "on-track", Kind.OPENED: "green-deep"}
_DASHED = f'stroke="{COLOURS["ink-soft"]}" stroke-width="1.6" stroke-dasharray="3 2.5"'


def _bounds(chart: Gantt) -> Stretch:
    """The first and the last day drawn, a month around what is known."""
    days = [chart.on]
    for line in chart.lines:
        for stretch in (line.planned, line.real, line.expected):
            days += stretch or ()
        days += [one.day for one in line.milestones]
    return min(days) - timedelta(20), max(days) + timedelta(20)


def _span(chart: Gantt, reader: Reader, width: float) -> Span:
    first, last = _bounds(chart)
    room = LABELS if width > NARROW else 0.0
    start, end = (10.0, width - room - 4) if reader.is_rtl else (room + 4, width - 10.0)
    return Span(first, last, start, end)


def _bar(canvas: Canvas, axis: Span, stretch: Stretch, y: float, look: str) -> None:
    x, end = axis.x(stretch[0]), axis.x(stretch[1])
    canvas.add(
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(max(end - x, 1.5))}" {look}/>'
    )


def _milestone(canvas: Canvas, x: float, y: float, kind: Kind) -> None:
    """A shape for each kind, so that colour never stands alone."""
    colour = COLOURS[_LOOKS[kind]]
    edge = f'stroke="{COLOURS["paper"]}" stroke-width="1"'
    at = f"translate({number(x)} {number(y)})"
    shapes = {
        Kind.ACCEPTED: "M0-5.5 5.5 0 0 5.5-5.5 0z",
        Kind.READY: "M0-5 5 5-5 5z",
        Kind.OPENED: "M-5-5H5V5H-5z",
    }
    canvas.add(f'<path transform="{at}" d="{shapes[kind]}" fill="{colour}" {edge}/>')


def _label(canvas: Canvas, line: Line, y: float, room: float) -> None:
    inline = 0.0
    if line.status is not None:
        canvas.status(line.status, 0, y - 9.5, 10)
        inline = 15.0
    words = shorten(line.label, room - inline, SIZE)
    if line.href:
        canvas.add(f'<a href="{escape(line.href)}"><title>{escape(line.label)}</title>')
    ink = COLOURS["green" if line.href else "ink"]
    canvas.text(words, (inline, y), "start", size=number(SIZE), fill=ink, halo=True)
    if line.href:
        canvas.add("</a>")


def _line(canvas: Canvas, axis: Span, line: Line, y: float) -> None:
    """The bars of one line around a height: planned above, real below."""
    if line.planned:
        look = f'height="4" fill="{COLOURS["paper"]}" stroke="{COLOURS["ink-soft"]}"'
        _bar(canvas, axis, line.planned, y - 7, look)
    if line.real:
        _bar(canvas, axis, line.real, y, f'height="7" fill="{COLOURS["green"]}" rx="1"')
    if line.expected:
        x, end = axis.x(line.expected[0]), axis.x(line.expected[1])
        canvas.add(
            f'<line x1="{number(x)}" y1="{number(y + 3.5)}" x2="{number(end)}" '
            f'y2="{number(y + 3.5)}" {_DASHED}/>'
        )
    for one in line.milestones:
        _milestone(canvas, axis.x(one.day), y + 3.5, one.kind)


def _keys(chart: Gantt, reader: Reader) -> list[legend.Key]:
    def planned(canvas: Canvas, inline: float, middle: float) -> None:
        extra = f' stroke="{COLOURS["ink-soft"]}"'
        canvas.rect(inline, middle - 2, 16, 4, COLOURS["paper"], extra)

    def milestone(kind: Kind) -> legend.Draw:
        def mark(canvas: Canvas, inline: float, middle: float) -> None:
            _milestone(canvas, canvas.x(inline + 8), middle, kind)

        return mark

    today = f'stroke="{COLOURS["ink"]}" stroke-width="1.4"'
    keys = [
        legend.Key(reader.translate(PLANNED_TITLE), planned),
        legend.Key(reader.translate(REAL_TITLE), legend.swatch(COLOURS["green"])),
        legend.Key(reader.translate(EXPECTED_TITLE), legend.stroke(_DASHED)),
    ]
    keys += [legend.Key(words, milestone(kind)) for kind, words in chart.milestones.items()]
    keys.append(legend.Key(reader.translate(TODAY_TITLE), legend.stroke(today)))
    return [*keys, *legend.status_keys([line.status for line in chart.lines], reader)]


def svg(chart: Gantt, reader: Reader, width: float = WIDE) -> str:
    """The drawing in one width; labels stand where reading begins, time runs from left to right."""
    axis = _span(chart, reader, width)
    canvas = Canvas(width, 0, reader.is_rtl)
    is_wide = width > NARROW
    row = ROW if is_wide else NARROW_ROW
    bottom = TOP + row * len(chart.lines)
    span.draw(canvas, axis, (TOP - 8, bottom), reader)
    for index, line in enumerate(chart.lines):
        y = TOP + row * index + (row / 2 if is_wide else 26)
        _label(canvas, line, y + 4 if is_wide else y - 13, LABELS - 8 if is_wide else width)
        _line(canvas, axis, line, y)
    x = axis.x(chart.on)
    canvas.add(
        f'<line x1="{number(x)}" y1="{number(TOP - 12)}" x2="{number(x)}" y2="{number(bottom)}" '
        f'stroke="{COLOURS["ink"]}" stroke-width="1.4"/>'
    )
    bottom += span.HEIGHT + 4
    if reader.is_rtl:
        words = f"{reader.translate(TIME_DIRECTION)} →"
        canvas.text(words, (width - axis.end, bottom + 10), "start", size=number(SMALL))
        bottom += 18
    keys = _keys(chart, reader)
    legend.draw(canvas, keys, bottom)
    canvas.height = bottom + legend.height(keys, width)
    return canvas.svg(chart.title, chart.description)


def twin(chart: Gantt, reader: Reader) -> Table:
    """The same as a table: one row a line."""
    stretches = (("planned", PLANNED_TITLE), ("real", REAL_TITLE), ("expected", EXPECTED_TITLE))
    columns = [
        Column("label", chart.label_title, wide=True, href="href"),
        Column("status", reader.translate(STATUS_TITLE), "status"),
    ]
    for key, title in stretches:
        what = reader.translate(title)
        first = reader.translate(FROM_TITLE).format(what=what)
        columns.append(Column(f"{key}_from", first, "day"))
        columns.append(Column(f"{key}_to", reader.translate(TO_TITLE).format(what=what), "day"))
    columns += [Column(kind.value, words, "day") for kind, words in chart.milestones.items()]
    return Table(columns, [_row(line) for line in chart.lines], chart.title)


def _row(line: Line) -> Row:
    row: dict[str, object] = {"label": line.label, "href": line.href, "status": line.status}
    for key in ("planned", "real", "expected"):
        row[f"{key}_from"], row[f"{key}_to"] = getattr(line, key) or (None, None)
    return row | {kind.value: _reached(line, kind) for kind in Kind}


def _reached(line: Line, kind: Kind) -> date | None:
    return next((one.day for one in line.milestones if one.kind is kind), None)


def figure(chart: Gantt, reader: Reader) -> Figure:
    """The chart in both widths, and its table."""
    drawings = (svg(chart, reader, WIDE), svg(chart, reader, NARROW))
    return Figure(chart.title, chart.description, *drawings, twin(chart, reader))
