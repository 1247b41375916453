"""Every figure leads to what it is made of: holders, lines, operations, cells; and adds up to it."""

import re
from collections.abc import Mapping
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from tadbir.accounts.models import User
from tadbir.budget.intake import BUDGET, CONVENTIONS
from tadbir.procurement.intake import OPERATIONS
from tadbir.procurement.terms import Phase, states_in
from tadbir.territory.actions import attach
from tadbir.territory.models import Entity
from tadbir.territory.terms import Tree
from tests.budget import hand

ON = "on=2025-12-12"
NOVEMBER, DECEMBER = date(2025, 11, 30), date(2025, 12, 5)
COLUMNS = ("path_5", "label", "delegated", "committed", "issued", "paid")
COMMITMENT = f"/budget/taux/commitment_rate/?{ON}&budget=general.investment"
FIRST_ROW = 5
"""Where the figures of a sheet begin, under its title, its day and its heads."""


def land(
    holder: str, delegated: int, committed: int | None, *, on: date = NOVEMBER,
    source: str = "holder",
) -> None:  # fmt: skip
    """An investment line of a holder, in dirhams; what was issued and paid is half of it."""
    half = (committed or 0) * 50
    whole = None if committed is None else committed * 100
    of = hand.table([["010", "Travaux", delegated * 100, whole, half, half]], COLUMNS,
                    context={"part": "Investissement"})  # fmt: skip
    hand.land(BUDGET, BUDGET.draft(of, hand.sender(holder, on, source)), source=source)


def land_transferred(dirhams: int, on: date) -> None:
    """A convention of D231, with what was sent since its signature."""
    of = hand.table([["C1", "Hôpital", "ANEP", dirhams * 100]],
                    ("reference", "purpose", "delegated_owner", "transferred"))  # fmt: skip
    hand.land(CONVENTIONS, CONVENTIONS.draft(of, hand.sender("D231", on)))


def land_operations(holder: str, states: Mapping[str, int]) -> None:
    """So many operations of a holder deposited (waiting for a visa), and visaed."""
    rows = [
        [f"{state}{n}/2025", f"Achat {state} {n}", "BC", "010", 10_00, date(2025, 12, 1),
         date(2025, 12, 2) if state == "visaed" else None]
        for state, count in states.items() for n in range(count)
    ]  # fmt: skip
    names = ("reference", "purpose", "type", "code_path", "amount_with_tax", "on_deposited",
             "on_visaed")  # fmt: skip
    of = hand.table(rows, names, context={"part": "Fonctionnement"})
    hand.land(OPERATIONS, OPERATIONS.draft(of, hand.sender(holder)))


@pytest.fixture
def director(region: dict[str, Entity]) -> Client:
    """The director of DR03."""
    client = hand.signed_in("director", region["DR03"])
    User.objects.update(language="fr")
    return client


def text(client: Client, address: str) -> str:
    """A page that must be there."""
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def sheet(client: Client, address: str, first: int = FIRST_ROW) -> list[list[object]]:
    """The lines of the first sheet of a page's workbook."""
    book = load_workbook(BytesIO(client.get(f"{address}&format=xlsx").content))
    rows = book.worksheets[0].iter_rows(first, values_only=True)
    return [list(row) for row in rows]


def links(page: str, start: str) -> list[str]:
    """Where the links of a page that begin so lead, each once."""
    return list(dict.fromkeys(re.findall(rf'href="({re.escape(start)}[^"]*)"', page)))


def test_total_leads_to_holders_that_add_up_to_it(director: Client) -> None:
    """400 + 600 delegated and 100 + 300 committed: each total is the sum of its two holders."""
    land("D231", 400, 100)
    land("D591", 600, 300)
    home = text(director, f"/budget/?{ON}")

    for amount, parts in (("delegated_credits", [400, 600]), ("commitments", [100, 300])):
        (address,) = links(home, f"/budget/montants/{amount}/")
        *rows, total = sheet(director, address)

        assert [row[1] for row in rows] == parts
        assert total[1] == sum(parts)
        cells = links(text(director, address), "/budget/D231/montants/")
        assert "/cellule/" in text(director, cells[0])


def test_rate_leads_to_both_of_its_amounts(director: Client) -> None:
    """Fès gives no commitments: it counts on neither side of 300 on 600."""
    land("D231", 400, None)
    land("D591", 600, 300)
    home = text(director, f"/budget/?{ON}")

    assert COMMITMENT in links(home, "/budget/taux/commitment_rate/")
    *rows, total = sheet(director, COMMITMENT)
    assert [row[:4] for row in rows] == [["Délégation de Sefrou", 300, 600, 0.5]]
    assert total[1:4] == [300, 600, 0.5]
    assert "1 gestionnaire n’est pas compté" in text(director, COMMITMENT)


def test_rate_without_transfers_leads_to_what_was_sent(director: Client) -> None:
    """Fès sent 30 of 80 since 1 January: 100 - 30 on 400 - 30, and Sefrou whole: 370 on 970."""
    land("D231", 400, 100)
    land("D591", 600, 300)
    land_transferred(50, date(2024, 12, 31))
    land_transferred(80, NOVEMBER)
    address = f"{COMMITMENT}&net=1"

    assert address in links(text(director, f"/budget/?{ON}"), "/budget/taux/commitment_rate/")
    fes, sefrou, total = sheet(director, address)
    assert fes[4:7] == [30, 70, 370]
    assert sefrou[4:7] == [None, 300, 600]
    assert total[4:7] == [30, 370, 970]
    (sent,) = links(text(director, address), "/budget/transferts/")[:1]
    assert "holder=D231" in sent
    convention, whole = sheet(director, sent, FIRST_ROW + 1)
    assert convention[3:6] == [80, 50, 30]
    assert whole[5] == 30
    assert len(links(text(director, sent), "/fichiers/")) >= 2


def test_amount_of_a_source_leads_to_its_own_cells(director: Client) -> None:
    land("D231", 400, 100)
    land("D231", 400, 130, source="treasury")
    page = text(director, f"/budget/sources/?{ON}")

    for source, amount in (("holder", 100), ("treasury", 130)):
        (address,) = [
            one for one in links(page, "/budget/D231/montants/committed/") if source in one
        ]
        ((_code, _label, value, *_),) = sheet(director, address)
        assert value == amount


def test_source_that_does_not_exist_is_not_there(director: Client) -> None:
    address = "/budget/D231/montants/committed/?budget=general&source=none"

    assert director.get(address).status_code == 404


def test_both_figures_of_a_change_lead_to_the_cells_of_their_moment(director: Client) -> None:
    land("D231", 400, 100)
    land("D231", 400, 150, on=DECEMBER)
    page = text(director, f"/budget/changements/?{ON}&since=2025-11-30")

    before, after = links(page, "/budget/D231/montants/committed/")

    assert [sheet(director, one)[0][2] for one in (before, after)] == [100, 150]
    assert "on=2025-11-30" in before
    assert ON in after


@pytest.mark.parametrize("holder", ["D231", "D591"])
def test_count_of_operations_leads_to_exactly_these(director: Client, holder: str) -> None:
    """Three wait for a visa and two have it; the neighbour's one is not among them."""
    land_operations(holder, {"deposited": 3, "visaed": 2})
    land_operations("CH231", {"deposited": 1})
    own = f"/operations/?{ON}&phase=visa&holder={holder}"

    assert len(sheet(director, own, 4)) == 3
    page = text(director, f"/operations/?{ON}")
    (deposited,) = [one for one in links(page, "/operations/?") if "state=deposited" in one]
    assert len(sheet(director, deposited, 4)) == 4
    assert {str(state) for state in states_in((Phase.VISA,))} >= {"deposited"}
    under = f"/operations/?{ON}&phase=visa&under=D231"
    assert len(sheet(director, under, 4)) == (4 if holder == "D231" else 1)


def test_levers_of_a_cause_are_those_alone_and_add_up(director: Client) -> None:
    land("D231", 400, 100)
    land("D591", 600, 300)

    *every, whole = sheet(director, f"/budget/leviers/?{ON}")
    own = sheet(director, f"/budget/leviers/?{ON}&holder=D231")
    none = director.get(f"/budget/leviers/?{ON}&causes=visa_pending")

    assert whole[5] == sum(int(str(row[5] or 0)) for row in every)
    assert {row[1] for row in own[:-1]} == {"Délégation de Fès"}
    assert "Délégation de Fès" not in none.content.decode()
    assert director.get(f"/budget/leviers/?{ON}&causes=none").status_code == 404


@pytest.mark.parametrize("wrong", [
    "montants/none/?budget=general", "montants/committed/", "taux/none/?budget=general.operating",
    "taux/commitment_rate/?budget=general", "transferts/?part=none",
    "montants/committed/?budget=general&under=DR05", "transferts/?part=investment&holder=DR05",
])  # fmt: skip
def test_what_does_not_exist_or_is_out_of_reach_is_not_there(director: Client, wrong: str) -> None:
    assert director.get(f"/budget/{wrong}").status_code == 404


def test_who_is_out_of_reach_today_is_in_the_sum_and_not_named(
    director: Client, region: dict[str, Entity]
) -> None:
    """Sefrou left on 8 December: on the 5th its 300 count, unnamed, beside the 100 of Fès."""
    land("D231", 400, 100)
    land("D591", 600, 300)
    attach(by=hand.BY, entity=region["D591"], parent=region["DR05"], tree=Tree.ADMINISTRATIVE,
           on=date(2025, 12, 8))  # fmt: skip
    address = "/budget/montants/committed/?on=2025-12-05&budget=general.investment"

    fes, hidden, total = sheet(director, address)

    assert (fes[0], fes[1], hidden[1], total[1]) == ("Délégation de Fès", 100, 300, 400)
    assert "Sefrou" not in text(director, address)
    assert "D591" not in text(director, address)
    assert sheet(director, address.replace("12-05", "12-09"))[-1][1] == 100
    rate = sheet(director, COMMITMENT.replace("12-12", "12-05"))
    assert rate[-1][1:3] == [400, 1000]
    assert rate[-2][1:3] == [300, 600]


QUERIES = {
    f"/budget/montants/committed/?{ON}&budget=general.investment": 8,
    COMMITMENT: 10,
    f"/budget/transferts/?{ON}&part=investment": 10,
    f"/budget/montants/committed/?{ON}&budget=general.investment&under=DR03": 9,
}


@pytest.mark.parametrize("address", QUERIES)
def test_composition_costs_the_same_with_one_and_three_rows(
    director: Client, address: str, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    for holders in (["D231"], ["D591", "CH231"]):
        for holder in holders:
            land(holder, 400, 100)
        text(director, address)
        with django_assert_num_queries(QUERIES[address]):  # type: ignore[operator]
            text(director, address)
