"""Rows of a kept file as they stood in it: where the click on a figure ends."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tadbir.core.refused import Refused
from tadbir.core.words import N_

CHILD = "tadbir.intake.source_rows_child"
PATIENCE = 60
_KEPT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a sheet: its number, counted from 1, and its cells as texts."""

    number: int
    cells: tuple[str, ...]


def rows(path: Path, sheet: str, first: int, last: int) -> list[SourceRow]:
    """Rows of a sheet, both ends included, read by a child with limits.

    Raises `Refused("intake.source-unreadable")` when the file is gone or can no longer be read.
    """
    asked = {"path": str(path.absolute()), "sheet": sheet, "first": first, "last": last}
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", CHILD],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            env={name: value for name, value in os.environ.items() if name in _KEPT},
            cwd=Path(__file__).resolve().parents[2],
        )
    except subprocess.TimeoutExpired as late:
        raise unreadable() from late
    answer = json.loads(done.stdout) if done.returncode == 0 else {"refused": "child"}
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
