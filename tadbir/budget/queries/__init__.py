"""The only readers of the budget's tables; every one takes a reach."""

from tadbir.budget.queries.figures import (
    Change,
    HolderFigures,
    Moment,
    by_source,
    changes,
    contradictions,
    figures,
    figures_at,
    officer_of,
)
from tadbir.budget.queries.history import MonthPoint, history
from tadbir.budget.queries.levers import FoundLever, last_day_for, levers_on
from tadbir.budget.queries.lines import LineFigures, line, lines, returns_of_line
from tadbir.budget.queries.resources import (
    ConventionFigures,
    ReceiptFigures,
    conventions,
    receipts,
    resources_of,
    transferred,
)
from tadbir.budget.queries.rules import (
    ForecastFigures,
    TargetFigures,
    circular_rows,
    closing_dates,
    control_on,
    forecasts,
    norms,
    route_steps,
    targets,
    year_rules,
)

__all__ = [
    "Change",
    "ConventionFigures",
    "ForecastFigures",
    "FoundLever",
    "HolderFigures",
    "LineFigures",
    "Moment",
    "MonthPoint",
    "ReceiptFigures",
    "TargetFigures",
    "by_source",
    "changes",
    "circular_rows",
    "closing_dates",
    "contradictions",
    "control_on",
    "conventions",
    "figures",
    "figures_at",
    "forecasts",
    "history",
    "last_day_for",
    "levers_on",
    "line",
    "lines",
    "norms",
    "officer_of",
    "receipts",
    "resources_of",
    "returns_of_line",
    "route_steps",
    "targets",
    "transferred",
    "year_rules",
]
