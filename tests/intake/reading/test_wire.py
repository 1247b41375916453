"""What the child tells the parent: read back as it was, refused where it cannot be an answer."""

from pathlib import Path

import numpy as np
import pytest

from tadbir.intake.reading.scene import Draft
from tadbir.intake.reading.vectors import Vector
from tadbir.intake.reading.wire import Answer, Packer, table_told


def _answer(path: Path, places: list[int]) -> Answer:
    """The answer for a table of two rows whose labels are at some places of a list."""
    label = Vector(np.array(places), np.array(places) == 0, distinct=[None, "Gaz", "Eau"])
    amount = Vector(np.array([12_345, 0]), np.array([False, True]))
    draft = Draft("S", rows=[2, 3], vectors={"label": label, "opened": amount}, headings=label)
    packer = Packer()
    tables = [table_told(draft, packer)]
    told = {"file": "f.xlsx", "sha256": "", "format": "xlsx", "encoding": "", "delimiter": "",
            "warnings": [], "sheets": [{"name": "S", "tables": tables, "ignored": []}]}  # fmt: skip
    packer.write(path, told)
    return Answer(path)


def test_table_is_read_back_as_it_was(tmp_path: Path) -> None:
    [sheet] = _answer(tmp_path / "0", [2, 0]).reading().sheets
    [table] = sheet.tables

    assert table.rows == [2, 3]
    assert list(table.values["label"]) == ["Eau", None]
    assert list(table.values["opened"]) == [12_345, None]
    assert list(table.headings) == ["Eau", ""]


@pytest.mark.parametrize("place", [3, -1])
def test_column_that_points_outside_its_list_is_no_answer(tmp_path: Path, place: int) -> None:
    with pytest.raises(ValueError, match="not an answer"):
        _answer(tmp_path / "0", [0, place]).reading()
