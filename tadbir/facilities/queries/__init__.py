"""Reading the register: sites within reach, what lists said of them, counts and changes."""

from tadbir.facilities.queries.between import moves, vintages
from tadbir.facilities.queries.lists import standing_values, template_rows
from tadbir.facilities.queries.sites import (
    EVERY_SITE,
    Site,
    Told,
    Wanted,
    facilities,
    facility,
    how_many,
    listings,
)
from tadbir.facilities.queries.supply import Delegation, delegations, supplies

__all__ = [
    "EVERY_SITE",
    "Delegation",
    "Site",
    "Told",
    "Wanted",
    "delegations",
    "facilities",
    "facility",
    "how_many",
    "listings",
    "moves",
    "standing_values",
    "supplies",
    "template_rows",
    "vintages",
]
