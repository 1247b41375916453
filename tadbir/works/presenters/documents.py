"""Documents and photographs of a project as its pages show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.ui.addresses import page_address
from tadbir.ui.tables import Column, Table
from tadbir.works.presenters.place import document_address
from tadbir.works.queries import Document
from tadbir.works.terms import DOCUMENT_LABELS, DocumentKind

_KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph to look at."""

    href: str
    title: str
    dated: date


def pictures(rows: Iterable[Document]) -> list[Picture]:
    """Photographs that are served."""
    return [
        Picture(document_address(one.project.code, one.pk), one.title, one.dated) for one in rows
    ]


def documents_table(project: str, rows: Sequence[Document], *, may_withdraw: bool) -> Table:
    """What is or was attached; what is withdrawn leads nowhere and says why."""
    columns = [
        Column("title", _("Title"), href="href", wide=True),
        Column("kind", _("Kind of document")),
        Column("dated", _("Of the day"), "day"),
        Column("size", _("Size, kB"), "count"),
        Column("by", _("Attached by"), "code"),
        Column("at", _("Attached at"), "instant"),
        Column("withdrawn", _("Withdrawn because"), wide=True),
        Column("withdraw", _("Withdraw"), href="withdraw_href"),
    ]
    left_out = set() if may_withdraw else {"withdraw"}
    left_out |= set() if any(one.withdrawn_why for one in rows) else {"withdrawn"}
    return Table(
        columns=[one for one in columns if one.key not in left_out],
        rows=[_row(project, one) for one in rows],
        caption=_("Documents and photographs"),
        empty=_("Nothing is attached to this project."),
    )


def _row(project: str, one: Document) -> dict[str, object]:
    is_served = not one.withdrawn_why
    return {
        "title": one.title,
        "href": document_address(project, one.pk) if is_served else "",
        "kind": _(DOCUMENT_LABELS[DocumentKind(one.kind)]),
        "dated": one.dated,
        "size": Decimal(max(one.size // _KILOBYTE, 1)),
        "by": one.added_by,
        "at": one.added_at,
        "withdrawn": one.withdrawn_why or None,
        "withdraw": _("Withdraw") if is_served else None,
        "withdraw_href": page_address("works:withdraw_document", project, one.pk),
    }


def served(rows: Sequence[Document]) -> list[Document]:
    """The photographs among documents that are still given back."""
    return [
        one for one in rows if one.kind == DocumentKind.PHOTOGRAPH.value and not one.withdrawn_why
    ]
