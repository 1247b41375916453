"""Planned against real as a Gantt chart, and the board of the weeks left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tadbir.core.words import N_
from tadbir.ui import formats
from tadbir.ui.charts import gantt
from tadbir.ui.charts.figure import Figure
from tadbir.ui.charts.gantt import Gantt, Kind, Line, Milestone
from tadbir.ui.tables import Column, Row, Table
from tadbir.ui.words import language, reader
from tadbir.works.calc.course import Course, course
from tadbir.works.calc.following import Followed
from tadbir.works.calc.weeks import Column as Place
from tadbir.works.calc.weeks import Week
from tadbir.works.presenters import words
from tadbir.works.terms import Phase

PLACE_LABELS: Mapping[Place, str] = {
    Place.OVERDUE: N_("The day said has passed: works should be over"),
    Place.READY: N_("Ready: the authorities decide the opening"),
    Place.TO_OPEN: N_("Accepted: equipment, staff and reserves remain"),
    Place.AFTER: N_("Expected after the year ends"),
    Place.UNSAID: N_("No source says an end"),
}
MILESTONE_LABELS: Mapping[Kind, str] = {
    Kind.ACCEPTED: N_("Provisional acceptance"),
    Kind.READY: N_("Ready to open"),
    Kind.OPENED: N_("Opened"),
}


def chart(
    found: Sequence[Followed], entered: Mapping[str, Mapping[Phase, date]], on: date
) -> Figure | None:
    """The projects of which something can be drawn; None without any."""
    lines = [
        _line(one, known, on)
        for one in found
        if (known := course(one, entered.get(one.code, {}), on)).is_known
    ]
    if not lines:
        return None
    drawn = Gantt(
        title=_("Planned against real"),
        description=_(
            "For each project, the time of its contract, the time of its works, and what is "
            "still expected."
        ),
        label_title=_("Site"),
        on=on,
        lines=lines,
        milestones={kind: _(label) for kind, label in MILESTONE_LABELS.items()},
    )
    return gantt.figure(drawn, reader())


def _line(one: Followed, known: Course, on: date) -> Line:
    days = (
        (known.accepted_on, Kind.ACCEPTED),
        (known.ready_on, Kind.READY),
        (known.opened_on, Kind.OPENED),
    )
    return Line(
        label=words.name_of(one),
        href=words.project_address(one.code),
        status=words.status(one, one.alarms(on)),
        planned=known.planned,
        real=known.real,
        expected=known.expected,
        milestones=[Milestone(day, kind) for day, kind in days if day],
    )


@dataclass(frozen=True, slots=True)
class Section:
    """One place of the board: its words and its projects."""

    title: str
    count: int
    table: Table


def board(
    placed: Mapping[Week | Place, Sequence[Followed]], names: Mapping[str, str], on: date
) -> list[Section]:
    """Every place of the board with its table."""
    return [
        Section(title := _place(where), len(found), _table(found, names, on, title))
        for where, found in placed.items()
    ]


def _place(where: Week | Place) -> str:
    if isinstance(where, Place):
        return _(PLACE_LABELS[where])
    lang = language()
    return _("Week from %(first)s to %(last)s") % {
        "first": formats.day(where.first, lang),
        "last": formats.day(where.last, lang),
    }


def _table(found: Sequence[Followed], names: Mapping[str, str], on: date, caption: str) -> Table:
    rows: list[Row] = [
        {
            "name": words.name_of(one),
            "href": words.project_address(one.code),
            "status": words.status(one, one.alarms(on)),
            "phase": words.phase(one.phase),
            "expected": one.expected_on,
            "deadline": one.deadline,
            "actor": words.actor(one.phase),
            "province": names.get(one.delegation),
        }
        for one in found
    ]
    return Table(
        [
            Column("name", _("Site"), href="href", wide=True),
            Column("status", _("Status"), "status"),
            Column("phase", _("Phase")),
            Column("expected", _("Expected end"), "day"),
            Column("deadline", _("Deadline of the contract"), "day"),
            Column("actor", _("Who acts next")),
            Column("province", _("Province")),
        ],
        rows,
        caption,
        empty=_("Nothing is expected here."),
    )
