"""What the board of an entity draws: the budgets it has, the provinces it holds, its facilities."""

import pytest

from tadbir.budget.intake import BUDGET
from tadbir.cockpit import board
from tadbir.core import clock
from tadbir.intake.registry import StandingChange
from tadbir.scorecard import rollup
from tadbir.territory.actions import NewEntity, enter_entity
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE
from tadbir.territory.terms import EntityKind
from tests.budget.hand import BY, land, sender, signed_in, table

pytestmark = pytest.mark.django_db


def drawn(entity: Entity) -> tuple[int, bool]:
    """How many curves a board draws, and whether it has a map."""
    shown = board.context(entity, clock.today(), reach=EVERYWHERE)
    return len(shown["curves"]), shown["map"] is not None  # type: ignore[arg-type]


def report(holder: str, budget: str) -> None:
    """One operating line of a budget, today."""
    of = table(
        [["010", "Médicaments", "Fonctionnement", 100_00, 100_00, 40_00]],
        ["path_5", "label", "part", "opened", "delegated", "committed"],
        context={"budget": budget},
    )
    day = clock.today()
    number = land(BUDGET, BUDGET.draft(of, sender(holder, day))).number
    rollup.refresh([StandingChange("budget", "holder", holder, day)], number)


def test_centre_draws_its_segma_alone_and_no_map(region: dict[str, Entity]) -> None:
    report("CH231", "SEGMA")

    assert drawn(region["CH231"]) == (1, False)


def test_region_draws_the_budgets_below_it_and_its_map(region: dict[str, Entity]) -> None:
    report("CH231", "SEGMA")
    report("D591", "Budget général")

    assert drawn(region["DR03"]) == (2, True)
    assert drawn(region["D591"]) == (1, True)


def test_facility_is_two_clicks_from_the_region(region: dict[str, Entity]) -> None:
    new = NewEntity("F591-001", EntityKind.FACILITY, "03", "D591", "Ben Seffar")
    enter_entity(by=BY, new=new)
    client = signed_in("director", region["DR03"])

    assert 'href="/entites/D591/"' in client.get("/").content.decode()
    assert 'href="/entites/F591-001/"' in client.get("/entites/D591/").content.decode()
