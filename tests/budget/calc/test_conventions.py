"""Rates without what was only sent to delegated owners, with amounts that add up by hand."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from tadbir.budget.calc.amounts import Amounts
from tadbir.budget.calc.conventions import (
    NotNet,
    Paying,
    rates_without_transfers,
    sent_this_year,
)
from tadbir.budget.calc.rates import AuthorisingOfficer, RateKind
from tadbir.core.ratio import Ratio

SECONDARY = AuthorisingOfficer.SECONDARY
HOLDER = Amounts(
    delegated_credits=D(1000), commitments=D(800), issuances=D(600), payments=D(500),
    commitment_credits=D(400), commitments_on_commitment_credits=D(100),
)  # fmt: skip
OTHER = Amounts(delegated_credits=D(1000), commitments=D(100), issuances=D(50), payments=D(0))


def test_money_sent_leaves_every_amount_that_it_passed_through() -> None:
    found = rates_without_transfers([Paying(HOLDER, [D(300), D(100)])], officer=SECONDARY)

    assert (found.sent, found.reason) == (D(400), None)
    assert {kind: rate.ratio for kind, rate in found.rates.items()} == {
        RateKind.COMMITMENT: Ratio(D(400), D(600)),
        RateKind.ISSUANCE_ON_COMMITMENTS: Ratio(D(200), D(400)),
        RateKind.ISSUANCE: Ratio(D(200), D(600)),
        RateKind.PAYMENT: Ratio(D(100), D(200)),
        RateKind.EXECUTION: Ratio(D(100), D(600)),
        RateKind.COMMITMENT_CREDIT: Ratio(None, None),
    }


def test_holder_without_convention_counts_whole_in_a_total() -> None:
    found = rates_without_transfers([Paying(HOLDER, [D(400)]), Paying(OTHER)], officer=SECONDARY)

    assert found.rates[RateKind.COMMITMENT].ratio == Ratio(D(500), D(1600))


def test_no_convention_means_no_second_rate() -> None:
    found = rates_without_transfers([Paying(HOLDER), Paying(OTHER)], officer=SECONDARY)

    assert (found.sent, found.rates, found.reason) == (None, {}, NotNet.NO_CONVENTION)


@pytest.mark.parametrize(
    ("sent", "reason"),
    [([D(100), None], NotNet.SENT_UNKNOWN), ([D(501)], NotNet.MORE_THAN_PAID)],
)
def test_transfer_that_cannot_be_right_gives_no_rate(sent: list[D | None], reason: NotNet) -> None:
    found = rates_without_transfers([Paying(HOLDER, sent), Paying(OTHER)], officer=SECONDARY)

    assert (found.rates, found.reason) == ({}, reason)


def test_payments_not_received_leave_the_other_rates() -> None:
    unpaid = replace(HOLDER, payments=None)

    found = rates_without_transfers([Paying(unpaid, [D(400)])], officer=SECONDARY).rates

    assert found[RateKind.COMMITMENT].ratio == Ratio(D(400), D(600))
    assert found[RateKind.EXECUTION].value is None


def test_year_sends_what_the_total_rose_by() -> None:
    assert sent_this_year(D(350), D(150)) == D(200)
    assert sent_this_year(D(350), D(350)) == D(0)
    assert sent_this_year(D(350), None) is None
    assert sent_this_year(None, D(150)) is None
    assert sent_this_year(D(100), D(150)) is None
