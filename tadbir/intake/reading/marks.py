"""One pass over a sheet's own bytes for what the fast reader cannot see, or would die of.

The extent of the sheet, cells with errors, formulas without a saved value, hidden rows and
columns, and the cells whose style says something.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake.reading.address import cell, column_index
from tadbir.intake.reading.options import MEGABYTE, Limits
from tadbir.intake.reading.styles import Styles
from tadbir.intake.reading.workbook import hostile_xml

ERROR = "error"
NO_VALUE = "no-value"
_FAULTS_AT_MOST = 100_000
_CARRY_AT_MOST = 8 * MEGABYTE
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_PLAIN_ROW = re.compile(rb'<row r="(\d+)"')
_ROW_NUMBER = re.compile(rb'\br="(\d+)"')
_WIDE = re.compile(rb' r="[A-Z]{2}')
_FAR = re.compile(rb' r="([A-Z]{2,3})(\d{1,7})"[^>]*?(/?)>(.{0,2})', re.DOTALL)
_FILLED = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"(?:[^>]*[^/])?>(?!</)')
_CELL = re.compile(rb'<(?:\w+:)?c (?=[^>]*\br="([A-Z]{1,3})(\d{1,7})")([^>]*)>')
_FORMULA = re.compile(
    rb"<(?:\w+:)?c ([^>]*)>(?:<(?:\w+:)?f\b[^>]*/>|<(?:\w+:)?f\b[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_HIDDEN_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_SPAN = re.compile(rb'\b(min|max)="(\d+)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')


@dataclass(slots=True)
class Marks:
    """What one sheet says besides its values. Rows and columns are counted from 0.

    `faults` gives `ERROR` or `NO_VALUE` by cell; `styled` the number of the telling style by
    cell, empty when `are_read` is False (the sheet is too large, or its format cannot tell).
    """

    rows: int = 0
    columns: int = 0
    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    styled: dict[tuple[int, int], str] = field(default_factory=dict)
    styles: Styles = field(default_factory=Styles)
    are_read: bool = False

    def format(self, row: int, column: int) -> str:
        """What the number format of a cell tells, "" when nothing."""
        return self.styles.formats.get(self.styled.get((row, column), ""), "")


def marks(archive: zipfile.ZipFile, part: str, styles: Styles, limits: Limits) -> Marks:
    """The marks of the sheet in a part of the archive.

    Raises `Refused("intake.far-cell")` when the sheet is larger than the limits, with the cell.
    """
    found = Marks(styles=styles)
    found.are_read = archive.getinfo(part).file_size <= limits.marks_bytes
    looks_at = _styled_cells(styles) if found.are_read and styles.telling else None
    for chunk in rows_of(archive, part):
        _see_extent(chunk, found, limits)
        _see_faults(chunk, found)
        if looks_at is not None:
            _see_styles(chunk, looks_at, found)
    return found


def rows_of(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part in pieces that end between two rows."""
    carry = b""
    with archive.open(part) as stream:
        while piece := stream.read(MEGABYTE):
            if not carry and b"<!DOCTYPE" in piece[:4096].upper():
                raise hostile_xml(part)
            piece = carry + piece
            end = piece.rfind(b"row>") + len(b"row>")
            if end < len(b"row>"):
                end = 0
            if len(piece) - end > _CARRY_AT_MOST:
                raise Refused(
                    "intake.archive-bomb",
                    N_("A row of the sheet in “{part}” is larger than a row can be."),
                    part=part,
                )
            carry = piece[end:]
            yield piece[:end]
    yield carry


def _see_extent(chunk: bytes, found: Marks, limits: Limits) -> None:
    _see_rows(chunk, found)
    if found.rows > limits.rows:
        _check_rows_are_empty(chunk, limits)
        found.rows = limits.rows
    if _WIDE.search(chunk):
        _see_width(chunk, found, limits)
    width = max(found.columns, 26)
    if found.rows * width > limits.cells * 2:
        raise far_cell(cell(found.rows - 1, width - 1))
    if not found.hidden_columns and b"<cols" in chunk:
        found.hidden_columns |= _hidden_columns(chunk)


def _see_rows(chunk: bytes, found: Marks) -> None:
    """The last row, and hidden ones; rows that say no number follow the one before."""
    plain = _PLAIN_ROW.findall(chunk)
    if plain and len(plain) == chunk.count(b"row ") and b"hidden=" not in chunk:
        found.rows = max(found.rows, *map(int, plain))
        return
    for attributes in _ROW.findall(chunk):
        number = _ROW_NUMBER.search(attributes)
        row = int(number[1]) if number else found.rows + 1
        found.rows = max(found.rows, row)
        if _HIDDEN.search(attributes):
            found.hidden_rows.add(row - 1)


def _see_width(chunk: bytes, found: Marks, limits: Limits) -> None:
    for letters, row, closed, inside in _FAR.findall(chunk):
        if closed or inside == b"</":
            continue
        column = column_index(letters.decode())
        found.columns = max(found.columns, column + 1)
        if column >= limits.columns:
            raise far_cell(cell(int(row) - 1, column))


def _check_rows_are_empty(chunk: bytes, limits: Limits) -> None:
    """Styled but empty rows far below are common; a value there is not."""
    for letters, row in _FILLED.findall(chunk):
        if int(row) > limits.rows:
            raise far_cell(f"{letters.decode()}{row.decode()}")


def last_cell_within(found: Marks) -> str:
    """The address of the last cell of a sheet."""
    return cell(max(found.rows, 1) - 1, max(found.columns, 1) - 1)


def far_cell(address: str) -> Refused:
    """A sheet that reaches further than the limits allow."""
    return Refused(
        "intake.far-cell",
        N_("The sheet reaches down to {cell}: more than a table can be. Delete what stands there."),
        cell=address,
    )


def _hidden_columns(chunk: bytes) -> set[int]:
    columns: set[int] = set()
    for attributes in _HIDDEN_COLUMN.findall(chunk):
        if _HIDDEN.search(attributes):
            span = dict(_SPAN.findall(attributes))
            last = min(int(span.get(b"max", b"0")), 16_384)
            columns |= set(range(int(span.get(b"min", b"1")) - 1, last))
    return columns


def _see_faults(chunk: bytes, found: Marks) -> None:
    if b't="e"' in chunk:
        for letters, row, attributes in _CELL.findall(chunk):
            if b't="e"' in attributes:
                _fault(found, letters, row, ERROR)
    if b"<f" in chunk or (b"<row" not in chunk and b":f" in chunk):
        for attributes in _FORMULA.findall(chunk):
            place = _PLACE.search(attributes)
            if place is not None and b't="str"' not in attributes:
                _fault(found, place[1], place[2], NO_VALUE)


def _fault(found: Marks, letters: bytes, row: bytes, kind: str) -> None:
    found.faults[int(row) - 1, column_index(letters.decode())] = kind
    if len(found.faults) > _FAULTS_AT_MOST:
        raise Refused(
            "intake.too-many-faults",
            N_("More than {count} cells hold errors, or formulas without a saved result."),
            count=_FAULTS_AT_MOST,
        )


def _styled_cells(styles: Styles) -> re.Pattern[bytes]:
    numbers = b"|".join(sorted(s.encode() for s in styles.telling))
    return re.compile(rb'<(?:\w+:)?c (?=[^>]*\bs="(?:' + numbers + rb')")([^>]*)>')


def _see_styles(chunk: bytes, looks_at: re.Pattern[bytes], found: Marks) -> None:
    for attributes in looks_at.findall(chunk):
        place, style = _PLACE.search(attributes), _STYLE.search(attributes)
        if place is not None and style is not None:
            at = (int(place[2]) - 1, column_index(place[1].decode()))
            found.styled[at] = style[1].decode()
