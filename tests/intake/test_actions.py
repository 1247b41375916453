"""The door: once, whole or not at all, over what stands, and undone as a whole."""

from datetime import date

import pytest

from tadbir.audit import trail
from tadbir.audit.actor import Subject
from tadbir.core.refused import Refused
from tadbir.intake import actions, standings
from tadbir.intake.contract import Scope
from tadbir.intake.models import Batch, RefusedCell, SourceFile, Staging, Standing
from tadbir.intake.registry import StandingChange
from tadbir.intake.verdict import Ticks
from tests.intake import ledger
from tests.intake.conftest import BY, FES, REGION, SEFROU, Send

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 30)
GAS = ("D451", "10", "Gaz", 5_00)
WATER = ("D451", "20", "Eau", 7_00)
FES_GAS = ("D231", "10", "Gaz", 9_00)


def stands(at_number: int | None = None, source: str = "holder") -> dict[tuple[str, str], object]:
    """The ledger's amounts by holder and line."""
    holders = frozenset({("D451", DAY), ("D231", DAY)})
    found = ledger.standing(Scope("notes", source, holders, at_number))
    return {(holder, key[0]): values[1] for (holder, _day, key), values in found.items()}


def test_file_is_kept_with_its_standings_and_its_row_in_the_trail(send: Send) -> None:
    outcome = send("a", [GAS, WATER, FES_GAS])

    assert outcome.refused is None
    assert outcome.batch is not None
    batch = Batch.objects.get(pk=outcome.batch.pk)
    assert stands() == {("D451", "10"): 5_00, ("D451", "20"): 7_00, ("D231", "10"): 9_00}
    assert [
        (s.holder.code, s.rows, s.places, s.number) for s in batch.standings.order_by("rows")
    ] == [
        ("D231", 1, {"Feuil1": [[4, 4]]}, batch.number),
        ("D451", 2, {"Feuil1": [[2, 3]]}, batch.number),
    ]
    (entry,) = trail.history(Subject("batch", str(batch.pk)))
    assert (entry.number, entry.action, entry.digest) == (
        batch.number, "intake.commit", batch.digest,
    )  # fmt: skip
    assert trail.last_number() == batch.number
    moved = [
        (
            (
                StandingChange("notes", "holder", "D231", DAY),
                StandingChange("notes", "holder", "D451", DAY),
            ),
            batch.number,
        )
    ]
    assert moved == ledger.MOVED


def test_same_file_twice_is_the_same_batch(send: Send) -> None:
    first = send("a", [GAS])
    second = send("renamed", [GAS])

    assert second.refused is not None
    assert second.refused.code == "intake.already-there"
    assert second.batch == first.batch
    assert (Batch.objects.count(), SourceFile.objects.count()) == (1, 1)


def test_same_file_declared_otherwise_is_still_the_same_batch(send: Send) -> None:
    first = send("a", [GAS])
    second = send("a", [GAS], entity="D451", on_date=DAY)

    assert second.batch == first.batch
    assert second.refused is not None


def test_later_batch_supersedes_its_holder_and_day_alone(send: Send) -> None:
    first = send("a", [GAS, FES_GAS])
    second = send("b", [("D451", "10", "Gaz", 6_00)])

    assert stands() == {("D451", "10"): 6_00, ("D231", "10"): 9_00}
    assert first.batch is not None
    assert second.batch is not None
    assert stands(first.batch.number) == {("D451", "10"): 5_00, ("D231", "10"): 9_00}
    assert second.report is not None
    assert second.report["changes"] == {
        "new": 0, "changed": 1, "same": 0, "superseded": 1, "gone": 0, "left_out": 0,
    }  # fmt: skip
    assert second.report["figures"] == [
        {"holder": "D451", "on_date": "2025-06-30", "key": ["10"], "title": "",
         "name": "amount",
         "before": 5_00, "after": 6_00, "sheet": "Feuil1", "row": 2}
    ]  # fmt: skip


def test_sources_never_supersede_one_another(send: Send) -> None:
    send("a", [GAS])
    send("b", [("D451", "10", "Gaz", 8_00)], source="treasury")

    assert stands() == {("D451", "10"): 5_00}
    assert stands(source="treasury") == {("D451", "10"): 8_00}


def test_gone_rows_need_a_tick(send: Send) -> None:
    send("a", [GAS, WATER])
    refused = send("b", [GAS])
    kept = send("b", [GAS], ticks=Ticks(accept_gone=True))

    assert refused.refused is not None
    assert refused.refused.code == "intake.gone-rows"
    assert refused.report is not None
    assert refused.report["gone"] == [
        {"holder": "D451", "on_date": "2025-06-30", "key": ["20"], "title": ""}
    ]
    assert kept.batch is not None
    assert stands() == {("D451", "10"): 5_00}


def test_table_that_does_not_reconcile_is_never_kept(send: Send) -> None:
    outcome = send("a", [GAS], total=6_00, ticks=Ticks(accept_gone=True, leave_out_refused=True))

    assert outcome.refused is not None
    assert outcome.refused.code == "intake.not-reconciled"
    assert str(outcome.refused) == (
        "Totals of the file that differ from the rows they cover: 1. The first stands in Feuil1"
        " D99: the file says 6, its rows give 5. Correct the file and send it again."
    )
    assert not Standing.objects.exists()
    assert not Staging.objects.exists()


def test_refused_rows_are_left_out_with_a_tick_only_without_totals(send: Send) -> None:
    asked = send("a", [GAS], bad=["D3"])
    kept = send("a", [GAS], bad=["D3"], ticks=Ticks(leave_out_refused=True))
    never = send("b", [GAS], bad=["D3"], total=5_00, ticks=Ticks(leave_out_refused=True))

    assert asked.refused is not None
    assert asked.refused.code == "intake.refused-rows"
    assert kept.batch is not None
    assert list(RefusedCell.objects.values_list("batch", "cell", "value")) == [
        (kept.batch.pk, "D3", "abc")
    ]
    assert never.refused is not None
    assert never.refused.code == "intake.refused-inside-totals"


def test_file_of_which_nothing_can_be_kept_is_no_success(send: Send) -> None:
    outcome = send("a", [GAS, WATER], reach=FES, ticks=Ticks(leave_out_refused=True))

    assert outcome.refused is not None
    assert outcome.refused.code == "intake.nothing-to-keep"


def test_out_of_reach_and_unknown_get_the_same_answer(send: Send) -> None:
    rows = [FES_GAS, ("D451", "10", "Gaz", 1), ("NOBODY", "10", "Gaz", 1)]
    outcome = send("a", rows, reach=FES, dry_run=True)

    assert outcome.report is not None
    assert [(r["cell"], r["code"], r["reason"]) for r in outcome.report["refused"]] == [
        (
            "A3:D4",
            "intake.holder-unknown",
            "Rows about entities for which you may not send figures: {rows},"
            " from row {first} to row {last}.",
        )
    ]
    (refused,) = outcome.report["refused"]
    assert refused["value"] == ""  # the cell holds a name of the file, not the code we made of it
    assert refused["details"] == {"rows": "2", "first": "3", "last": "4"}
    assert outcome.refused is not None
    assert (outcome.refused.code, outcome.refused.details) == ("intake.refused-rows", {"count": 2})


def test_missing_day_and_entity_are_asked_for_once(send: Send) -> None:
    undated = send("a", [GAS, WATER], as_of=None, dry_run=True)
    unnamed = send("b", [("", "10", "Gaz", 1), ("", "20", "Eau", 1)], dry_run=True)
    said = send("b", [("", "10", "Gaz", 1), ("", "20", "Eau", 1)], entity="D451")

    assert undated.report is not None
    assert [r["code"] for r in undated.report["refused"]] == ["intake.day-missing"]
    assert unnamed.report is not None
    assert [(r["code"], r["details"]) for r in unnamed.report["refused"]] == [
        ("intake.holder-missing", {"count": "2"})
    ]
    assert said.batch is not None


def test_row_that_stands_twice_is_refused_with_the_place_of_the_first(send: Send) -> None:
    outcome = send("a", [GAS, WATER, ("D451", "10", "Gaz bis", 1)], dry_run=True)

    assert outcome.report is not None
    assert [(r["cell"], r["value"], r["details"]) for r in outcome.report["refused"]] == [
        ("A4:D4", "D451 · 10 · Gaz bis", {"sheet": "Feuil1", "row": "2"})
    ]


def test_day_to_come_is_refused_once_for_the_rows_it_is_said_of(send: Send) -> None:
    """No cell of a row says the day: the rows are named, and no value is made up."""
    outcome = send("a", [GAS, WATER], known_on=date(2025, 6, 1), dry_run=True)

    assert outcome.report is not None
    assert [(r["cell"], r["value"], r["details"]) for r in outcome.report["refused"]] == [
        (
            "A2:D3",
            "",
            {"rows": "2", "first": "2", "last": "3", "day": "30/06/2025", "known": "01/06/2025"},
        )
    ]
    assert outcome.report["sheets"][0]["tables"][0]["refusals"] == 2


def test_dry_run_writes_nothing(send: Send) -> None:
    outcome = send("a", [GAS], dry_run=True)

    assert outcome.refused is None
    assert outcome.as_json("fr")["changes"]["new"] == 1
    assert [m.objects.count() for m in (SourceFile, Staging, Batch)] == [0, 0, 0]
    assert trail.last_number() == 0


def test_withdrawn_batch_lets_what_it_superseded_stand_again_and_its_file_return(
    send: Send,
) -> None:
    send("a", [GAS])
    second = send("b", [("D451", "10", "Gaz", 6_00)])
    assert second.batch is not None

    undone = actions.withdraw(by=BY, batch_id=second.batch.pk, why="Wrong month", reach=SEFROU)

    assert undone.withdrawn_number == trail.last_number()
    assert stands() == {("D451", "10"): 5_00}
    assert stands(second.batch.number) == {("D451", "10"): 6_00}
    again = send("b", [("D451", "10", "Gaz", 6_00)])
    assert again.refused is None
    assert again.batch != second.batch
    assert stands() == {("D451", "10"): 6_00}


def test_batch_on_which_another_stands_is_not_withdrawn(send: Send) -> None:
    first = send("a", [GAS])
    second = send("b", [("D451", "10", "Gaz", 6_00)])
    assert first.batch is not None
    assert second.batch is not None

    with pytest.raises(Refused, match=f"Batch {second.batch.pk} stands on") as refused:
        actions.withdraw(by=BY, batch_id=first.batch.pk, why="Wrong", reach=REGION)
    assert refused.value.code == "intake.stood-on"

    actions.withdraw(by=BY, batch_id=second.batch.pk, why="Wrong", reach=REGION)
    actions.withdraw(by=BY, batch_id=first.batch.pk, why="Wrong", reach=REGION)
    assert stands() == {}
    assert standings.current("notes").count() == 0


@pytest.mark.parametrize(
    ("reach", "why", "code"),
    [
        (REGION, " ", "intake.why-missing"),
        (FES, "Wrong", "intake.not-allowed"),
        (SEFROU, "Wrong", "intake.not-allowed"),
    ],
)
def test_withdrawal_needs_a_reason_and_every_entity(
    send: Send, reach: object, why: str, code: str
) -> None:
    outcome = send("a", [GAS, FES_GAS])
    assert outcome.batch is not None

    with pytest.raises(Refused) as refused:
        actions.withdraw(by=BY, batch_id=outcome.batch.pk, why=why, reach=reach)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_withdrawal_of_a_batch_out_of_reach_says_that_there_is_none(send: Send) -> None:
    outcome = send("a", [GAS])
    assert outcome.batch is not None

    with pytest.raises(Refused) as refused:
        actions.withdraw(by=BY, batch_id=outcome.batch.pk, why="Wrong", reach=FES)
    assert refused.value.code == "intake.batch.unknown"
