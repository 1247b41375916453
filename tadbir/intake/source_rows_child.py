"""The child that shows rows of a file as they stood, under the limits of every reading child."""

import json
import sys
from datetime import date, datetime, time
from pathlib import Path

from tadbir.core.refused import Refused
from tadbir.intake.reading.child import confine
from tadbir.intake.reading.files import opened
from tadbir.intake.reading.grid import Fault, Grid
from tadbir.intake.reading.options import Limits, ReadOptions


def main() -> None:
    """Answer one question (path, how text is written, sheet, first and last row)."""
    asked = json.load(sys.stdin)
    confine(Limits(), 1)
    options = ReadOptions(asked["encoding"], asked["delimiter"])
    try:
        found = opened(Path(asked["path"]), asked["sheet"], options, lambda *_: None)
    except Refused as refused:
        json.dump({"refused": refused.code}, sys.stdout)
        return
    grid = next((g for g in found.grids if g.name == asked["sheet"]), None)
    rows = [] if grid is None else _rows(grid, asked["first"], asked["last"])
    json.dump({"rows": rows}, sys.stdout)


def _rows(grid: Grid, first: int, last: int) -> list[list[str]]:
    """The texts of rows counted from 1, those beyond the sheet left out."""
    numbers = range(max(first, 1), min(last, grid.height) + 1)
    return [[shown(cell) for cell in grid.row(number - 1)] for number in numbers]


def shown(cell: object) -> str:
    """A cell as plain text, whole numbers without a decimal point."""
    if isinstance(cell, Fault):
        return "#"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date | datetime) else str(cell)


if __name__ == "__main__":
    main()
