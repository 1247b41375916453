"""Generated statements in layouts 4, 5 and 6: read exactly, never wrongly once something happens."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tadbir.core.refused import Refused
from tadbir.intake.contract import Drafted, Reading, Table
from tadbir.intake.reading.read import Job, read_all
from tadbir.works.intake import PROGRESS
from tadbir.works.intake.draft import VALUE_NAMES
from tests.intake.reading.mutations import MUTATIONS
from tests.works.intake.generator import LAYOUTS, Figures, Truths, Written, sender

_SEEDS = 8
_AT = [VALUE_NAMES.index(name) for name in ("physical", "amount", "paid", "stated")]


def drafts(reading: Reading) -> Iterator[tuple[Table, Drafted]]:
    """Every table with what works make of it."""
    for sheet in reading.sheets:
        for table in sheet.tables:
            yield table, PROGRESS.draft(table, sender())


def said(reading: Reading) -> dict[tuple[str, str], Figures]:
    """What would be kept of a file, by site and lot."""
    return {
        (record.key[0], record.key[3]): tuple(record.values[place] for place in _AT)  # type: ignore[misc]
        for _table, drafted in drafts(reading)
        for record in drafted.records
    }  # fmt: skip


def is_refused(reading: Reading) -> bool:
    """Whether someone must look before anything is kept."""
    return any(
        table.refused or drafted.refused or not table.reconciliation.is_sound
        for table, drafted in drafts(reading)
    )


def written(layout: str, mutation: str, seed: int) -> Written:
    """A file to which something happened."""
    random = Random(f"{layout}-{mutation}-{seed}")
    found = LAYOUTS[layout](random)
    MUTATIONS[mutation](found.made, random)
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", range(4))
def test_layout_is_read_exactly(tmp_path: Path, layout: str, seed: int) -> None:
    found = LAYOUTS[layout](Random(seed))
    path = found.made.write(tmp_path / "made.xlsx")

    [reading] = read_all([Job(path, PROGRESS)])

    assert isinstance(reading, Reading)
    assert [r for t, d in drafts(reading) for r in (*t.refused, *d.refused)] == []
    assert said(reading) == found.truths
    assert all(t.reconciliation.is_sound and t.has_own_totals for t, _d in drafts(reading))


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_mutated_file_is_never_silently_wrong(tmp_path: Path, mutation: str) -> None:
    made = [
        (f"{layout}-{seed}", written(layout, mutation, seed))
        for layout in LAYOUTS
        for seed in range(_SEEDS)
    ]
    jobs = [Job(one.made.write(tmp_path / f"{name}.xlsx"), PROGRESS) for name, one in made]

    found = read_all(jobs)

    wrong = [
        name
        for (name, one), reading in zip(made, found, strict=True)
        if not is_honest(one.truths, reading)
    ]
    assert wrong == []


def is_honest(truths: Truths, found: Reading | Refused) -> bool:
    """Either something is refused or does not reconcile, or all that is kept is the truth."""
    if isinstance(found, Refused) or is_refused(found):
        return True
    return said(found) == truths


@pytest.mark.parametrize("mutation", ["blank_column", "shift_rows"])
def test_harmless_change_is_read_all_the_same(tmp_path: Path, mutation: str) -> None:
    made = [written(layout, mutation, seed) for layout in LAYOUTS for seed in range(3)]
    paths = [one.made.write(tmp_path / f"{number}.xlsx") for number, one in enumerate(made)]

    found = read_all([Job(path, PROGRESS) for path in paths])

    for one, reading in zip(made, found, strict=True):
        assert isinstance(reading, Reading)
        assert said(reading) == one.truths
