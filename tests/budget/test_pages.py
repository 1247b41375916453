"""Pages of the budget: what they say, who sees them, what they cost."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from tadbir.budget import terms
from tadbir.budget.actions import NewClosingDate, Point, set_closing_date, set_target
from tadbir.budget.intake import BUDGET, RECEIPTS
from tadbir.budget.models import ClosingDate, Line, Target
from tadbir.procurement.intake import OPERATIONS
from tadbir.territory.models import Entity
from tests.budget import hand

READ = ("/budget/", "/budget/calendrier/", "/budget/changements/", "/budget/sources/",
        "/budget/leviers/", "/budget/objectifs/", "/budget/D231/", "/operations/",
        "/budget/D231/montants/committed/?budget=general")  # fmt: skip
BUDGET_COLUMNS = ("path_5", "label", "part", "notified", "delegated", "committed", "issued", "paid")


def land_budget(entity: str = "D231", on: date = date(2025, 11, 30), *, paid: int = 30) -> None:
    """An operating and an investment line of a holder."""
    of = hand.table(
        [["010", "Médicaments", "Fonctionnement", 120_00, 100_00, 60_00, 40_00, paid * 100],
         ["030", "Travaux", "Investissement", 400_00, 300_00, 200_00, 100_00, 50_00]],
        BUDGET_COLUMNS,
    )  # fmt: skip
    hand.land(BUDGET, BUDGET.draft(of, hand.sender(entity, on)))


def land_operation(number: int = 1, entity: str = "D231") -> None:
    """A proposal deposited and not visaed."""
    of = hand.table(
        [[f"{n}/2025", f"Achat {n}", "BC", "010", 10_00, date(2025, 12, 1), None]
         for n in range(1, number + 1)],
        ("reference", "purpose", "type", "code_path", "amount_with_tax", "on_deposited",
         "on_visaed"),
        context={"part": "Fonctionnement"},
    )  # fmt: skip
    hand.land(OPERATIONS, OPERATIONS.draft(of, hand.sender(entity)))


@pytest.fixture
def director(region: dict[str, Entity]) -> Client:
    """The director of DR03."""
    return hand.signed_in("director", region["DR03"])


def on_12_december(address: str) -> str:
    """The address, asked for the day of the meeting."""
    return f"{address}{'&' if '?' in address else '?'}on=2025-12-12"


def page(client: Client, address: str) -> str:
    """The text of a page that must be there on 12 December 2025."""
    response = client.get(on_12_december(address))
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("address", READ)
def test_page_opens_with_and_without_figures(director: Client, address: str) -> None:
    page(director, address)
    land_budget()
    land_operation()
    page(director, address)


def test_calendar_says_one_working_day_on_12_december(director: Client) -> None:
    """31 December less 12 clear working days is 15 December: one working day after today."""
    text = page(director, "/budget/calendrier/")

    assert "15/12/2025" in text
    assert "24/12/2025" in text


def test_circular_wins_over_the_estimate(director: Client) -> None:
    new = NewClosingDate(2025, terms.Deadline.COMMITMENT, terms.Spending.CONTRACT,
                         date(2025, 12, 19), "Circulaire 1/2025")  # fmt: skip
    set_closing_date(by=hand.BY, new=new)

    text = page(director, "/budget/calendrier/")

    assert "19/12/2025" in text
    assert "15/12/2025" not in text


def test_holder_page_prints_each_rate_with_its_parts(director: Client) -> None:
    """Operating: 60 on 100; issued on committed 40 on 60; paid on credits 30 on 100."""
    land_budget()

    text = page(director, "/budget/D231/")

    for rate in ("60,0", "66,7", "40,0", "75,0", "30,0"):
        assert rate in text


def test_figure_of_a_holder_leads_to_its_cells(director: Client) -> None:
    """The 60,00 committed in operating is one cell; both parts of the budget together are two."""
    land_budget()
    address = "/budget/D231/montants/committed/"

    holder = page(director, "/budget/D231/")
    one = page(director, f"{address}?budget=general.operating")
    both = page(director, f"{address}?budget=general")

    assert f"{address}?on=2025-12-12&amp;budget=general.operating" in holder
    assert "60,00" in one
    assert "200,00" not in one
    assert "260,00" in both
    assert both.count("/cellule/") == 4


@pytest.mark.parametrize("wrong", ["committed/?budget=none", "committed/?budget=general.x",
                                   "committed/", "none/?budget=general"])  # fmt: skip
def test_amount_that_does_not_exist_is_not_there(director: Client, wrong: str) -> None:
    assert director.get(f"/budget/D231/montants/{wrong}").status_code == 404


def test_line_page_shows_every_return(director: Client) -> None:
    land_budget(on=date(2025, 10, 31))
    land_budget(on=date(2025, 11, 30))
    number = Line.objects.get(code_path="010").pk

    text = page(director, f"/budget/lignes/{number}/")

    assert "31/10/2025" in text
    assert "30/11/2025" in text


def test_change_between_two_days_is_listed(director: Client) -> None:
    land_budget(on=date(2025, 10, 31), paid=20)
    land_budget(on=date(2025, 11, 30), paid=35)

    text = page(director, "/budget/changements/?since=2025-10-31")

    assert "15,00" in text


@pytest.mark.parametrize("address", [*(a for a in READ if a != "/budget/changements/"),
                                     "/budget/changements/?since=2025-01-31"])  # fmt: skip
def test_page_comes_as_a_workbook(director: Client, address: str) -> None:
    land_budget()
    land_operation()

    response = director.get(f"{on_12_december(address)}&format=xlsx")

    assert response.status_code == 200
    assert response.content.startswith(b"PK")


def test_sibling_is_not_there(region: dict[str, Entity]) -> None:
    land_budget("D591")
    delegate = hand.signed_in("delegate", region["D231"])
    number = Line.objects.get(code_path="010").pk

    assert delegate.get("/budget/D591/").status_code == 404
    assert delegate.get(f"/budget/lignes/{number}/").status_code == 404
    assert "Sefrou" not in page(delegate, "/budget/")


def test_target_is_set_by_who_may(director: Client, region: dict[str, Entity]) -> None:
    typed = {"budget": "general.operating", "rate": "commitment_rate", "end_6": "40",
             "end_12": "92.5", "source": "Lettre de cadrage"}  # fmt: skip

    response = director.post("/budget/objectifs/D231/?on=2025-12-12", typed)

    assert response.status_code == 302
    target = Target.objects.get()
    assert target.indicator == "operating_commitment_rate"
    assert [str(point.value) for point in target.points.order_by("on_date")] == ["0.4000", "0.9250"]


def test_target_is_not_set_by_who_may_not(region: dict[str, Entity]) -> None:
    delegate = hand.signed_in("delegate", region["D231"])

    assert delegate.get("/budget/objectifs/D231/").status_code == 403
    assert Target.objects.count() == 0


def test_date_is_entered_and_taken_back(director: Client, region: dict[str, Entity]) -> None:
    head = hand.signed_in("head_of_service", region["DR03"])
    typed = {"deadline": "payment_order", "spending": "other", "form": "",
             "last_day": "2025-12-26", "source": "Circulaire 1/2025"}  # fmt: skip

    assert head.post("/budget/calendrier/date/", typed).status_code == 302
    number = ClosingDate.objects.get().pk
    assert "Circulaire 1/2025" in page(head, "/budget/calendrier/")
    assert director.post(f"/budget/calendrier/date/{number}/retrait/").status_code == 403
    assert head.post(f"/budget/calendrier/date/{number}/retrait/").status_code == 302
    assert ClosingDate.objects.count() == 0


def test_administrator_sees_no_budget(region: dict[str, Entity]) -> None:
    administrator = hand.signed_in("administrator", None)

    for address in ("/budget/", "/operations/", "/budget/D231/"):
        assert administrator.get(address).status_code in {403, 404}


QUERIES = {"/budget/": 21, "/budget/sources/": 7, "/budget/leviers/": 16, "/operations/": 10}


@pytest.mark.parametrize("address", QUERIES)
def test_list_costs_the_same_with_one_and_three_rows(
    director: Client,
    address: str,
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    land_budget("D231")
    land_operation(1)
    page(director, address)
    with django_assert_num_queries(QUERIES[address]):  # type: ignore[operator]
        page(director, address)
    for entity in ("D591", "CH231"):
        land_budget(entity)
    land_operation(3)
    with django_assert_num_queries(QUERIES[address]):  # type: ignore[operator]
        page(director, address)


def land_lines(number: int) -> None:
    """So many operating lines of one holder, each with 60 committed."""
    of = hand.table(
        [[f"0{n}0", f"Ligne {n}", "Fonctionnement", 120_00, 100_00, 60_00, 40_00, 30_00]
         for n in range(1, number + 1)],
        BUDGET_COLUMNS,
    )  # fmt: skip
    hand.land(BUDGET, BUDGET.draft(of, hand.sender("D231", date(2025, 11, 30))))


@pytest.mark.parametrize("lines", [1, 3])
def test_cells_of_an_amount_cost_the_same_with_one_and_three_rows(
    director: Client, lines: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    land_lines(lines)
    address = "/budget/D231/montants/committed/?budget=general.operating"
    page(director, address)

    with django_assert_num_queries(5):  # type: ignore[operator]
        text = page(director, address)

    assert text.count("/cellule/") == 2 * lines


def test_target_draws_the_plan(director: Client, region: dict[str, Entity]) -> None:
    land_budget(on=date(2025, 11, 30))
    set_target(
        by=hand.BY, entity=region["D231"], indicator="operating_commitment_rate",
        fiscal_year=2025, points=[Point(date(2025, 12, 31), Decimal("0.9"))],
    )  # fmt: skip

    page(director, "/budget/D231/")


def test_resources_unknown_without_a_receipts_file(director: Client) -> None:
    of = hand.table([["010", "Gaz", 100_00, 80_00, 60_00]],
                    ("path_5", "label", "opened", "committed", "paid"),
                    context={"title": "SEGMA exploitation"})  # fmt: skip
    hand.land(BUDGET, BUDGET.draft(of, hand.sender("CH231")))
    before = page(director, "/budget/CH231/")
    receipts = hand.table([["Recettes propres", "Exploitation", 90_00, 75_00],
                           ["Subvention", "Exploitation", 5_00, 5_00],
                           ["Excédent reporté", "Exploitation", 0, 0]],
                          ("nature", "part", "forecast", "collected"))  # fmt: skip
    hand.land(RECEIPTS, RECEIPTS.draft(receipts, hand.sender("CH231")))

    after = page(director, "/budget/CH231/")

    assert "75,0" not in before
    assert "75,0" in after  # 60 paid on 80 collected
