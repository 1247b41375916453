"""Cells of a follow-up table and the state they add up to."""

from datetime import date

import pytest

from tadbir.procurement.calc import marks
from tadbir.procurement.calc.marks import Mark, MarkKind, Progress, read_mark
from tadbir.procurement.terms import (
    ORDER,
    STEPS,
    Kind,
    Place,
    State,
    TaxBasis,
    may_follow,
    place_of,
)

REACHED, UNDER_WAY = MarkKind.REACHED, MarkKind.UNDER_WAY


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        (None, Mark(MarkKind.BLANK)),
        ("-", Mark(MarkKind.BLANK)),
        ("Non", Mark(MarkKind.BLANK)),
        (date(2025, 8, 12), Mark(REACHED, date(2025, 8, 12))),
        ("x", Mark(REACHED)),
        ("✓", Mark(REACHED)),
        ("نعم", Mark(REACHED)),
        ("12/08/25", Mark(REACHED, date(2025, 8, 12))),
        ("visé le 03/11/2025", Mark(REACHED, date(2025, 11, 3))),
        ("en cours", Mark(UNDER_WAY)),
        ("قيد الإنجاز", Mark(UNDER_WAY)),
        ("rejeté : pièce manquante", Mark(MarkKind.REJECTED, None, "pièce manquante")),
        ("Rejeté le 05/12/2025 : crédits", Mark(MarkKind.REJECTED, date(2025, 12, 5), "crédits")),
        ("suspendu: avis", Mark(MarkKind.SUSPENDED, None, "avis")),
        ("infructueux", Mark(MarkKind.UNSUCCESSFUL)),
        ("Annulé", Mark(MarkKind.CANCELLED)),
        ("à voir avec le SAE", None),
        ("31/02/2025", None),
    ],
)
def test_cell_is_read(cell: date | str | None, mark: Mark | None) -> None:
    assert read_mark(cell) == mark


def on(day: int) -> Mark:
    """A day of November 2025."""
    return Mark(REACHED, date(2025, 11, day))


@pytest.mark.parametrize(
    ("told", "state", "since", "reason"),
    [
        ({}, State.NEED, None, ""),
        ({State.LAUNCHED: on(1), State.DEPOSITED: on(5)}, State.DEPOSITED, 5, ""),
        ({State.DEPOSITED: on(5), State.VISAED: Mark(UNDER_WAY)}, State.DEPOSITED, 5, ""),
        ({State.VISAED: Mark(UNDER_WAY)}, State.DEPOSITED, None, ""),
        (
            {State.DEPOSITED: on(5), State.VISAED: Mark(MarkKind.REJECTED, None, "pièce")},
            State.REJECTED, None, "pièce",
        ),
        (
            {State.DEPOSITED: Mark(MarkKind.REJECTED, None, "pièce"), State.VISAED: on(9)},
            State.VISAED, 9, "",
        ),
        (
            {State.BIDS_OPENED: Mark(MarkKind.UNSUCCESSFUL)},
            State.UNSUCCESSFUL, None, "",
        ),
        (
            {State.ISSUED: on(9), State.PAID: Mark(MarkKind.REJECTED, None, "RIB")},
            State.REJECTED_BY_ACCOUNTANT, None, "RIB",
        ),
    ],
)  # fmt: skip
def test_marks_add_up_to_a_state(
    told: dict[State, Mark], state: State, since: int | None, reason: str
) -> None:
    found = marks.progress(told)

    assert isinstance(found, Progress)
    expected = date(2025, 11, since) if since else None
    assert (found.state, found.state_on, found.reason) == (state, expected, reason)


def test_struck_operation_is_cancelled_and_keeps_its_dates() -> None:
    found = marks.progress({State.LAUNCHED: on(1)}, is_cancelled=True)

    assert isinstance(found, Progress)
    assert (found.state, dict(found.dates)) == (
        State.CANCELLED, {State.LAUNCHED: date(2025, 11, 1)},
    )  # fmt: skip


def test_mark_that_makes_no_sense_names_its_column() -> None:
    assert marks.progress({State.NOTIFIED: Mark(MarkKind.REJECTED)}) is State.NOTIFIED


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("AO", Kind.CONTRACT), ("BC", Kind.PURCHASE_ORDER), ("convention", Kind.CONVENTION),
        ("avenant n° 2", Kind.AMENDMENT), ("Marché cadre", Kind.FRAMEWORK_CONTRACT),
        ("Décompte", Kind.STATEMENT), ("Facture", Kind.INVOICE), ("سند طلب", Kind.PURCHASE_ORDER),
        ("صفقة", Kind.CONTRACT), ("purchase order", Kind.PURCHASE_ORDER), ("divers", None),
    ],
)  # fmt: skip
def test_kind_is_read(text: str, kind: Kind | None) -> None:
    assert marks.kind_said(text) is kind


def test_tax_is_said_or_not() -> None:
    assert marks.tax_said("Montants en DH TTC") is TaxBasis.WITH_TAX
    assert marks.tax_said("Montant HT") is TaxBasis.WITHOUT_TAX
    assert marks.tax_said("Montant HT et TTC") is TaxBasis.UNSAID
    assert marks.tax_said("Montant") is TaxBasis.UNSAID


def test_every_state_leads_to_an_end() -> None:
    """From each state one can reach "paid" or "cancelled"."""
    for start in ORDER:
        reached, front = {start}, [start]
        while front:
            state = front.pop()
            new = [following for following in STEPS[state].following if following not in reached]
            reached |= set(new)
            front += new
        assert reached & {State.PAID, State.CANCELLED}


def test_visa_follows_deposit_and_payment_ends() -> None:
    assert may_follow(State.DEPOSITED, State.VISAED)
    assert not may_follow(State.PAID, State.ISSUED)


def test_convention_lies_with_the_delegated_owner() -> None:
    assert place_of(Kind.CONVENTION, State.NOTIFIED) is Place.AGENCY
    assert place_of(Kind.CONTRACT, State.NOTIFIED) is Place.HOLDER
