"""Legends that flow from the reading side, and the hatches that double every colour."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tadbir.ui.charts.canvas import SMALL, Canvas, number, text_width
from tadbir.ui.reader import Reader
from tadbir.ui.status import GRAVEST_FIRST, Status, look
from tadbir.ui.tokens import CAUSES, COLOURS

ROW = 20.0
GAP = 18.0
MARK = 22.0
HATCHES = (
    "",
    '<path d="M-1 7 7-1M-1 1 1-1M5 7 7 5" stroke="#fff" stroke-width="1.1" stroke-opacity=".75"/>',
    '<circle cx="3" cy="3" r="1" fill="#fff" fill-opacity=".8"/>',
    '<path d="M0 3H6" stroke="#fff" stroke-width="1.1" stroke-opacity=".75"/>',
    '<path d="M3 0V6" stroke="#fff" stroke-width="1.1" stroke-opacity=".75"/>',
    '<path d="M0 0 6 6M6 0 0 6" stroke="#fff" stroke-width=".8" stroke-opacity=".75"/>',
)

Draw = Callable[[Canvas, float, float], None]


@dataclass(frozen=True, slots=True)
class Key:
    """One entry: what draws its mark at (inline, middle y) in 16 units, and its words."""

    label: str
    draw: Draw


def hatch(canvas: Canvas, index: int, seed: str) -> str:
    """Declare the fill of a cause and return it: a colour, or a colour under its own hatch."""
    place = index % len(CAUSES)
    colour = CAUSES[place]
    if not HATCHES[place]:
        return colour
    name = f"h{place}-{seed}"
    canvas.add(
        f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="{colour}"/>{HATCHES[place]}</pattern>'
    )
    return f"url(#{name})"


def swatch(fill: str, stroke: str = "none") -> Draw:
    """A mark that shows a fill."""

    def draw(canvas: Canvas, inline: float, middle: float) -> None:
        extra = f' rx="2" stroke="{stroke}"'
        canvas.rect(inline, middle - 6, 16, 12, fill, extra)

    return draw


def stroke(extra: str) -> Draw:
    """A mark that shows a line."""

    def draw(canvas: Canvas, inline: float, middle: float) -> None:
        canvas.line((inline, middle), (inline + 18, middle), extra)

    return draw


def status_keys(present: Sequence[Status | None], reader: Reader) -> list[Key]:
    """The statuses that a chart shows, gravest first, as shape and word."""

    def mark(status: Status) -> Draw:
        return lambda canvas, inline, middle: canvas.status(status, inline + 3, middle - 5.5)

    shown = [status for status in GRAVEST_FIRST if status in present]
    return [Key(reader.translate(look(status).word), mark(status)) for status in shown]


def placed(keys: Sequence[Key], width: float) -> list[tuple[Key, float, int]]:
    """Each entry with its distance from the reading side and its row."""
    inline, row, found = 0.0, 0, []
    for key in keys:
        room = MARK + text_width(key.label, SMALL)
        if inline and inline + room > width:
            inline, row = 0.0, row + 1
        found.append((key, inline, row))
        inline += room + GAP
    return found


def height(keys: Sequence[Key], width: float) -> float:
    """How much height the legend takes; nothing without entries."""
    return ROW * (placed(keys, width)[-1][2] + 1) if keys else 0.0


def draw(canvas: Canvas, keys: Sequence[Key], top: float) -> None:
    """Draw the legend from this height on."""
    for key, inline, row in placed(keys, canvas.width):
        middle = top + row * ROW + ROW / 2
        key.draw(canvas, inline, middle)
        look_of = {"size": number(SMALL), "fill": COLOURS["ink-soft"]}
        canvas.text(key.label, (inline + MARK, middle + 4.3), "start", **look_of)
