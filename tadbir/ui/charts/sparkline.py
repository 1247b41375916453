"""A curve the size of a word, for a tile; time runs from left to right in every language."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tadbir.ui.charts.canvas import Canvas, number
from tadbir.ui.tokens import COLOURS

WIDTH, HEIGHT, EDGE = 132.0, 30.0, 4.0


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Values from the oldest to the newest (None where nothing was received), and the target."""

    title: str
    values: Sequence[Decimal | None]
    target: Decimal | None = None


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The stretches without a hole: what was not received is a gap, never a line."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def svg(sparkline: Sparkline) -> str:
    """The drawing; a single value is a dot, nothing at all is an empty drawing."""
    known = [value for value in sparkline.values if value is not None]
    canvas = Canvas(WIDTH, HEIGHT, is_rtl=False)
    if not known:
        return canvas.svg(sparkline.title, sparkline.title)
    bounds = known if sparkline.target is None else [*known, sparkline.target]
    low, spread = min(bounds), (max(bounds) - min(bounds)) or Decimal(1)
    step = (WIDTH - 2 * EDGE) / max(len(sparkline.values) - 1, 1)

    def y(value: Decimal) -> float:
        return HEIGHT - EDGE - float((value - low) / spread) * (HEIGHT - 2 * EDGE)

    if sparkline.target is not None:
        dashed = f'stroke="{COLOURS["ochre"]}" stroke-dasharray="3 3"'
        level = y(sparkline.target)
        canvas.line((EDGE, level), (WIDTH - EDGE, level), dashed)
    points = [
        None if value is None else (EDGE + index * step, y(value))
        for index, value in enumerate(sparkline.values)
    ]
    _draw(canvas, _runs(points))
    return canvas.svg(sparkline.title, sparkline.title)


def curve(title: str, values: Sequence[Decimal | None], target: Decimal | None = None) -> str:
    """The drawing of a year; empty under two known points."""
    if sum(value is not None for value in values) < 2:
        return ""
    return svg(Sparkline(title, values, target))


def _draw(canvas: Canvas, runs: Sequence[Sequence[tuple[float, float]]]) -> None:
    for run in runs:
        path = " ".join(f"{number(x)},{number(y)}" for x, y in run)
        canvas.add(
            f'<polyline points="{path}" fill="none" stroke="{COLOURS["green"]}" '
            'stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round"/>'
        )
    x, y = runs[-1][-1]
    canvas.add(f'<circle cx="{number(x)}" cy="{number(y)}" r="3" fill="{COLOURS["green"]}"/>')
