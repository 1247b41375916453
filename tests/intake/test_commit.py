"""A commit is whole or nothing, decided on what stands, and made once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tadbir.audit import trail
from tadbir.core.refused import Refused
from tadbir.intake import actions, landing, mappings, registry, waiting
from tadbir.intake.models import Batch, RefusedCell, RememberedMapping, Staging, Standing
from tadbir.territory.models import Entity
from tests.intake import ledger
from tests.intake.conftest import BY, FES, REGION, SEFROU

pytestmark = pytest.mark.django_db
GAS = ("D451", "10", "Gaz", 5_00)
Stage = Callable[..., Staging]


@pytest.fixture
def stage(territory: dict[str, Entity], ledger_only: None, tmp_path: Path) -> Stage:
    """Stage rows of the ledger."""

    def staged(name: str, rows: list[tuple[str, str, str, int]], **said: object) -> Staging:
        path = ledger.plain_file(tmp_path, f"{name}.json", rows, as_of="2025-06-30")
        file = actions.receive(by=BY, source=path, name=path.name)
        return actions.stage(by=BY, file=file, dataset="notes", reach=REGION, **said)  # type: ignore[arg-type]

    return staged


def test_commit_asked_twice_is_made_once(
    stage: Stage, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    staged = stage("a", [GAS])

    with django_capture_on_commit_callbacks(execute=True):
        first = actions.commit(by=BY, staging_id=staged.pk, reach=REGION)
    second = actions.commit(by=BY, staging_id=staged.pk, reach=REGION)

    assert first == second
    assert Batch.objects.count() == 1
    assert not waiting.records_path(staged.pk).exists()


def test_two_previews_of_one_file_become_one_batch(stage: Stage) -> None:
    one, other = stage("a", [GAS]), stage("a", [GAS])
    batch = actions.commit(by=BY, staging_id=one.pk, reach=REGION)

    with pytest.raises(waiting.AlreadyThere) as there:
        actions.commit(by=BY, staging_id=other.pk, reach=REGION)
    assert there.value.batch == batch


def test_preview_that_moved_is_made_again_and_asked_again(stage: Stage) -> None:
    mine = stage("a", [GAS])
    theirs = stage("b", [("D451", "10", "Gaz", 4_00)])
    actions.commit(by=BY, staging_id=theirs.pk, reach=REGION)

    with pytest.raises(Refused) as refused:
        actions.commit(by=BY, staging_id=mine.pk, reach=REGION)

    assert refused.value.code == "intake.preview-moved"
    mine.refresh_from_db()
    assert mine.report is not None
    assert mine.report["changes"] == {
        "new": 0, "changed": 1, "same": 0, "superseded": 1, "gone": 0, "left_out": 0,
    }  # fmt: skip
    assert mine.seen_number == trail.last_number()
    assert actions.commit(by=BY, staging_id=mine.pk, reach=REGION).rows == 1


def test_preview_stands_when_what_was_written_does_not_touch_it(stage: Stage) -> None:
    mine = stage("a", [GAS])
    theirs = stage("b", [("D231", "10", "Gaz", 4_00)])
    actions.commit(by=BY, staging_id=theirs.pk, reach=REGION)

    assert actions.commit(by=BY, staging_id=mine.pk, reach=REGION).rows == 1


def test_commit_asks_the_reach_again(stage: Stage) -> None:
    staged = stage("a", [GAS])

    with pytest.raises(Refused) as refused:
        actions.commit(by=BY, staging_id=staged.pk, reach=FES)
    assert refused.value.code == "intake.not-allowed"


def test_preview_of_another_person_is_unknown(stage: Stage) -> None:
    staged = stage("a", [GAS])

    with pytest.raises(Refused) as refused:
        actions.commit(by=trail.Actor("someone.else"), staging_id=staged.pk, reach=SEFROU)
    assert refused.value.code == "intake.staging.unknown"


def test_records_altered_on_disk_are_not_committed(stage: Stage) -> None:
    staged = stage("a", [GAS])
    path = waiting.records_path(staged.pk)
    path.write_bytes(path.read_bytes().replace(b"500", b"900"))

    with pytest.raises(Refused) as refused:
        actions.commit(by=BY, staging_id=staged.pk, reach=REGION)
    assert refused.value.code == "intake.staging-lost"


class Broken(Exception):
    """What the test breaks a step with."""


def broken(*_arguments: object, **_named: object) -> None:
    """A step that fails."""
    raise Broken


STEPS = (
    (landing, "land"),
    (landing, "_keep_refused"),
    (landing, "batch_digest"),
    (mappings, "remember"),
    (landing, "refresh"),
    (landing, "summary"),
    (trail, "record"),
)


@pytest.mark.parametrize(("module", "step"), STEPS, ids=[step for _module, step in STEPS])
def test_commit_that_fails_anywhere_leaves_nothing_and_can_be_asked_again(
    stage: Stage, module: object, step: str
) -> None:
    actions.commit(by=BY, staging_id=stage("a", [GAS]).pk, reach=REGION)
    staged = stage("b", [("D451", "10", "Gaz", 6_00)])
    tables = (Batch, Standing, ledger.LedgerFact, RefusedCell, RememberedMapping)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    number = trail.last_number()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, step, broken)
        with pytest.raises(Broken):
            actions.commit(by=BY, staging_id=staged.pk, reach=REGION)

    assert [list(table.objects.order_by("pk").values()) for table in tables] == before
    assert trail.last_number() == number
    assert actions.commit(by=BY, staging_id=staged.pk, reach=REGION).rows == 1


def test_domain_that_fails_to_write_leaves_nothing(stage: Stage) -> None:
    staged = stage("a", [GAS])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledger.LedgerFact.objects, "bulk_create", broken)
        with pytest.raises(Broken):
            actions.commit(by=BY, staging_id=staged.pk, reach=REGION)

    assert not Batch.objects.exists()
    assert not Standing.objects.exists()


def test_withdrawal_that_fails_leaves_the_batch_standing(stage: Stage) -> None:
    batch = actions.commit(by=BY, staging_id=stage("a", [GAS]).pk, reach=REGION)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trail, "record", broken)
        with pytest.raises(Broken):
            actions.withdraw(by=BY, batch_id=batch.pk, why="Wrong", reach=REGION)

    batch.refresh_from_db()
    assert batch.withdrawn_number is None
    assert Standing.objects.get().is_current


def test_registry_crashes_on_a_path_that_leads_nowhere(settings: object) -> None:
    settings.DATASETS = ["tadbir.nowhere.NOTHING"]  # type: ignore[attr-defined]

    with pytest.raises(ImportError):
        registry.datasets()
