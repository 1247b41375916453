"""Figures altered by raw SQL are named, in whatever batch they stand."""

from datetime import date

import pytest

from tadbir.intake import actions, verification
from tadbir.intake.models import Batch, Standing
from tadbir.intake.verification import Altered, Fault
from tests.intake.conftest import BY, REGION, Send
from tests.intake.ledger import LedgerFact

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 30)
GAS = ("D451", "10", "Gaz", 5_00)


def faults() -> list[Fault]:
    """Every fault found."""
    return verification.verify_batches(reach=REGION)


def kept(send: Send, name: str, *rows: tuple[str, str, str, int]) -> Batch:
    """A batch of some rows."""
    batch = send(name, list(rows)).batch
    assert batch is not None
    return batch


def test_batches_in_force_superseded_and_withdrawn_are_sound(send: Send) -> None:
    kept(send, "a", GAS)
    kept(send, "b", ("D451", "10", "Gaz", 6_00))
    undone = kept(send, "c", ("D451", "10", "Gaz", 7_00))
    actions.withdraw(by=BY, batch_id=undone.pk, why="Wrong", reach=REGION)

    assert faults() == []


def test_altered_figure_is_named_with_its_source(send: Send) -> None:
    batch = kept(send, "a", GAS, ("D451", "20", "Eau", 7_00))
    LedgerFact.objects.filter(key="20").update(amount=70_00)

    assert faults() == [
        Fault(
            batch.pk,
            batch.number,
            verification.FACTS,
            (Altered("D451", DAY, ("20",), "amount", 70_00, 7_00, "Feuil1", 3),),
        )
    ]


def test_figure_of_a_superseded_batch_is_watched_too(send: Send) -> None:
    old = kept(send, "a", GAS)
    kept(send, "b", ("D451", "10", "Gaz", 6_00))
    LedgerFact.objects.filter(amount=5_00).update(amount=4_00)

    assert [(fault.batch, fault.reason) for fault in faults()] == [(old.pk, verification.FACTS)]


def test_removed_and_added_figures_are_named(send: Send) -> None:
    batch = kept(send, "a", GAS)
    fact = LedgerFact.objects.get()
    LedgerFact.objects.create(
        standing=fact.standing, key="99", label="Ajout", amount=1, sheet="Feuil1", row=9
    )
    fact.delete()

    (fault,) = faults()
    assert fault.batch == batch.pk
    assert [(a.key, a.name, a.stored, a.committed) for a in fault.altered] == [
        (("10",), "label", None, "Gaz"),
        (("10",), "amount", None, 5_00),
        (("99",), "label", "Ajout", None),
        (("99",), "amount", 1, None),
    ]


def test_batch_without_its_row_in_the_trail_is_found(send: Send) -> None:
    batch = kept(send, "a", GAS)
    Batch.objects.filter(pk=batch.pk).update(digest="0" * 64)

    assert [fault.reason for fault in faults()] == [verification.TRAIL, verification.STANDINGS]


def test_return_put_in_force_by_hand_is_found(send: Send) -> None:
    kept(send, "a", GAS)
    later = kept(send, "b", ("D451", "10", "Gaz", 6_00))
    Standing.objects.filter(batch=later).update(is_current=False)

    assert [(fault.batch, fault.reason) for fault in faults()] == [(later.pk, verification.CURRENT)]
