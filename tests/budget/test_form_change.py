"""A region that changes its legal form has its forecasts and last days prepared again at once."""

from datetime import date

import pytest

from tadbir.audit.models import Entry
from tadbir.budget.actions import NewClosingDate, Step, set_closing_date, set_route
from tadbir.budget.terms import Deadline, Spending
from tadbir.intake.registry import StandingChange
from tadbir.scorecard import queries as scorecard
from tadbir.scorecard import rollup
from tadbir.territory.actions import change_form
from tadbir.territory.models import Entity, LegalForm
from tadbir.territory.reach import EVERYWHERE
from tadbir.territory.terms import Form
from tests.budget.hand import BY
from tests.budget.test_comparable import ended
from tests.budget.test_forecasts import ceiling, prepare, wholes
from tests.budget.test_queries import MEETING, NOVEMBER, land_line, land_operations

pytestmark = pytest.mark.django_db
SWITCH = date(2025, 12, 5)


def become_group(region: dict[str, Entity]) -> None:
    """DR03, a directorate until then, becomes a territorial health group on 5 December."""
    LegalForm.objects.create(entity=region["DR03"], form="drsps", valid_from=date(2020, 1, 1))
    change_form(by=BY, entity=region["DR03"], form=Form.GST, on=SWITCH)


def test_year_in_which_the_form_changes_has_no_band_any_more(region: dict[str, Entity]) -> None:
    """The last return is of November: the forecast is dated of the switch, and says its number."""
    for year in (2022, 2023, 2024):
        land_line("D231", date(year, 11, 30), 50)
    ended(range(2022, 2025), "D231")
    land_line("D231", NOVEMBER, 60)
    prepare("D231", NOVEMBER)
    assert wholes()["DR03"].reason == ""

    become_group(region)

    found = wholes()["DR03"]
    assert (found.on_date, found.reason) == (SWITCH, "too_few_comparable_years")
    assert (found.floor, found.ceiling, found.path) == (60, 100, [])
    assert found.number == Entry.objects.latest("number").number
    assert wholes(date(2025, 12, 4))["DR03"].reason == ""


def test_neighbour_of_a_region_that_changes_keeps_its_forecast(region: dict[str, Entity]) -> None:
    land_line("DR05", NOVEMBER, 60)
    land_line("D231", NOVEMBER, 60)
    prepare("DR05", NOVEMBER)
    before = wholes()["DR05"].number

    become_group(region)

    assert wholes()["DR05"].number == before


def test_last_days_of_the_new_form_move_the_ceiling_and_what_can_be_saved(
    region: dict[str, Entity],
) -> None:
    """Too late for the decree on the 12th: a circular for groups alone still lets 40 pass."""
    new = NewClosingDate(
        2025, Deadline.COMMITMENT, Spending.CONTRACT, date(2025, 12, 31), "Circulaire", "gst"
    )
    set_closing_date(by=BY, new=new)
    set_route(
        by=BY, route="contract", steps=[Step("award", 3)], valid_from=date(2025, 1, 1), source="x"
    )
    land_line("D231", MEETING, 60)
    land_operations([["AO 1", "Scanner", "AO", "010", 40_00, None, None, None]])
    prepare("D231")
    rollup.refresh([StandingChange("budget", "holder", "D231", MEETING)], 1)
    assert (ceiling(), saved()) == (60, 0)

    become_group(region)

    assert (ceiling(), saved()) == (100, 40_00)


def saved() -> int | None:
    """What the region can still save, as prepared, in centimes."""
    found = scorecard.board(reach=EVERYWHERE, entities=["DR03"], on=MEETING)
    return found["DR03", "dirhams_to_save"].numerator
