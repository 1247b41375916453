"""Files made to hurt are refused quickly, and the process that asked is unharmed."""

import resource
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tadbir.core.refused import Refused
from tadbir.intake.reading.options import Limits, ReadOptions
from tadbir.intake.reading.read import Job, read, read_all
from tests.hostile import files
from tests.intake.reading.datasets import BUDGET

_MEGABYTE = 1 << 20

CASES: list[tuple[str, Callable[[Path], Path], set[str]]] = [
    ("far.xlsx", files.far_cell, {"intake.far-cell"}),
    ("tab.xlsx", files.far_cell_unnumbered, {"intake.far-cell", "intake.too-much-memory"}),
    ("wide.xlsx", files.wide_and_long, {"intake.far-cell"}),
    ("bomb.xlsx", files.bomb, {"intake.archive-bomb"}),
    ("row.xlsx", files.one_endless_row, {"intake.archive-bomb"}),
    ("slip.xlsx", files.slip, {"intake.hostile-archive"}),
    ("drive.xlsx", partial(files.slip, name="C:\\windows\\x"), {"intake.hostile-archive"}),
    ("nested.xlsx", files.nested, {"intake.archive-bomb"}),
    ("laughs.xlsx", partial(files.entities, in_sheet=True), {"intake.hostile-archive"}),
    ("laughs2.xlsx", partial(files.entities, in_sheet=False), {"intake.hostile-archive"}),
    ("rows.ods", files.repeated_rows, {"intake.far-cell"}),
    ("locked.xlsx", files.encrypted, {"intake.encrypted"}),
    ("garbage.xls", files.garbage_xls, {"intake.unreadable"}),
    ("cut.xlsx", files.cut_short, {"intake.unreadable"}),
    ("line.csv", files.long_line, {"intake.too-large", "intake.unknown-layout"}),
]


@pytest.mark.parametrize(("name", "make", "codes"), CASES, ids=[case[0] for case in CASES])
def test_hostile_file_is_refused_quickly(
    tmp_path: Path, name: str, make: Callable[[Path], Path], codes: set[str]
) -> None:
    path = make(tmp_path / name)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()

    with pytest.raises(Refused) as refused:
        read(path, BUDGET)

    assert refused.value.code in codes
    assert str(refused.value)
    assert time.monotonic() - began < 5
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown * 1024 < 64 * _MEGABYTE
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < 512 * _MEGABYTE


def test_child_may_not_take_more_than_512_megabytes() -> None:
    assert Limits().child_memory <= 512 * _MEGABYTE


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7 ...", "intake.unknown-format"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "intake.unknown-format"),
        (b"", "intake.unknown-format"),
        (b"PK\x03\x04 not an archive at all", "intake.unreadable"),
        (b"a;b\0c;d\n", "intake.unknown-format"),
        (b"a;b\n1;2\n", "intake.unknown-layout"),
    ],
)
def test_wrong_content_under_a_good_name_is_refused(
    tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "budget.xlsx"
    path.write_bytes(content)

    with pytest.raises(Refused) as refused:
        read(path, BUDGET)

    assert refused.value.code == code


def test_file_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    path = files.xlsx(tmp_path / "slow.xlsx", "")

    with pytest.raises(Refused) as refused:
        read(path, BUDGET, options=ReadOptions(limits=Limits(wall_seconds=0.01)))

    assert refused.value.code == "intake.too-slow"


def test_file_too_heavy_is_refused_unopened(tmp_path: Path) -> None:
    path = files.xlsx(tmp_path / "heavy.xlsx", "")

    with pytest.raises(Refused) as refused:
        read(path, BUDGET, options=ReadOptions(limits=Limits(file_bytes=100)))

    assert refused.value.code == "intake.too-large"


def test_file_that_kills_the_child_does_not_take_its_neighbours_along(tmp_path: Path) -> None:
    sheet = "".join(
        f'<row r="{row}">{"".join(cells)}</row>'
        for row, cells in (
            (1, [files.text_cell(f"{c}1", t) for c, t in zip("ABC", HEADS, strict=True)]),
            (2, [files.text_cell("A2", "Fès"), *(f'<c r="{c}2"><v>7</v></c>' for c in "BC")]),
        )
    )
    good = [files.xlsx(tmp_path / f"{number}.xlsx", sheet) for number in range(2)]
    bad = files.far_cell_unnumbered(tmp_path / "bad.xlsx")

    found = read_all([Job(path, BUDGET) for path in (good[0], bad, good[1])])

    assert [isinstance(f, Refused) for f in found] == [False, True, False]


HEADS = ("Entité", "Crédits ouverts", "Engagements")
INJECTED = "=cmd|'/C calc'!A0"


def test_injected_formulas_are_texts_and_refused_as_amounts(tmp_path: Path) -> None:
    heads = "".join(files.text_cell(f"{c}1", t) for c, t in zip("ABC", HEADS, strict=True))
    cells = "".join(files.text_cell(f"{c}2", INJECTED) for c in "ABC")
    path = files.xlsx(tmp_path / "i.xlsx", f'<row r="1">{heads}</row><row r="2">{cells}</row>')

    table = read(path, BUDGET).sheets[0].tables[0]

    assert table.rows == []
    assert {(r.cell, r.code) for r in table.refused} == {
        ("B2", "intake.not-an-amount"),
        ("C2", "intake.not-an-amount"),
    }


def test_number_of_twenty_digits_is_refused_with_its_cell(tmp_path: Path) -> None:
    heads = "".join(files.text_cell(f"{c}1", t) for c, t in zip("ABC", HEADS, strict=True))
    digits = "12345678901234567890"
    cells = f'{files.text_cell("A2", "Fès")}<c r="B2"><v>{digits}</v></c><c r="C2"><v>5</v></c>'
    path = files.xlsx(tmp_path / "i.xlsx", f'<row r="1">{heads}</row><row r="2">{cells}</row>')

    table = read(path, BUDGET).sheets[0].tables[0]

    assert [(r.cell, r.code) for r in table.refused] == [("B2", "intake.amount-too-large")]
    assert table.counts.refused == 1
