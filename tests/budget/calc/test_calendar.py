"""The last days of the year, with and without a closing circular."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.budget.calc.calendar import (
    Basis,
    ClosingDate,
    LastDay,
    RouteStep,
    Scrutiny,
    SharedDay,
    YearRules,
    is_past,
    last_day_to_deposit,
    last_day_to_send_payment_orders,
    last_feasible_launch,
    latest_starts,
    route_on,
    shared_days,
    working_days_left,
)
from tadbir.budget.calc.norms import (
    CLEAR_WORKING_DAYS,
    NORMS,
    PURCHASE_ORDER_CEILING,
    VISA_DELAY_CONTRACT_TIERED,
    Norm,
    norm_on,
)
from tadbir.budget.terms import Control, Deadline, Spending
from tadbir.core.period import Validity
from tadbir.core.workdays import MOROCCO

RULES = YearRules(2025)
CIRCULAR = ClosingDate(
    Deadline.COMMITMENT, Spending.CONTRACT, date(2025, 12, 5), "Circular of 2025"
)
MEETING = date(2025, 12, 12)
TENDER = (
    RouteStep("open_tender", 1, "publication", 21, "to confirm"),
    RouteStep("open_tender", 2, "evaluation", 10, "to confirm"),
    RouteStep("open_tender", 3, "award", 5, "to confirm"),
)


def test_without_circular_contracts_close_on_15_december_and_the_rest_on_24() -> None:
    """Médias24, 17 December 2018: 15 December + 12 clear working days = 31 December."""
    contracts = last_day_to_deposit(RULES, spending=Spending.CONTRACT)
    rest = last_day_to_deposit(RULES, spending=Spending.OTHER)

    assert (contracts.day, contracts.basis) == (date(2025, 12, 15), Basis.ESTIMATED)
    assert (rest.day, rest.basis) == (date(2025, 12, 24), Basis.ESTIMATED)
    assert contracts.is_estimated
    assert contracts.norm is not None
    assert (contracts.norm.value, contracts.norm.unit) == (D(12), CLEAR_WORKING_DAYS)


def test_on_12_december_one_working_day_is_left_to_commit_contracts() -> None:
    contracts = last_day_to_deposit(RULES, spending=Spending.CONTRACT)
    rest = last_day_to_deposit(RULES, spending=Spending.OTHER)

    assert working_days_left(contracts, today=MEETING) == 1
    assert working_days_left(rest, today=MEETING) == 8
    assert not is_past(contracts, today=date(2025, 12, 15))
    assert is_past(contracts, today=date(2025, 12, 16))


def test_circular_wins_and_nothing_is_subtracted_from_it() -> None:
    found = last_day_to_deposit(replace(RULES, circular=(CIRCULAR,)), spending=Spending.CONTRACT)

    assert (found.day, found.basis, found.source) == (
        date(2025, 12, 5),
        Basis.CIRCULAR,
        "Circular of 2025",
    )
    assert not found.is_estimated
    exempt = last_day_to_deposit(
        replace(RULES, circular=(CIRCULAR,)), spending=Spending.CONTRACT, is_exempt=True
    )
    assert exempt.day == date(2025, 12, 5)


def test_circular_of_another_kind_or_year_changes_nothing() -> None:
    last_year = replace(CIRCULAR, last_day=date(2024, 12, 6))
    rules = replace(RULES, circular=(replace(CIRCULAR, spending=Spending.OTHER), last_year))

    assert last_day_to_deposit(rules, spending=Spending.CONTRACT).day == date(2025, 12, 15)


def test_earliest_date_of_a_circular_is_the_safe_one() -> None:
    later = replace(CIRCULAR, last_day=date(2025, 12, 9))

    found = last_day_to_deposit(
        replace(RULES, circular=(later, CIRCULAR)), spending=Spending.CONTRACT
    )

    assert found.day == date(2025, 12, 5)


def test_payment_orders_have_no_default_last_day() -> None:
    found = last_day_to_send_payment_orders(RULES, spending=Spending.OTHER)

    assert (found.day, found.basis) == (None, Basis.NO_CIRCULAR)
    assert working_days_left(found, today=MEETING) is None
    assert not is_past(found, today=MEETING)
    told = replace(CIRCULAR, deadline=Deadline.PAYMENT_ORDER, last_day=date(2025, 12, 19))
    rules = replace(RULES, circular=(told,))
    given_day = last_day_to_send_payment_orders(rules, spending=Spending.CONTRACT)
    assert given_day.day == date(2025, 12, 19)


def test_spending_exempt_from_the_regularity_control_waits_for_no_visa() -> None:
    found = last_day_to_deposit(RULES, spending=Spending.OTHER, is_exempt=True)

    assert (found.day, found.basis) == (date(2025, 12, 31), Basis.EXEMPT)
    assert found.is_estimated


def test_tiered_control_uses_its_own_delay_once_it_is_loaded() -> None:
    tiered = replace(RULES, control=Control.TIERED)
    loaded = Norm(VISA_DELAY_CONTRACT_TIERED, D(7), CLEAR_WORKING_DAYS, "a test")

    assert last_day_to_deposit(tiered, spending=Spending.CONTRACT).day == date(2025, 12, 15)
    with_norm = replace(tiered, norms=(*NORMS, loaded))
    assert last_day_to_deposit(with_norm, spending=Spending.CONTRACT).day == date(2025, 12, 22)


def test_legal_form_without_norms_has_no_default() -> None:
    found = last_day_to_deposit(replace(RULES, norms=()), spending=Spending.CONTRACT)

    assert (found.day, found.basis) == (None, Basis.NO_RULE)


def test_last_feasible_launch_is_the_last_day_less_the_steps() -> None:
    last_day = last_day_to_deposit(RULES, spending=Spending.CONTRACT)
    starts = latest_starts(TENDER, last_day=date(2025, 12, 15))

    assert last_feasible_launch(TENDER, last_day=last_day) == starts["publication"]
    assert starts == {
        "publication": date(2025, 10, 22),
        "evaluation": date(2025, 11, 24),
        "award": date(2025, 12, 8),
    }
    assert last_feasible_launch((), last_day=last_day) is None
    unknown = LastDay(Deadline.COMMITMENT, Spending.CONTRACT, None, Basis.NO_RULE)
    assert last_feasible_launch(TENDER, last_day=unknown) is None


def test_route_holds_the_steps_in_force_in_their_order() -> None:
    old = RouteStep("open_tender", 1, "publication", 30, "old", Validity(valid_to=date(2023, 9, 1)))

    found = route_on((*reversed(TENDER), old), route="open_tender", day=MEETING)

    assert found == TENDER
    assert route_on(TENDER, route="purchase_order", day=MEETING) == ()


@pytest.mark.parametrize(
    ("day", "ceiling"), [(date(2023, 8, 31), D(200_000)), (date(2023, 9, 1), D(500_000))]
)
def test_norm_follows_its_dates(day: date, ceiling: D) -> None:
    found = norm_on(PURCHASE_ORDER_CEILING, day)

    assert found is not None
    assert found.value == ceiling
    assert norm_on("unknown", day) is None


@given(year=st.integers(2022, 2027), spending=st.sampled_from(Spending))
def test_default_day_leaves_exactly_the_visa_delay(year: int, spending: Spending) -> None:
    """Plain twin: count the days one by one up to 31 December."""
    found = last_day_to_deposit(YearRules(year), spending=spending)

    assert found.day is not None
    later = (date(year, 12, number) for number in range(found.day.day + 1, 32))
    assert found.norm is not None
    assert sum(MOROCCO.is_workday(day) for day in later) == found.norm.value


def told(found: tuple[SharedDay, ...]) -> list[tuple[date | None, Basis, list[str]]]:
    """Each last day with what shares it."""
    return [
        (one.last_day.day, one.last_day.basis, [s.value for s in one.scrutinies]) for one in found
    ]


def days(rules: YearRules, spending: Spending, *among: Scrutiny) -> tuple[SharedDay, ...]:
    """The last days to deposit, for some scrutinies or for all."""
    return shared_days(
        rules, deadline=Deadline.COMMITMENT, spending=spending, among=among or tuple(Scrutiny)
    )


def test_scrutinies_that_come_to_one_day_stand_together() -> None:
    """No delay of the tiered control is loaded: it has the ordinary one. Nothing waits for a visa
    outside the regularity control."""
    assert told(days(RULES, Spending.CONTRACT)) == [
        (date(2025, 12, 15), Basis.ESTIMATED, ["ordinary", "tiered"]),
        (date(2025, 12, 31), Basis.EXEMPT, ["exempt"]),
    ]


def test_tiered_control_stands_apart_once_its_delay_is_loaded() -> None:
    loaded = Norm(VISA_DELAY_CONTRACT_TIERED, D(7), CLEAR_WORKING_DAYS, "a test")
    rules = replace(RULES, norms=(*NORMS, loaded))

    assert told(days(rules, Spending.CONTRACT)) == [
        (date(2025, 12, 15), Basis.ESTIMATED, ["ordinary"]),
        (date(2025, 12, 22), Basis.ESTIMATED, ["tiered"]),
        (date(2025, 12, 31), Basis.EXEMPT, ["exempt"]),
    ]


def test_day_of_the_circular_is_one_for_every_scrutiny() -> None:
    rules = replace(RULES, circular=(CIRCULAR,))

    (only,) = days(rules, Spending.CONTRACT)

    assert (only.last_day.day, only.is_for_all) == (date(2025, 12, 5), True)


def test_scrutiny_that_nobody_is_under_is_not_said() -> None:
    (only,) = days(RULES, Spending.OTHER, Scrutiny.ORDINARY)

    assert only.last_day.day == date(2025, 12, 24)
    orders = shared_days(
        RULES, deadline=Deadline.PAYMENT_ORDER, spending=Spending.OTHER, among=[Scrutiny.EXEMPT]
    )
    assert told(orders) == [(None, Basis.NO_CIRCULAR, ["ordinary", "tiered", "exempt"])]
