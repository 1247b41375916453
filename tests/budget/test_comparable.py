"""What years are compared with: the same holders under one legal form, and what can still pass."""

from datetime import date
from decimal import Decimal as D

from tadbir.budget import queries
from tadbir.budget.actions import refresh_forecasts
from tadbir.budget.queries.perimeter import LegalForms
from tadbir.budget.terms import BudgetKind, Part
from tadbir.core import clock
from tadbir.intake.registry import StandingChange
from tadbir.territory.models import Entity, LegalForm
from tadbir.territory.reach import EVERYWHERE
from tests.budget.test_queries import MEETING, NOVEMBER, land_line, land_operations

OPERATING = (BudgetKind.GENERAL, Part.OPERATING)


def switched(region: dict[str, Entity], on: date) -> None:
    """DR03 was a directorate and becomes a territorial health group."""
    LegalForm.objects.create(
        entity=region["DR03"], form="drsps", valid_from=date(2020, 1, 1), valid_to=on
    )
    LegalForm.objects.create(entity=region["DR03"], form="gst", valid_from=on)


def ended(years: range, *holders: str) -> None:
    """Past years: 50 of 100 on 12 December and 90 at the end, for each holder."""
    for year in years:
        for holder in holders:
            land_line(holder, date(year, 12, 12), 50)
            land_line(holder, date(year, 12, 31), 90)


def forecasts(number: int = 77, *, moved: str = "budget") -> dict[str, queries.ForecastFigures]:
    """The forecasts that a batch prepares on the day of the meeting, by entity."""
    clock.fix_today(MEETING)
    refresh_forecasts([StandingChange(moved, "holder", "D231", MEETING)], number)
    return {one.entity: one for one in queries.forecasts(reach=EVERYWHERE, on=MEETING)}


def test_form_before_the_first_one_known_is_that_one() -> None:
    forms = LegalForms({"DR03": [(date(2020, 1, 1), "drsps"), (date(2025, 7, 1), "gst")]})

    assert forms.on("/MSPS/DR03/D231/", date(2019, 1, 1)) == "drsps"
    assert forms.on("/MSPS/DR03/D231/", date(2025, 7, 1)) == "gst"
    assert forms.on("/MSPS/DR05/", MEETING) == forms.on("/MSPS/", MEETING) == ""
    assert forms.over("/MSPS/DR03/", date(2025, 6, 30), MEETING) == "drsps→gst"
    assert forms.over("/MSPS/DR03/", date(2024, 6, 30), date(2024, 12, 31)) == "drsps"


def test_last_year_is_made_equal_where_a_holder_is_gone(region: dict[str, Entity]) -> None:
    """D591 spoke last year and not this one: the curve of last year is D231's alone."""
    land_line("D231", date(2024, 11, 30), 40)
    land_line("D591", date(2024, 11, 30), 90)
    land_line("D231", NOVEMBER, 60)

    found = queries.history(reach=EVERYWHERE, on=NOVEMBER, years=2)

    november = {p.year: p.amounts.commitments for p in found.points if p.month == 11}
    assert (november, found.left_out) == ({2024: 40, 2025: 60}, frozenset())


def test_last_year_is_left_out_where_a_holder_is_new(region: dict[str, Entity]) -> None:
    land_line("D231", date(2024, 11, 30), 40)
    land_line("D231", NOVEMBER, 60)
    land_line("D591", NOVEMBER, 90)

    found = queries.history(reach=EVERYWHERE, on=NOVEMBER, years=2)

    assert {point.year for point in found.points} == {2025}
    assert found.left_out == {(*OPERATING, 2024)}


def test_last_year_is_left_out_under_another_legal_form(region: dict[str, Entity]) -> None:
    switched(region, date(2025, 1, 1))
    land_line("D231", date(2024, 11, 30), 40)
    land_line("D231", NOVEMBER, 60)

    found = queries.history(reach=EVERYWHERE, on=NOVEMBER, years=2)

    assert found.left_out == {(*OPERATING, 2024)}


def test_month_under_way_without_a_return_stands_on_the_day_asked_for(
    region: dict[str, Entity],
) -> None:
    """Nobody spoke in December: what November said is known on the 12th, not on the 31st."""
    land_line("D231", NOVEMBER, 60)

    points = queries.history(reach=EVERYWHERE, on=MEETING, years=1).points

    assert [(p.on_date, p.amounts.commitments) for p in points] == [(NOVEMBER, 60), (MEETING, 60)]


def test_forecast_stops_at_a_change_of_legal_form(region: dict[str, Entity]) -> None:
    ended(range(2022, 2025), "D231")
    land_line("D231", MEETING, 60)

    assert forecasts()["D231"].reason == ""
    switched(region, date(2025, 1, 1))
    assert forecasts(78)["D231"].reason == "too_few_comparable_years"


def test_total_has_no_band_where_a_holder_is_new(region: dict[str, Entity]) -> None:
    ended(range(2022, 2025), "D231")
    land_line("D231", MEETING, 60)
    land_line("D591", MEETING, 20)

    found = forecasts()

    assert (found["D231"].reason, found["DR03"].reason) == ("", "holders_changed")
    assert (found["DR03"].floor, found["DR03"].ceiling) == (80, 200)


def test_operation_too_late_lowers_the_ceiling(region: dict[str, Entity]) -> None:
    """60 of 100 are committed; 25 wait for a tender launched too late, 10 are deposited: 75 can
    still be reached, since the last 5 may yet find an operation."""
    land_line("D231", MEETING, 60)
    assert forecasts()["D231"].ceiling == 100
    land_operations([
        ["1", "Marché", "AO", "010", 25_00, None, None, None],
        ["2", "Déposé", "BC", "010", 10_00, None, date(2025, 12, 1), None],
    ])  # fmt: skip

    found = forecasts(78, moved="operations")

    assert (found["D231"].floor, found["D231"].ceiling) == (60, 75)
    assert (found["DR03"].floor, found["DR03"].ceiling) == (60, 75)


def test_ceiling_of_operations_holds_the_band_down(region: dict[str, Entity]) -> None:
    """Eighty per cent of the rest was closed every year, but only 5 of 40 can still pass."""
    ended(range(2022, 2025), "D231")
    land_line("D231", MEETING, 60)
    land_operations([["1", "Marché", "AO", "010", 35_00, None, None, None]])

    found = forecasts()["D231"]

    assert (found.floor, found.median, found.high, found.ceiling) == (60, 65, 65, D(65))
