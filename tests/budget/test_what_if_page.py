"""The what-if page: choices from the levers, an outcome in the address, nothing kept."""

from datetime import date

import pytest
from django.test import Client
from django.utils.translation import override

from tadbir.accounts.models import User
from tadbir.audit.models import Entry
from tadbir.budget import presenters, queries
from tadbir.procurement.models import Operation
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE
from tests.budget import hand
from tests.budget.test_pages import page
from tests.budget.test_queries import land_line, land_operations

MEETING = date(2025, 12, 12)
PAGE = "/budget/et-si/"


@pytest.fixture
def director(region: dict[str, Entity]) -> Client:
    """The director of DR03, before a line of 60 on 100: 25 deposited, 10 too late, 5 unexplained."""
    land_line("D231", date(2025, 11, 30), 60)
    land_operations([
        ["1", "Gaz médicaux", "BC", "010", 25_00, None, date(2025, 12, 1), None],
        ["2", "Scanner", "AO", "010", 10_00, None, None, None],
    ])  # fmt: skip
    found = hand.signed_in("director", region["DR03"])
    User.objects.update(language="fr")
    return found


def choices(code: str = "") -> dict[str, str]:
    """What may be ticked, by its words, with its name in the address."""
    found = queries.levers_on(
        reach=EVERYWHERE, on=MEETING, today=MEETING, holders=[code] if code else None
    )
    with override("fr"):
        sections = presenters.what_if.sections(presenters.what_if.offered(found), [], (), {})
    return {choice.what: choice.value for section in sections for choice in section.choices}


def test_what_may_still_pass_is_offered_and_what_is_too_late_is_not(director: Client) -> None:
    text = page(director, PAGE)

    assert "Gaz médicaux" in text
    assert "Scanner" not in text
    assert "un jour ouvrable" in text or "1 jour ouvrable" in text


def test_rate_becomes_what_the_ticks_make_of_it(director: Client) -> None:
    """60 on 100, and 85 on 100 with the 25 deposited: 25 more points. They are operating
    credits: they lapse all the same unless they are issued."""
    ticked = choices()["Gaz médicaux"]
    before = Entry.objects.count()

    text = page(director, f"{PAGE}?lever={ticked}")

    assert "85,0" in text
    assert "60,0" in text
    assert "25,0" in text
    assert "étape suivante" in text
    assert f'value="{ticked}" checked' in text
    assert Entry.objects.count() == before


def test_name_of_a_choice_outlives_a_new_file(director: Client) -> None:
    ticked = choices()["Gaz médicaux"]
    land_line("D231", date(2025, 12, 10), 62)

    assert choices()["Gaz médicaux"] == ticked
    assert ticked.startswith(f"o{Operation.objects.get(reference='1').pk}-")
    assert "87,0" in page(director, f"{PAGE}?lever={ticked}")


def test_choice_that_no_longer_stands_is_said(director: Client) -> None:
    assert "ne tient plus" in page(director, f"{PAGE}?lever=o999-1")


def test_holder_has_its_own_page(director: Client, region: dict[str, Entity]) -> None:
    land_line("D591", date(2025, 11, 30), 20)
    own = choices("D591")

    text = page(director, f"/budget/D591/et-si/?lever={next(iter(own.values()))}")

    assert "100,0" in text  # 20 committed and 80 unexplained on 100
    assert "Gaz médicaux" not in text
    delegate = hand.signed_in("delegate", region["D231"])
    assert delegate.get("/budget/D591/et-si/").status_code == 404


def test_outcome_comes_as_a_workbook(director: Client) -> None:
    ticked = choices()["Gaz médicaux"]

    response = director.get(f"{PAGE}?on=2025-12-12&lever={ticked}&format=xlsx")

    assert response.content.startswith(b"PK")


def test_page_without_figures_says_so(region: dict[str, Entity]) -> None:
    empty = hand.signed_in("director", region["DR03"])
    User.objects.update(language="fr")

    assert "rien n’a été reçu" in page(empty, PAGE)


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_with_one_and_three_rows(
    director: Client, count: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    for entity in ("D231", "D591", "CH231")[:count]:
        land_line(entity, date(2025, 11, 30), 60)
    asked = f"{PAGE}?lever={choices()['Gaz médicaux']}"
    page(director, asked)
    with django_assert_num_queries(24):  # type: ignore[operator]
        page(director, asked)
