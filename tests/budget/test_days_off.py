"""Days off of a year: loaded from a file, counted from then on, and what pages say without them."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from tadbir.accounts.models import User
from tadbir.audit.trail import Actor
from tadbir.budget import queries
from tadbir.budget.actions import load_days_off, read_days_off
from tadbir.budget.calc.calendar import (
    Basis,
    ClosingDate,
    RouteStep,
    YearRules,
    last_day_to_deposit,
    last_feasible_launch,
    working_days_left,
)
from tadbir.budget.terms import Deadline, Spending
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.core.workdays import MOROCCO
from tadbir.territory.models import Entity
from tests.budget import hand

BY = Actor("essai", "command")
FEASTS_OF_2028 = """day,kind,name,source
2028-02-27,religious,Aïd al-Fitr,Communiqué 1
2028-02-28,religious,Aïd al-Fitr,Communiqué 1
2028-12-27,exceptional,Jour décrété,Décret 2
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "feries.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_year_without_holidays_has_no_last_day_and_says_why() -> None:
    """Nothing is guessed: no day by default, and none counted to the day of a circular."""
    contracts = last_day_to_deposit(YearRules(2028), spending=Spending.CONTRACT)
    told = ClosingDate(Deadline.COMMITMENT, Spending.CONTRACT, date(2028, 12, 15), "Circulaire")
    by_circular = last_day_to_deposit(YearRules(2028, [told]), spending=Spending.CONTRACT)
    step = RouteStep("contract", 1, "publication", 21, "décret")

    assert (contracts.day, contracts.basis) == (None, Basis.NO_HOLIDAYS)
    assert by_circular.day == date(2028, 12, 15)
    assert working_days_left(by_circular, today=date(2028, 12, 1)) is None
    assert last_feasible_launch([step], last_day=by_circular) is None


@pytest.mark.django_db
def test_loaded_year_is_counted(tmp_path: Path) -> None:
    """29, 28, 26, 25, 22 to 18, 15, 14 and 13 December 2028 are twelve clear days, less the 27th."""
    days = read_days_off(written(tmp_path, FEASTS_OF_2028), year=2028)
    load_days_off(by=BY, year=2028, days=days)

    rules = queries.year_rules(2028)
    found = last_day_to_deposit(rules, spending=Spending.CONTRACT)

    assert found.day == date(2028, 12, 12)
    assert working_days_left(found, today=date(2028, 12, 11), calendar=rules.calendar) == 1
    assert not rules.calendar.is_workday(date(2028, 11, 6))
    assert 2028 not in MOROCCO.years


@pytest.mark.django_db
def test_second_list_of_a_year_stands_for_the_first(tmp_path: Path) -> None:
    first = read_days_off(written(tmp_path, FEASTS_OF_2028), year=2028)
    load_days_off(by=BY, year=2028, days=first)
    second = "day,kind,name,source\n2028-02-28,religious,Aïd al-Fitr,Communiqué 3\n"
    load_days_off(by=BY, year=2028, days=read_days_off(written(tmp_path, second), year=2028))

    calendar = queries.work_calendar()

    moving = [off.day for off in calendar.holidays if off.day.year == 2028 and off.kind != "civil"]
    assert moving == [date(2028, 2, 28)]


@pytest.mark.parametrize(("text", "code"), [
    ("jour,nom\n", "holidays.bad-heads"),
    ("day,kind,name,source\n2027-02-27,religious,Aïd,C\n", "holidays.bad-row"),
    ("day,kind,name,source\n2028-01-11,civil,Fête,C\n", "holidays.bad-row"),
    ("day,kind,name,source\n27/02/2028,religious,Aïd,C\n", "holidays.bad-row"),
    ("day,kind,name,source\n2028-02-27,religious,Aïd,\n", "holidays.bad-row"),
    ("day,kind,name,source\n2028-02-27\n", "holidays.bad-row"),
])  # fmt: skip
def test_file_that_says_something_else_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(Refused) as found:
        read_days_off(written(tmp_path, text), year=2028)

    assert found.value.code == code
    assert found.value.details.get("line", 2) == 2


@pytest.mark.django_db
def test_empty_list_is_refused(tmp_path: Path) -> None:
    empty = read_days_off(written(tmp_path, "day,kind,name,source\n"), year=2028)

    with pytest.raises(Refused) as found:
        load_days_off(by=BY, year=2028, days=empty)

    assert found.value.code == "holidays.none"


@pytest.fixture
def director(region: dict[str, Entity]) -> Client:
    """The director of DR03, under a ministry."""
    Entity.objects.create(
        code="MSPS", kind="ministry", area=region["DR03"].area, path="/MSPS/",
        name_fr="Ministère", search="|",
    )  # fmt: skip
    return hand.signed_in("director", region["DR03"])


PAGES = ("/entites/DR03/", "/budget/", "/budget/calendrier/", "/budget/leviers/", "/budget/D231/",
         "/budget/et-si/", "/operations/", "/indicateurs/pending_operations/")  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2021-01-01", "2012-03-05"])
def test_every_page_of_a_year_without_holidays_opens(director: Client, day: str) -> None:
    answers = {page: director.get(page, {"on": day}).status_code for page in PAGES}

    assert answers == dict.fromkeys(PAGES, 200)


@pytest.mark.django_db
def test_calendar_of_a_year_without_holidays_says_so(director: Client) -> None:
    User.objects.update(language="fr")
    text = director.get("/budget/calendrier/", {"on": "2021-01-01"}).content.decode()

    assert "les jours fériés de l’année ne sont pas chargés" in text


@pytest.mark.django_db
def test_pages_of_2028_open_once_the_clock_is_there(director: Client) -> None:
    clock.fix_today(date(2028, 1, 5))

    assert director.get("/").status_code in {200, 302}
    assert director.get("/budget/calendrier/").status_code in {200, 302}
