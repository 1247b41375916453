"""Names on a map that never collide: on the area where they fit, else a number and a list."""

from collections.abc import Sequence
from dataclasses import dataclass

from tadbir.ui.charts.canvas import SMALL, Canvas, number, text_width
from tadbir.ui.tokens import COLOURS

BADGE = 9.0
LINE = 15.0
LIST_ROW = 20.0
NUDGES = ((0, 0), (0, -20), (0, 20), (-22, 0), (22, 0), (-18, -18), (18, -18), (-18, 18), (18, 18))


@dataclass(frozen=True, slots=True)
class Room:
    """A point on the drawing and the width that words may take around it."""

    x: float
    y: float
    w: float


@dataclass(frozen=True, slots=True)
class Label:
    """An area's name and value, where they would stand, and the ink that reads there."""

    name: str
    value: str
    room: Room
    ink: str
    on_hatch: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that words or a badge take."""

    x: float
    y: float
    width: float
    height: float

    def touches(self, other: "Box") -> bool:
        """Whether the two overlap."""
        across = self.x < other.x + other.width and other.x < self.x + self.width
        return across and self.y < other.y + other.height and other.y < self.y + self.height


@dataclass(frozen=True, slots=True)
class Placed:
    """A label in its place: words inside its box, or a badge with a number (1, 2, …)."""

    label: Label
    box: Box
    number: int = 0


def _words_box(label: Label) -> Box:
    width = max(text_width(label.name, SMALL), text_width(label.value, SMALL) * 1.08)
    return Box(label.room.x - width / 2, label.room.y - LINE, width, LINE * 2)


def _badge_box(label: Label, nudge: tuple[int, int]) -> Box:
    x, y = label.room.x + nudge[0], label.room.y + nudge[1]
    return Box(x - BADGE, y - BADGE, BADGE * 2, BADGE * 2)


def _free(box: Box, taken: Sequence[Placed], within: float) -> bool:
    inside = box.x >= 0 and box.y >= 0 and box.x + box.width <= within
    return inside and not any(box.touches(other.box) for other in taken)


def place_labels(labels: Sequence[Label], width: float) -> list[Placed]:
    """Widest rooms first: words where they fit, else a numbered badge at the nearest free spot.

    The badge may stand a little off its area, with a line that leads to it. Numbers follow the
    order of the labels as given, so that the list reads as the table does.
    """
    placed: dict[int, Placed] = {}
    by_room = sorted(enumerate(labels), key=lambda item: (-item[1].room.w, item[0]))
    for index, label in by_room:
        box = _words_box(label)
        if box.width <= label.room.w and _free(box, list(placed.values()), width):
            placed[index] = Placed(label, box)
    numbered = [index for index in range(len(labels)) if index not in placed]
    for count, index in enumerate(numbered, start=1):
        boxes = [_badge_box(labels[index], nudge) for nudge in NUDGES]
        taken = list(placed.values())
        box = next((box for box in boxes if _free(box, taken, width)), boxes[0])
        placed[index] = Placed(labels[index], box, count)
    return [placed[index] for index in range(len(labels))]


def _draw_words(canvas: Canvas, label: Label) -> None:
    look_of = {"size": number(SMALL), "fill": label.ink, "halo": label.on_hatch}
    canvas.text(label.name, (canvas.x(label.room.x), label.room.y - 3), "middle", **look_of)
    below = (canvas.x(label.room.x), label.room.y - 3 + LINE)
    canvas.text(label.value, below, "middle", weight=600, **look_of)


def _draw_badge(canvas: Canvas, placed: Placed) -> None:
    x, y = placed.box.x + BADGE, placed.box.y + BADGE
    room = placed.label.room
    if (x, y) != (room.x, room.y):
        leader = f'stroke="{COLOURS["ink"]}"'
        canvas.line((canvas.x(room.x), room.y), (canvas.x(x), y), leader)
    canvas.add(
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(BADGE)}" '
        f'fill="{COLOURS["paper"]}" stroke="{COLOURS["ink"]}"/>'
    )
    at = (canvas.x(x), y + 4)
    canvas.text(str(placed.number), at, "middle", size="11", weight=600)


def draw_labels(canvas: Canvas, placed: Sequence[Placed]) -> None:
    """Write the names and values on their areas, and the badges."""
    for one in placed:
        if one.number:
            _draw_badge(canvas, one)
        else:
            _draw_words(canvas, one.label)


def _columns(canvas: Canvas, numbered: Sequence[Placed]) -> int:
    widest = max(text_width(f"{p.label.name} {p.label.value}", SMALL) for p in numbered)
    return max(1, int(canvas.width // (widest * 1.1 + 34)))


def key_list_height(canvas: Canvas, placed: Sequence[Placed]) -> float:
    """How much height the list of numbered areas takes."""
    numbered = [one for one in placed if one.number]
    return LIST_ROW * -(-len(numbered) // _columns(canvas, numbered)) if numbered else 0.0


def draw_key_list(canvas: Canvas, placed: Sequence[Placed], top: float) -> None:
    """The numbered areas with their names and values, in as many columns as fit."""
    numbered = sorted((one for one in placed if one.number), key=lambda one: one.number)
    if not numbered:
        return
    columns = _columns(canvas, numbered)
    room = canvas.width / columns
    for index, one in enumerate(numbered):
        inline = room * (index % columns)
        baseline = top + LIST_ROW * (index // columns) + 14
        small = {"size": number(SMALL)}
        canvas.text(f"{one.number}", (inline + 6, baseline), "middle", weight=600, **small)
        canvas.text(one.label.name, (inline + 18, baseline), "start", **small)
        after = inline + 24 + text_width(one.label.name, SMALL)
        canvas.text(one.label.value, (after, baseline), "start", weight=600, **small)
