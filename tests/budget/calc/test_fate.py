"""The fate of unexecuted dirhams, the levers that save them, and what an operation changes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.budget.calc.amounts import Amounts, Measure
from tadbir.budget.calc.calendar import Basis, LastDay
from tadbir.budget.calc.fate import Fate, Line, Pool, fate_of, fates_of
from tadbir.budget.calc.levers import by_cause, levers, to_save, too_late
from tadbir.budget.calc.operations import CAUSES, Cause, Operation, Outlook, outlook
from tadbir.budget.calc.rates import AuthorisingOfficer
from tadbir.budget.terms import BudgetKind, Deadline, Part, Spending
from tadbir.procurement.terms import STEPS, Phase, State

MEETING = date(2025, 12, 12)
DEPOSIT = LastDay(Deadline.COMMITMENT, Spending.CONTRACT, date(2025, 12, 15), Basis.ESTIMATED)
NO_ORDERS_DAY = LastDay(Deadline.PAYMENT_ORDER, Spending.CONTRACT, None, Basis.NO_CIRCULAR)
AMOUNTS = Amounts(
    notified_envelope=D(1100),
    delegated_credits=D(1000),
    commitments=D(700),
    issuances=D(500),
    payments=D(400),
)
INVESTMENT = Line("inv", BudgetKind.GENERAL, Part.INVESTMENT, AMOUNTS)
OPERATING = Line("ope", BudgetKind.GENERAL, Part.OPERATING, AMOUNTS)


def test_operating_credits_lapse_and_visaed_investment_is_carried_over() -> None:
    operating, investment = fate_of(OPERATING), fate_of(INVESTMENT)

    assert operating.meets(Fate.LAPSES) == D(600)
    assert (investment.meets(Fate.LAPSES), investment.meets(Fate.CARRIED_OVER)) == (D(400), D(200))
    assert investment.under_ceiling
    assert not operating.under_ceiling
    assert investment.awaiting_payment == D(100)


def test_segma_leaves_an_excess_and_special_accounts_a_balance() -> None:
    segma = replace(OPERATING, kind=BudgetKind.SEGMA)
    special = replace(INVESTMENT, kind=BudgetKind.SPECIAL)

    assert fates_of([segma, special]) == {
        Fate.LAPSES: D(0),
        Fate.CARRIED_OVER: D(600),
        Fate.SEGMA_EXCESS: D(600),
    }


def test_fate_says_what_was_not_received_and_never_goes_below_nothing() -> None:
    unknown = fate_of(replace(OPERATING, amounts=replace(AMOUNTS, commitments=None)))
    over = fate_of(replace(OPERATING, amounts=replace(AMOUNTS, commitments=D(1200))))
    principal = fate_of(replace(OPERATING, officer=AuthorisingOfficer.PRINCIPAL))

    assert unknown.pools[Pool.NOT_COMMITTED] is None
    assert not unknown.is_complete
    assert over.pools[Pool.NOT_COMMITTED] == D(0)
    assert principal.pools[Pool.NOT_DELEGATED] is None
    assert fate_of(OPERATING).is_complete


@pytest.mark.parametrize(
    ("state", "days_of_route", "today", "expected"),
    [
        (State.NEED, 36, MEETING, Outlook.TOO_LATE),
        (State.NEED, None, MEETING, Outlook.UNDECIDED),
        (State.BIDS_OPENED, 1, MEETING, Outlook.IN_TIME),
        (State.AWARDED, None, MEETING, Outlook.IN_TIME),
        (State.SUSPENDED, None, date(2025, 12, 15), Outlook.IN_TIME),
        (State.REJECTED, None, date(2025, 12, 16), Outlook.TOO_LATE),
        (State.DEPOSITED, None, date(2025, 12, 16), Outlook.IN_TIME),
        (State.ISSUED, None, MEETING, None),
        (State.CANCELLED, None, MEETING, None),
    ],
)
def test_outlook_counts_the_route_still_ahead(
    state: State, days_of_route: int | None, today: date, expected: Outlook | None
) -> None:
    operation = Operation("1", "inv", state, D(100), DEPOSIT, days_of_route)

    assert outlook(operation, today=today) == expected


def test_visaed_operation_without_a_last_day_for_orders_is_undecided() -> None:
    operation = Operation("1", "ope", State.LIQUIDATED, D(100), NO_ORDERS_DAY)

    assert outlook(operation, today=MEETING) is Outlook.UNDECIDED


def test_every_state_that_can_be_stuck_has_a_cause() -> None:
    assert set(State) - set(CAUSES) == {State.PAID, State.CANCELLED}
    assert {STEPS[state].phase for state in set(State) - set(CAUSES)} == {Phase.PAID, Phase.ENDED}


def test_levers_rank_by_dirhams_to_save_then_by_rate() -> None:
    operations = [
        Operation("launch", "inv", State.NEED, D(150), DEPOSIT, 36),
        Operation("deposit", "inv", State.AWARDED, D(120), DEPOSIT),
        Operation("service", "inv", State.SERVICE_ORDER, D(180), NO_ORDERS_DAY),
        Operation("visa", "ope", State.DEPOSITED, D(90), DEPOSIT),
    ]

    found = levers([INVESTMENT, OPERATING], operations, today=MEETING)

    assert [(entry.line, entry.operation, entry.to_save, entry.amount) for entry in found] == [
        ("inv", "deposit", D(120), D(120)),
        ("ope", "visa", D(90), D(90)),
        ("ope", "", D(0), D(210)),
        ("ope", "", D(0), D(200)),
        ("inv", "service", D(0), D(180)),
        ("inv", "launch", D(0), D(150)),
        ("inv", "", D(0), D(100)),
        ("ope", "", D(0), D(100)),
        ("inv", "", D(0), D(30)),
        ("inv", "", D(0), D(20)),
    ]
    assert to_save(found) == D(210)
    assert by_cause(found) == {
        Cause.NO_OPERATION: D(240),
        Cause.LATE_DELEGATION: D(200),
        Cause.AWAITING_ISSUANCE: D(200),
        Cause.NOT_LAUNCHED: D(150),
        Cause.TO_DEPOSIT: D(120),
        Cause.VISA_PENDING: D(90),
        Cause.AWAITING_SERVICE: D(0),
    }


def test_what_is_too_late_to_commit_is_too_late_to_issue_and_to_pay() -> None:
    """The tender of 150 misses the visa, the service of 180 misses the last payment orders."""
    orders = replace(NO_ORDERS_DAY, day=date(2025, 12, 10), basis=Basis.CIRCULAR)
    operations = [
        Operation("launch", "inv", State.NEED, D(150), DEPOSIT, 36),
        Operation("deposit", "inv", State.AWARDED, D(120), DEPOSIT),
        Operation("service", "inv", State.SERVICE_ORDER, D(180), orders),
    ]

    found = levers([INVESTMENT], operations, today=MEETING)

    assert too_late(found, before=Measure.COMMITMENTS) == D(150)
    assert too_late(found, before=Measure.ISSUANCES) == D(330)
    assert too_late(found, before=Measure.PAYMENTS) == D(330)


def test_operations_never_promise_more_than_their_line_holds() -> None:
    operations = [
        Operation("a", "inv", State.AWARDED, D(250), DEPOSIT),
        Operation("b", "inv", State.AWARDED, D(200), DEPOSIT),
        Operation("c", "inv", State.AWARDED, None, DEPOSIT),
    ]

    found = levers([INVESTMENT], operations, today=MEETING)

    assert [(entry.operation, entry.to_save) for entry in found][:2] == [
        ("a", D(250)),
        ("b", D(50)),
    ]


def test_operations_stand_for_themselves_where_the_line_was_not_received() -> None:
    silent = Line("inv", BudgetKind.GENERAL, Part.INVESTMENT, Amounts())
    operations = [Operation(key, "inv", State.AWARDED, D(100), DEPOSIT) for key in "ab"]

    found = levers([silent], operations, today=MEETING)

    assert [entry.to_save for entry in found] == [D(100), D(100)]
    assert found[0].points.value is None


money = st.integers(0, 1000).map(D)
lines = st.builds(
    Line,
    st.sampled_from(["a", "b"]),
    st.sampled_from(BudgetKind),
    st.sampled_from(Part),
    st.builds(
        Amounts,
        notified_envelope=money,
        delegated_credits=money,
        commitments=money,
        issuances=money,
        payments=money,
    ),
)
operations_on = st.lists(
    st.builds(
        Operation,
        st.uuids().map(str),
        st.sampled_from(["a", "b"]),
        st.sampled_from(State),
        st.none() | money,
        st.just(DEPOSIT),
        st.none() | st.integers(0, 40),
    ),
    max_size=8,
)


@given(
    held=st.lists(lines, max_size=2, unique_by=lambda line: line.key),
    operations=operations_on,
    data=st.data(),
)
def test_levers_add_up_to_the_lapse_whatever_the_order(
    held: list[Line], operations: list[Operation], data: st.DataObject
) -> None:
    found = levers(held, operations, today=MEETING)

    lapse = fates_of(held)[Fate.LAPSES]
    assert sum(lever.would_lapse for lever in found) == lapse
    assert to_save(found) <= lapse
    mixed = data.draw(st.permutations(operations))
    assert levers(list(reversed(held)), mixed, today=MEETING) == found
