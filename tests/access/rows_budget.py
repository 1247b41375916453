"""What the pages of the budget answer: one's own holders, dates of the circular, targets."""

from datetime import date
from decimal import Decimal
from typing import Any

from tadbir.budget.actions import NewClosingDate, Point, set_closing_date, set_target
from tadbir.budget.models import ClosingDate, Line
from tadbir.budget.terms import Deadline, Spending
from tadbir.procurement.models import Operation
from tests.access.matrix import METHODS, WITHIN, Answer, Answers, Row, money
from tests.access.world import World

ON = "?on=2025-12-12"
OPERATING = f"{ON}&budget=general.operating"
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


def amount(_world: World, code: str) -> dict[str, Any]:
    """The commitments of an entity."""
    return {"code": code, "amount": "committed"}


def total(_world: World, _code: str) -> dict[str, Any]:
    """The commitments of all that stands under an entity."""
    return {"amount": "committed"}


def rate(_world: World, _code: str) -> dict[str, Any]:
    """The commitment rate of all that stands under an entity."""
    return {"rate": "commitment_rate"}


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


def operation(_world: World, code: str) -> dict[str, Any] | None:
    """The operation of a territory."""
    found = Operation.objects.filter(holder__code=code).values_list("pk", flat=True).first()
    return {"number": found} if found else None


def norm_code(_world: World, _code: str) -> dict[str, Any]:
    """A rule that has a value."""
    return {"code": "visa_delay_contract"}


def route_code(_world: World, _code: str) -> dict[str, Any]:
    """A procurement route."""
    return {"route": "contract"}


def rule(_world: World, _code: str) -> dict[str, Any]:
    """The value of a rule, typed."""
    return {"value": "12", "valid_from": "2025-01-01", "source": "C1"}


def control(_world: World, _code: str) -> dict[str, Any]:
    """The control of a holder, typed."""
    return {"control": "tiered", "valid_from": "2025-01-01", "source": "C1"}


def route(_world: World, _code: str) -> dict[str, Any]:
    """The steps of a route, typed."""
    return {"award": "2", "valid_from": "2025-01-01", "source": "C1"}


def exemption(_world: World, _code: str) -> dict[str, Any]:
    """An exemption, typed."""
    return {"is_exempt": "on", "why": "C1"}


READ = {"GET": money(200)}
NO_TARGET = (403, 404, 404, 404)

CLOSED = dict.fromkeys(METHODS, money(405))


def page(name: str, expected: dict[str, Answers], *rest: Any, **more: Any) -> Row:
    """A page of money: it does not exist for who sees no money, whatever the method."""
    return Row(name, CLOSED | expected, *rest, **more)


def head_alone(*arguments: Any, data: Any, everywhere: bool = False) -> tuple[Any, ...]:
    """The answers of a form of the calendar's rules, with its arguments and what is typed.

    On a thing of a territory, what is out of reach is not there, whoever asks.
    """
    no: Answer = 403 if everywhere else NO_TARGET
    yes = [(status if everywhere else (status, 404, 404, 404)) for status in (200, 302)]
    expected = {
        method: money(no, head_of_service=answer)
        for method, answer in zip(("GET", "POST"), yes, strict=True)
    }
    return expected, *arguments, data


ROWS = (
    page("budget:rules", READ, query=ON),
    page("budget:exemptions", {"GET": money(403, head_of_service=200)}, query=ON),
    page("budget:set_norm", *head_alone(norm_code, data=rule, everywhere=True)),
    page("budget:set_route", *head_alone(route_code, data=route, everywhere=True)),
    page("budget:set_control", *head_alone(holder, data=control)),
    page("budget:set_line_exempt", *head_alone(line, data=exemption)),
    page("budget:set_operation_exempt", *head_alone(operation, data=exemption)),
    page("budget:what_if", READ, query=ON),
    page("budget:holder_what_if", {"GET": money(WITHIN)}, holder, query=ON),
    page("budget:holders", READ, query=ON),
    page("budget:levers", {"GET": money(WITHIN)}, query=f"{ON}&under={{code}}"),
    page("budget:changes", {"GET": money(WITHIN)}, query=f"{ON}&under={{code}}"),
    page("budget:sources", READ, query=ON),
    page("budget:targets", READ, query=ON),
    page("budget:calendar", READ, query=ON),
    page("budget:holder", {"GET": money(WITHIN)}, holder, query=ON),
    page("budget:amount", {"GET": money(WITHIN)}, amount, query=OPERATING),
    page("budget:total", {"GET": money(WITHIN)}, total, query=f"{OPERATING}&under={{code}}"),
    page("budget:rate", {"GET": money(WITHIN)}, rate, query=f"{OPERATING}&holder={{code}}"),
    page(
        "budget:transfers",
        {"GET": money(WITHIN)},
        query=f"{ON}&part=investment&under={{code}}",
    ),
    page("budget:line", {"GET": money(WITHIN)}, line, query=ON),
    page(
        "budget:set_date",
        {
            "GET": money(403, head_of_service=200),
            "POST": money(403, head_of_service=302),
        },
        data=circular,
    ),
    page(
        "budget:remove_date",
        {"POST": money(403, head_of_service=302)},
        entered_date,
    ),
    page(
        "budget:set_target",
        {
            "GET": money(NO_TARGET, **setters(200)),
            "POST": money(NO_TARGET, **setters(302)),
        },
        holder,
        target,
    ),
)
