"""Delay against a deadline that moves, and penalties with the contract's own cap."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.core.workdays import MOROCCO
from tadbir.procurement.calc.deadline import first_workday
from tadbir.procurement.terms import DurationUnit, OrderKind
from tadbir.works.calc.delay import ContractTime, Delay, Penalty, delay, penalty

STOP, GO = OrderKind.SUSPENSION, OrderKind.RESTART
FOUR_MONTHS = ContractTime(date(2025, 1, 10), 4, DurationUnit.MONTHS)
AMOUNT, RATE = D(4_200_000), D("0.001")


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2025, 5, 12), 0), (date(2025, 5, 13), 1), (date(2025, 6, 18), 37)],
)
def test_deadline_is_in_time_and_the_next_day_is_late(on: date, expected: int) -> None:
    # 10 May 2025 is a Saturday: Monday.
    assert delay(FOUR_MONTHS, on=on) == Delay(date(2025, 5, 12), expected)


def test_no_delay_grows_while_works_are_suspended() -> None:
    contract = replace(FOUR_MONTHS, orders=[(date(2025, 5, 20), STOP), (date(2025, 6, 20), GO)])
    days = [delay(contract, on=date(2025, m, 20)).days for m in (5, 6)]

    assert days == [8, 8]
    # Works go on again: the 31 days lead to 10 June, a Tuesday.
    assert delay(contract, on=date(2025, 6, 21)) == Delay(date(2025, 6, 10), 11)


def test_acceptance_ends_the_delay() -> None:
    accepted = replace(FOUR_MONTHS, accepted_on=date(2025, 5, 15))

    assert delay(accepted, on=date(2025, 12, 31)).days == 3
    assert delay(accepted, on=date(2025, 5, 14)).days == 2


def test_delay_is_not_known_without_service_order() -> None:
    assert delay(replace(FOUR_MONTHS, service_order_on=None), on=date(2026, 1, 1)) == Delay(
        None, None
    )


def test_penalty_of_thirty_seven_days() -> None:
    """4,200,000 MAD at 1/1000 a day: 155,400; the 10 % cap of this contract is far."""
    assert penalty(AMOUNT, 37, rate=RATE, cap=D("0.10")) == Penalty(
        37, D(155_400), D(420_000), D(155_400), 100
    )


@pytest.mark.parametrize(("cap", "day", "most"), [("0.10", 100, 420_000), ("0.08", 80, 336_000)])
def test_cap_is_the_contracts_own(cap: str, day: int, most: int) -> None:
    before, on, after = (penalty(AMOUNT, d, rate=RATE, cap=D(cap)) for d in (day - 1, day, day + 9))

    assert before is not None
    assert on is not None
    assert after is not None
    assert (before.is_capped, on.is_capped, after.is_capped) == (False, True, True)
    assert on.due == after.due == most
    assert on.cap_day == day


def test_cap_between_two_days_is_reached_on_the_later_one() -> None:
    """8.42 % at 1/1000 a day: 84 days cost 8.4 %."""
    found = penalty(AMOUNT, 84, rate=RATE, cap=D("0.0842"))

    assert found is not None
    assert (found.cap_day, found.is_capped) == (85, False)


def test_contract_that_says_nothing_costs_nothing_by_default() -> None:
    assert penalty(AMOUNT, 37, rate=None, cap=D("0.10")) is None
    assert penalty(AMOUNT, None, rate=RATE, cap=None) is None
    uncapped = penalty(AMOUNT, 500, rate=RATE, cap=None)
    assert uncapped is not None
    assert (uncapped.due, uncapped.cap, uncapped.is_capped) == (2_100_000, None, False)


def test_rate_of_zero_never_reaches_a_cap() -> None:
    found = penalty(AMOUNT, 500, rate=D(0), cap=D("0.10"))
    assert found is not None
    assert (found.due, found.cap_day) == (0, None)


@given(days=st.integers(0, 400), more=st.integers(0, 400), cap=st.integers(1, 20))
def test_penalty_never_falls_and_never_passes_its_cap(days: int, more: int, cap: int) -> None:
    one, other = (penalty(AMOUNT, d, rate=RATE, cap=D(cap) / 100) for d in (days, days + more))

    assert one is not None
    assert other is not None
    assert one.due <= other.due <= AMOUNT * cap / 100


@given(late=st.integers(0, 200), stopped=st.integers(0, 200))
def test_days_suspended_are_days_less_of_delay(late: int, stopped: int) -> None:
    stop = date(2025, 3, 1)
    orders = [(stop, STOP), (stop + timedelta(days=stopped), GO)] if stopped else []
    on = date(2025, 5, 10) + timedelta(days=late + stopped)

    last = first_workday(date(2025, 5, 10) + timedelta(days=stopped), MOROCCO)
    assert delay(replace(FOUR_MONTHS, orders=orders), on=on).days == max((on - last).days, 0)


@given(duration=st.integers(1, 300), stop=st.integers(0, 400), days=st.lists(st.integers(0, 200)))
def test_delay_stays_the_same_while_works_are_stopped(
    duration: int, stop: int, days: list[int]
) -> None:
    start = date(2025, 1, 10)
    stopped = start + timedelta(days=stop)
    contract = ContractTime(start, duration, DurationUnit.DAYS, [(stopped, STOP)])

    found = {delay(contract, on=stopped + timedelta(days=day)).days for day in [0, *days]}

    assert len(found) == 1
