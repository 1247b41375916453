"""The only writers of documents and photographs of projects."""

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from django.db import transaction

from tadbir.audit.trail import Actor, Subject, record
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake import originals
from tadbir.territory.reach import Reach
from tadbir.works import queries
from tadbir.works.calc.attached.cleaning import Cleaned, cleaned
from tadbir.works.models import Document, Project
from tadbir.works.terms import DocumentKind


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it was sent: what it is said to be, its day, its name, its bytes.

    `is_declared` says that it shows no person and no body, nothing of the prisoners' unit nor of
    the mortuary, and says nothing on guarding.
    """

    title: str
    dated: date
    name: str
    content: bytes
    is_declared: bool


def attach_document(*, by: Actor, reach: Reach, project: str, brought: Brought) -> Document:
    """Attach a file to a project, freed of its metadata; only what was cleaned is ever written.

    Raises `Refused` when it is not declared, not of a kind taken in, hostile, dated after today,
    or already there.
    """
    of = queries.project(project, reach=reach)
    _check(brought)
    found = cleaned(brought.content)
    sha256, size, path = originals.keep(found.content, f"file{found.suffix}")
    return _attach(by, of.pk, project, brought, found, (sha256, size, path))


@transaction.atomic
def _attach(
    by: Actor, of: int, project: str, brought: Brought, found: Cleaned, kept: tuple[str, int, str]
) -> Document:
    sha256, size, path = kept
    Project.objects.select_for_update().get(pk=of)  # two requests never attach the same file
    if Document.objects.filter(project=of, sha256=sha256, withdrawn_why="").exists():
        raise Refused("works.already-attached", N_("This file is already attached here."))
    document = Document.objects.create(
        project_id=of, kind=found.kind.value, title=brought.title, dated=brought.dated,
        name=_named(brought.name, found.suffix), media_type=found.media_type, size=size,
        sha256=sha256, path=path, added_at=clock.now(), added_by=by.name,
    )  # fmt: skip
    record(
        by=by,
        action="works.attach_document",
        subject=Subject("project", project),
        after={
            "title": brought.title, "document_kind": found.kind.value, "dated": brought.dated,
            "sha256": sha256, "declared": True,
        },
    )  # fmt: skip
    return document


@transaction.atomic
def withdraw_document(*, by: Actor, reach: Reach, project: str, number: int, why: str) -> None:
    """Stop serving a document; its row stays, with the reason. Raises `Refused` without one."""
    found = queries.document(project, number, reach=reach)
    if not why.strip():
        raise Refused("works.no-reason", N_("Say why the document is withdrawn."))
    document = Document.objects.select_for_update().get(pk=found.pk)
    if document.withdrawn_why:
        raise Refused("works.already-withdrawn", N_("This document is already withdrawn."))
    document.withdrawn_why = why
    document.save(update_fields=("withdrawn_why",))
    record(
        by=by,
        action="works.withdraw_document",
        subject=Subject("project", project),
        before={"title": document.title, "sha256": document.sha256},
        why=why,
    )


def _check(brought: Brought) -> None:
    if not brought.is_declared:
        raise Refused("works.not-declared", N_("Tick the declaration: without it nothing is kept."))
    if not brought.title.strip():
        raise Refused("works.no-title", N_("Say what the file is."))
    if brought.dated > clock.today():
        raise Refused("works.not-yet", N_("{day} has not come yet."), day=brought.dated)


def _named(name: str, suffix: str) -> str:
    """The name under which the file is given back: its own, with the ending of what it is."""
    stem = PurePath(originals.plain_name(name)).stem or DocumentKind.DOCUMENT.value
    return f"{stem[: originals.LONGEST_NAME - len(suffix)]}{suffix}"
