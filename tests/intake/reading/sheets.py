"""Small sheets read in this process, without a file."""

from collections.abc import Mapping

from tadbir.intake.contract import Dataset
from tadbir.intake.reading.column import Cells
from tadbir.intake.reading.grid import Grid, Span
from tadbir.intake.reading.heads import vocabulary
from tadbir.intake.reading.scene import Draft, Scene
from tadbir.intake.reading.sheets import SheetDraft, read_sheet


def sheet(
    rows: list[list[object]],
    dataset: Dataset,
    *,
    merged: tuple[Span, ...] = (),
    mapping: Mapping[str, str] | None = None,
) -> SheetDraft:
    """What is made of rows written as lists; whole numbers stand for a spreadsheet's figures."""
    width = max(map(len, rows))
    cells = [[float(c) if type(c) is int else c for c in row] for row in rows]
    columns = [list(c) for c in zip(*(r + [""] * (width - len(r)) for r in cells), strict=True)]
    words = vocabulary(dataset, (mapping or {}).items())
    return read_sheet(
        Scene(Grid("S", [Cells.of(c) for c in columns], len(rows), merged), dataset, words)
    )


def table(rows: list[list[object]], dataset: Dataset, **more: object) -> Draft:
    """The only table of a small sheet."""
    [found] = sheet(rows, dataset, **more).tables  # type: ignore[arg-type]
    return found


def refusals(found: Draft) -> list[tuple[str, str]]:
    """The cells that are refused, with the code of each."""
    return [(refusal.cell, refusal.code) for refusal in found.refused]


def totals(found: Draft) -> dict[str, str]:
    """The totals as they are written."""
    return {key: str(total) for key, total in found.totals.items()}
