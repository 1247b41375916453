"""The budget's labels, columns and charts."""

from tadbir.budget.presenters import (
    calendar,
    charts,
    holders,
    lines,
    rates,
    resources,
    rules,
    what_if,
)
from tadbir.budget.presenters.words import budget_name, name_of, unlisted

__all__ = [
    "budget_name",
    "calendar",
    "charts",
    "holders",
    "lines",
    "name_of",
    "rates",
    "resources",
    "rules",
    "unlisted",
    "what_if",
]
