"""The only writers of the budget's tables."""

from tadbir.budget.actions.forecasts import follow_form, follow_reattachment, refresh_forecasts
from tadbir.budget.actions.holidays import load_days_off, read_days_off
from tadbir.budget.actions.landing import write_conventions, write_executions, write_receipts
from tadbir.budget.actions.rules import (
    NewClosingDate,
    Step,
    remove_closing_date,
    set_closing_date,
    set_control,
    set_exempt,
    set_norm,
    set_operation_exempt,
    set_route,
)
from tadbir.budget.actions.targets import Point, set_target

__all__ = [
    "NewClosingDate",
    "Point",
    "Step",
    "follow_form",
    "follow_reattachment",
    "load_days_off",
    "read_days_off",
    "refresh_forecasts",
    "remove_closing_date",
    "set_closing_date",
    "set_control",
    "set_exempt",
    "set_norm",
    "set_operation_exempt",
    "set_route",
    "set_target",
    "write_conventions",
    "write_executions",
    "write_receipts",
]
