"""Prepared figures follow what lands, and remember what was known at each number."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tadbir.budget.intake import BUDGET
from tadbir.intake.registry import StandingChange
from tadbir.scorecard import queries, rollup
from tadbir.scorecard.models import Rollup
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE, Reach
from tests.budget.hand import land, sender, table

pytestmark = pytest.mark.django_db
RATE = "operating_commitment_rate"
SEPTEMBER, OCTOBER, NOVEMBER = date(2025, 9, 30), date(2025, 10, 31), date(2025, 11, 30)


PARTS = {"operating": "Fonctionnement", "investment": "Investissement"}


def take_in(holder: str, day: date, delegated: int, committed: int) -> int:
    """Land one operating line of a holder and refresh the prepared figures, as a commit does."""
    rows = [["010", "Médicaments", "Fonctionnement", delegated, committed]]
    of = table(rows, ["path_5", "label", "part", "delegated", "committed"])
    number = land(BUDGET, BUDGET.draft(of, sender(holder, day))).number
    rollup.refresh([StandingChange("budget", "holder", holder, day)], number)
    return number


def parts(entity: str, on: date, at_number: int | None = None) -> tuple[int | None, int | None]:
    """Numerator and denominator of an entity's sum."""
    board = queries.board(reach=EVERYWHERE, entities=[entity], on=on, at_number=at_number)
    figure = board[entity, RATE]
    return figure.numerator, figure.denominator


def test_directorate_sums_what_its_holders_last_reported(region: dict[str, Entity]) -> None:
    take_in("D231", OCTOBER, 100_00, 40_00)
    take_in("D591", OCTOBER, 50_00, 10_00)
    take_in("D231", NOVEMBER, 100_00, 70_00)

    assert parts("DR03", OCTOBER) == (50_00, 150_00)
    assert parts("DR03", NOVEMBER) == (80_00, 150_00)
    assert parts("D591", NOVEMBER) == (10_00, 50_00)


def test_correction_moves_later_days_and_the_past_is_still_known(
    region: dict[str, Entity],
) -> None:
    take_in("D231", OCTOBER, 100_00, 40_00)
    known = take_in("D591", NOVEMBER, 50_00, 10_00)
    take_in("D231", OCTOBER, 100_00, 45_00)

    assert parts("DR03", NOVEMBER) == (55_00, 150_00)
    assert parts("DR03", NOVEMBER, at_number=known) == (50_00, 150_00)


def test_refresh_adds_only_what_moved(region: dict[str, Entity]) -> None:
    take_in("D231", OCTOBER, 100_00, 40_00)
    take_in("D591", OCTOBER, 50_00, 5_00)
    before = set(Rollup.objects.values_list("pk", flat=True))

    take_in("D591", NOVEMBER, 50_00, 10_00)

    fresh = Rollup.objects.exclude(pk__in=before).filter(indicator=RATE)
    assert set(fresh.values_list("entity__code", flat=True)) == {"D591", "DR03"}
    assert set(fresh.values_list("on_date", flat=True)) == {NOVEMBER}


def test_first_return_of_a_year_is_missed_on_the_days_before_it(
    region: dict[str, Entity],
) -> None:
    take_in("D231", OCTOBER, 100_00, 40_00)

    take_in("D591", NOVEMBER, 50_00, 10_00)

    row = Rollup.objects.get(
        indicator=RATE, entity=region["DR03"], on_date=OCTOBER, is_own=False, is_current=True
    )
    assert (row.numerator, row.returns_received, row.returns_expected) == (40_00, 1, 2)


def test_return_of_several_days_and_budgets_leaves_what_others_said_standing(
    region: dict[str, Entity],
) -> None:
    """One statement used to unseat every indicator on every day of an entity that moved."""
    columns = ["path_5", "label", "part", "delegated", "committed"]

    def say(holder: str, day: date, **committed: int) -> StandingChange:
        rows = [["010", "Lits", PARTS[part], 100_00, value] for part, value in committed.items()]
        land(BUDGET, BUDGET.draft(table(rows, columns), sender(holder, day)))
        return StandingChange("budget", "holder", holder, day)

    for number, (holder, day) in enumerate(
        [("D231", SEPTEMBER), ("D591", OCTOBER), ("D591", NOVEMBER)]
    ):
        change = say(holder, day, operating=4_00, investment=4_00)
        rollup.refresh([change], 1_500_000 + number)

    rollup.refresh(
        [say("D231", OCTOBER, operating=40_00), say("D231", NOVEMBER, investment=40_00)],
        2_000_000,
    )

    rows = Rollup.objects.filter(entity=region["DR03"], is_own=False, is_current=True)
    rates = ("operating_commitment_rate", "investment_commitment_rate")
    found = rows.filter(indicator__in=rates).order_by("indicator", "on_date")
    assert list(found.values_list("indicator", "on_date", "numerator")) == [
        ("investment_commitment_rate", SEPTEMBER, 4_00),
        ("investment_commitment_rate", OCTOBER, 8_00),
        ("investment_commitment_rate", NOVEMBER, 44_00),
        ("operating_commitment_rate", SEPTEMBER, 4_00),
        ("operating_commitment_rate", OCTOBER, 44_00),
        ("operating_commitment_rate", NOVEMBER, 44_00),
    ]


def test_sibling_figures_are_out_of_reach_and_the_level_above_names_nobody(
    region: dict[str, Entity],
) -> None:
    take_in("D231", OCTOBER, 100_00, 40_00)
    take_in("D591", OCTOBER, 50_00, 10_00)
    reach = Reach(
        (region["D231"].path,), frozenset({"scorecard"}), frozenset({region["DR03"].path})
    )

    seen = queries.board(reach=reach, entities=["DR03", "D231", "D591"], on=OCTOBER)
    own = queries.board(reach=reach, entities=["DR03", "D231", "D591"], on=OCTOBER, is_own=True)

    assert {entity for entity, _ in seen} == {"DR03", "D231"}
    assert {entity for entity, _ in own} == {"D231"}


@pytest.mark.parametrize("days", [1, 3])
def test_board_takes_one_query_whatever_the_number_of_days(
    region: dict[str, Entity], days: int
) -> None:
    for number in range(days):
        take_in("D231", date(2025, 8 + number, 28), 100_00, 40_00)

    with CaptureQueriesContext(connection) as seen:
        queries.board(reach=EVERYWHERE, entities=["DR03", "D231"], on=NOVEMBER)

    assert len(seen) == 1
