"""Rows of a plain sheet from their bytes, thousands of cells at a time.

Every tag of a piece must belong to a cell, a value, a text or a row, in the order in which all
writers put them: a piece of which one tag is left over is not plain.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tadbir.intake.reading.column import NUMBER, Numbers, Places
from tadbir.intake.reading.options import Limits
from tadbir.intake.reading.plainbytes import FIRST, Flags, Ints, NotPlain, Piece, Words, tag, word
from tadbir.intake.reading.plainnumbers import figures, whole
from tadbir.intake.reading.plaintexts import Texts

_HIDDEN = b"hidden="
_ROW_BEGINS, _CELL_BEGINS, _VALUE_TAG = b'<row r="', b'<c r="', b"<v>"
_PLAIN_TEXT, _KEPT_TEXT = b"<t>", b'<t xml:space="preserve">'
_OF_SHARED, _OF_NUMBER, _OF_INLINE = b' t="s">', b' t="n">', b' t="inlineStr">'
_STYLED, _TYPED = b' s="', b' t="'
_LONGEST_STYLE = len(b' s="65535"')

_ROW, _CELL, _VALUE, _INLINE = (tag(letters) for letters in (b"ro", b"c ", b"v>", b"is"))
_TEXT, _TEXT_KEPT = tag(b"t>"), tag(b"t ")
_END_ROW, _END_CELL, _END_VALUE = (tag(letters) for letters in (b"/r", b"/c", b"/v"))
_END_TEXT, _END_INLINE = tag(b"/t"), tag(b"/i")
_OF_A_VALUE = (_VALUE, _END_VALUE, _END_CELL)
_OF_AN_INLINE = (_INLINE, None, _END_TEXT, _END_INLINE, _END_CELL)

_QUOTES = word(b'"' * 8)
_ONES, _HIGHEST = word(b"\x01" * 8), word(b"\x80" * 8)


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of a sheet by column and row: as `Cells` holds them. `last` is the number of
    the last row, counted from 1."""

    places: npt.NDArray[np.int32]
    numbers: npt.NDArray[np.float64]
    last: int


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a piece: their tags, their numbers, and how many digits these have."""

    tags: Ints
    numbers: Ints
    digits: Ints


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of a piece that hold something, in order: their tags, and which kind they are."""

    tags: Ints
    are_shared: Flags
    are_inline: Flags
    types: Ints
    """How many bytes say the kind, in the tag of each."""


def block(content: bytes, above: int, texts: Texts, limits: Limits) -> Block:
    """The rows in some bytes, from the row after `above` on.

    What is not plain, or beyond the limits, raises `NotPlain`.
    """
    piece = Piece.of(content)
    cells = _cells(piece)
    rows = _rows(piece, above)
    columns, own = _addresses(piece, rows, cells)
    width, last = int(columns.max(initial=-1)) + 1, int(rows.numbers[-1])
    if width > limits.columns or last > limits.rows or width * last > limits.cells:
        raise NotPlain
    shape = width, last - above
    at = columns * shape[1] + rows.numbers[own] - above - 1
    places, numbers = _contents(piece, cells, texts)
    found = Block(np.zeros(shape, np.int32), np.zeros(shape), last)
    found.places.reshape(-1)[at] = places
    found.numbers.reshape(-1)[at] = numbers
    return found


def _cells(piece: Piece) -> _Cells:
    """The cells that hold something; every tag of the piece must be accounted for."""
    every = np.flatnonzero(piece.tags == _CELL)
    after = piece.tags[every + 1]
    are_inline = after == _INLINE
    filled = are_inline | (after == _VALUE)
    cells, are_inline, blank = every[filled], are_inline[filled], every[~filled]
    valued, inline = cells[~are_inline], cells[are_inline]
    rows = np.count_nonzero((piece.tags == _ROW) | (piece.tags == _END_ROW))
    if 4 * len(valued) + 6 * len(inline) + len(blank) + rows != len(piece.opens) or not (
        _follow(piece, valued, _OF_A_VALUE)
        and _follow(piece, inline, _OF_AN_INLINE)
        and piece.reads(piece.opens[every], _CELL_BEGINS)
        and _are_closed(piece, blank)
    ):
        raise NotPlain
    ends = piece.opens[cells + 1]
    are_shared = piece.read(ends - len(_OF_SHARED), _OF_SHARED) & ~are_inline
    are_numbers = piece.read(ends - len(_OF_NUMBER), _OF_NUMBER)
    types = np.where(are_inline, len(_OF_INLINE), np.where(are_shared, len(_OF_SHARED), 1))
    types[are_numbers] = len(_OF_NUMBER)
    if not _end_as_inline(piece, ends[are_inline]):
        raise NotPlain
    return _Cells(cells, are_shared, are_inline, types)


def _follow(piece: Piece, cells: Ints, tags: Sequence[np.uint16 | None]) -> bool:
    """Whether some tags, any for None, come in order after each of some cells."""
    return all(
        one is None or bool((piece.tags[cells + step] == one).all())
        for step, one in enumerate(tags, start=1)
    )


def _end_as_inline(piece: Piece, ends: Ints) -> bool:
    """Whether tags end by saying that their cell holds its own text."""
    starts = ends - len(_OF_INLINE)
    return piece.reads(starts, _OF_INLINE[:8]) and piece.reads(ends - 8, _OF_INLINE[-8:])


def _are_closed(piece: Piece, blank: Ints) -> bool:
    """Whether cells without content end in their own tag, just before the next one, and say
    nothing of a kind."""
    if len(blank) == 0:
        return True
    if blank[-1] + 1 >= len(piece.opens):
        raise NotPlain
    starts, ends = piece.opens[blank], piece.opens[blank + 1]
    typed = any(_TYPED in one for one in piece.slices(starts, ends))
    return not typed and piece.reads(ends - 2, b"/>")


def _rows(piece: Piece, above: int) -> _Rows:
    """The rows of a piece: none hidden, their numbers going up from the row above."""
    tags = np.flatnonzero(piece.tags == _ROW)
    starts = piece.opens[tags] + len(_ROW_BEGINS)
    digits = _up_to_quote(piece.words[starts])
    numbers = whole(piece, starts, starts + digits)
    if len(numbers) == 0 or numbers[0] <= above or (np.diff(numbers) <= 0).any():
        raise NotPlain
    if not piece.reads(piece.opens[tags], _ROW_BEGINS):
        raise NotPlain
    longer = np.flatnonzero(~piece.read(starts + digits + 1, b">"))
    said = piece.slices(starts[longer], piece.opens[tags[longer] + 1])
    if any(_HIDDEN in one for one in said):
        raise NotPlain
    return _Rows(tags, numbers, digits)


def _up_to_quote(words: Words) -> Ints:
    """How many bytes of a load come before the first quote; eight when it has none."""
    others = words ^ _QUOTES
    quotes = (others - _ONES) & ~others & _HIGHEST
    lowest = quotes & (~quotes + np.uint64(1))
    return np.bitwise_count(lowest - np.uint64(1)).astype(np.int64) >> 3


def _addresses(piece: Piece, rows: _Rows, cells: _Cells) -> tuple[Ints, Ints]:
    """The column of each cell, from 0, and its row, by place: the one that it stands in, which it
    must name, in columns that go up. Nothing follows the address but a style and the kind."""
    firsts = np.searchsorted(cells.tags, rows.tags)
    if firsts[0] != 0:
        raise NotPlain
    own = np.repeat(np.arange(len(firsts)), np.diff(firsts, append=len(cells.tags)))
    starts = piece.opens[cells.tags] + len(_CELL_BEGINS)
    columns, letters = _columns(piece, starts)
    quoted = FIRST[rows.digits + 1]
    said = piece.words[piece.opens[rows.tags] + len(_ROW_BEGINS)] & quoted
    names_its_row = piece.words[starts + letters] & quoted[own] == said[own]
    up = (np.diff(columns) > 0) | (np.diff(own) > 0)
    ends = starts + letters + rows.digits[own] + 1
    if not (names_its_row.all() and up.all() and _end_plainly(piece, cells, ends)):
        raise NotPlain
    return columns, own


def _columns(piece: Piece, starts: Ints) -> tuple[Ints, Ints]:
    """The columns that addresses begin with, and of how many letters."""
    first, second, third = (piece.octets[starts + k].astype(np.int64) - ord("A") for k in range(3))
    two = second >= 0
    three = two & (third >= 0)
    if not ((first >= 0) & (first < 26)).all():
        raise NotPlain
    columns = np.where(two, (first + 1) * 26 + second, first)
    columns = np.where(three, (columns + 1) * 26 + third, columns)
    return columns, 1 + two.astype(np.int64) + three


def _end_plainly(piece: Piece, cells: _Cells, starts: Ints) -> bool:
    """Whether tags, from some places on, give a style or nothing, then the kind."""
    ends = piece.opens[cells.tags + 1]
    lengths = ends - starts - cells.types
    styled = lengths > 0
    return (
        piece.reads(ends - 1, b">")
        and bool((lengths <= _LONGEST_STYLE).all() and (lengths >= 0).all())
        and piece.reads(starts[styled], _STYLED)
    )


def _contents(piece: Piece, cells: _Cells, texts: Texts) -> tuple[Places, Numbers]:
    """What each cell holds, as `Cells` says it."""
    places = np.full(len(cells.tags), NUMBER, np.int32)
    numbers = np.zeros(len(cells.tags))
    are_numbers = ~(cells.are_inline | cells.are_shared)
    numbers[are_numbers] = figures(piece, *_values(piece, cells.tags[are_numbers]))
    shared = whole(piece, *_values(piece, cells.tags[cells.are_shared]))
    places[cells.are_shared] = texts.shared[shared]
    places[cells.are_inline] = texts.places_between(
        piece, *_texts(piece, cells.tags[cells.are_inline])
    )
    return places, numbers


def _values(piece: Piece, cells: Ints) -> tuple[Ints, Ints]:
    """Where the values of some cells begin and end."""
    return piece.opens[cells + 1] + len(_VALUE_TAG), piece.opens[cells + 2]


def _texts(piece: Piece, cells: Ints) -> tuple[Ints, Ints]:
    """Where the texts that some cells hold themselves begin and end."""
    tags = piece.tags[cells + 2]
    kept = tags == _TEXT_KEPT
    opens = piece.opens[cells + 2]
    if not (kept | (tags == _TEXT)).all() or not all(
        piece.reads(opens[kept] + start, _KEPT_TEXT[start : start + 8]) for start in (0, 8, 16)
    ):
        raise NotPlain
    starts = opens + np.where(kept, len(_KEPT_TEXT), len(_PLAIN_TEXT))
    return starts, piece.opens[cells + 3]
