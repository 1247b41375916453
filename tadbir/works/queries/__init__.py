"""The only reader of the tables of works."""

from tadbir.works.models import PhaseEntry, Programme
from tadbir.works.queries.doubts import contracts_known, days_of_month, figures_known
from tadbir.works.queries.following import curves, delegations, entered_days, followed
from tadbir.works.queries.openings import OpenedSite, opened
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
from tadbir.works.queries.said import GatesSaid, Said
from tadbir.works.queries.whole import Whole, whole

__all__ = [
    "GatesSaid",
    "Said",
    "Whole",
    "whole",
    "OpenedSite",
    "PhaseEntry",
    "Programme",
    "ProjectState",
    "contracts_known",
    "counts",
    "curves",
    "delegations",
    "entered_days",
    "followed",
    "opened",
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
