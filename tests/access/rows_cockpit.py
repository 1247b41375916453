"""What the home page and the pages of entities answer."""

from typing import Any

from tests.access.matrix import WITHIN, Row, answers, figures
from tests.access.world import World


def entity(world: World, code: str) -> dict[str, Any] | None:
    """The entity of a territory."""
    return {"code": code} if code in world.entities else None


CLOSED = dict.fromkeys(("GET", "POST", "PUT", "DELETE"), figures(405))
ROWS = (
    Row(
        "cockpit:home",
        dict.fromkeys(CLOSED, answers(405, administrator=302))
        | {"GET": answers(200, administrator=302, agency=302)},
    ),
    Row("cockpit:entity", CLOSED | {"GET": figures(WITHIN)}, arguments=entity),
    Row("cockpit:identity", CLOSED | {"GET": figures(WITHIN)}, arguments=entity),
)
