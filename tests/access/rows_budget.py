"""What the pages of the budget answer: one's own holders, dates of the circular, targets."""

from datetime import date
from decimal import Decimal
from typing import Any

from tadbir.budget.actions import NewClosingDate, Point, set_closing_date, set_target
from tadbir.budget.models import ClosingDate, Line
from tadbir.budget.terms import Deadline, Spending
from tests.access.matrix import METHODS, WITHIN, Answer, Answers, Row, figures
from tests.access.world import World

ON = "?on=2025-12-12"
TARGET_SETTERS = ("director", "head_of_service")


def furnish(world: World) -> None:
    """A date of the circular, and a target that bears the mark of each holder."""
    new = NewClosingDate(2025, Deadline.COMMITMENT, Spending.CONTRACT, date(2025, 12, 15), "C1")
    set_closing_date(by=world.by, new=new)
    for code in world.holders:
        set_target(
            by=world.by, entity=world.entities[code], indicator="general.operating.commitment_rate",
            fiscal_year=2025, points=[Point(date(2025, 12, 31), Decimal("0.9"))],
            source=world.canary(code),
        )  # fmt: skip


def line(world: World, code: str) -> dict[str, Any] | None:
    """The budget line of a territory, read in its file."""
    found = Line.objects.filter(holder__code=code).values_list("pk", flat=True).first()
    return {"number": found} if found else None


def holder(_world: World, code: str) -> dict[str, Any]:
    """The page of an entity."""
    return {"code": code}


def entered_date(_world: World, _code: str) -> dict[str, Any]:
    """The date that was entered."""
    return {"number": ClosingDate.objects.get().pk}


def circular(_world: World, _code: str) -> dict[str, Any]:
    """A date of the circular, typed."""
    return {"deadline": "payment_order", "spending": "other", "form": "",
            "last_day": "2025-12-26", "source": "C1"}  # fmt: skip


def target(_world: World, _code: str) -> dict[str, Any]:
    """A target, typed."""
    return {"budget": "general.investment", "rate": "issuance_rate", "end_12": "80"}


def setters(status: int) -> dict[str, Answer]:
    """Who sets targets, on their own territory."""
    return dict.fromkeys(TARGET_SETTERS, (status, 404, 404, 404))


READ = {"GET": figures(200)}
NO_TARGET = (403, 404, 404, 404)

CLOSED = dict.fromkeys(METHODS, figures(405))


def page(name: str, expected: dict[str, Answers], *rest: Any, **more: Any) -> Row:
    """A page of money: it does not exist for who sees no money, whatever the method."""
    return Row(name, CLOSED | expected, *rest, **more)


ROWS = (
    page("budget:holders", READ, query=ON),
    page("budget:levers", READ, query=ON),
    page("budget:changes", READ, query=ON),
    page("budget:sources", READ, query=ON),
    page("budget:targets", READ, query=ON),
    page("budget:calendar", READ, query=ON),
    page("budget:holder", {"GET": figures(WITHIN)}, holder, query=ON),
    page("budget:line", {"GET": figures(WITHIN)}, line, query=ON),
    page(
        "budget:set_date",
        {
            "GET": figures(403, head_of_service=200),
            "POST": figures(403, head_of_service=302),
        },
        data=circular,
    ),
    page(
        "budget:remove_date",
        {"POST": figures(403, head_of_service=302)},
        entered_date,
    ),
    page(
        "budget:set_target",
        {
            "GET": figures(NO_TARGET, **setters(200)),
            "POST": figures(NO_TARGET, **setters(302)),
        },
        holder,
        target,
    ),
)
