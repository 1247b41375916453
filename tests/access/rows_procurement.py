"""What the pages of operations answer: those of one's own holders."""

from datetime import date
from typing import Any

from tadbir.procurement.intake import OPERATIONS
from tadbir.procurement.models import Operation
from tests.access.matrix import METHODS, WITHIN, Answers, Row, money
from tests.access.world import World
from tests.budget.hand import land, sender, table

ON = "?on=2025-12-12"


def furnish(world: World) -> None:
    """A purchase order of each holder, whose purpose bears its mark."""
    for code in world.holders:
        of = table(
            [["1/2025", f"Achat {world.canary(code)}", "BC", "10.20", 100, date(2025, 11, 3)]],
            ("reference", "purpose", "type", "code_path", "amount_with_tax", "on_deposited"),
        )
        land(OPERATIONS, OPERATIONS.draft(of, sender(code)))


def operation(_world: World, code: str) -> dict[str, Any] | None:
    """The operation of a territory."""
    found = Operation.objects.filter(holder__code=code).values_list("pk", flat=True).first()
    return {"number": found} if found else None


CLOSED = dict.fromkeys(METHODS, money(405))


def page(name: str, expected: dict[str, Answers], *rest: Any, **more: Any) -> Row:
    """A page of money: it does not exist for who sees no money, whatever the method."""
    return Row(name, CLOSED | expected, *rest, **more)


ROWS = (
    page("procurement:list", {"GET": money(WITHIN)}, query=f"{ON}&under={{code}}"),
    page("procurement:operation", {"GET": money(WITHIN)}, operation, query=ON),
)
