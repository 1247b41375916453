"""Rows of a kept file as they stood in it: where the click on a figure ends."""

import json
from dataclasses import dataclass
from pathlib import Path

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake import confined
from tadbir.intake.reading.options import ReadOptions

CHILD = "tadbir.intake.source_rows_child"
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a sheet: its number, counted from 1, and its cells as texts."""

    number: int
    cells: tuple[str, ...]


def rows(path: Path, sheet: str, first: int, last: int, *, options: ReadOptions) -> list[SourceRow]:
    """Rows of a sheet, both ends included, read by a child with limits.

    `options` are those with which the file was read. Raises
    `Refused("intake.source-unreadable")` when the file is gone or can no longer be read.
    """
    asked = {
        "path": str(path.absolute()),
        "sheet": sheet,
        "first": first,
        "last": last,
        "encoding": options.encoding,
        "delimiter": options.delimiter,
    }
    said = confined.answer(CHILD, asked, patience=PATIENCE)
    answer = json.loads(said) if said is not None else {"refused": "child"}
    if "refused" in answer:
        raise unreadable()
    start = max(first, 1)
    return [SourceRow(start + index, tuple(cells)) for index, cells in enumerate(answer["rows"])]


def unreadable() -> Refused:
    """The refusal of a file that can no longer be shown."""
    return Refused(
        "intake.source-unreadable",
        N_("The file as it came can no longer be read."),
    )
