"""Several files at once: read by one child, kept in one transaction, each refused by itself."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tadbir.audit import trail
from tadbir.core.refused import Refused
from tadbir.intake import actions, mappings
from tadbir.intake.many import Sent, compare_all, keep_together, take_in_together
from tadbir.intake.models import Batch, SourceFile, Staging
from tadbir.intake.said import Said
from tadbir.territory.models import Entity
from tests.intake import ledger
from tests.intake.conftest import BY, REGION

pytestmark = pytest.mark.django_db
GAS, FES_GAS = ("D451", "10", "Gaz", 5_00), ("D231", "10", "Gaz", 4_00)
NOTES = Said(dataset="notes")
Written = Callable[..., Sent]


@pytest.fixture
def written(territory: dict[str, Entity], ledger_only: None, tmp_path: Path) -> Written:
    """A file of the ledger on disk, ready to be sent."""

    def sent(name: str, *rows: tuple[Any, ...], **told: Any) -> Sent:
        path = ledger.plain_file(tmp_path, f"{name}.json", rows, as_of="2025-06-30", **told)
        return Sent(path, NOTES)

    return sent


def together(*files: Sent) -> list[str]:
    """What came of files taken in together: a code where one was not kept."""
    found = take_in_together(by=BY, files=files, reach=REGION)
    return [outcome.refused.code if outcome.refused else "kept" for _sent, outcome in found]


def test_files_are_kept_in_order_and_what_they_moved_is_told_once(written: Written) -> None:
    assert together(written("a", GAS), written("b", FES_GAS)) == ["kept", "kept"]

    assert [batch.file.name for batch in Batch.objects.order_by("number")] == ["a.json", "b.json"]
    ((moved, number),) = ledger.MOVED
    assert [change.holder_code for change in moved] == ["D451", "D231"]
    assert number == trail.last_number()
    assert Staging.objects.exclude(state="done").count() == 0


def test_refused_file_stops_no_other_and_lets_nothing_wait(written: Written) -> None:
    found = together(
        written("a", GAS), written("b", FES_GAS, total=1), written("c", unreadable=True),
        written("d", FES_GAS),
    )  # fmt: skip

    assert found == ["kept", "intake.not-reconciled", "file.unreadable", "kept"]
    assert Staging.objects.exclude(state="done").count() == 0


def test_file_over_the_one_before_it_is_compared_again(written: Written) -> None:
    """Its preview was made before the first was kept: it changes the row that the first brought."""
    assert together(written("a", GAS), written("b", ("D451", "10", "Gaz", 6_00))) == ["kept"] * 2

    last = Batch.objects.latest("number")
    assert last.report["changes"] == {
        "new": 0, "changed": 1, "same": 0, "superseded": 1, "gone": 0, "left_out": 0,
    }  # fmt: skip


def test_row_gone_since_the_file_before_it_is_asked_for(written: Written) -> None:
    both = written("a", GAS, ("D451", "20", "Eau", 1_00))
    assert together(both, written("b", GAS)) == ["kept", "intake.gone-rows"]


def test_same_bytes_twice_are_kept_once(written: Written) -> None:
    first, twin = written("a", GAS), written("b", GAS)
    assert first.path.read_bytes() == twin.path.read_bytes()

    assert together(first, twin) == ["kept", "intake.already-there"]
    assert together(first, twin) == ["intake.already-there"] * 2


def test_columns_said_before_are_asked_for(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = written("a", GAS)
    layout = mappings.signature(ledger.read_plain(sent.path, ledger.NOTES))
    mappings.remember(BY.name, "notes", layout, {"Montant": "amount"})
    read_with: list[object] = []

    def spy(*arguments: Any, **named: Any) -> Any:
        read_with.append(named["options"].mapping)
        return ledger.read_plain(*arguments, **named)

    monkeypatch.setattr(mappings, "read", spy)
    assert together(sent) == ["kept"]

    assert read_with == [{"Montant": "amount"}]
    assert Batch.objects.get().mapping == {"Montant": "amount"}


def test_comparison_writes_nothing(written: Written) -> None:
    files = [written("a", GAS), written("b", unreadable=True)]

    found = compare_all(by=BY, files=files, reach=REGION)

    assert [outcome.refused.code if outcome.refused else "" for _sent, outcome in found] == [
        "",
        "file.unreadable",
    ]
    assert not SourceFile.objects.exists()
    assert not Staging.objects.exists()


def test_file_that_something_stops_goes_on_waiting(written: Written) -> None:
    rows = []
    for sent in (written("a", GAS), written("b", FES_GAS, total=1)):
        file = actions.receive(by=BY, source=sent.path, name=sent.path.name)
        rows.append(actions.stage(by=BY, file=file, reach=REGION, **NOTES))

    found = keep_together(by=BY, rows=rows, reach=REGION)

    assert [why.code if why else "" for _row, why in found] == ["", "intake.not-reconciled"]
    assert Staging.objects.exclude(state="done").get().file.name == "b.json"


def test_same_bytes_under_another_source_are_told_of(written: Written) -> None:
    sent = written("a", GAS)
    assert together(sent) == ["kept"]
    batch = Batch.objects.get()

    other = Said(dataset="notes", source="treasury")
    found = actions.take_in(by=BY, path=sent.path, reach=REGION, dry_run=True, **other)
    same = actions.take_in(by=BY, path=sent.path, reach=REGION, dry_run=True, **NOTES)

    assert found.refused is None
    assert found.report is not None
    assert found.report["taken_before"] == [
        {
            "batch": batch.pk, "dataset": "notes", "source": "holder", "entity": "",
            "by": BY.name, "at": batch.committed_at.isoformat(),
        }
    ]  # fmt: skip
    (told,) = found.as_json("fr")["taken_before"]
    assert f"lot {batch.pk}" in told["sentence"]
    assert BY.name in told["sentence"]
    assert isinstance(same.refused, Refused)
    assert same.refused.code == "intake.already-there"
