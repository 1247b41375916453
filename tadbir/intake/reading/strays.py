"""Figures that no known column covers: they are refused, never overlooked."""

import re
from collections.abc import Sequence

from tadbir.core.words import fold
from tadbir.intake.contract import Refusal
from tadbir.intake.reading.address import cell
from tadbir.intake.reading.column import Cells
from tadbir.intake.reading.columns import cells_of
from tadbir.intake.reading.grid import Grid
from tadbir.intake.reading.numbers import number, tidy
from tadbir.intake.reading.refusals import Unread, refusal
from tadbir.intake.reading.scene import Region, Scene

_NOT_MONEY = re.compile(
    r"(?:n|no|num|numero|ordre|id|code|ref|reference|tel|telephone|fax|annee|an|date|delai|duree"
    r"|nombre|nbr|nb|effectif|taux|tx|pourcentage|part|ratio|rate|serial"
    r"|رقم|ر ت|ترتيب|نسبه|عدد|سنه|تاريخ|الرقم|النسبه|العدد|هاتف)\b"
)
_LARGEST_FRACTION = 1.5
_SMALL = 100


def unknown_columns(scene: Scene, region: Region, unknown: Sequence[int]) -> list[Refusal]:
    """Columns whose head means nothing here and that hold amounts."""
    found = []
    for column in unknown:
        header = " / ".join(region.heads.paths[column])
        leaf = fold(region.heads.paths[column][-1])
        cells = cells_of(scene, region, column)
        if _NOT_MONEY.match(leaf) or "%" in header or not _holds_amounts(cells):
            continue
        address = cell(region.heads.bottom, column)
        found.append(
            refusal(scene.grid.name, address, "intake.unmapped-column", header, header=header)
        )
    return found


def outside(scene: Scene, region: Region, known: Sequence[int]) -> list[Refusal]:
    """Columns without a head that hold amounts beside the rows of the table."""
    found = []
    for column in range(scene.grid.width):
        if column in known or column in region.heads.paths:
            continue
        cells = cells_of(scene, region, column)
        if not _holds_amounts(cells):
            continue
        place = next(i for i, c in enumerate(cells) if _figure(c) is not None)
        address = cell(region.start + place, column)
        shown = str(cells[place])
        found.append(refusal(scene.grid.name, address, "intake.figures-outside", shown))
    return found


def unread_sheet(grid: Grid, end: int) -> Refusal | None:
    """A refusal when rows of figures stand before row `end` of a sheet and no table has them.
    Above a table a row needs two figures, for numbers stand in titles too."""
    needed = 2 if end < grid.height else 1
    rows: dict[int, list[int]] = {}
    for column, cells in enumerate(grid.columns):
        for row, value in enumerate(cells[:end]):
            figure = None if value == "" else _figure(value)
            if figure is not None and (abs(figure) >= _SMALL or figure != int(figure)):
                rows.setdefault(row, []).append(column)
    full = sorted(row for row, columns in rows.items() if len(columns) >= needed)
    if len(full) < 2:
        return None
    address = cell(full[0], rows[full[0]][0])
    return refusal(grid.name, address, "intake.unread-sheet", "")


def _holds_amounts(cells: Cells) -> bool:
    figures = [figure for value in cells if (figure := _figure(value)) is not None]
    filled = len(cells) - int(cells.are_blank.sum())
    if len(figures) < 2 or len(figures) * 2 < filled:
        return False
    if all(abs(figure) <= _LARGEST_FRACTION for figure in figures):
        return False
    return not _is_serial(figures)


def _is_serial(figures: Sequence[float]) -> bool:
    steps = sum(b - a == 1 for a, b in zip(figures, figures[1:], strict=False))
    return steps * 10 >= (len(figures) - 1) * 8


def _figure(value: object) -> float | None:
    if type(value) in (float, int):
        return float(str(value))
    if isinstance(value, str) and any(character.isdigit() for character in value):
        try:
            return float(number(tidy(value)))
        except Unread:
            return None
    return None
