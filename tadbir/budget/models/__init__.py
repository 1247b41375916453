"""The tables of the budget."""

from tadbir.budget.models.figures import (
    Amounts,
    Convention,
    ConventionFact,
    Execution,
    Line,
    LineLabel,
    Receipt,
    StandingTotal,
)
from tadbir.budget.models.rules import (
    ClosingDate,
    ControlRegime,
    DayOff,
    ExemptOperation,
    Forecast,
    Norm,
    RouteStep,
    Target,
    TargetPoint,
)

__all__ = [
    "Amounts",
    "ClosingDate",
    "ControlRegime",
    "Convention",
    "ConventionFact",
    "DayOff",
    "Execution",
    "ExemptOperation",
    "Forecast",
    "Line",
    "LineLabel",
    "Norm",
    "Receipt",
    "RouteStep",
    "StandingTotal",
    "Target",
    "TargetPoint",
]
