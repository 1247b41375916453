"""Works as pages show them."""

from tadbir.ui.charts.figure import Figure
from tadbir.ui.tables import Table
from tadbir.works.presenters import (
    calendar,
    contractors,
    openings,
    portfolio,
    progress,
    project,
    provinces,
    register,
    words,
)

__all__ = [
    "Figure",
    "Table",
    "calendar",
    "contractors",
    "openings",
    "portfolio",
    "progress",
    "project",
    "provinces",
    "register",
    "words",
]
