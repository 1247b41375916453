"""What the pages of indicators answer."""

from typing import Any

from tests.access.matrix import Row, money
from tests.access.world import World


def indicator(_world: World, _code: str) -> dict[str, Any]:
    """An indicator: the same address in every territory, other rows on the page."""
    return {"code": "operating_commitment_rate"}


CLOSED = dict.fromkeys(("GET", "POST", "PUT", "DELETE"), money(405))
ROWS = (
    Row("scorecard:catalogue", CLOSED | {"GET": money(200)}),
    Row(
        "scorecard:indicator",
        CLOSED | {"GET": money(200)},
        arguments=indicator,
        query="?order=rate",
    ),
)
