"""The gap explained: from the credits to what was paid, one step under the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from zlib import crc32

from tadbir.core.words import N_
from tadbir.ui import formats
from tadbir.ui.charts import legend
from tadbir.ui.charts.canvas import SMALL, Canvas, number, shorten, text_width
from tadbir.ui.charts.figure import NARROW, WIDE, Figure
from tadbir.ui.reader import Reader
from tadbir.ui.tables import Column, Table
from tadbir.ui.tokens import COLOURS

BAR = 15.0
SHARE_GAP = 14.0
PAD = 12.0
STEP_TITLE = N_("Step")
AMOUNT_TITLE = N_("Dirhams")
SHARE_TITLE = N_("Share of credits")


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the gap in dirhams and as a fraction of the whole (None when undefined)."""

    label: str
    value: Decimal
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class GapChart:
    """The whole, the steps that are lost on the way, and what remains (paid), in dirhams."""

    title: str
    description: str
    whole_label: str
    whole: Decimal
    steps: Sequence[Step]
    rest_label: str
    rest: Decimal
    rest_share: Decimal | None


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the drawing: from where to where its bar runs, and in which fill."""

    label: str
    value: Decimal
    share: Decimal | None
    start: Decimal
    fill: str


def _lines(chart: GapChart, fills: Sequence[str]) -> list[_Line]:
    """The whole, then each step hanging where the one before it began, then the rest."""
    whole_share = Decimal(1) if chart.whole else None
    zero = Decimal(0)
    lines = [_Line(chart.whole_label, chart.whole, whole_share, zero, COLOURS["green-deep"])]
    edge = chart.whole
    for step, fill in zip(chart.steps, fills, strict=True):
        edge -= step.value
        lines.append(_Line(step.label, step.value, step.share, edge, fill))
    rest = _Line(chart.rest_label, chart.rest, chart.rest_share, zero, COLOURS["on-track"])
    return [*lines, rest]


def _part(value: Decimal, whole: Decimal) -> float:
    return float(min(max(value / whole, Decimal(0)), Decimal(1))) if whole else 0.0


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the bars stand, and how far a row reaches."""

    zone: float
    zone_width: float
    label_room: float
    amount_end: float
    share_room: float
    row: float
    bar_top: float
    baseline: float


def _plan(lines: Sequence[_Line], reader: Reader, width: float) -> _Plan:
    shares = max(text_width(formats.percent(line.share, reader.lang)) for line in lines)
    amounts = max(text_width(formats.millions(line.value, reader.lang)) for line in lines) * 1.06
    amount_end = width - shares - SHARE_GAP
    if width <= NARROW:
        return _Plan(0, width, amount_end - amounts - PAD, amount_end, shares, 44, 21, 14)
    room = min(max(text_width(line.label) for line in lines), width * 0.3)
    zone = room + PAD
    return _Plan(zone, amount_end - amounts - PAD - zone, room, amount_end, shares, 30, 7, 19)


def svg(chart: GapChart, reader: Reader, width: float = WIDE) -> str:
    """The drawing in one width; at most `NARROW` wide, labels stand above their bars."""
    canvas = Canvas(width, 0, reader.is_rtl)
    seed = f"{crc32(chart.title.encode()):x}-{number(width)}"
    # The first cause is the plain green of what is paid: steps begin at the second.
    fills = [legend.hatch(canvas, index + 1, seed) for index in range(len(chart.steps))]
    lines = _lines(chart, fills)
    plan = _plan(lines, reader, width)
    hair = f'stroke="{COLOURS["line-strong"]}" stroke-dasharray="2 2"'
    for index, line in enumerate(lines):
        top = 2 + plan.row * index
        _draw(canvas, line, plan, (top, chart.whole), reader)
        if width > NARROW and 0 < index < len(lines) - 1:
            inline = plan.zone + plan.zone_width * _part(line.start, chart.whole)
            bottom = top + plan.bar_top + BAR
            canvas.line((inline, bottom), (inline, bottom + plan.row - BAR), hair)
    canvas.height = 2 + plan.row * len(lines)
    return canvas.svg(chart.title, chart.description)


def _draw(
    canvas: Canvas, line: _Line, plan: _Plan, placed: tuple[float, Decimal], reader: Reader
) -> None:
    top, whole = placed
    start = plan.zone + plan.zone_width * _part(line.start, whole)
    length = plan.zone_width * _part(line.value, whole)
    canvas.rect(start, top + plan.bar_top, length, BAR, line.fill, ' rx="1.5"')
    baseline = top + plan.baseline
    canvas.text(shorten(line.label, plan.label_room), (0, baseline), "start")
    words = formats.millions(line.value, reader.lang)
    canvas.number(words, (plan.amount_end, baseline), 0, weight=600)
    share = formats.percent(line.share, reader.lang)
    look_of = {"size": number(SMALL), "fill": COLOURS["ink-soft"]}
    canvas.number(share, (canvas.width, baseline), plan.share_room, **look_of)


def twin(chart: GapChart, reader: Reader) -> Table:
    """The same as a table: the whole, each step, the rest, in dirhams and shares."""
    columns = [
        Column("label", reader.translate(STEP_TITLE), wide=True),
        Column("value", reader.translate(AMOUNT_TITLE), "amount"),
        Column("share", reader.translate(SHARE_TITLE), "percent"),
    ]
    lines = _lines(chart, [""] * len(chart.steps))
    rows = [{"label": line.label, "value": line.value, "share": line.share} for line in lines]
    return Table(columns, rows, chart.title)


def figure(chart: GapChart, reader: Reader) -> Figure:
    """The chart in both widths, and its table."""
    drawings = (svg(chart, reader, WIDE), svg(chart, reader, NARROW))
    return Figure(chart.title, chart.description, *drawings, twin(chart, reader))
