"""What the pages of exchange answer: the projects of one's own sites, to who sees works."""

from datetime import date
from typing import Any

from tadbir.core import clock
from tadbir.territory.reach import EVERYWHERE
from tadbir.works.actions import Entered, NewProject, enter_project, open_programme
from tadbir.works.terms import Phase, ProjectKind
from tests.access.matrix import METHODS, WITHIN, Answers, Row, figures
from tests.access.world import World

MONEY_ALONE = {"budget_officer": 404, "reader": 404}


def furnish(world: World) -> None:
    """A programme of each body and its project there; their names bear its mark."""
    for code in world.holders:
        open_programme(
            by=world.by, reach=EVERYWHERE, code=f"EX-{code}", entity=code,
            name_fr=f"Programme {world.canary(code)}",
        )  # fmt: skip
        enter_project(
            by=world.by, reach=EVERYWHERE, programme=f"EX-{code}",
            new=NewProject(f"EXP-{code}", code, ProjectKind.NEW_BUILD),
            first=Entered(Phase.WORKS, min(date(2025, 11, 3), clock.today())),
        )  # fmt: skip


def project(world: World, code: str) -> dict[str, Any] | None:
    """The project of a territory."""
    return {"code": f"EXP-{code}"} if code in world.holders else None


CLOSED = dict.fromkeys(METHODS, figures(405, **MONEY_ALONE))


def page(name: str, expected: dict[str, Answers], *rest: Any) -> Row:
    """A page of works: it does not exist for who sees none, whatever the method."""
    return Row(name, CLOSED | expected, *rest)


ROWS = (
    page("exchange:projects", {"GET": figures(200, **MONEY_ALONE)}),
    page("exchange:package", {"GET": figures(200, **MONEY_ALONE)}),
    page("exchange:project", {"GET": figures(WITHIN, **MONEY_ALONE)}, project),
)
