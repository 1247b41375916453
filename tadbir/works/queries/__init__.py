"""The only reader of the tables of works."""

from tadbir.works.queries.doubts import contracts_known, days_of_month, figures_known
from tadbir.works.queries.projects import (
    ProjectState,
    counts,
    openings,
    phases,
    programme,
    programmes,
    project,
    projects,
)
from tadbir.works.queries.register import register

__all__ = [
    "ProjectState",
    "contracts_known",
    "counts",
    "days_of_month",
    "figures_known",
    "openings",
    "phases",
    "programme",
    "programmes",
    "project",
    "projects",
    "register",
]
