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

__all__ = [
    "ProjectState",
    "counts",
    "openings",
    "phases",
    "programme",
    "programmes",
    "project",
    "projects",
]
