"""Reads documents and photographs of projects, always within a reach."""

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.territory.reach import Reach
from tadbir.works.models import Document
from tadbir.works.queries.projects import project as project_within
from tadbir.works.terms import DocumentKind


def documents(project: str, *, reach: Reach) -> list[Document]:
    """What is or was attached to a project, the latest first; the withdrawn say why."""
    of = project_within(project, reach=reach)
    return list(of.documents.select_related("project").order_by("-dated", "-pk"))


def photographs(project: str, *, reach: Reach) -> list[Document]:
    """The photographs of a project that are served, the latest first."""
    return [
        one
        for one in documents(project, reach=reach)
        if one.kind == DocumentKind.PHOTOGRAPH.value and not one.withdrawn_why
    ]


def document(project: str, number: int, *, reach: Reach) -> Document:
    """A document of a project, withdrawn or not; refused alike when unknown and out of reach."""
    of = project_within(project, reach=reach)
    found = of.documents.filter(pk=number).first()
    if found is None:
        raise _unknown()
    return found


def served(project: str, number: int, *, reach: Reach) -> Document:
    """A document that may be given back: one that is withdrawn is not there."""
    found = document(project, number, reach=reach)
    if found.withdrawn_why:
        raise _unknown()
    return found


def _unknown() -> Refused:
    return Refused("works.unknown", N_("There is no such document."))
