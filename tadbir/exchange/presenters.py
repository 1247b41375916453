"""Projects as they are published: columns, labels, addresses of files."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from tadbir.exchange.calc.building import identifier, status_of
from tadbir.exchange.calc.checking import Finding
from tadbir.exchange.calc.facts import Project
from tadbir.exchange.terms import FAULT_LABELS, STATUS_LABELS, UNREGISTERED
from tadbir.ui.addresses import page_address
from tadbir.ui.tables import Column, Row, Table


def projects_table(found: Iterable[Project]) -> Table:
    """Projects with their phase here and what it is called there; the code leads to the file."""
    return Table(
        columns=[
            Column("title", _("Project"), wide=True),
            Column("identifier", _("Identifier"), "code", href="href"),
            Column("phase", _("Phase")),
            Column("since", _("Since"), "day"),
            Column("status", _("Published status")),
            Column("contracts", _("Contracts"), "count"),
        ],
        rows=[_row(one) for one in found],
        caption=_("Projects of works"),
        empty=_("No project of works had begun on this day."),
    )


def _row(of: Project) -> Row:
    last = of.steps[-1]
    return {
        "title": of.title,
        "identifier": identifier(settings.OC4IDS_PREFIX, of.code),
        "href": page_address("exchange:project", of.code),
        "phase": last.label,
        "since": last.since,
        "status": _(STATUS_LABELS[status_of(of)]),
        "contracts": len(of.contracts),
    }


def findings_table(found: Sequence[Finding]) -> Table:
    """What the checker found, with the place of each in the file."""
    return Table(
        columns=[
            Column("fault", _("Finding")),
            Column("pointer", _("Place in the file"), "code"),
            Column("said", _("What the schema says"), "code", wide=True),
        ],
        rows=[
            {"fault": _(FAULT_LABELS[one.fault]), "pointer": one.pointer, "said": one.said}
            for one in found
        ],
        caption=_("Findings"),
        empty=_(
            "Nothing was found: the file follows its schema, and no value or currency is missing."
        ),
    )


def has_registered_prefix() -> bool:
    """Whether the installation was told the prefix under which its identifiers are registered."""
    return bool(settings.OC4IDS_PREFIX != UNREGISTERED)
