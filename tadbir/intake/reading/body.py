"""The rows under a head, put as the classing of rows needs them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tadbir.intake.contract import Column, Dataset, Kind, Match
from tadbir.intake.reading.column import BLANK, Cells
from tadbir.intake.reading.rows import Body, Paths, is_grand_label, total_labels
from tadbir.intake.reading.sums import Flags, Ints
from tadbir.intake.reading.vectors import Vector

_NAMING = (Kind.TEXT, Kind.CODE)
_ANY, _WORD = "", "intake.not-an-amount"


@dataclass(frozen=True, slots=True)
class Labels:
    """Rows where some cell is labelled as a total, and as that of the whole table."""

    totals: Flags
    grand: Flags


def labels(cells: Sequence[Cells]) -> Labels:
    """The labels of totals among the cells of a table; a text on every row is none."""
    length = len(cells[0]) if cells else 0
    totals, grand = np.zeros(length, dtype=np.bool_), np.zeros(length, dtype=np.bool_)
    for column in cells:
        texts = total_labels(column.texts())
        if texts and not _is_repeated(column):
            whole = {text for text in texts if is_grand_label(text)}
            totals |= column.are(texts.__contains__)
            grand |= column.are(whole.__contains__)
    return Labels(totals, grand)


def body(
    dataset: Dataset,
    matches: Sequence[Match],
    vectors: Mapping[str, Vector],
    cells: Mapping[int, Cells],
    labels: Labels,
) -> Body:
    """What is known of each row, from the columns understood and from every cell of the table."""
    length = len(labels.totals)
    columns = [dataset.column(match.name) for match in matches]
    filled = {m.key: ~vectors[m.key].blank for m in matches}
    totals = labels.totals
    additive = _keys(matches, columns, lambda c: c.additive)
    identifying = _keys(matches, columns, lambda c: c.identifies and c.kind in _NAMING)
    identified = _any([filled[k] & ~_totals_in(vectors[k]) for k in identifying], length)
    naming = _keys(matches, columns, lambda c: c.kind in _NAMING)
    others = _keys(matches, columns, lambda c: c.kind not in _NAMING and not c.additive)
    labelled = _any([filled[k] for k in naming], length)
    unread = _unread([vectors[k] for k in additive], length, _ANY)
    words = _unread([vectors[k] for k in additive], length, _WORD)
    return Body(
        amounts=_amounts([vectors[k] for k in additive], length),
        given=_stacked([filled[k] for k in additive], length).astype(np.bool_),
        figures=_any([filled[k] for k in additive], length) | (unread > words),
        wordy=labelled & (words * 2 > len(additive)) & (len(additive) > 0),
        unread=unread > 0,
        labelled=labelled,
        identified=identified,
        others=_any([filled[k] for k in others], length),
        filled=sum((filled[m.key].astype(np.int64) for m in matches), np.zeros(length, np.int64)),
        texts=_texts(_not_figures(matches, columns, cells), length),
        occupied=_occupied(list(cells.values()), length),
        totals=totals & ~identified,
        doubtful=totals & identified,
        grand=labels.grand,
        paths=_paths(_levels(matches, columns, vectors), totals),
        columns=len(matches),
    )


def _keys(
    matches: Sequence[Match], columns: Sequence[Column], keep: Callable[[Column], bool]
) -> list[str]:
    return [m.key for m, c in zip(matches, columns, strict=True) if keep(c)]


def _levels(
    matches: Sequence[Match], columns: Sequence[Column], vectors: Mapping[str, Vector]
) -> list[Vector]:
    pairs = sorted((c.level, m.key) for m, c in zip(matches, columns, strict=True) if c.level)
    return [vectors[key] for _, key in pairs]


def _not_figures(
    matches: Sequence[Match],
    columns: Sequence[Column],
    cells: Mapping[int, Cells],
) -> list[Cells]:
    figures = {m.index for m, c in zip(matches, columns, strict=True) if c.kind not in _NAMING}
    return [column for number, column in cells.items() if number not in figures]


def _amounts(vectors: Sequence[Vector], length: int) -> Ints:
    return _stacked([np.where(vector.blank, 0, vector.ints) for vector in vectors], length)


def _stacked(columns: Sequence[Ints] | Sequence[Flags], length: int) -> Ints:
    if not columns:
        return np.zeros((length, 0), dtype=np.int64)
    return np.column_stack(columns)


def _any(flags: Sequence[Flags], length: int) -> Flags:
    found = np.zeros(length, dtype=np.bool_)
    for column in flags:
        found |= column
    return found


def _unread(vectors: Sequence[Vector], length: int, code: str) -> Ints:
    """How many cells of each row were not understood, for the reason of one code or any."""
    found = np.zeros(length, dtype=np.int64)
    for vector in vectors:
        places = [i for i, issue in vector.issues.items() if issue[0].startswith(code)]
        found[places] += 1
    return found


def _texts(cells: Sequence[Cells], length: int) -> Ints:
    """How many cells of text each row has; a title repeated down a column does not count."""
    found = np.zeros(length, dtype=np.int64)
    for column in cells:
        if not _is_repeated(column):
            found += column.are(lambda cell: isinstance(cell, str) and cell != "")
    return found


def _occupied(cells: Sequence[Cells], length: int) -> Flags:
    return _any([~column.are_blank for column in cells], length)


def _is_repeated(column: Cells) -> bool:
    return len(column) > 2 and column.is_one_cell()


def _totals_in(vector: Vector) -> Flags:
    distinct = vector.distinct or []
    totals = total_labels([text for text in distinct if isinstance(text, str)])
    labelled = np.array([text in totals for text in distinct], dtype=np.bool_)
    return labelled[vector.ints] if totals else np.zeros(len(vector), dtype=np.bool_)


def _paths(levels: Sequence[Vector], totals: Flags) -> Paths:
    """How deep each row stands in the levels, outermost first: a level left blank over a filled
    one was filled from the rows above. No row stands anywhere with fewer than two levels."""
    if len(levels) < 2 or not any(level.blank.any() for level in levels):
        return Paths.none(len(totals))
    blank = np.column_stack([level.blank for level in levels])
    depths = np.where(blank.any(axis=1), blank.argmax(axis=1), len(levels))
    return Paths(np.column_stack([level.ints for level in levels]), np.where(totals, 0, depths))


def fill_levels(levels: Sequence[Vector], skipped: Flags) -> None:
    """Write down outer levels that a file writes only once, on the rows below that fill inner
    ones. Rows of totals are skipped."""
    if len(levels) < 2:
        return
    blank = np.column_stack([level.blank for level in levels])
    told = ~skipped & ~blank.all(axis=1)
    if not (told & blank[:, 0]).any():
        return
    ints = np.column_stack([level.ints for level in levels])
    last = ints[0] * 0
    for row in np.flatnonzero(told).tolist():
        filled = np.flatnonzero(~blank[row])
        first, deepest = int(filled[0]), int(filled[-1])
        ints[row, :first] = last[:first]
        last = np.where(np.arange(len(levels)) <= deepest, ints[row], 0)
    for place, level in enumerate(levels):
        level.ints = ints[:, place]
        level.blank = level.ints == BLANK
