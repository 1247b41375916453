"""Rows of a plain sheet from their bytes, thousands of cells at a time.

Every tag of a piece must belong to a cell, a value, a text or a row, in the order in which all
writers put them: a piece of which one tag is left over is not plain.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape

import numpy as np
import numpy.typing as npt

from tadbir.intake.reading.column import BLANK, NUMBER, Numbers, Places
from tadbir.intake.reading.options import Limits

Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]

_PADDING = b"\0" * 16
_ROW_TAG = re.compile(rb'<row r="(\d{1,7})"([^>]*)>')
_HIDDEN = b"hidden="
_KEPT_TEXT = b'<t xml:space="preserve">'
_PLAIN_TEXT = b"<t>"
_VALUE_TAG = b"<v>"
_CELL_BEGINS = b'<c r="'
_OF_SHARED, _OF_NUMBER, _OF_INLINE = b' t="s">', b' t="n">', b'ineStr">'
_TYPED = b' t="'
_SIGNS_OF_A_NUMBER = b"0123456789.+-eE"


class NotPlain(Exception):
    """Something in the sheet is for the general reader."""


def _word(text: bytes) -> np.uint64:
    """Some bytes, eight at most, as the number that loading them gives."""
    return np.uint64(int.from_bytes(text, "little"))


def _mask(length: int) -> np.uint64:
    """What keeps the first bytes of a load of eight."""
    return np.uint64((1 << 8 * length) - 1)


_TWO = _mask(2)
_ROW, _CELL, _VALUE, _INLINE = (_word(tag) for tag in (b"ro", b"c ", b"v>", b"is"))
_TEXT, _TEXT_KEPT = _word(b"t>"), _word(b"t ")
_END_ROW, _END_CELL, _END_VALUE = (_word(tag) for tag in (b"/r", b"/c", b"/v"))
_END_TEXT, _END_INLINE, _CLOSED = _word(b"/t"), _word(b"/i"), _word(b"/>")
_OF_A_VALUE = (_VALUE, _END_VALUE, _END_CELL)
_OF_AN_INLINE = (_INLINE, None, _END_TEXT, _END_INLINE, _END_CELL)


@dataclass(slots=True)
class Texts:
    """The different texts of a sheet, each kept once; `shared` places those of the workbook."""

    kept: list[object] = field(default_factory=lambda: [""])
    known: dict[bytes, int] = field(default_factory=lambda: {b"": BLANK})
    shared: Places = field(default_factory=lambda: np.zeros(0, dtype=np.int32))

    def places(self, texts: list[bytes]) -> Places:
        """Where some texts are kept."""
        known = self.known
        places = [known.get(text) or self._keep(text) for text in texts]
        return np.array(places, dtype=np.int32)

    def _keep(self, text: bytes) -> int:
        if b"\r" in text or b"_x" in text:
            raise NotPlain
        place = self.known.setdefault(text, len(self.kept))
        if place == len(self.kept):
            self.kept.append(unescape(text.decode()) if b"&" in text else text.decode())
        return place


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of a sheet by column and row: as `Cells` holds them. `last` is the number of
    the last row, counted from 1."""

    places: npt.NDArray[np.int32]
    numbers: Numbers
    last: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """The bytes of some rows; `words` loads eight bytes from any place; `opens` are the places
    of tags, and `tags` their first two letters."""

    content: bytes
    words: Words
    opens: Ints
    tags: Words

    @classmethod
    def of(cls, content: bytes) -> "_Piece":
        padded = content + _PADDING
        words: Words = np.ndarray((len(content) + 8,), "<u8", padded, strides=(1,))
        opens = np.flatnonzero(np.frombuffer(content, np.uint8) == ord("<"))
        # Five tags more than there are: what follows the last cell can be asked for.
        tags = np.concatenate((words[opens + 1] & _TWO, np.zeros(5, np.uint64)))
        return cls(content, words, opens, tags)

    def slices(self, starts: Ints, ends: Ints) -> list[bytes]:
        """The bytes between some places."""
        content = self.content
        return [content[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of a piece that hold something: their tags, and their values in bytes."""

    shared: Ints
    numbers: Ints
    inline: Ints


def block(content: bytes, above: int, texts: Texts, limits: Limits) -> Block:
    """The rows in some bytes, from the row after `above` on.

    What is not plain, or beyond the limits, raises `NotPlain`.
    """
    piece = _Piece.of(content)
    cells = _cells(piece)
    rows = _row_numbers(piece)
    if len(rows) == 0 or rows[0] <= above or (np.diff(rows) <= 0).any():
        raise NotPlain
    named = np.concatenate((cells.shared, cells.numbers, cells.inline))
    columns, own = _addresses(piece, rows, named)
    width, last = int(columns.max(initial=-1)) + 1, int(rows[-1])
    if width > limits.columns or last > limits.rows or width * last > limits.cells:
        raise NotPlain
    shape = width, last - above
    places, numbers = np.zeros(shape, np.int32), np.zeros(shape)
    at = columns, own - above - 1
    places[at] = np.concatenate(
        (
            _shared(piece, cells.shared, texts),
            np.full(len(cells.numbers), NUMBER, np.int32),
            texts.places(_texts(piece, cells.inline)),
        )
    )
    figures = slice(len(cells.shared), len(cells.shared) + len(cells.numbers))
    numbers[columns[figures], at[1][figures]] = list(map(float, _values(piece, cells.numbers)))
    return Block(places, numbers, last)


def _cells(piece: _Piece) -> _Cells:
    """The tags of cells by what they hold; every tag of the piece must be accounted for."""
    every = np.flatnonzero(piece.tags == _CELL)
    after = piece.tags[every + 1]
    valued, inline = every[after == _VALUE], every[after == _INLINE]
    blank = every[(after != _VALUE) & (after != _INLINE)]
    rows = np.count_nonzero(piece.tags == _ROW) + np.count_nonzero(piece.tags == _END_ROW)
    known = 4 * len(valued) + 6 * len(inline) + len(blank) + rows
    if known != len(piece.opens) or not (
        _follow(piece, valued, _OF_A_VALUE)
        and _follow(piece, inline, _OF_AN_INLINE)
        and _reads(piece, piece.opens[every], _CELL_BEGINS)
        and _are_closed(piece, blank)
    ):
        raise NotPlain
    of_shared = _read(piece, piece.opens[valued + 1] - len(_OF_SHARED), _OF_SHARED)
    of_number = _read(piece, piece.opens[valued + 1] - len(_OF_NUMBER), _OF_NUMBER)
    typed = len(inline) + int(of_shared.sum()) + int(of_number.sum())
    is_typed = _reads(piece, piece.opens[inline + 1] - len(_OF_INLINE), _OF_INLINE)
    if typed != piece.content.count(_TYPED) or not is_typed:
        raise NotPlain
    return _Cells(valued[of_shared], valued[~of_shared], inline)


def _follow(piece: _Piece, cells: Ints, tags: Sequence[np.uint64 | None]) -> bool:
    """Whether some tags, any for None, come in order after each of some cells."""
    return all(
        tag is None or bool((piece.tags[cells + step] == tag).all())
        for step, tag in enumerate(tags, start=1)
    )


def _read(piece: _Piece, starts: Ints, text: bytes) -> npt.NDArray[np.bool_]:
    """At which places some bytes, eight at most, stand."""
    found: npt.NDArray[np.bool_] = piece.words[starts] & _mask(len(text)) == _word(text)
    return found


def _reads(piece: _Piece, starts: Ints, text: bytes) -> bool:
    return bool(_read(piece, starts, text).all())


def _are_closed(piece: _Piece, blank: Ints) -> bool:
    """Whether cells without content end in their own tag, just before the next one."""
    if len(blank) == 0:
        return True
    if blank[-1] + 1 >= len(piece.opens):
        raise NotPlain
    return bool((piece.words[piece.opens[blank + 1] - 2] & _TWO == _CLOSED).all())


def _row_numbers(piece: _Piece) -> Ints:
    found = _ROW_TAG.findall(piece.content)
    is_hidden = _HIDDEN in b"".join([attributes for _, attributes in found])
    if is_hidden or len(found) != int((piece.tags == _ROW).sum()):
        raise NotPlain
    return np.array([int(number) for number, _ in found], dtype=np.int64)


def _addresses(piece: _Piece, rows: Ints, cells: Ints) -> tuple[Ints, Ints]:
    """The column of some cells, from 0, and their row: the one that they stand in, which each
    must name, in columns that go up."""
    tags_of_rows = np.flatnonzero(piece.tags == _ROW)
    own = np.searchsorted(tags_of_rows, cells) - 1
    starts = piece.opens[cells] + len(_CELL_BEGINS)
    columns, letters = _columns(piece.words[starts])
    digits = np.array([len(str(row)) for row in rows.tolist()])
    masks = np.array([_mask(length + 1) for length in range(8)])[digits]
    said = piece.words[piece.opens[tags_of_rows] + len(b'<row r="')] & masks
    names_its_row = piece.words[starts + letters] & masks[own] == said[own]
    order = np.argsort(cells, kind="stable")
    up = (np.diff(columns[order]) > 0) | (np.diff(own[order]) > 0)
    if not names_its_row.all() or not up.all():
        raise NotPlain
    return columns, rows[own]


def _columns(words: Words) -> tuple[Ints, Ints]:
    """The columns that addresses begin with, and of how many letters."""
    first, second, third = (
        (words >> np.uint64(8 * k) & _mask(1)).astype(np.int64) for k in range(3)
    )
    two = second >= ord("A")
    three = two & (third >= ord("A"))
    if not ((first >= ord("A")) & (first <= ord("Z"))).all():
        raise NotPlain
    columns = first - ord("A")
    columns = np.where(two, (columns + 1) * 26 + second - ord("A"), columns)
    columns = np.where(three, (columns + 1) * 26 + third - ord("A"), columns)
    return columns, 1 + two.astype(np.int64) + three


def _values(piece: _Piece, cells: Ints) -> list[bytes]:
    """The values of some cells, which must be written in nothing but the signs of a number."""
    values = piece.slices(piece.opens[cells + 1] + len(_VALUE_TAG), piece.opens[cells + 2])
    if b"".join(values).translate(None, _SIGNS_OF_A_NUMBER):
        raise NotPlain
    return values


def _shared(piece: _Piece, cells: Ints, texts: Texts) -> Places:
    """The places of texts that the workbook keeps, which cells name by their number there."""
    numbers = np.array([int(value) for value in _values(piece, cells)], dtype=np.int64)
    if (numbers < 0).any():
        raise NotPlain
    return texts.shared[numbers]


def _texts(piece: _Piece, cells: Ints) -> list[bytes]:
    """The texts that some cells hold themselves."""
    tags = piece.tags[cells + 2]
    kept = tags == _TEXT_KEPT
    opens = piece.opens[cells[kept] + 2]
    middle, end = _KEPT_TEXT[8:16], _KEPT_TEXT[16:]
    if not (kept | (tags == _TEXT)).all():
        raise NotPlain
    if not (_reads(piece, opens + 8, middle) and _reads(piece, opens + 16, end)):
        raise NotPlain
    starts = piece.opens[cells + 2] + np.where(kept, len(_KEPT_TEXT), len(_PLAIN_TEXT))
    return piece.slices(starts, piece.opens[cells + 3])
