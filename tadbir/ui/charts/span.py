"""An axis of days over several years: positions, the months or quarters under it, years in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from tadbir.ui.charts.canvas import SMALL, Canvas, number, text_width
from tadbir.ui.reader import Reader
from tadbir.ui.tokens import COLOURS

MONTHS_OF_STEP = (1, 2, 3, 6, 12, 24)
HEIGHT = 22.0


@dataclass(frozen=True, slots=True)
class Span:
    """Days laid from left to right between two edges, in Arabic as in French."""

    first: date
    last: date
    start: float
    end: float

    def x(self, day: date) -> float:
        """The position of a day, held inside the edges."""
        days = max((self.last - self.first).days, 1)
        part = min(max((day - self.first).days / days, 0.0), 1.0)
        return self.start + (self.end - self.start) * part

    def ticks(self, every: int) -> Iterator[date]:
        """The first day of each step of so many months inside the span."""
        day = date(self.first.year, 1, 1)
        while day <= self.last:
            if day >= self.first:
                yield day
            years, month = divmod(day.month - 1 + every, 12)
            day = date(day.year + years, month + 1, 1)


def _words(day: date, reader: Reader) -> str:
    pattern = "y" if day.month == 1 else "LLL"
    words: str = format_date(day, pattern, locale=f"{reader.lang}_MA")
    return words


def step(span: Span, reader: Reader) -> int:
    """How many months part two ticks: the fewest whose words do not meet."""
    widest = max(text_width(_words(date(2025, m, 1), reader), SMALL) for m in range(1, 13)) + 8
    days = max((span.last - span.first).days, 1)
    month = (span.end - span.start) * 30.4 / days
    return next((n for n in MONTHS_OF_STEP if month * n >= widest), MONTHS_OF_STEP[-1])


def draw(canvas: Canvas, span: Span, box: tuple[float, float], reader: Reader) -> None:
    """Thin lines from the top of a box to its bottom, and their words under it."""
    top, bottom = box
    for day in span.ticks(step(span, reader)):
        x = span.x(day)
        colour = COLOURS["line-strong" if day.month == 1 else "line"]
        canvas.add(
            f'<line x1="{number(x)}" y1="{number(top)}" x2="{number(x)}" '
            f'y2="{number(bottom + 4)}" stroke="{colour}"/>'
        )
        words = _words(day, reader)
        # Words that would leave the drawing are left out: their line still stands.
        if text_width(words, SMALL) / 2 <= min(x, canvas.width - x):
            at = (canvas.width - x if canvas.is_rtl else x, bottom + 17)
            canvas.text(words, at, "middle", weight=600 if day.month == 1 else 400)
