"""The only reader of the tables of works."""

from tadbir.works.models import PhaseEntry, Programme
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
from tadbir.works.queries.reports import LotSaid
from tadbir.works.queries.whole import GatesSaid, Whole, whole

__all__ = [
    "GatesSaid",
    "LotSaid",
    "Whole",
    "whole",
    "OpenedSite",
    "PhaseEntry",
    "Programme",
    "ProjectState",
    "counts",
    "curves",
    "delegations",
    "entered_days",
    "followed",
    "opened",
    "openings",
    "phases",
    "programme",
    "programmes",
    "project",
    "projects",
    "register",
]
