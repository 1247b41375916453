"""What stands on the rows of a table besides values: hidden, struck, filled, inferred."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tadbir.intake.contract import Kind, Match
from tadbir.intake.reading.columns import Columns
from tadbir.intake.reading.scene import Region, Scene

HIDDEN, STRUCK, FILLED = "hidden", "struck", "filled"


def struck_rows(scene: Scene, region: Region, matches: Sequence[Match]) -> npt.NDArray[np.bool_]:
    """Rows whose naming cells are struck through."""
    found = np.zeros(region.end - region.start, dtype=np.bool_)
    marks = scene.grid.marks
    naming = {
        m.index for m in matches if scene.dataset.column(m.name).kind in (Kind.TEXT, Kind.CODE)
    }
    for (row, column), style in marks.styled.items():
        is_inside = region.start <= row < region.end and column in naming
        if is_inside and style in marks.styles.struck:
            found[row - region.start] = True
    return found


def row_marks(
    scene: Scene, region: Region, columns: Columns, places: npt.NDArray[np.intp]
) -> dict[int, tuple[str, ...]]:
    """By row of the sheet, counted from 1, its marks; inferred values name their column."""
    found: dict[int, set[str]] = {}
    marks = scene.grid.marks
    for row in marks.hidden_rows:
        found.setdefault(row, set()).add(HIDDEN)
    inside = {m.index for m in columns.matches}
    for (row, column), style in marks.styled.items():
        if column in inside:
            _style(scene, row, style, found)
    for match in columns.matches:
        for place, note in columns.vectors[match.key].notes.items():
            found.setdefault(region.start + place, set()).add(f"{note}:{match.letter}")
    kept = {int(place) + region.start for place in places.tolist()} if found else set()
    return {row + 1: tuple(sorted(found[row])) for row in sorted(kept & found.keys())}


def _style(scene: Scene, row: int, style: str, found: dict[int, set[str]]) -> None:
    styles = scene.grid.marks.styles
    if style in styles.struck:
        found.setdefault(row, set()).add(STRUCK)
    if style in styles.fills:
        found.setdefault(row, set()).add(f"{FILLED}:{styles.fills[style]}")
