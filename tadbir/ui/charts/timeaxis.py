"""The axis of a fiscal year: days to positions, months to words, marks to rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from tadbir.core.words import N_
from tadbir.ui.charts.canvas import SMALL, Anchor, Canvas, number, text_width, wrapped
from tadbir.ui.reader import Reader
from tadbir.ui.tokens import COLOURS

TIME_DIRECTION = N_("Time runs from left to right")
MARK_ROW = 18.0
MARK_GAP = 6.0
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """A day that matters: today, or a last day; `is_today` is drawn apart."""

    day: date
    label: str
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """A year laid from left to right, in Arabic as in French: decided in docs/decisions.md."""

    year: int
    start: float
    end: float

    def x(self, day: date) -> float:
        """The position of a day; a day of another year falls on the same day of this one."""
        last = 28 if day.month == 2 else day.day
        moved = day.replace(year=self.year, day=min(day.day, last))
        days = (date(self.year, 12, 31) - date(self.year, 1, 1)).days
        passed = (moved - date(self.year, 1, 1)).days
        return self.start + (self.end - self.start) * passed / days


def months(canvas: Canvas, axis: TimeAxis, top: float, reader: Reader) -> None:
    """Month names under the axis, as many as fit, each under its own middle."""
    names = [
        format_date(date(axis.year, month, 1), "LLL", locale=f"{reader.lang}_MA")
        for month in range(1, MONTHS + 1)
    ]
    room = (axis.end - axis.start) / MONTHS
    widest = max(text_width(name, SMALL) for name in names) * 0.94
    every = next(n for n in (1, 2, 3, 6) if room * n >= widest or n == 6)
    for month in range(1, MONTHS + 1):
        x = axis.x(date(axis.year, month, 1))
        tick = f'stroke="{COLOURS["line-strong"]}"'
        canvas.line((x, top), (x, top + 4), tick)
        if (month - 1) % every == 0:
            look_of = {"size": number(SMALL), "fill": COLOURS["ink-soft"]}
            canvas.text(names[month - 1], (x + room / 2, top + 17), "middle", **look_of)


def direction(canvas: Canvas, axis: TimeAxis, baseline: float, reader: Reader) -> None:
    """Say which way time runs, where the words around it run the other way."""
    words = f"{reader.translate(TIME_DIRECTION)} →"
    look_of = {"size": number(SMALL), "fill": COLOURS["ink-soft"]}
    canvas.text(words, (axis.end, baseline), "end", **look_of)


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark with its lines of words, the row of the first, and the side its words stand on."""

    mark: Mark
    x: float
    lines: Sequence[str]
    row: int
    side: Anchor


def place_marks(marks: Sequence[Mark], axis: TimeAxis, width: float) -> list[PlacedMark]:
    """Every mark on rows of its own above the plot, so that no words collide.

    Words stand before their line, or after it where the year is young. Days late in the year
    stand the higher the later they are: then no line runs through the words of another.
    """

    def words_after(mark: Mark) -> bool:
        return axis.x(mark.day) < (axis.start + axis.end) / 2

    young = sorted((m for m in marks if words_after(m)), key=lambda m: m.day)
    late = sorted((m for m in marks if not words_after(m)), key=lambda m: m.day, reverse=True)
    placed: list[PlacedMark] = []
    row = 0
    for mark in [*young, *late]:
        x = axis.x(mark.day)
        after = words_after(mark)
        lines = wrapped(mark.label, (width - x if after else x) - MARK_GAP - 2, SMALL * 1.04)
        placed.append(PlacedMark(mark, x, lines, row, "start" if after else "end"))
        row += len(lines)
    return placed


def marks_height(marks: Sequence[Mark], axis: TimeAxis, width: float) -> float:
    """The room above the plot that the words of the marks take."""
    return MARK_ROW * sum(len(placed.lines) for placed in place_marks(marks, axis, width))


def draw_marks(canvas: Canvas, axis: TimeAxis, marks: Sequence[Mark], bottom: float) -> None:
    """Each mark's line and its words beside the line's top."""
    for placed in place_marks(marks, axis, canvas.width):
        is_today = placed.mark.is_today
        top = MARK_ROW * placed.row + 13
        colour = COLOURS["ink"] if is_today else COLOURS["ochre"]
        dash = "" if is_today else ' stroke-dasharray="5 3"'
        stroke = f'stroke="{colour}" stroke-width="1.4"{dash}'
        canvas.line((placed.x, top - 10), (placed.x, bottom), stroke)
        gap = MARK_GAP if placed.side == "start" else -MARK_GAP
        ink = COLOURS["ink"] if is_today else COLOURS["ochre-ink"]
        look_of = {"size": number(SMALL), "fill": ink, "weight": 600}
        for line, words in enumerate(placed.lines):
            at = (placed.x + gap, top + MARK_ROW * line)
            canvas.text(words, at, placed.side, **look_of)
