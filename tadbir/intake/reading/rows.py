"""Rows classed as data, subtotal, title or note, by what they say and what they sum to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from tadbir.core.words import fold
from tadbir.intake.reading.sums import Flags, Ints, Runs

Path = tuple[int, ...]
_NO_SIGNATURE = 4
"""Cells from which a row without figures, under the last figure, is no line of signatures."""


class Class(IntEnum):
    """What a row is. `REFUSED` is a row of figures that says nothing of itself."""

    BLANK = 0
    DATA = 1
    SUBTOTAL = 2
    TITLE = 3
    NOTE = 4
    REFUSED = 5


_TOTAL = re.compile(
    r"(?:s |ss |sous |grand |sub |sub-)?totaux?\b|(?:s |ss |sous |sub |sub)total\b|subtotal|sstotal"
    r"|(?:ال)?مجموع\b|(?:ال)?اجمالي\b|ensemble(?: general| de la| des| du|$)|a reporter$|report$"
    r"|total\b"
)
_GRAND = re.compile(r"general|grand total|\bensemble|العام|اجمالي عام|totaux")
_MAYBE = ("tota", "ensemble", "report", "جموع", "جمالي", "ـ")


def is_total_label(text: str) -> bool:
    """Whether a text begins as the label of a total does."""
    return _may_total(text) and _TOTAL.match(fold(text)) is not None


def _may_total(text: str) -> bool:
    lower = text.lower()
    return any(part in lower for part in _MAYBE)


def total_labels(texts: Sequence[str]) -> set[str]:
    """Those among some texts that begin as the label of a total does."""
    if not _may_total("\x1f".join(texts)):
        return set()
    return {text for text in texts if is_total_label(text)}


def is_grand_label(text: str) -> bool:
    """Whether the label of a total speaks of the whole table."""
    return _GRAND.search(fold(text)) is not None


@dataclass(frozen=True, slots=True)
class Paths:
    """Where rows stand in a hierarchy: a number for what each level says, and how many levels,
    from the outermost, are filled; 0 stands nowhere."""

    levels: Ints
    depths: Ints

    @classmethod
    def none(cls, length: int) -> "Paths":
        """Rows without a hierarchy."""
        return cls(np.zeros((length, 0), dtype=np.int64), np.zeros(length, dtype=np.int64))

    def of(self, rows: Ints) -> list[Path]:
        """The paths of some rows."""
        pairs = zip(self.levels[rows].tolist(), self.depths[rows].tolist(), strict=True)
        return [tuple(levels[:depth]) for levels, depth in pairs]


@dataclass(frozen=True, slots=True)
class Body:
    """What is known of the rows under a head, before they are classed; one entry a row.

    `given` and `amounts` are by additive column (centimes, 0 where nothing is given);
    `figures` marks rows where such a cell holds a figure, understood or not; `wordy` those
    where most of them hold words; `unread` those where any was not understood. `filled` counts mapped columns
    that hold something, `texts` cells of text anywhere in the row. `totals` are labelled so;
    `doubtful` too, while another cell identifies them: their sum decides. `paths` are the filled
    levels of the hierarchy.
    """

    amounts: Ints
    given: Flags
    figures: Flags
    wordy: Flags
    unread: Flags
    labelled: Flags
    identified: Flags
    others: Flags
    filled: Ints
    texts: Ints
    occupied: Flags
    totals: Flags
    doubtful: Flags
    grand: Flags
    paths: Paths
    columns: int


@dataclass(slots=True)
class Classed:
    """The class of every row; `parents` gives, by structural subtotal, the run that it covers."""

    classes: Ints
    parents: dict[int, tuple[int, int]]


def classed(body: Body) -> Classed:
    """Every row with its class. Structure and labels decide first; a row of figures without any
    label must equal a run of rows beside it, or it is refused."""
    classes = _by_content(body)
    parents = _parents(body, classes)
    classes[list(parents)] = Class.SUBTOTAL
    _settle_parents_without_figures(body, classes, parents)
    if body.amounts.shape[1]:
        _settle_by_sum(body, classes)
    return Classed(classes, parents)


def _by_content(body: Body) -> Ints:
    has_figures = body.figures
    if body.amounts.shape[1]:
        is_data = has_figures | body.identified | (body.labelled & (body.others | body.unread))
        is_data |= (body.filled >= 2) & body.labelled
    else:
        is_data = body.identified & (body.filled >= 2) | (body.filled * 2 >= body.columns)
    last = _last(has_figures if has_figures.any() else is_data & ~body.totals)
    places = np.arange(len(is_data))
    trailing = places > last
    says_enough = (body.filled * 2 >= body.columns) | (body.filled >= _NO_SIGNATURE)
    is_data &= ~trailing | body.wordy | body.identified & says_enough
    classes = np.where(is_data, Class.DATA, np.where(trailing, Class.NOTE, Class.TITLE))
    classes = np.where(
        body.totals & (has_figures | ~is_data | (body.filled <= 2)),
        np.where(has_figures, Class.SUBTOTAL, Class.NOTE),
        classes,
    )
    return np.where(body.occupied, classes, Class.BLANK).astype(np.int64)


def _last(flags: Flags) -> int:
    places = np.flatnonzero(flags)
    return int(places[-1]) if len(places) else -1


def _parents(body: Body, classes: Ints) -> dict[int, tuple[int, int]]:
    """Rows whose path is the beginning of the paths just below them, or just above, and the run
    that these rows make."""
    places = np.flatnonzero((classes == Class.DATA) & (body.paths.depths > 0))
    depths = body.paths.depths[places]
    if (depths == depths[:1]).all():
        return {}
    rows, paths = places.tolist(), body.paths.of(places)
    parents = {}
    for place, path in enumerate(paths):
        end = _end(paths, place, path, 1)
        if end > place + 1:
            parents[rows[place]] = (rows[place] + 1, rows[end - 1] + 1)
            continue
        start = _end(paths, place, path, -1)
        if start < place - 1:
            parents[rows[place]] = (rows[start + 1], rows[place])
    return parents


def _end(paths: Sequence[Path], place: int, path: Path, step: int) -> int:
    """The first place, going one way, that does not lie under a path."""
    depth = len(path)
    place += step
    while 0 <= place < len(paths) and len(paths[place]) > depth and paths[place][:depth] == path:
        place += step
    return place


def _settle_parents_without_figures(
    body: Body, classes: Ints, parents: dict[int, tuple[int, int]]
) -> None:
    if not body.amounts.shape[1]:
        return
    for row in [row for row in parents if not body.given[row].any()]:
        classes[row] = Class.TITLE
        del parents[row]


def _settle_by_sum(body: Body, classes: Ints) -> None:
    """Rows of figures without a label, or with that of a total and an identifier as well."""
    figures = body.given.any(axis=1) & (classes == Class.DATA)
    silent = ~body.labelled & ~body.identified & (body.texts == 0) & figures
    doubtful = body.doubtful & figures
    if not (silent | doubtful).any():
        return
    runs = Runs(body.amounts, (classes == Class.DATA) & ~silent & ~doubtful)
    for row in np.flatnonzero(silent | doubtful).tolist():
        stated, given = body.amounts[row], body.given[row]
        is_sum = runs.start_above(row, stated, given) is not None and bool(stated.any())
        if is_sum:
            classes[row] = Class.SUBTOTAL
        elif silent[row]:
            classes[row] = Class.REFUSED
