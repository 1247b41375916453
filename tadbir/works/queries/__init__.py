"""The only reader of the tables of works."""

from tadbir.works.models import Assessment, Document, Project, Requirement
from tadbir.works.queries.documents import document, documents, photographs, served
from tadbir.works.queries.place import (
    Finding,
    Site,
    asked_of,
    assessed,
    findings,
    gaps,
    in_order_of_gain,
    requirement,
    requirements,
)
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
    "Assessment",
    "Document",
    "Finding",
    "Project",
    "ProjectState",
    "Requirement",
    "Site",
    "asked_of",
    "assessed",
    "counts",
    "document",
    "documents",
    "findings",
    "gaps",
    "in_order_of_gain",
    "openings",
    "phases",
    "photographs",
    "programme",
    "programmes",
    "project",
    "projects",
    "requirement",
    "requirements",
    "served",
]
