"""The budget's labels, columns and charts."""

from tadbir.budget.presenters import (
    amounts,
    calendar,
    charts,
    compared,
    composition,
    holders,
    lines,
    rates,
    resources,
    rules,
    what_if,
)
from tadbir.budget.presenters.words import budget_name, name_of, source_name, unlisted

__all__ = [
    "amounts",
    "budget_name",
    "calendar",
    "charts",
    "compared",
    "composition",
    "holders",
    "lines",
    "name_of",
    "rates",
    "resources",
    "rules",
    "source_name",
    "unlisted",
    "what_if",
]
