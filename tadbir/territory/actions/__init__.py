"""Writing the territory: one function an action, one transaction, one row of the trail."""

from tadbir.territory.actions.census import load_census
from tadbir.territory.actions.changes import (
    add_alias,
    attach,
    change_form,
    complete_name,
    rename,
    set_status,
)
from tadbir.territory.actions.entering import NewEntity, enter_entity, write_entities
from tadbir.territory.actions.founding import found_country, found_region

__all__ = [
    "NewEntity",
    "add_alias",
    "attach",
    "change_form",
    "complete_name",
    "enter_entity",
    "found_country",
    "found_region",
    "load_census",
    "rename",
    "set_status",
    "write_entities",
]
