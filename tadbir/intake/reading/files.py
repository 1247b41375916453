"""The sheets of a file as grids, whatever its format; the fast reader is only called here."""

import gc
import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake.reading import delimited, marks, opendocument
from tadbir.intake.reading.archive import encrypted, format_of, unreadable
from tadbir.intake.reading.grid import Grid, columns_of
from tadbir.intake.reading.marks import Marks, far_cell, last_cell_within
from tadbir.intake.reading.options import ReadOptions
from tadbir.intake.reading.plain import plain_grid
from tadbir.intake.reading.styles import Styles, styles
from tadbir.intake.reading.workbook import SheetPart, workbook

MARKS_UNREADABLE = N_(
    "Hidden rows, struck-through text and colours cannot be read in this file: look at it yourself."
)
HIDDEN_SHEETS = N_("The file has hidden sheets: they are not read.")


@dataclass(slots=True)
class Opened:
    """A file ready to be read: its grids come one at a time, and each is let go after."""

    format: str
    sha256: str
    encoding: str = ""
    delimiter: str = ""
    counts_from_1904: bool = False
    warnings: list[str] = field(default_factory=list)
    grids: Iterator[Grid] = field(default_factory=lambda: iter(()))


Seen = Marks | Grid
"""What the scan saw of a sheet: its marks, or all of it when it is plain."""

Progress = Callable[[int, int], None]
_WORTH_COLLECTING = 100_000
"""Cells of a sheet beyond which memory is given back at once: a collection takes milliseconds."""


def opened(path: Path, sheet: str | None, options: ReadOptions, progress: Progress) -> Opened:
    """The file, scanned and then opened. Raises `Refused` as the scan or the reader finds."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    found = Opened(format_of(path, options.limits), digest)
    if found.format == "csv":
        _open_text(path, found, options, progress)
        return found
    known = _scanned(path, sheet, found, options)
    if found.format != "xlsx" or not all(_marks(seen).are_read for seen in known.values()):
        found.warnings.append(MARKS_UNREADABLE)
    try:
        book = CalamineWorkbook.from_path(str(path))
    except PasswordError as error:
        raise encrypted(path) from error
    except (CalamineError, OSError) as error:
        raise unreadable(path) from error
    names = _names(book, sheet, path, found)
    found.grids = _grids(book, names, known, path, options, progress)
    return found


def _open_text(path: Path, found: Opened, options: ReadOptions, progress: Progress) -> None:
    written = delimited.dialect(path, options)
    found.encoding, found.delimiter = written.encoding, written.delimiter
    rows = delimited.rows(path, written, options)
    columns, height = columns_of(rows, 0, lambda done: progress(done, done))
    found.warnings.append(MARKS_UNREADABLE)
    found.grids = iter([Grid(path.stem, columns, height)])


def _scanned(path: Path, sheet: str | None, found: Opened, options: ReadOptions) -> dict[str, Seen]:
    """What the scan of an archive saw, by sheet; nothing for the older format."""
    if found.format == "xls":
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            if found.format == "ods":
                return dict(opendocument.marks(archive, options.limits))
            book, told = workbook(archive), styles(archive)
            found.counts_from_1904 = book.counts_from_1904
            parts = set(archive.namelist())
            return {
                s.name: _seen(archive, s, told, options, is_wanted=_is_wanted(s, sheet))
                for s in book.sheets
                if s.part in parts
            }
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, zlib.error) as error:
        raise unreadable(path) from error


def _is_wanted(of: SheetPart, sheet: str | None) -> bool:
    return not of.is_hidden if sheet is None else of.name == sheet


def _seen(
    archive: zipfile.ZipFile, sheet: SheetPart, told: Styles, options: ReadOptions, is_wanted: bool
) -> Seen:
    """The grid of a sheet that is wanted and plain, the marks of any other."""
    grid = plain_grid(archive, sheet, told, options.limits) if is_wanted else None
    return grid or marks.marks(archive, sheet.part, told, options.limits)


def _marks(seen: Seen) -> Marks:
    return seen.marks if isinstance(seen, Grid) else seen


def _names(book: CalamineWorkbook, sheet: str | None, path: Path, found: Opened) -> list[str]:
    tables = [s for s in book.sheets_metadata if s.typ is SheetTypeEnum.WorkSheet]
    shown = [s.name for s in tables if s.visible is SheetVisibleEnum.Visible]
    if sheet is None:
        if len(shown) < len(tables):
            found.warnings.append(HIDDEN_SHEETS)
        return shown
    if sheet not in {s.name for s in tables}:
        raise Refused(
            "intake.no-such-sheet",
            N_("{file} has no sheet named “{sheet}”; it has: {sheets}."),
            file=path.name,
            sheet=sheet,
            sheets=", ".join(s.name for s in tables),
        )
    return [sheet]


def _grids(
    book: CalamineWorkbook,
    names: list[str],
    known: dict[str, Seen],
    path: Path,
    options: ReadOptions,
    progress: Progress,
) -> Iterator[Grid]:
    for name in names:
        seen = known.pop(name, Marks())
        if isinstance(seen, Grid):
            progress(seen.height, seen.height)
            yield seen
            continue
        try:
            grid = _grid(book.get_sheet_by_name(name), seen, options, progress)
        except (CalamineError, OSError) as error:
            raise unreadable(path) from error
        if grid.height * grid.width > _WORTH_COLLECTING:
            gc.collect()
        yield grid
        del grid


def _grid(sheet: CalamineSheet, seen: Marks, options: ReadOptions, progress: Progress) -> Grid:
    limits = options.limits
    if sheet.end is None:
        grid = Grid(sheet.name, [], 0, marks=seen)
        grid.put_faults()
        return grid
    reach = Marks(rows=sheet.end[0] + 1, columns=sheet.end[1] + 1)
    too_far = reach.rows > limits.rows or reach.columns > limits.columns
    if too_far or reach.rows * reach.columns > limits.cells * 2:
        raise far_cell(last_cell_within(reach))
    skipped = sheet.start[1] if sheet.start else 0
    rows = sheet.iter_rows()
    columns, height = columns_of(rows, skipped, lambda done: progress(done, reach.rows))
    grid = Grid(sheet.name, columns, height, tuple(sheet.merged_cell_ranges or ()), seen)
    grid.put_faults()
    return grid
