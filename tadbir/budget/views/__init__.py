"""Pages of the budget."""

from tadbir.budget.views.calendar import calendar, remove_date, set_date, set_target, targets
from tadbir.budget.views.comparing import changes, levers, sources
from tadbir.budget.views.reading import holder, holders, line

__all__ = [
    "calendar",
    "changes",
    "holder",
    "holders",
    "levers",
    "line",
    "remove_date",
    "set_date",
    "set_target",
    "sources",
    "targets",
]
