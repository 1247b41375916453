"""Columns, labels and addresses of meetings."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from tadbir.meetings.models import Meeting, Series
from tadbir.meetings.terms import KINDS, RHYTHMS
from tadbir.territory.models import Entity
from tadbir.ui.tables import Column, Row, Table
from tadbir.ui.words import reader


def name(entity: Entity) -> str:
    """An entity's name in the reader's language, in French where Arabic is missing."""
    return (entity.name_ar if reader().is_rtl else "") or entity.name_fr or entity.name_ar


def series_title(series: Series) -> str:
    """What the meetings of a series are called, and whose they are."""
    return f"{_(KINDS[series.kind])} · {name(series.entity)}"


def series_links(series: Iterable[Series]) -> Sequence[tuple[str, str]]:
    """(label, address of the form) of each series in which one may convene a meeting."""
    return [(series_title(s), reverse("meetings:convene", args=[s.code])) for s in series]


def sheet(meeting: Meeting, before: Meeting | None) -> dict[str, object]:
    """One meeting, ready for its page; `before` is the previous one of its series."""
    return {
        "code": meeting.code,
        "title": series_title(meeting.series),
        "rhythm": _(RHYTHMS[meeting.series.rhythm]),
        "held_on": meeting.held_on,
        "place": meeting.place,
        "last_number": meeting.last_number,
        "before": before and {"held_on": before.held_on, "href": address(before)},
    }


def address(meeting: Meeting) -> str:
    """The page of a meeting."""
    return reverse("meetings:meeting", args=[meeting.code])


def row(meeting: Meeting) -> Row:
    """A meeting as a row of the list."""
    return {
        "held_on": meeting.held_on,
        "title": series_title(meeting.series),
        "place": meeting.place,
        "code": meeting.code,
        "is_held": meeting.last_number is not None,
        "href": address(meeting),
    }


def table(meetings: Iterable[Meeting]) -> Table:
    """The list of meetings."""
    return Table(
        columns=[
            Column("held_on", _("Day of the meeting"), "day", href="href"),
            Column("title", _("Meeting"), wide=True),
            Column("place", _("Place")),
            Column("code", _("Code"), "code"),
            Column("is_held", _("Held"), "flag"),
        ],
        rows=[row(meeting) for meeting in meetings],
        caption=_("Meetings"),
        empty=_("No meeting has been convened yet."),
    )
