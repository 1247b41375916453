"""A plain sheet of an xlsx read from its bytes: how exports write their largest tables.

Plain is a sheet of texts, numbers and blanks alone: no formula, no error, no truth, no day, no
hidden row. Any other sheet is for the general reader, which gives the same grid of a plain one.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from tadbir.intake.reading.address import column_index
from tadbir.intake.reading.column import BLANK, Cells
from tadbir.intake.reading.grid import Grid, Span
from tadbir.intake.reading.marks import Marks, rows_of
from tadbir.intake.reading.options import Limits
from tadbir.intake.reading.plainbytes import NotPlain
from tadbir.intake.reading.plainrows import Block, block
from tadbir.intake.reading.plaintexts import Texts
from tadbir.intake.reading.styles import Styles
from tadbir.intake.reading.workbook import SheetPart

_T = TypeVar("_T", np.int32, np.float64)
_SHARED_TEXTS = "xl/sharedStrings.xml"
_BEGIN, _END, _ROW_ENDS = b"<sheetData>", b"</sheetData>", b"row>"
_HIDDEN = b'hidden="'
_SHARED = re.compile(rb"<si><t(?: xml:space=\"preserve\")?>([^<]*)</t></si>")
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/>')


def plain_grid(
    archive: zipfile.ZipFile, sheet: SheetPart, styles: Styles, limits: Limits
) -> Grid | None:
    """The grid of a sheet when it is plain; None when it is for the general reader.

    A sheet whose styles must be looked at is none, nor one beyond the limits: the general reader
    says why it is refused.
    """
    marks = Marks(styles=styles)
    marks.are_read = archive.getinfo(sheet.part).file_size <= limits.marks_bytes
    if marks.are_read and styles.telling:
        return None
    try:
        return _grid(archive, sheet, marks, limits)
    except (NotPlain, ValueError, IndexError):
        return None


def _grid(archive: zipfile.ZipFile, sheet: SheetPart, marks: Marks, limits: Limits) -> Grid:
    texts = _texts(archive)
    dated = _dated(marks.styles)
    blocks: list[Block] = []
    outside = b""
    for rows, other in _pieces(archive, sheet.part):
        outside += other
        if dated and dated.search(rows):
            raise NotPlain
        if rows:
            above = blocks[-1].last if blocks else 0
            blocks.append(block(rows, above, texts, limits))
    if _HIDDEN in outside:
        raise NotPlain
    columns = _columns(blocks, texts.kept)
    marks.columns, marks.rows = len(columns), len(columns[0]) if columns else 0
    return Grid(sheet.name, columns, marks.rows, _merged(outside), marks)


def _texts(archive: zipfile.ZipFile) -> Texts:
    """The texts that the workbook keeps beside its sheets, if it does."""
    texts = Texts()
    if _SHARED_TEXTS in archive.namelist():
        content = archive.read(_SHARED_TEXTS)
        found = _SHARED.findall(content)
        if len(found) != content.count(b"<si") or b"<!" in content:
            raise NotPlain
        texts.shared = texts.places(found)
    return texts


def _dated(styles: Styles) -> re.Pattern[bytes] | None:
    """What finds a cell whose style may make it a day; None when no style does."""
    numbers = b"|".join(sorted(number.encode() for number in styles.dated))
    return re.compile(rb' s="(?:' + numbers + rb')"') if numbers else None


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[bytes, bytes]]:
    """The sheet in pieces: whole rows, and what stands outside the rows.

    A piece that ends with a row is not searched for the end of them all: where it is, it makes a
    tag too many, and the sheet is not plain.
    """
    is_inside = is_over = False
    for piece in rows_of(archive, part):
        before, rows, after = b"", piece, b""
        if not is_inside:
            before, begun, rows = piece.partition(_BEGIN)
            is_inside = bool(begun)
        if is_inside and not is_over and not piece.endswith(_ROW_ENDS):
            rows, ended, after = rows.partition(_END)
            is_over = bool(ended)
        elif is_over:
            rows, after = b"", rows
        yield rows, before + after
    if not is_over:
        raise NotPlain


def _merged(outside: bytes) -> tuple[Span, ...]:
    found = _MERGED.findall(outside)
    if len(found) != outside.count(b"<mergeCell "):
        raise NotPlain
    return tuple(
        ((int(top) - 1, column_index(left.decode())), (int(end) - 1, column_index(right.decode())))
        for left, top, right, end in found
    )


def _columns(blocks: list[Block], kept: list[object]) -> list[Cells]:
    """The columns of the sheet, as far as cells hold something."""
    if not blocks:
        return []
    width = max(len(one.places) for one in blocks)
    places = np.concatenate([_wide(one.places, width) for one in blocks], axis=1)
    numbers = np.concatenate([_wide(one.numbers, width) for one in blocks], axis=1)
    filled = places != BLANK
    height = int(np.flatnonzero(filled.any(axis=0)).max(initial=-1)) + 1
    width = int(np.flatnonzero(filled.any(axis=1)).max(initial=-1)) + 1
    pairs = zip(places[:width, :height], numbers[:width, :height], strict=True)
    return [Cells.compact(own, figures, kept) for own, figures in pairs]


def _wide(block: npt.NDArray[_T], width: int) -> npt.NDArray[_T]:
    """The same rows with blank columns at the end."""
    return np.pad(block, ((0, width - len(block)), (0, 0)))
