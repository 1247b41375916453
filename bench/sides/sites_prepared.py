"""The database of the portfolio of works: one region with so many sites, and its director."""

from typing import Any

from bench.run import TODAY
from bench.sides import sites, world
from tadbir.territory.reach import EVERYWHERE
from tadbir.works.actions.ranking import rank


def work(count: str) -> dict[str, Any]:
    """Found the region, land its sites, rank them; the director's session cookie."""
    told = world.work("03")
    sites.land("DR03", int(count))
    return {**told, "ranked": rank(reach=EVERYWHERE, on=TODAY)}
