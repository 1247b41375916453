"""Where tables begin: rows of heads anywhere in a sheet, and the path of heads over each column."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from tadbir.intake.reading.grid import Grid
from tadbir.intake.reading.heads import Vocabulary, head

_FEW = 2_000
_FIRST_ROWS = 200
_LONGEST_HEAD = 160
_NUMBERING = frozenset("abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True)
class Heads:
    """A block of head rows: its first and last row, and the heads over each column, top first."""

    top: int
    bottom: int
    paths: dict[int, tuple[str, ...]]

    @property
    def columns(self) -> list[int]:
        """The columns that carry a head, in order."""
        return sorted(self.paths)


def find_heads(grid: Grid, words: Vocabulary) -> list[Heads]:
    """Every block of head rows of the sheet, from top to bottom."""
    merges = _merges(grid)
    blocks: list[Heads] = []
    hits = _hits(grid, words)
    for row in sorted(hits):
        if blocks and row <= blocks[-1].bottom:
            continue
        if _is_head_row(grid, row, hits[row]):
            after = blocks[-1].bottom + 1 if blocks else 0
            blocks.append(_block(grid, words, merges, row, after))
    return blocks


def _hits(grid: Grid, words: Vocabulary) -> dict[int, set[int]]:
    """By row, the columns whose cell is a known head. Columns of very many different texts are
    looked at only in the first rows and where another column has a hit."""
    hits: dict[int, set[int]] = {}
    long: list[int] = []
    for number, column in enumerate(grid.columns):
        texts = {text for text in column.texts() if len(text) <= _LONGEST_HEAD}
        if len(texts) > _FEW:
            long.append(number)
            continue
        known = {text for text in texts if words.knows(text)}
        if known:
            for row in np.flatnonzero(column.are(known.__contains__)).tolist():
                hits.setdefault(row, set()).add(number)
    for row in {*range(min(_FIRST_ROWS, grid.height)), *hits}:
        found = {number for number in long if _is_known(grid.columns[number][row], words)}
        if found:
            hits.setdefault(row, set()).update(found)
    return hits


def _is_known(cell: object, words: Vocabulary) -> bool:
    return isinstance(cell, str) and len(cell) <= _LONGEST_HEAD and words.knows(cell)


def _is_head_row(grid: Grid, row: int, hits: set[int]) -> bool:
    cells = grid.row(row)
    keys = {head(str(cells[column])).key for column in hits}
    figures = sum(not isinstance(cell, str) for cell in cells)
    return len(keys) >= 2 and len(hits) > figures


def _merges(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """By covered cell, the cell whose text stands over it; only merges that are not huge."""
    return {
        (row, column): first
        for first, last in grid.merged
        if (last[0] - first[0] + 1) * (last[1] - first[1] + 1) <= 10_000
        for row in range(first[0], last[0] + 1)
        for column in range(first[1], last[1] + 1)
    }


def _block(
    grid: Grid,
    words: Vocabulary,
    merges: dict[tuple[int, int], tuple[int, int]],
    row: int,
    after: int,
) -> Heads:
    reader = _Reader(grid, words, merges)
    top = row
    while top > after and reader.is_above(top - 1, row):
        top -= 1
    bottom = row
    while bottom + 1 < grid.height and reader.is_below(bottom + 1, top):
        bottom += 1
    paths = reader.paths(top, bottom)
    while bottom + 1 < grid.height and reader.is_numbering(bottom + 1):
        bottom += 1
    return Heads(top, bottom, paths)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads head rows of one sheet, knowing which cells are merged."""

    grid: Grid
    words: Vocabulary
    merges: dict[tuple[int, int], tuple[int, int]]

    def text(self, row: int, column: int) -> str:
        row, column = self.merges.get((row, column), (row, column))
        if row >= self.grid.height or column >= self.grid.width:
            return ""
        cell = self.grid.columns[column][row]
        return cell.strip() if isinstance(cell, str) else ""

    def filled(self, row: int) -> list[int] | None:
        """The columns with text in a row; None when it holds anything but texts."""
        cells = self.grid.row(row)
        if not all(isinstance(cell, str) for cell in cells):
            return None
        return [number for number, cell in enumerate(cells) if str(cell).strip()]

    def is_above(self, row: int, heads: int) -> bool:
        """Whether a row just above heads stands over groups of them, and is not a title."""
        columns = self.filled(row)
        if not columns or any(":" in self.text(row, c) for c in columns):
            return False
        if any(self.words.qualifies(self.text(row, c)) for c in columns):
            return True
        wide = len(columns) >= 2 and any(self.text(heads, c) for c in columns)
        return wide or any(self.words.knows(self.text(row, c)) for c in columns)

    def is_below(self, row: int, top: int) -> bool:
        """Whether a row just below heads goes on with them."""
        columns = self.filled(row)
        if not columns or self.is_numbering(row):
            return False
        known = [c for c in columns if self.words.knows(self.text(row, c))]
        if len(known) >= 2:
            return True
        paths = self.paths(top, row)
        pairs = (paths[c][-2:] for c in columns if len(paths.get(c, ())) > 1)
        return any(head(own).key and self.words.knows(f"{above} {own}") for above, own in pairs)

    def is_numbering(self, row: int) -> bool:
        """Whether the row only numbers the columns: (1) (2) (3), or A, B, C = A - B."""
        cells = [cell for cell in self.grid.row(row) if cell != ""]
        if len(cells) < 3:
            return False
        if all(isinstance(cell, float | int) for cell in cells):
            return [float(str(c)) for c in cells] == [float(i + 1) for i in range(len(cells))]
        texts = [str(cell) for cell in cells if isinstance(cell, str)]
        return len(texts) == len(cells) and all(_is_letter(text) for text in texts)

    def paths(self, top: int, bottom: int) -> dict[int, tuple[str, ...]]:
        """Over each column, the different texts from top to bottom."""
        paths = {}
        for column in range(self.grid.width):
            texts = (self._spread(row, column, bottom) for row in range(top, bottom + 1))
            path = tuple(_without_repeats(text for text in texts if text))
            if path:
                paths[column] = path
        return paths

    def _spread(self, row: int, column: int, bottom: int) -> str:
        """The text over a column in a row; a group's head that is not merged spreads to the
        blank cells after it, as far as heads stand under it without a gap."""
        own = self.text(row, column)
        if own or row == bottom or self._has_merges(row):
            return own
        if not self.text(bottom, column):
            return ""
        before = column - 1
        while before >= 0 and not self.text(row, before) and self.text(bottom, before):
            before -= 1
        if before < 0 or not self.text(bottom, before):
            return ""
        return self.text(row, before)

    def _has_merges(self, row: int) -> bool:
        return any((row, column) in self.merges for column in range(self.grid.width))


def _is_letter(text: str) -> bool:
    words = text.lower().replace("(", " ").replace(")", " ")
    for sign in "=+-/*%×":
        words = words.replace(sign, " ")
    parts = words.split()
    return bool(parts) and all(part in _NUMBERING or part.isdigit() for part in parts)


def _without_repeats(texts: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for text in texts:
        if not kept or kept[-1] != text:
            kept.append(text)
    return kept
