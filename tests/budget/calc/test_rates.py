"""Rates of execution, their denominators and their bounds, in figures one can add by hand."""

from dataclasses import replace
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.budget.calc.amounts import (
    Amounts,
    Measure,
    amounts_from,
    amounts_of,
    delegated_net,
    total,
    without,
)
from tadbir.budget.calc.available import AvailableMeaning, AvailableRow, available_meaning
from tadbir.budget.calc.rates import (
    AuthorisingOfficer,
    RateKind,
    Undefined,
    implied_credits,
    issuance_rate,
    rates,
    rates_of_totals,
    uncommitted_balance,
)
from tadbir.core.ratio import Ratio
from tadbir.core.refused import Refused

SECONDARY, PRINCIPAL = AuthorisingOfficer.SECONDARY, AuthorisingOfficer.PRINCIPAL
HOLDER = Amounts(
    opened_credits=D(1200),
    notified_envelope=D(1100),
    delegated_credits=D(1000),
    consolidation_credits=D(300),
    proposals_deposited=D(50),
    commitments=D(800),
    issuances=D(600),
    payments=D(450),
    commitment_credits=D(2000),
    commitments_on_commitment_credits=D(500),
)
money = st.decimals(D(0), D(10**9), places=2)
maybe = st.none() | money
amounts = st.builds(
    Amounts, opened_credits=maybe, delegated_credits=maybe, commitments=maybe, issuances=maybe
)


@pytest.mark.parametrize(
    ("committed", "issued", "expected"),
    [("0.38", "0.70", "0.266"), ("0.66", "0.85", "0.561")],
)
def test_issuance_rate_is_the_product_the_treasury_publishes(
    committed: str, issued: str, expected: str
) -> None:
    """Treasury (TGR) through the press: L'Opinion, end March 2015; end September 2019."""
    assert issuance_rate(D(committed), D(issued)) == D(expected)


def test_published_commitments_imply_their_credits() -> None:
    """376.1 bn committed at 66 %, end September 2019: credits of about 569.8 bn."""
    implied = implied_credits(D("376.1"), D("0.66"))

    assert implied is not None
    assert implied.quantize(D("0.1")) == D("569.8")
    assert implied_credits(D("376.1"), D(0)) is None


def test_secondary_officer_is_rated_on_delegated_credits() -> None:
    found = rates(HOLDER, officer=SECONDARY)

    assert {kind: (rate.denominator, rate.value) for kind, rate in found.items()} == {
        RateKind.COMMITMENT: (Measure.DELEGATED_CREDITS, D("0.8")),
        RateKind.ISSUANCE_ON_COMMITMENTS: (Measure.COMMITMENTS, D("0.75")),
        RateKind.ISSUANCE: (Measure.DELEGATED_CREDITS, D("0.6")),
        RateKind.PAYMENT: (Measure.ISSUANCES, D("0.75")),
        RateKind.EXECUTION: (Measure.DELEGATED_CREDITS, D("0.45")),
        RateKind.COMMITMENT_CREDIT: (Measure.COMMITMENT_CREDITS, D("0.25")),
    }


def test_principal_officer_is_rated_on_opened_credits() -> None:
    found = rates(HOLDER, officer=PRINCIPAL)[RateKind.EXECUTION]

    assert (found.denominator, found.value) == (Measure.OPENED_CREDITS, D("0.375"))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"delegated_credits": None}, Undefined.DENOMINATOR_NOT_RECEIVED),
        ({"delegated_credits": D(0)}, Undefined.DENOMINATOR_ZERO),
        ({"commitments": None}, Undefined.NUMERATOR_NOT_RECEIVED),
        ({}, None),
    ],
)
def test_rate_without_a_part_is_undefined_with_its_reason(
    change: dict[str, D | None], reason: Undefined | None
) -> None:
    found = rates(replace(HOLDER, **change), officer=SECONDARY)[RateKind.COMMITMENT]

    assert found.undefined == reason
    assert (found.value is None) == (reason is not None)


def test_balance_counts_visaed_commitments_only() -> None:
    assert uncommitted_balance(HOLDER, officer=SECONDARY) == D(200)
    assert uncommitted_balance(replace(HOLDER, commitments=None), officer=SECONDARY) is None


def test_rate_of_totals_is_not_the_mean_of_rates() -> None:
    small = Amounts(delegated_credits=D(100), commitments=D(10))
    large = Amounts(delegated_credits=D(900), commitments=D(810))
    silent = Amounts(delegated_credits=D(500))

    found = rates_of_totals([small, large, silent], officer=SECONDARY)[RateKind.COMMITMENT]

    assert found.ratio == Ratio(D(820), D(1000))


def test_rates_without_transfers_leave_out_money_that_was_only_sent() -> None:
    """The Court of Accounts shows both: money sent to a delegated owner is not work done."""
    transfers = Amounts(delegated_credits=D(500), commitments=D(500), issuances=D(400))

    net = without(HOLDER, transfers)

    assert rates(net, officer=SECONDARY)[RateKind.ISSUANCE].ratio == Ratio(D(200), D(500))
    assert net.payments is None


def test_withdrawals_reduce_delegated_credits_whatever_their_sign() -> None:
    assert delegated_net(D(100), D(-30)) == delegated_net(D(100), D(30)) == D(70)
    assert delegated_net(D(100), None) == D(100)
    assert delegated_net(None, D(30)) is None


@pytest.mark.parametrize(
    ("rows", "meaning"),
    [
        ([(100, 100, 0), (80, 80, 30)], AvailableMeaning.CREDITS),
        ([(100, 100, 0), (50, 80, 30)], AvailableMeaning.UNCOMMITTED_BALANCE),
    ],
)
def test_available_is_decided_by_arithmetic(
    rows: list[tuple[int, int, int]], meaning: AvailableMeaning
) -> None:
    assert available_meaning([AvailableRow(*map(D, row)) for row in rows]) == meaning


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([(100, 100, 0)], "budget.available-ambiguous"),
        ([(100, 100, 10), (50, 80, 30)], "budget.available-undecided"),
    ],
)
def test_available_that_arithmetic_cannot_decide_is_refused(
    rows: list[tuple[int, int, int]], code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        available_meaning([AvailableRow(*map(D, row)) for row in rows])
    assert refusal.value.code == code


@given(one=amounts)
def test_issuance_rate_is_the_product_of_its_two_factors(one: Amounts) -> None:
    found = rates(one, officer=SECONDARY)
    issued, committed, on_commitments = (
        found[kind].value
        for kind in (RateKind.ISSUANCE, RateKind.COMMITMENT, RateKind.ISSUANCE_ON_COMMITMENTS)
    )
    if None not in (issued, committed, on_commitments):
        assert issued is not None
        assert committed is not None
        assert on_commitments is not None
        assert abs(issuance_rate(committed, on_commitments) - issued) <= abs(issued) * D("1e-24")


@given(data=st.data(), members=st.lists(amounts, max_size=6))
def test_totals_and_their_rates_do_not_depend_on_the_order(
    data: st.DataObject, members: list[Amounts]
) -> None:
    mixed = data.draw(st.permutations(members))

    assert total(mixed) == total(members)
    assert rates_of_totals(mixed, officer=PRINCIPAL) == rates_of_totals(members, officer=PRINCIPAL)


def test_amounts_left_out_were_not_received() -> None:
    assert amounts_of({Measure.PAYMENTS: D(3)}) == Amounts(payments=D(3))
    assert total([]) == Amounts()


def test_columns_of_an_execution_enter_under_their_measures() -> None:
    found = amounts_from({"opened": D(90), "current": D(100), "committed": D(40), "paid": None})

    assert found == Amounts(opened_credits=D(100), commitments=D(40))
    assert amounts_from({"opened": D(90)}).opened_credits == D(90)
