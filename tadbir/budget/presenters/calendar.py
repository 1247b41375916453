"""The last days of the year, the routes that lead to them, targets and their trajectories."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tadbir.budget.calc.calendar import (
    Basis,
    LastDay,
    RouteStep,
    Scrutiny,
    SharedDay,
    YearRules,
    is_past,
    last_day_to_deposit,
    last_feasible_launch,
    shared_days,
    working_days_left,
)
from tadbir.budget.presenters.words import BASIS_LABELS, SCRUTINY_LABELS, cited, target_name
from tadbir.budget.queries import SPENDING_OF, TargetFigures
from tadbir.budget.terms import (
    DEADLINE_LABELS,
    ROUTE_STEP_LABELS,
    SPENDING_LABELS,
    Control,
    Deadline,
    Spending,
)
from tadbir.procurement.terms import KIND_LABELS, Kind
from tadbir.ui.addresses import page_address
from tadbir.ui.formats import day as format_day
from tadbir.ui.formats import month, percent
from tadbir.ui.status import Status
from tadbir.ui.tables import Column, Missing, Row, Table
from tadbir.ui.words import language

Addresses = Callable[[str], str]
"""Where the form of a rule stands, by its code; "" for who may not enter it."""

PRESSING = 5
"""From so many working days on, a last day is watched; on the last two it is late (house rule)."""
ALMOST_OVER = 2


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a calendar is drawn from: the rules of the year, who is under what, and today."""

    rules: YearRules
    scrutinies: Collection[Scrutiny]
    today: date

    def days(self, deadline: Deadline, spending: Spending) -> tuple[SharedDay, ...]:
        """The last days of a kind of spending, for the controls someone is under."""
        return shared_days(self.rules, deadline=deadline, spending=spending, among=self.scrutinies)

    @property
    def strictest(self) -> YearRules:
        """The rules under the control that leaves the least time, of those someone is under."""
        is_ordinary = Scrutiny.ORDINARY in self.scrutinies
        return replace(self.rules, control=Control.ORDINARY if is_ordinary else Control.TIERED)

    def under(self, shared: SharedDay) -> str:
        """The controls that share a last day, in words."""
        if shared.is_for_all:
            return _("Every control")
        own = (one for one in shared.scrutinies if one in self.scrutinies)
        return _(", ").join(_(SCRUTINY_LABELS[one]) for one in own)


def calendar_table(of: Calendar) -> Table:
    """The last days with the working days left, and what each of them rests on."""
    return Table(
        columns=[
            Column("deadline", _("Deadline"), wide=True),
            Column("spending", _("Spending")),
            Column("control", _("Control of spending")),
            Column("day", _("Last day"), "day"),
            Column("left", _("Working days left"), "count"),
            Column("status", _("Status"), "status"),
            Column("basis", _("Rests on")),
            Column("source", _("Source"), wide=True),
        ],
        rows=[
            _last_day_row(of, shared, words)
            for deadline in Deadline
            for words, found in _by_spending(of, deadline)
            for shared in found
        ],
        caption=_("Last days of the year"),
    )


def _by_spending(of: Calendar, deadline: Deadline) -> list[tuple[str, tuple[SharedDay, ...]]]:
    """The last days of each kind of spending, said once where all kinds have the same."""
    each = [(_(SPENDING_LABELS[kind]), of.days(deadline, kind)) for kind in Spending]
    told = {
        tuple((one.last_day.day, one.last_day.basis) for one in found) for _words, found in each
    }
    return [(_("All spending"), each[0][1])] if len(told) == 1 else each


def _last_day_row(of: Calendar, shared: SharedDay, spending: str) -> Row:
    one = shared.last_day
    basis = _(BASIS_LABELS[one.basis])
    left = working_days_left(one, today=of.today, calendar=of.rules.calendar)
    return {
        "deadline": _(DEADLINE_LABELS[one.deadline]),
        "spending": spending,
        "control": of.under(shared),
        "day": one.day,
        "left": _uncounted(one) if left is None else left,
        "status": status(left),
        "basis": basis,
        "source": cited(one.source) or None,
    }


def _uncounted(last_day: LastDay) -> Missing:
    """Why the days left before a last day are not counted."""
    has_day = last_day.day is not None
    return Missing(_(BASIS_LABELS[Basis.NO_HOLIDAYS if has_day else last_day.basis]))


def status(left: int | None) -> Status:
    """How pressing a last day is, by the clear working days left."""
    if left is None:
        return Status.UNKNOWN
    if left <= ALMOST_OVER:
        return Status.LATE
    return Status.WATCH if left <= PRESSING else Status.ON_TRACK


def sentence(rules: YearRules, today: date) -> str:
    """How long one may still deposit contracts, in a sentence that says what the day rests on."""
    one = last_day_to_deposit(rules, spending=Spending.CONTRACT)
    left = working_days_left(one, today=today, calendar=rules.calendar)
    basis = _(BASIS_LABELS[one.basis])
    if one.day is None or left is None:
        return _("No last day is known to deposit contracts: %(basis)s.") % {"basis": basis}
    told = {"days": left, "day": format_day(one.day, language(), "long"), "basis": basis}
    if is_past(one, today=today):
        return _("The last day to deposit contracts was %(day)s (%(basis)s).") % told
    if left == 0:
        return _("Today is the last day to deposit contracts (%(basis)s).") % told
    return (
        ngettext(
            "%(days)d working day left to deposit contracts, until %(day)s (%(basis)s).",
            "%(days)d working days left to deposit contracts, until %(day)s (%(basis)s).",
            left,
        )
        % told
    )


def routes_table(steps: Iterable[RouteStep], of: Calendar, addresses: Addresses) -> Table:
    """How long each procurement route takes, and the last day on which it may still begin."""
    by_route: dict[str, list[RouteStep]] = {}
    for step in steps:
        by_route.setdefault(step.route, []).append(step)
    return Table(
        columns=[
            Column("route", _("Route"), href="href"),
            Column("steps", _("Steps, in clear working days"), wide=True),
            Column("days", _("Working days"), "count"),
            Column("control", _("Control of spending")),
            Column("launch", _("Last feasible launch"), "day"),
            Column("status", _("Status"), "status"),
            Column("source", _("Source"), wide=True),
        ],
        rows=[
            {"href": addresses(route), **_route_row(route, own, of, shared)}
            for route, own in by_route.items()
            for shared in of.days(Deadline.COMMITMENT, SPENDING_OF.get(route, Spending.OTHER))
        ],
        caption=_("Procurement routes"),
        empty=_("No route has been entered."),
    )


def _route_row(route: str, own: Sequence[RouteStep], of: Calendar, shared: SharedDay) -> Row:
    deposit = shared.last_day
    launch = last_feasible_launch(own, last_day=deposit, calendar=of.rules.calendar)
    labels: Mapping[str, str] = {step.value: label for step, label in ROUTE_STEP_LABELS.items()}
    told = (f"{_(labels.get(step.step, step.step))} {step.days}" for step in own)
    on_time = Status.ON_TRACK if launch and of.today <= launch else Status.LATE
    return {
        "route": _(KIND_LABELS[Kind(route)]),
        "steps": " · ".join(told),
        "days": sum(step.days for step in own),
        "control": of.under(shared),
        "launch": launch or Missing(_(BASIS_LABELS[deposit.basis])),
        "status": on_time if launch else Status.UNKNOWN,
        "source": cited(own[0].source),
    }


def targets_table(found: Iterable[TargetFigures], names: Mapping[str, str], on: date) -> Table:
    """Targets of a year: what should be reached by a day, and at the end."""
    return Table(
        columns=[
            Column("entity", _("Entity"), wide=True),
            Column("indicator", _("Indicator")),
            Column("planned", _("Planned by this day"), "percent"),
            Column("final", _("At the end of the year"), "percent"),
            Column("points", _("Trajectory")),
            Column("source", _("Source")),
        ],
        rows=[
            {
                "entity": names.get(target.entity, target.entity),
                "indicator": target_name(target.indicator),
                "planned": target.trajectory.planned_on(on),
                "final": target.final,
                "points": _points(target),
                "source": cited(target.source),
            }
            for target in found
        ],
        caption=_("Targets"),
        empty=_("No target has been set for this year."),
    )


def _points(target: TargetFigures) -> str:
    """The points of a trajectory, each with its month."""
    return " · ".join(
        f"{month(point.on_date.month, language())} {percent(point.value, language())}"
        for point in target.trajectory.points
    )


@dataclass(frozen=True, slots=True)
class DateEntered:
    """A date of the circular as it was entered, with the address that takes it back."""

    deadline: str
    spending: str
    form: str
    last_day: date
    source: str
    remove: str


def dates(rows: Iterable[Any]) -> list[DateEntered]:
    """The dates entered for a year, ready to be shown and taken back."""
    return [
        DateEntered(
            _(DEADLINE_LABELS[Deadline(row.deadline)]),
            _(SPENDING_LABELS[Spending(row.spending)]),
            row.form.upper(),
            row.last_day,
            row.source,
            page_address("budget:remove_date", row.pk),
        )
        for row in rows
    ]
