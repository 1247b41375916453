"""The only reader of the tables of works."""

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
    "counts",
    "openings",
    "phases",
    "programme",
    "programmes",
    "project",
    "projects",
    "register",
]
