"""Columns, labels and addresses of meetings."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from tadbir.meetings.queries import Sitting
from tadbir.meetings.terms import KINDS, RHYTHMS
from tadbir.ui.tables import Column, Row, Table
from tadbir.ui.words import reader


def title(kind: str, name_fr: str, name_ar: str) -> str:
    """What the meetings of a series are called, and whose they are, in the reader's language."""
    name = (name_ar if reader().is_rtl else "") or name_fr or name_ar
    return f"{_(KINDS[kind])} · {name}"


def address(code: str) -> str:
    """The page of a meeting."""
    return reverse("meetings:meeting", args=[code])


def sheet(meeting: Sitting, before: Sitting | None) -> dict[str, object]:
    """One meeting, ready for its page; `before` is the previous one of its series."""
    return {
        "code": meeting.code,
        "title": title(meeting.kind, meeting.name_fr, meeting.name_ar),
        "rhythm": _(RHYTHMS[meeting.rhythm]),
        "held_on": meeting.held_on,
        "place": meeting.place,
        "last_number": meeting.last_number,
        "before": before and {"held_on": before.held_on, "href": address(before.code)},
    }


def row(meeting: Sitting) -> Row:
    """A meeting as a row of the list."""
    return {
        "held_on": meeting.held_on,
        "title": title(meeting.kind, meeting.name_fr, meeting.name_ar),
        "place": meeting.place,
        "code": meeting.code,
        "is_held": meeting.last_number is not None,
        "href": address(meeting.code),
    }


def table(meetings: Iterable[Sitting]) -> Table:
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
