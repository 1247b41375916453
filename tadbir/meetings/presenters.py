"""Columns, labels and addresses of meetings."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from tadbir.meetings.queries import Sitting
from tadbir.meetings.terms import KINDS, RHYTHMS
from tadbir.ui.addresses import page_address
from tadbir.ui.tables import Column, Row, Table
from tadbir.ui.words import reader


def title(kind: str, name_fr: str, name_ar: str) -> str:
    """What the meetings of a series are called, and whose they are, in the reader's language."""
    name = (name_ar if reader().is_rtl else "") or name_fr or name_ar
    return f"{_(KINDS[kind])} · {name}"


def address(code: str) -> str:
    """The page of a meeting."""
    return page_address("meetings:meeting", code)


def rhythm(code: str) -> str:
    """How often the meetings of a series are held."""
    return _(RHYTHMS[code])


def series_address(code: str) -> str:
    """The page of a series."""
    return page_address("meetings:series", code)


def sheet(
    meeting: Sitting, *, before: Sitting | None, after: Sitting | None, since: Sitting | None
) -> dict[str, object]:
    """One meeting, ready for its page, between those before and after it in its series.

    `since` is the meeting from which what moved is counted.
    """
    return {
        "code": meeting.code,
        "title": title(meeting.kind, meeting.name_fr, meeting.name_ar),
        "rhythm": rhythm(meeting.rhythm),
        "held_on": meeting.held_on,
        "place": meeting.place,
        "last_number": meeting.last_number,
        "series": series_address(meeting.series),
        "before": before and _neighbour(before),
        "after": after and _neighbour(after),
        "since": since and _neighbour(since),
        "changes": page_address(
            "budget:changes",
            since=since.held_on,
            since_at=since.last_number,
            on=meeting.held_on,
            at=meeting.last_number,
        )
        if since and meeting.last_number
        else "",
    }


def _neighbour(meeting: Sitting) -> dict[str, object]:
    return {"held_on": meeting.held_on, "href": address(meeting.code)}


def row(meeting: Sitting) -> Row:
    """A meeting as a row of the list."""
    return {
        "held_on": meeting.held_on,
        "title": title(meeting.kind, meeting.name_fr, meeting.name_ar),
        "place": meeting.place,
        "code": meeting.code,
        "is_held": meeting.last_number is not None,
        "last_number": meeting.last_number,
        "href": address(meeting.code),
        "series": series_address(meeting.series),
    }


def table(meetings: Iterable[Sitting]) -> Table:
    """The meetings of several series, each leading to its own."""
    return _table(meetings, [Column("title", _("Meeting"), wide=True, href="series")])


def series_table(meetings: Iterable[Sitting]) -> Table:
    """The meetings of one series."""
    return _table(meetings, [])


def _table(meetings: Iterable[Sitting], which: Sequence[Column]) -> Table:
    return Table(
        columns=[
            Column("held_on", _("Day of the meeting"), "day", href="href"),
            *which,
            Column("place", _("Place")),
            Column("code", _("Code"), "code"),
            Column("is_held", _("Held"), "flag"),
            Column("last_number", _("Figures known up to action"), "count"),
        ],
        rows=[row(meeting) for meeting in meetings],
        caption=_("Meetings"),
        empty=_("No entity within your reach has convened a meeting."),
    )
