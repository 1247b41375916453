"""Columns and labels of meetings."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from tadbir.meetings.models import Meeting
from tadbir.meetings.terms import KINDS
from tadbir.ui.tables import Column, Row, Table


def title(meeting: Meeting) -> str:
    """What a meeting is called."""
    return _(KINDS[meeting.series.kind])


def row(meeting: Meeting, name: str) -> Row:
    """A meeting as a row of the list; `name` is its entity's, in the reader's language."""
    return {
        "held_on": meeting.held_on,
        "title": title(meeting),
        "entity": name,
        "place": meeting.place,
        "code": meeting.code,
        "is_held": meeting.last_number is not None,
        "href": reverse("meetings:meeting", args=[meeting.code]),
    }


def table(rows: Iterable[Row]) -> Table:
    """The list of meetings."""
    return Table(
        columns=[
            Column("held_on", _("Day of the meeting"), "day", href="href"),
            Column("title", _("Meeting"), wide=True),
            Column("entity", _("Entity")),
            Column("place", _("Place")),
            Column("code", _("Code"), "code"),
            Column("is_held", _("Held"), "flag"),
        ],
        rows=list(rows),
        caption=_("Meetings"),
        empty=_("No meeting has been convened yet."),
    )
