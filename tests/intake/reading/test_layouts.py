"""Hand-made files of layouts 2 to 7: read exactly, and never wrongly once something happens."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tadbir.core.money import centimes
from tadbir.core.refused import Refused
from tadbir.intake.contract import Reading, Table
from tadbir.intake.reading.read import Job, read_all
from tests.intake.reading.generator import LAYOUTS, Made, Truth
from tests.intake.reading.mutations import MUTATIONS

_SEEDS = 6


def tables(reading: Reading) -> Iterator[Table]:
    for sheet in reading.sheets:
        yield from sheet.tables


def sums(reading: Reading) -> Truth:
    found: Truth = Counter()
    for table in tables(reading):
        for key, total in table.totals.items():
            found[key] += centimes(total)
    return found


def is_refused(reading: Reading) -> bool:
    return any(t.refused or not t.reconciliation.is_sound for t in tables(reading))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", range(3))
def test_layout_is_read_exactly(tmp_path: Path, layout: str, seed: int) -> None:
    made = LAYOUTS[layout](Random(seed))
    path = made.write(tmp_path / "made.xlsx")

    found = read_all([Job(path, made.dataset)])[0]

    assert isinstance(found, Reading)
    assert [r for t in tables(found) for r in t.refused] == []
    assert sums(found) == made.truth
    assert all(t.reconciliation.equalities > 0 for t in tables(found))
    assert all(t.reconciliation.is_sound for t in tables(found))
    assert {t.layout for t in tables(found)} <= {layout, "list"}


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_mutated_file_is_never_silently_wrong(tmp_path: Path, mutation: str) -> None:
    made = [
        (f"{layout}-{seed}", _mutated(layout, mutation, seed))
        for layout in LAYOUTS
        for seed in range(_SEEDS)
    ]
    jobs = [Job(m.write(tmp_path / f"{name}.xlsx"), m.dataset) for name, m in made]

    found = read_all(jobs)

    wrong = [name for (name, m), f in zip(made, found, strict=True) if not _is_honest(m, f)]
    assert wrong == []


@pytest.mark.parametrize("mutation", ["blank_column", "reorder_columns"])
def test_harmless_change_is_read_all_the_same(tmp_path: Path, mutation: str) -> None:
    made = [_mutated(layout, mutation, 0) for layout in LAYOUTS]
    paths = [m.write(tmp_path / f"{number}.xlsx") for number, m in enumerate(made)]

    found = read_all([Job(path, m.dataset) for path, m in zip(paths, made, strict=True)])

    for m, reading in zip(made, found, strict=True):
        assert isinstance(reading, Reading)
        assert not is_refused(reading)
        assert sums(reading) == m.truth


def _mutated(layout: str, mutation: str, seed: int) -> Made:
    random = Random(f"{layout}-{mutation}-{seed}")
    made = LAYOUTS[layout](random)
    MUTATIONS[mutation](made, random)
    return made


def _is_honest(made: Made, found: Reading | Refused) -> bool:
    """Either something is refused or does not reconcile, or every figure read is the truth."""
    if isinstance(found, Refused) or is_refused(found):
        return True
    return {key: sums(found)[key] for key in made.truth} == dict(made.truth)
