"""One deadline for a project: on its page, in the list, for its outlook, in a sheet of paper."""

from datetime import date
from pathlib import Path

import pytest

from tadbir.core import clock
from tadbir.procurement.intake import OPERATIONS
from tadbir.procurement.models import Contract, Lot, Operation, Order
from tadbir.territory.reach import EVERYWHERE, Reach
from tadbir.works import queries
from tadbir.works.actions import link_contract
from tadbir.works.calc.contracts import latest_deadline
from tadbir.works.queries.following import follow, terms_known
from tadbir.works.queries.terms import terms
from tests.budget.hand import BY, land, sender, table
from tests.territory.seats import seated
from tests.works.intake.test_progress import ROWS, row
from tests.works.sites import send, statement

pytestmark = pytest.mark.django_db
TODAY = date(2025, 12, 12)
SEFROU = Reach(("/MSPS/DR03/D591/",), frozenset({"works"}))


@pytest.fixture
def held_above(sites: None, tmp_path: Path) -> Contract:
    """A contract that the directorate holds for P-A, of four months from 15 July 2025."""
    send(statement(tmp_path / "a.xlsx", [row(ROWS[0], D="12/2025", G="", H=None)]))
    said = {"reference": "12/2025", "purpose": "Travaux", "type": "contract", "part": "investment"}
    made = table([list(said.values())], list(said))
    land(OPERATIONS, OPERATIONS.draft(made, sender("DR03")))
    operation = Operation.objects.get(reference="12/2025")
    found = Contract.objects.create(
        operation=operation, nature="works", service_order_on=date(2025, 7, 15), duration=4
    )
    Lot.objects.create(contract=found, number=1)
    link_contract(by=BY, reach=EVERYWHERE, project="P-A", operation=operation.pk)
    return found


def deadlines(reach: Reach) -> set[date | None]:
    """What the list, the page, the outlook and a sheet say of P-A."""
    listed = {one.code: one for one in queries.followed(reach=reach, on=TODAY)}["P-A"]
    page = queries.whole("P-A", reach=reach, on=TODAY)
    outlook = {one.state.code: one for one in queries.joined(reach=reach, on=TODAY)}["P-A"]
    known = terms_known(
        terms(reach=reach).get("P-A", ()), queries.latest(reach=reach, on=TODAY)["P-A"]
    )
    sheet = follow(outlook.state, outlook.said, known, TODAY, None)
    return {
        listed.deadline, page.followed.deadline, latest_deadline(page.terms, TODAY).deadline,
        outlook.deadline(TODAY), sheet.deadline,
    }  # fmt: skip


@pytest.mark.parametrize("reach", [EVERYWHERE, SEFROU], ids=["everywhere", "delegation"])
def test_page_list_outlook_and_sheet_agree(held_above: Contract, reach: Reach) -> None:
    # 15 November 2025 is a Saturday: Monday 17.
    assert deadlines(reach) == {date(2025, 11, 17)}


def test_they_agree_while_works_are_stopped(held_above: Contract) -> None:
    Order.objects.create(contract=held_above, kind="suspension", on_date=date(2025, 12, 1))

    # Eleven days since they stopped.
    assert deadlines(SEFROU) == deadlines(EVERYWHERE) == {date(2025, 11, 28)}


def test_page_and_list_show_that_day(held_above: Contract) -> None:
    clock.fix_today(TODAY)
    client = seated("delegate", "D591")

    assert "17/11/2025" in client.get("/travaux/P-A/").content.decode()
    # 25 days from 17 November to 12 December.
    assert queries.whole("P-A", reach=SEFROU, on=TODAY).followed.days_late == 25


def test_acceptance_is_that_of_the_last_lot_whoever_holds_the_contract(
    held_above: Contract,
) -> None:
    def accepted() -> date | None:
        found = queries.joined(reach=SEFROU, on=TODAY)
        return next(one.accepted_on for one in found if one.state.code == "P-A")

    assert accepted() is None
    Lot.objects.update(provisional_acceptance_on=date(2025, 10, 1))
    assert accepted() == date(2025, 10, 1)
    Lot.objects.create(contract=held_above, number=2)
    assert accepted() is None
