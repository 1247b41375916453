"""Contractors: what each has in hand, its pace and its stops."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from tadbir.ui.addresses import page_address
from tadbir.ui.tables import Column, Row, Table
from tadbir.works.calc.following import Pace


def contractors_table(found: Sequence[Pace], on: date) -> Table:
    """Each contractor with its sites, those late first."""
    rows: list[Row] = [
        {
            "name": pace.contractor,
            "href": page_address("works:contractor", pace.contractor),
            "sites": pace.sites,
            "running": pace.running,
            "late": pace.late,
            "stopped": pace.stopped,
            "accepted": pace.accepted,
            "days_late": pace.days_late if pace.late else None,
        }
        for pace in found
    ]
    return Table(
        [
            Column("name", _("Contractor"), href="href", wide=True),
            Column("sites", _("Sites"), "count"),
            Column("running", _("Under works"), "count"),
            Column("late", _("Late on the contract"), "count"),
            Column("stopped", _("Stopped"), "count"),
            Column("accepted", _("Accepted"), "count"),
            Column("days_late", _("Longest delay, days"), "count"),
        ],
        rows,
        _("Contractors"),
        empty=_("No report within your reach names a contractor."),
    )
