"""A contract is entered once, its orders move its deadline, and every change is in the trail."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError

from tadbir.accounts.seat import Seat
from tadbir.audit.trail import Subject, history
from tadbir.core.refused import Refused
from tadbir.core.workdays import morocco
from tadbir.procurement.actions import (
    NewLot,
    Terms,
    enter_contract,
    give_order,
    withdraw_order,
)
from tadbir.procurement.calc.bounds import check_terms
from tadbir.procurement.calc.deadline import Dated, deadline, kept_deadline
from tadbir.procurement.intake import OPERATIONS
from tadbir.procurement.models import Contract, Lot, Operation, Order
from tadbir.procurement.terms import DurationUnit, Nature, OrderKind
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE, Reach
from tests.budget.hand import BY, land, sender, table

STOP, GO = OrderKind.SUSPENSION, OrderKind.RESTART
SEAT = Seat(BY, EVERYWHERE, "head_of_service", "DR03")
START = date(2025, 1, 31)
TERMS = Terms(Nature.WORKS, START, 4, DurationUnit.MONTHS, Decimal("0.001"), Decimal("0.08"), 12)


@pytest.fixture
def operation(region: dict[str, Entity]) -> int:
    """The number of a works operation of D231."""
    of = table([["12/2025", "Travaux", "Marché", "10.20", 100]],
               ("reference", "purpose", "type", "code_path", "amount_with_tax"))  # fmt: skip
    land(OPERATIONS, OPERATIONS.draft(of, sender("D231")))
    return Operation.objects.get().pk


@pytest.mark.parametrize(
    ("duration", "unit", "orders", "expected"),
    [
        (1, DurationUnit.MONTHS, [], date(2025, 2, 28)),
        (120, DurationUnit.DAYS, [], date(2025, 5, 31)),
        (4, DurationUnit.MONTHS, [(date(2025, 3, 1), STOP), (date(2025, 3, 11), GO)],
         date(2025, 6, 10)),
        (4, DurationUnit.MONTHS, [(date(2025, 3, 1), STOP)], date(2025, 6, 30)),
        (4, DurationUnit.MONTHS, [(date(2025, 4, 1), STOP)], date(2025, 5, 31)),
    ],
)  # fmt: skip
def test_deadline_moves_with_suspended_days(
    duration: int, unit: DurationUnit, orders: list[Dated], expected: date
) -> None:
    assert deadline(START, duration, unit, orders, date(2025, 3, 31)) == expected


@pytest.mark.parametrize(
    ("start", "duration", "unit", "expected"),
    [
        # a Wednesday, the day of the service order not counted: thirty days later, a Friday
        (date(2025, 1, 15), 30, DurationUnit.DAYS, date(2025, 2, 14)),
        # from the 15th to the 15th, a Thursday
        (date(2025, 1, 15), 4, DurationUnit.MONTHS, date(2025, 5, 15)),
        # no 31 June: the last day of the month, a Monday
        (date(2025, 3, 31), 3, DurationUnit.MONTHS, date(2025, 6, 30)),
        # 15 November 2025 is a Saturday: Monday
        (date(2025, 10, 16), 30, DurationUnit.DAYS, date(2025, 11, 17)),
        # 18 November is the day of independence, a Tuesday: Wednesday
        (date(2025, 9, 19), 60, DurationUnit.DAYS, date(2025, 11, 19)),
        # 6 November, the Green March, is a Thursday: Friday
        (date(2025, 7, 6), 4, DurationUnit.MONTHS, date(2025, 11, 7)),
    ],
)
def test_delay_that_ends_on_a_day_off_ends_with_the_next_working_day(
    start: date, duration: int, unit: DurationUnit, expected: date
) -> None:
    calendar = morocco(2025, 2025)

    assert deadline(start, duration, unit, [], start, calendar=calendar) == expected


def test_delay_is_not_moved_where_the_days_off_are_not_loaded() -> None:
    with pytest.raises(Refused, match="not loaded"):
        deadline(START, 24, DurationUnit.MONTHS, [], START, calendar=morocco(2025, 2025))


def test_deadline_that_is_shown_gives_way_where_days_off_are_known() -> None:
    months, year = DurationUnit.MONTHS, morocco(2028, 2028)
    saturday, sunday = date(2025, 7, 15), date(2028, 8, 31)

    # 15 November 2025 is a Saturday: Monday. 31 December 2028 is a Sunday of the last year loaded.
    assert kept_deadline(saturday, 4, months, [], saturday) == date(2025, 11, 17)
    assert kept_deadline(sunday, 4, months, [], sunday, calendar=year) == date(2028, 12, 31)
    assert kept_deadline(saturday, 40, months, [], saturday, calendar=year) == date(2028, 11, 15)
    assert kept_deadline(START, 40, months, [], START, calendar=year) == deadline(
        START, 40, months, [], START
    )
    assert kept_deadline(None, 4, months, [], START) is None


def test_deadline_moves_each_day_while_works_are_stopped_from_the_day_they_stopped() -> None:
    start, orders = date(2025, 7, 15), [(date(2025, 8, 1), STOP)]

    found = [
        kept_deadline(start, 4, DurationUnit.MONTHS, orders, date(2025, 8, day))
        for day in (1, 2, 7)
    ]

    assert found == [date(2025, 11, 17), date(2025, 11, 18), date(2025, 11, 23)]
    orders.append((date(2025, 8, 7), GO))
    again = kept_deadline(start, 4, DurationUnit.MONTHS, orders, date(2025, 8, 8))
    # 15 November and six days: 21 November, a Friday.
    assert again == date(2025, 11, 21)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"penalty_rate": Decimal("0.1")}, "day late"),
        ({"penalty_rate": Decimal(0)}, "day late"),
        ({"penalty_cap": Decimal(8)}, "cap"),
        ({"penalty_cap": Decimal("-0.08")}, "cap"),
        ({"duration": 0}, "delay"),
        ({"duration": 121}, "delay"),
        ({"duration": 3661, "duration_unit": DurationUnit.DAYS}, "delay"),
        ({"guarantee_months": 121}, "guarantee"),
    ],
)
def test_term_out_of_bounds_is_refused(changed: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        check_terms(replace(TERMS, **changed))


def test_terms_at_their_bounds_and_unsaid_pass() -> None:
    check_terms(Terms(Nature.WORKS))
    check_terms(Terms(Nature.WORKS, START, 3660, DurationUnit.DAYS, Decimal("0.01"),
                      Decimal("0.2"), 0))  # fmt: skip


def test_deadline_is_not_known_without_service_order() -> None:
    assert deadline(None, 4, DurationUnit.MONTHS, [], START) is None


@pytest.mark.django_db
def test_contract_corrected_keeps_its_lots_and_both_values(operation: int) -> None:
    for lots in ([NewLot(1, "", Decimal("10.50")), NewLot(2)], [NewLot(2, "Électricité")]):
        enter_contract(seat=SEAT, operation=operation, terms=TERMS, lots=lots)

    assert Contract.objects.get().penalty_cap == Decimal("0.08")
    assert list(Lot.objects.order_by("number").values_list("number", "title", "amount")) == [
        (1, "", 1050), (2, "Électricité", None),
    ]  # fmt: skip
    corrected, _entered = history(Subject("operation", str(operation)))
    assert "Électricité" not in str(corrected.before)
    assert json.loads(corrected.before)["penalty_cap"] == "0.08"
    assert [lot["amount"] for lot in json.loads(corrected.before)["lots"]] == ["10.5", None]
    assert "Électricité" in str(corrected.after)


def orders() -> list[tuple[int, str]]:
    """Day of March and kind of the orders that stand."""
    standing = Order.objects.filter(withdrawn_why="").order_by("on_date")
    return [(order.on_date.day, order.kind) for order in standing]


@pytest.fixture
def stopped(operation: int) -> int:
    """The operation, its works suspended on 1 March."""
    enter_contract(seat=SEAT, operation=operation, terms=TERMS, lots=[])
    give_order(seat=SEAT, operation=operation, kind=STOP, on=date(2025, 3, 1), reason="Pluie")
    return operation


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "day"), [(STOP, 5), (GO, 1)])
def test_order_out_of_turn_is_refused(stopped: int, kind: OrderKind, day: int) -> None:
    with pytest.raises(Refused, match="follow one another"):
        give_order(seat=SEAT, operation=stopped, kind=kind, on=date(2025, 3, day))


@pytest.mark.django_db
def test_order_withdrawn_no_longer_counts_and_leaves_its_day_free(stopped: int) -> None:
    day = date(2025, 3, 1)

    withdraw_order(seat=SEAT, operation=stopped, on=day, why="Saisi deux jours trop tôt")
    assert orders() == []
    last = history(Subject("operation", str(stopped)))[0]
    assert (last.action, last.why) == ("procurement.withdraw_order", "Saisi deux jours trop tôt")
    assert "Pluie" in str(last.before)

    give_order(seat=SEAT, operation=stopped, kind=STOP, on=day)
    assert orders() == [(1, "suspension")]


@pytest.mark.django_db
def test_order_is_withdrawn_with_a_reason_and_after_those_that_follow_it(stopped: int) -> None:
    give_order(seat=SEAT, operation=stopped, kind=GO, on=date(2025, 3, 11))
    for day, why, reason in ((1, "Erreur", "follow one another"), (11, " ", "Say why"),
                             (5, "Erreur", "No order")):  # fmt: skip
        with pytest.raises(Refused, match=reason):
            withdraw_order(seat=SEAT, operation=stopped, on=date(2025, 3, day), why=why)
    assert orders() == [(1, "suspension"), (11, "restart")]


@pytest.mark.django_db
def test_service_order_is_not_corrected_to_a_day_after_the_orders_given(stopped: int) -> None:
    for start in (date(2025, 3, 2), None):
        terms = replace(TERMS, service_order_on=start)
        with pytest.raises(Refused, match="follow one another"):
            enter_contract(seat=SEAT, operation=stopped, terms=terms, lots=[])


@pytest.mark.django_db
def test_contract_is_not_there_out_of_reach_nor_accepted_before_it_starts(operation: int) -> None:
    away = replace(SEAT, reach=Reach(("/MSPS/DR05/",), frozenset({"procurement"})))
    early = [NewLot(1, provisional_acceptance_on=date(2025, 1, 1))]
    for seat, lots in ((away, []), (SEAT, early)):
        with pytest.raises(Refused):
            enter_contract(seat=seat, operation=operation, terms=TERMS, lots=lots)
    assert not Contract.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["director", "delegate", "reader", ""])
def test_role_that_enters_no_contract_changes_nothing(stopped: int, role: str) -> None:
    seat, day = replace(SEAT, role=role), date(2025, 3, 11)
    for attempt in (
        lambda: enter_contract(seat=seat, operation=stopped, terms=TERMS, lots=[]),
        lambda: give_order(seat=seat, operation=stopped, kind=GO, on=day),
        lambda: withdraw_order(seat=seat, operation=stopped, on=date(2025, 3, 1), why="Non"),
    ):
        with pytest.raises(Refused, match="Your role"):
            attempt()
    assert orders() == [(1, "suspension")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values", [{"penalty_rate": "0.5"}, {"penalty_cap": "8"}, {"duration": 400}]
)
def test_table_refuses_what_no_contract_says(operation: int, values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        Contract.objects.create(operation_id=operation, nature="works", **values)
