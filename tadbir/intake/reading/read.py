"""The one entry: scan a file, read it in a child with limits, hand back what was understood."""

from collections.abc import Callable
from pathlib import Path

from tadbir.intake.contract import Dataset, Reading
from tadbir.intake.reading.options import ReadOptions

Progress = Callable[[int, int], None]
DEFAULT = ReadOptions()


def read(
    path: Path,
    dataset: Dataset,
    *,
    sheet: str | None = None,
    progress: Progress | None = None,
    options: ReadOptions = DEFAULT,
) -> Reading:
    """The file as the dataset understands it; values are never guessed, and never rounded.

    `sheet` restricts reading to one sheet. `progress` is called with (rows done, rows known).
    Raises `Refused` for a file that is too large, hostile, unreadable, encrypted, of an unknown
    format or layout, or too slow to read; what fails in one cell or one table is in the reading.
    """
    raise NotImplementedError
