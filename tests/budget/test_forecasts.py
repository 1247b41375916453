"""Forecasts of every node that sums several holders, made again when what they rest on moves."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tadbir.audit.actor import Subject
from tadbir.audit.models import Entry
from tadbir.audit.trail import record
from tadbir.budget import queries
from tadbir.budget.actions import (
    NewClosingDate,
    Step,
    load_days_off,
    refresh_forecasts,
    remove_closing_date,
    set_closing_date,
    set_control,
    set_exempt,
    set_norm,
    set_operation_exempt,
    set_route,
)
from tadbir.budget.calc.norms import CLEAR_WORKING_DAYS
from tadbir.budget.models import ClosingDate, Forecast, Line
from tadbir.budget.terms import Control, Deadline, Spending
from tadbir.core import clock
from tadbir.core.holidays import Certainty
from tadbir.core.workdays import Holiday, HolidayKind
from tadbir.intake.models import Standing
from tadbir.intake.registry import StandingChange
from tadbir.procurement.models import Operation
from tadbir.territory.actions import attach
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE
from tadbir.territory.terms import Tree
from tests.budget.hand import BY
from tests.budget.test_comparable import ended
from tests.budget.test_queries import MEETING, NOVEMBER, land_line, land_operations

pytestmark = pytest.mark.django_db


def prepare(holder: str, on: date = MEETING) -> None:
    """What a commit does: its forecasts under the number of its row."""
    clock.fix_today(MEETING)
    with transaction.atomic():
        number = record(by=BY, action="intake.commit", subject=Subject("batch", holder))
        refresh_forecasts([StandingChange("budget", "holder", holder, on)], number)


def wholes(on: date = MEETING) -> dict[str, queries.ForecastFigures]:
    """The forecasts of sums, by entity."""
    found = queries.forecasts(reach=EVERYWHERE, on=on)
    return {one.entity: one for one in found if one.is_whole}


def ceiling() -> Decimal:
    """The most that the region may still commit."""
    return wholes()["DR03"].ceiling


def move(region: dict[str, Entity], entity: str, parent: str) -> None:
    attach(
        by=BY, entity=region[entity], parent=region[parent], tree=Tree.ADMINISTRATIVE,
        on=date(2025, 12, 5),
    )  # fmt: skip


def test_delegation_with_a_centre_has_the_forecast_of_both(region: dict[str, Entity]) -> None:
    """60 and 30 of 100 each; Sefrou, which has no centre, is a sum of nothing else."""
    for holder, committed in (("D231", 60), ("CH231", 30), ("D591", 10)):
        land_line(holder, MEETING, committed)

    prepare("D231")

    found = wholes()
    assert {code: (one.floor, one.ceiling) for code, one in found.items()} == {
        "DR03": (100, 300), "D231": (90, 200),
    }  # fmt: skip


def test_delegation_has_a_band_where_its_own_holders_have_their_years(
    region: dict[str, Entity],
) -> None:
    """Sefrou is new: the region has no band, the delegation of Fès keeps its own."""
    ended(range(2022, 2025), "D231", "CH231")
    for holder in ("D231", "CH231", "D591"):
        land_line(holder, MEETING, 60)

    prepare("D231")

    found = wholes()
    assert (found["DR03"].reason, found["D231"].reason) == ("holders_changed", "")
    fes = found["D231"]
    assert fes.low is not None
    assert fes.high is not None
    assert 120 <= fes.low <= fes.high <= 200
    assert [day for day, *_ in fes.path] == [date(2025, 12, 31)]


@pytest.mark.parametrize("holders", [1, 3])
def test_forecasts_of_a_region_cost_the_same_queries(
    region: dict[str, Entity], holders: int
) -> None:
    clock.fix_today(MEETING)
    for entity in ("D231", "D591", "CH231")[:holders]:
        land_line(entity, NOVEMBER, 60)

    with CaptureQueriesContext(connection) as seen:
        refresh_forecasts([StandingChange("budget", "holder", "D231", NOVEMBER)], 77)

    # No operation is followed: no line is read for what they can no longer reach.
    assert len(seen) == 17


def test_region_left_by_its_last_holder_has_no_forecast_any_more(
    region: dict[str, Entity],
) -> None:
    land_line("D591", NOVEMBER, 30)
    prepare("D591", NOVEMBER)

    move(region, "D591", "DR05")

    assert set(wholes(date(2025, 12, 4))) == {"DR03"}
    assert {code: one.floor for code, one in wholes().items()} == {"DR05": 30}


def test_centre_that_changes_delegation_takes_its_sum_along(region: dict[str, Entity]) -> None:
    land_line("D231", NOVEMBER, 60)
    land_line("CH231", NOVEMBER, 30)
    land_line("D591", NOVEMBER, 10)
    prepare("D231", NOVEMBER)

    move(region, "CH231", "D591")

    assert {code: one.floor for code, one in wholes(date(2025, 12, 4)).items()} == {
        "DR03": 100, "D231": 90,
    }  # fmt: skip
    assert {code: one.floor for code, one in wholes().items()} == {"DR03": 100, "D591": 40}


def test_forecast_goes_with_the_figures_that_were_withdrawn(region: dict[str, Entity]) -> None:
    land_line("D231", NOVEMBER, 60)
    prepare("D231", NOVEMBER)
    before = Entry.objects.latest("number").number
    Standing.objects.update(is_current=False)

    prepare("D231", NOVEMBER)
    prepare("D231", NOVEMBER)

    assert queries.forecasts(reach=EVERYWHERE, on=MEETING) == []
    assert len(queries.forecasts(reach=EVERYWHERE, on=MEETING, at_number=before)) == 3
    assert Forecast.objects.filter(credits=None).count() == 3  # said once


def circular() -> None:
    new = NewClosingDate(
        2025, Deadline.COMMITMENT, Spending.CONTRACT, date(2025, 12, 31), "Circulaire"
    )
    set_closing_date(by=BY, new=new)


def norm() -> None:
    set_norm(
        by=BY, code="visa_delay_contract", value=Decimal(1), unit=CLEAR_WORKING_DAYS,
        source="Décret", valid_from=date(2025, 1, 1),
    )  # fmt: skip


def control() -> None:
    set_norm(
        by=BY, code="visa_delay_contract_tiered", value=Decimal(1), unit=CLEAR_WORKING_DAYS,
        source="Décret", valid_from=date(2025, 1, 1),
    )  # fmt: skip
    assert ceiling() == 60
    set_control(
        by=BY, entity=Entity.objects.get(code="D231"), control=Control.TIERED,
        valid_from=date(2025, 1, 1), source="Décision",
    )  # fmt: skip


def route() -> None:
    set_route(
        by=BY, route="contract", steps=[Step("award", 1)], valid_from=date(2025, 1, 1), source="x"
    )


def line() -> None:
    set_exempt(by=BY, line=Line.objects.get(), is_exempt=True, why="Décret")


def operation() -> None:
    set_operation_exempt(by=BY, operation=Operation.objects.get(), is_exempt=True, why="Décision")


@pytest.mark.parametrize("change", [circular, norm, control, route, line, operation])
def test_ceiling_follows_the_rule_at_once(
    region: dict[str, Entity], change: Callable[[], None]
) -> None:
    """A tender of 40 takes 3 days and the visa 8: too late on the 12th, in time once a rule gives
    way. The forecast bears the number of the action."""
    set_route(
        by=BY, route="contract", steps=[Step("award", DAYS[change])],
        valid_from=date(2025, 1, 1), source="x",
    )  # fmt: skip
    land_line("D231", MEETING, 60)
    land_operations([["AO 1", "Scanner", "AO", "010", 40_00, None, None, None]])
    prepare("D231")
    assert ceiling() == 60

    change()

    assert ceiling() == 100
    assert wholes()["DR03"].number == Entry.objects.latest("number").number


DAYS = {circular: 3, norm: 3, control: 3, route: 9, line: 3, operation: 3}


def test_ceiling_falls_again_with_a_last_day_taken_back(region: dict[str, Entity]) -> None:
    test_ceiling_follows_the_rule_at_once(region, circular)

    remove_closing_date(by=BY, number=ClosingDate.objects.get().pk)

    assert ceiling() == 60


def test_days_off_of_another_year_move_nothing(region: dict[str, Entity]) -> None:
    land_line("D231", MEETING, 60)
    prepare("D231")
    off = Holiday(date(2024, 4, 10), "Aïd", HolidayKind.RELIGIOUS, Certainty.ANNOUNCED, "x")
    rows = Forecast.objects.count()

    load_days_off(by=BY, year=2024, days=[off])

    assert Forecast.objects.count() == rows
