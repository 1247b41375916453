"""The whole door on the same file: found, classed, reconciled, previewed, audited, rolled up."""

from pathlib import Path
from typing import Any

from bench.sides import ground
from bench.sides.world import BY
from tadbir.intake import actions
from tadbir.territory.reach import EVERYWHERE


def work(path: str) -> dict[str, Any]:
    """Take the file in as the command does."""
    outcome = actions.take_in(
        by=BY, path=Path(path), reach=EVERYWHERE, dataset="budget", on_date=ground.ON
    )
    if outcome.batch is None:
        raise RuntimeError(f"the door refused the file: {outcome.refused}")
    return {"rows": outcome.batch.rows, "refused": 0}
