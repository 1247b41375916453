"""Figures, history, changes and levers, with amounts that add up by hand."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from tadbir.audit.actor import Subject
from tadbir.audit.trail import record
from tadbir.budget import queries
from tadbir.budget.actions import refresh_forecasts
from tadbir.budget.calc.levers import to_save
from tadbir.budget.calc.operations import Cause, Outlook
from tadbir.budget.intake import BUDGET
from tadbir.budget.models import Forecast
from tadbir.budget.queries import Moment
from tadbir.budget.terms import BudgetKind, Part, Source
from tadbir.core import clock
from tadbir.intake.models import Batch, Standing
from tadbir.intake.registry import StandingChange
from tadbir.procurement.intake import OPERATIONS
from tadbir.territory.actions import attach
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE, Reach
from tadbir.territory.terms import Tree
from tests.budget.hand import BY, land, sender, table

NOVEMBER, MEETING = date(2025, 11, 30), date(2025, 12, 12)


def land_line(
    entity: str, on: date, committed: int, *, delegated: int = 100, source: str = "holder"
) -> Batch:
    """One operating line, in dirhams."""
    of = table([["010", delegated * 100, committed * 100]], ("path_5", "delegated", "committed"),
               context={"part": "Fonctionnement"})  # fmt: skip
    return land(BUDGET, BUDGET.draft(of, sender(entity, on)), source=source)


def committed(found: list[queries.HolderFigures]) -> dict[str, Decimal | None]:
    """The commitments of each holder."""
    return {one.holder: one.values["committed"] for one in found}


def test_latest_return_of_each_holder_is_shown(region: dict[str, Entity]) -> None:
    land_line("D231", date(2025, 10, 31), 40)
    land_line("D231", NOVEMBER, 60)
    land_line("D591", date(2025, 10, 31), 20)

    found = queries.figures(reach=EVERYWHERE, on=MEETING)

    assert committed(found) == {"D231": 60, "D591": 20}
    assert [(one.kind, one.part) for one in found] == [(BudgetKind.GENERAL, Part.OPERATING)] * 2
    assert committed(queries.figures(reach=EVERYWHERE, on=date(2025, 11, 1))) == {
        "D231": 40, "D591": 20,
    }  # fmt: skip


def test_last_year_is_not_this_year(region: dict[str, Entity]) -> None:
    land_line("D231", date(2024, 12, 31), 90)

    assert queries.figures(reach=EVERYWHERE, on=MEETING) == []


def test_what_was_known_at_a_number_comes_back(region: dict[str, Entity]) -> None:
    first = land_line("D231", NOVEMBER, 60)
    second = land_line("D231", NOVEMBER, 65)

    at_first = queries.figures(reach=EVERYWHERE, on=MEETING, at_number=first.number)
    at_second = queries.figures(reach=EVERYWHERE, on=MEETING, at_number=second.number)

    assert (committed(at_first), committed(at_second)) == ({"D231": 60}, {"D231": 65})
    assert queries.figures(reach=EVERYWHERE, on=MEETING, at_number=first.number - 1) == []


def test_withdrawn_return_is_known_only_before_its_withdrawal(region: dict[str, Entity]) -> None:
    batch = land_line("D231", NOVEMBER, 60)
    Standing.objects.filter(batch=batch).update(
        is_current=False, withdrawn_number=batch.number + 500
    )

    assert queries.figures(reach=EVERYWHERE, on=MEETING) == []
    known = queries.figures(reach=EVERYWHERE, on=MEETING, at_number=batch.number + 499)
    assert committed(known) == {"D231": 60}


def test_treasury_is_shown_before_the_holder_on_one_day(region: dict[str, Entity]) -> None:
    land_line("D231", NOVEMBER, 60)
    land_line("D231", NOVEMBER, 58, source="treasury")

    (shown,) = queries.figures(reach=EVERYWHERE, on=MEETING)
    both = queries.by_source(reach=EVERYWHERE, on=MEETING)

    assert (shown.source, shown.values["committed"]) == (Source.TREASURY, 58)
    assert [(one.source, one.values["committed"]) for one in both] == [
        (Source.HOLDER, 60), (Source.TREASURY, 58),
    ]  # fmt: skip
    assert len(queries.contradictions(both, "committed")) == 1
    assert queries.contradictions(both, "delegated") == []


def test_exact_days_are_given_one_by_one(region: dict[str, Entity]) -> None:
    land_line("D231", date(2025, 10, 31), 40)
    land_line("D231", NOVEMBER, 60)

    found = queries.figures_at(
        reach=EVERYWHERE, holder_days=frozenset({("D231", NOVEMBER), ("D591", NOVEMBER)})
    )

    assert [(one.holder, one.on_date, one.values["committed"]) for one in found] == [
        ("D231", NOVEMBER, 60)
    ]


def test_reach_holds_what_it_holds(region: dict[str, Entity]) -> None:
    land_line("D231", NOVEMBER, 60)
    land_line("D591", NOVEMBER, 20)
    own = Reach(("/MSPS/DR03/D591/",), frozenset({"budget"}))
    without_domain = Reach(("/MSPS/DR03/D591/",), frozenset({"facilities"}))

    assert committed(queries.figures(reach=own, on=MEETING)) == {"D591": 20}
    assert queries.figures(reach=without_domain, on=MEETING) == []
    assert [line.holder for line in queries.lines(reach=own, on=MEETING)] == ["D591"]


def test_history_carries_a_silent_holder_on(region: dict[str, Entity]) -> None:
    """January 10 + 5, February 30 + 5 (D591 is silent), March 30 + 25 (D231 is silent)."""
    land_line("D231", date(2025, 1, 31), 10)
    land_line("D591", date(2025, 1, 31), 5)
    land_line("D231", date(2025, 2, 28), 30)
    land_line("D591", date(2025, 3, 31), 25)

    found = queries.history(reach=EVERYWHERE, on=date(2025, 3, 31), years=1).points

    assert [(p.month, p.amounts.commitments, p.reported, p.holders) for p in found] == [
        (1, 15, 2, 2), (2, 35, 1, 2), (3, 55, 1, 2),
    ]  # fmt: skip


def test_change_between_two_days(region: dict[str, Entity]) -> None:
    land_line("D231", date(2025, 10, 31), 40)
    land_line("D231", NOVEMBER, 60)

    (change,) = queries.changes(
        reach=EVERYWHERE, before=Moment(date(2025, 11, 1)), after=Moment(MEETING)
    )

    assert change.before is not None
    assert change.after is not None
    assert change.after.values["committed"] == 60
    assert change.before.values["committed"] == 40


def land_operations(rows: list[list[object]]) -> None:
    """Operations on the operating line."""
    columns = ("reference", "purpose", "type", "code_path", "amount_with_tax", "on_launched",
               "on_deposited", "on_visaed")  # fmt: skip
    of = table(rows, columns, context={"part": "Fonctionnement"})  # type: ignore[arg-type]
    land(OPERATIONS, OPERATIONS.draft(of, sender("D231")))


def test_levers_share_what_the_line_did_not_commit(region: dict[str, Entity]) -> None:
    """40 are not committed: 25 deposited pass, 10 of a purchase order need 6 days and have 8,
    5 have no operation; a contract to launch on 12 December comes too late."""
    land_line("D231", NOVEMBER, 60)
    land_operations([
        ["1", "Déposé", "BC", "010", 25_00, None, date(2025, 12, 1), None],
        ["2", "À lancer", "BC", "010", 10_00, None, None, None],
    ])  # fmt: skip

    found = queries.levers_on(reach=EVERYWHERE, on=MEETING, today=MEETING)

    told = [(one.lever.cause, one.lever.amount, one.lever.outlook) for one in found]
    assert told == [
        (Cause.VISA_PENDING, 25, Outlook.IN_TIME),
        (Cause.NOT_LAUNCHED, 10, Outlook.IN_TIME),
        (Cause.NO_OPERATION, 5, Outlook.UNDECIDED),
    ]
    assert to_save(one.lever for one in found) == 35
    assert [one.operation.purpose if one.operation else "" for one in found] == [
        "Déposé", "À lancer", "",
    ]  # fmt: skip


def test_contract_not_launched_on_12_december_is_too_late(region: dict[str, Entity]) -> None:
    land_line("D231", NOVEMBER, 60)
    land_operations([["1", "Marché", "AO", "010", 40_00, None, None, None]])

    (one,) = queries.levers_on(reach=EVERYWHERE, on=MEETING, today=MEETING)

    assert (one.lever.outlook, one.lever.would_lapse, one.lever.to_save) == (
        Outlook.TOO_LATE, 40, 0,
    )  # fmt: skip


def test_operation_of_an_unreported_line_stands_for_itself(region: dict[str, Entity]) -> None:
    land_operations([["1", "Gaz", "BC", "999", 7_00, None, date(2025, 12, 1), None]])

    (one,) = queries.levers_on(reach=EVERYWHERE, on=MEETING, today=MEETING)

    assert (one.holder, one.line, one.lever.amount) == ("D231", None, 7)


def test_forecast_has_floor_and_ceiling_under_three_years(region: dict[str, Entity]) -> None:
    clock.fix_today(MEETING)
    land_line("D231", date(2024, 12, 12), 50)
    land_line("D231", date(2024, 12, 31), 90)
    land_line("D231", MEETING, 60)

    refresh_forecasts([StandingChange("budget", "holder", "D231", MEETING)], 77)

    found = queries.forecasts(reach=EVERYWHERE, on=MEETING)
    assert [(f.entity, f.is_whole, f.measure, f.floor, f.ceiling, f.median) for f in found] == [
        ("DR03", True, "committed", 60, 100, None),
        ("D231", False, "committed", 60, 100, None),
        ("D231", True, "committed", 60, 100, None),
    ]
    assert {f.reason for f in found} == {"too_few_comparable_years"}


def test_forecast_has_a_band_after_three_years(region: dict[str, Entity]) -> None:
    clock.fix_today(MEETING)
    for year, then, end in ((2022, 50, 90), (2023, 55, 92), (2024, 60, 88)):
        for entity, more in (("D231", 0), ("D591", 2)):
            land_line(entity, date(year, 12, 12), then + more)
            land_line(entity, date(year, 12, 31), end + more)
    land_line("D231", MEETING, 58)
    land_line("D591", MEETING, 61)

    refresh_forecasts([StandingChange("budget", "holder", "D231", MEETING)], 77)

    found = queries.forecasts(reach=EVERYWHERE, on=MEETING)
    assert [(one.entity, one.is_whole) for one in found] == [
        ("DR03", True), ("D231", False), ("D231", True), ("D591", False),
    ]  # fmt: skip
    for one in found:
        assert one.low is not None
        assert one.median is not None
        assert one.high is not None
        assert one.floor <= one.low <= one.median <= one.high <= one.ceiling
        assert [day for day, *_ in one.path] == [date(2025, 12, 31)]


def test_forecasts_of_two_regions_follow_a_delegation_that_goes_from_one_to_the_other(
    region: dict[str, Entity],
) -> None:
    clock.fix_today(MEETING)
    for entity, committed in (("D231", 60), ("D591", 30), ("DR05", 5)):
        land_line(entity, NOVEMBER, committed)
        with transaction.atomic():
            number = record(by=BY, action="intake.commit", subject=Subject("batch", entity))
        refresh_forecasts([StandingChange("budget", "holder", entity, NOVEMBER)], number)

    attach(
        by=BY, entity=region["D591"], parent=region["DR05"], tree=Tree.ADMINISTRATIVE,
        on=date(2025, 12, 5),
    )  # fmt: skip

    def floors(on: date) -> dict[str, Decimal]:
        found = queries.forecasts(reach=EVERYWHERE, on=on)
        return {f.entity: f.floor for f in found if f.is_whole and f.measure == "committed"}

    assert floors(date(2025, 12, 4)) == {"DR03": 90, "D231": 60, "DR05": 5}
    assert floors(MEETING) == {"DR03": 60, "D231": 60, "DR05": 35}


def test_forecast_of_an_earlier_day_is_not_made_again(region: dict[str, Entity]) -> None:
    land_line("D231", MEETING, 60)
    land_line("D231", date(2024, 6, 30), 30)

    refresh_forecasts([StandingChange("budget", "holder", "D231", date(2024, 6, 30))], 78)

    assert Forecast.objects.count() == 0


@pytest.mark.parametrize("holders", [1, 3])
def test_figures_cost_one_query_and_their_history_two(
    region: dict[str, Entity], holders: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    for entity in ("D231", "D591", "CH231")[:holders]:
        land_line(entity, NOVEMBER, 60)

    with django_assert_num_queries(1):  # type: ignore[operator]
        queries.figures(reach=EVERYWHERE, on=MEETING)
    with django_assert_num_queries(2):  # type: ignore[operator]
        queries.history(reach=EVERYWHERE, on=MEETING)
