"""Prepared figures lead to what they are made of, and are the sum of it."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from tadbir.accounts.models import User
from tadbir.core import clock
from tadbir.intake.registry import StandingChange
from tadbir.procurement.intake import OPERATIONS
from tadbir.scorecard import rollup
from tadbir.territory.models import Entity
from tests.budget import hand
from tests.scorecard.test_rollup import NOVEMBER, take_in

pytestmark = pytest.mark.django_db
OCTOBER, MEETING = date(2025, 10, 31), date(2025, 12, 12)


@pytest.fixture
def director(region: dict[str, Entity]) -> Client:
    """The director of DR03; Fès spoke in November, Sefrou in October."""
    clock.fix_today(MEETING)
    take_in("D231", NOVEMBER, 100_00, 40_00)
    take_in("CH231", NOVEMBER, 30_00, 10_00)
    take_in("D591", OCTOBER, 50_00, 10_00)
    client = hand.signed_in("director", region["DR03"])
    User.objects.update(language="fr")
    return client


def take_in_operations(holder: str, count: int) -> None:
    """So many proposals deposited, of 10 dirhams each, prepared as a commit does."""
    rows = [[f"{n}/2025", f"Achat {n}", "BC", "010", 10_00, NOVEMBER] for n in range(count)]
    names = ("reference", "purpose", "type", "code_path", "amount_with_tax", "on_deposited")
    of = hand.table(rows, names, context={"part": "Fonctionnement"})
    number = hand.land(OPERATIONS, OPERATIONS.draft(of, hand.sender(holder))).number
    rollup.refresh([StandingChange("operations", "holder", holder, NOVEMBER)], number)


def text(client: Client, address: str) -> str:
    """A page that must be there."""
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def sheet(client: Client, address: str, first: int) -> list[list[object]]:
    """The lines of the first sheet of a page's workbook."""
    book = load_workbook(BytesIO(client.get(f"{address}&format=xlsx").content))
    return [list(row) for row in book.worksheets[0].iter_rows(first, values_only=True)]


def links(page: str, start: str) -> list[str]:
    """Where the links of a page that begin so lead, each once."""
    return list(dict.fromkeys(re.findall(rf'href="({re.escape(start)}[^"]*)"', page)))


def test_dirhams_to_save_of_each_holder_are_its_levers_of_that_day(director: Client) -> None:
    address = "/indicateurs/dirhams_to_save/?on=2025-12-12&under=DR03"

    *rows, whole = sheet(director, address, 4)
    led = links(text(director, address), "/budget/leviers/")

    assert whole[1] == sum(row[1] for row in rows if isinstance(row[1], int | float))
    assert {re.sub(r".*holder=(\w+).*", r"\1", one) for one in led} == {"D231", "CH231", "D591"}
    assert any("on=2025-10-31" in one and "D591" in one for one in led)
    saved = [row[1] for row in rows if isinstance(row[1], int | float)]
    assert sorted(sheet(director, one, 5)[-1][6] for one in led) == sorted(saved)  # type: ignore[type-var]


@pytest.mark.parametrize(("code", "count"), [("DR03", 5), ("D231", 3), ("CH231", 1)])
def test_count_of_a_tile_leads_to_as_many_operations(
    director: Client, code: str, count: int
) -> None:
    for holder, number in (("D231", 2), ("CH231", 1), ("D591", 2)):
        take_in_operations(holder, number)
    board = text(director, f"/entites/{code}/?on=2025-12-12")
    (indicator,) = links(board, "/indicateurs/pending_operations/")

    *rows, whole = sheet(director, indicator, 4)
    led = links(text(director, indicator), "/operations/?")
    wanted = "holder=CH231" if code == "CH231" else "under="
    (under,) = [one for one in led if wanted in one]

    assert indicator.endswith(f"under={code}")
    assert whole[1] == count
    assert not rows or sum(int(str(row[1])) for row in rows if str(row[1]).isdecimal()) == count
    assert len(sheet(director, under, 4)) == count


def test_each_cause_of_a_bar_leads_to_its_levers(director: Client) -> None:
    led = links(text(director, "/entites/DR03/?on=2025-12-12"), "/budget/leviers/")
    narrowed = [one for one in led if "causes=" in one]

    assert narrowed
    for one in narrowed:
        *rows, total = sheet(director, one, 5)
        assert rows
        assert total[5] == sum(float(str(row[5])) for row in rows)


@pytest.mark.parametrize("code", ["DR05", "NONE"])
def test_indicator_of_what_is_out_of_reach_is_not_there(director: Client, code: str) -> None:
    assert (
        director.get(f"/indicateurs/dirhams_to_save/?on=2025-12-12&under={code}").status_code == 404
    )


QUERIES = 21


@pytest.mark.parametrize("holders", [(), ("D591", "D231")])
def test_indicator_costs_the_same_with_one_and_three_rows(
    director: Client, holders: tuple[str, ...], django_assert_num_queries: pytest.FixtureRequest
) -> None:
    for holder in holders:
        take_in_operations(holder, 2)
    address = "/indicateurs/pending_operations/?on=2025-12-12&under=DR03"
    text(director, address)

    with django_assert_num_queries(QUERIES):  # type: ignore[operator]
        text(director, address)
