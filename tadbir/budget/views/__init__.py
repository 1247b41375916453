"""Pages of the budget."""

from tadbir.budget.views.amount import amount
from tadbir.budget.views.calendar import calendar, remove_date, set_date, set_target, targets
from tadbir.budget.views.comparing import changes, levers, sources
from tadbir.budget.views.composing import rate, total, transfers
from tadbir.budget.views.reading import holder, holders, line
from tadbir.budget.views.rules import (
    exemptions,
    rules,
    set_control,
    set_line_exempt,
    set_norm,
    set_operation_exempt,
    set_route,
)
from tadbir.budget.views.what_if import what_if

__all__ = [
    "amount",
    "calendar",
    "changes",
    "exemptions",
    "holder",
    "holders",
    "levers",
    "line",
    "rate",
    "remove_date",
    "rules",
    "set_control",
    "set_date",
    "set_line_exempt",
    "set_norm",
    "set_operation_exempt",
    "set_route",
    "set_target",
    "sources",
    "targets",
    "total",
    "transfers",
    "what_if",
]
