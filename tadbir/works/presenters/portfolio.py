"""The list of projects: its table, its counts, its named lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.core.words import N_
from tadbir.ui import formats
from tadbir.ui.addresses import page_address
from tadbir.ui.status import Status
from tadbir.ui.tables import Column, Missing, Row, Table
from tadbir.ui.tiles import Tile
from tadbir.ui.words import language
from tadbir.works.calc.following import Followed
from tadbir.works.calc.narrowing import View
from tadbir.works.calc.summary import Summary
from tadbir.works.presenters import words
from tadbir.works.terms import ReportSource, Stage

SHORT_SOURCES: Mapping[ReportSource, str] = {
    ReportSource.AGENCY: N_("Done, says the agency"),
    ReportSource.DELEGATION: N_("Done, says the delegation"),
    ReportSource.CONTRACTOR: N_("Done, says the contractor"),
}
NOT_RECEIVED = N_("not received")


def projects_table(
    found: Sequence[Followed], names: Mapping[str, str], on: date, caption: str = ""
) -> Table:
    """Projects with how they stand, what each source says, and who acts next."""
    return Table(
        [
            Column("name", _("Site"), href="href", wide=True),
            Column("status", _("Status"), "status"),
            Column("alarms", _("What calls for attention")),
            Column("phase", _("Phase")),
            Column("since", _("Since"), "day"),
            *(Column(source.value, _(label), "percent") for source, label in SHORT_SOURCES.items()),
            Column("paid", _("Paid by the agency"), "percent"),
            Column("expected", _("Expected end"), "day"),
            Column("days_late", _("Days late"), "count"),
            Column("outlook", _("Outlook for the year end")),
            Column("actor", _("Who acts next"), wide=True),
            Column("province", _("Province")),
            Column("contractor", _("Contractor")),
            Column("reported", _("Last report"), "day"),
            Column("code", _("Code"), "code"),
        ],
        [_row(one, names, on) for one in found],
        caption,
        empty=_("No project within your reach answers these filters."),
    )


def _row(one: Followed, names: Mapping[str, str], on: date) -> Row:
    alarms = one.alarms(on)
    return {
        "name": words.name_of(one),
        "href": words.project_address(one.code),
        "status": words.status(one, alarms),
        "alarms": " · ".join(words.alarm(alarm) for alarm in alarms) or None,
        "phase": words.phase(one.phase),
        "since": one.since,
        **{source.value: physical(one, source) for source in SHORT_SOURCES},
        "paid": paid(one),
        "expected": one.expected_on,
        "days_late": one.days_late if one.stage is Stage.WORKS else None,
        "outlook": words.outlook(one.outlined.outlook) if one.outlined else None,
        "actor": words.actor(one.phase),
        "province": names.get(one.delegation),
        "contractor": " · ".join(one.contractors) or None,
        "reported": one.reported_on,
        "code": one.code,
    }


def physical(one: Followed, source: ReportSource) -> Decimal | Missing | None:
    """What a source last said is done; nothing is expected of it before the works."""
    said = one.said.get(source)
    if said is not None and said.physical is not None:
        return said.physical
    return Missing(_(NOT_RECEIVED)) if one.stage is Stage.WORKS else None


def paid(one: Followed) -> Decimal | Missing | None:
    """The share that the agency says it paid."""
    agency = one.said.get(ReportSource.AGENCY)
    if agency is not None and agency.paid_share is not None:
        return agency.paid_share
    return Missing(_(NOT_RECEIVED)) if one.stage is Stage.WORKS else None


def shown(table: Table) -> Table:
    """The columns of a list as a page shows them: what nobody said takes no column.

    The workbook holds every column.
    """
    kept = [
        column
        for column in table.columns
        if column.key not in _WORKBOOK_ONLY
        if column.key in _ALWAYS
        or any(
            row.get(column.key) is not None and not isinstance(row.get(column.key), Missing)
            for row in table.rows
        )
    ]
    return Table(kept, table.rows, table.caption, table.footer, table.empty)


_WORKBOOK_ONLY = frozenset({"since", "contractor", "reported", "code"})
_ALWAYS = frozenset({"name", "status", "phase", "since", ReportSource.AGENCY.value, "actor"})


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A named list: its words, how many it holds, where it stands, whether it is this one."""

    label: str
    count: int
    href: str
    is_here: bool


def shortcuts(
    labels: Mapping[View, str], counts: Mapping[View, int], here: View | None
) -> list[Shortcut]:
    """The named lists with what they hold."""
    return [
        Shortcut(
            _(labels[view]),
            counts[view],
            page_address("works:portfolio", view=None if view is here else view.value),
            view is here,
        )
        for view in View
    ]


def tiles(of: Summary) -> list[Tile]:
    """Opened, ready, programme; what is late."""
    whole, lang = of.whole, language()
    return [
        Tile(
            label=_("Opened"),
            value=formats.x_of_y(whole.opened, whole.programme, lang),
            of=_("opened, of the projects of the programme"),
            href=page_address("works:openings"),
        ),
        Tile(
            label=_("Ready or opened"),
            value=formats.x_of_y(whole.ready, whole.programme, lang),
            of=_("ready or opened, of the projects of the programme"),
            href=page_address("works:portfolio", stage=Stage.READY.value),
        ),
        Tile(
            label=_("Late on the contract"),
            value=formats.count(of.late, lang),
            of=_("projects under works past the deadline of their contract"),
            status=_late_status(of),
            href=page_address("works:portfolio", view=View.LATE.value),
        ),
    ]


def _late_status(of: Summary) -> Status:
    if of.late:
        return Status.LATE
    return Status.ON_TRACK if of.is_judged else Status.UNKNOWN
