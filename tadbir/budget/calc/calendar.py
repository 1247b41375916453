"""The last days of the year: to deposit commitment proposals, to send payment orders, to launch."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tadbir.budget.calc.norms import (
    NORMS,
    VISA_DELAY_CONTRACT,
    VISA_DELAY_CONTRACT_TIERED,
    VISA_DELAY_OTHER,
    VISA_DELAY_OTHER_TIERED,
    Norm,
    norm_on,
)
from tadbir.budget.terms import Control, Deadline, Spending
from tadbir.core.period import Validity, year_end
from tadbir.core.workdays import MOROCCO, WorkCalendar


class Basis(StrEnum):
    """What a last day rests on; anything but a circular is marked on the page."""

    CIRCULAR = "circular"
    ESTIMATED = "estimated"
    EXEMPT = "exempt"
    NO_CIRCULAR = "no_circular"
    NO_RULE = "no_rule"
    NO_HOLIDAYS = "no_holidays"


class Scrutiny(StrEnum):
    """What spending waits for before it counts as committed: a visa under a control, or none."""

    ORDINARY = Control.ORDINARY.value
    TIERED = Control.TIERED.value
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class ClosingDate:
    """One date of a year's closing circular, for a kind of spending."""

    deadline: Deadline
    spending: Spending
    last_day: date
    source: str


@dataclass(frozen=True, slots=True)
class LastDay:
    """A last day and what it rests on; `day` is None where no rule gives one."""

    deadline: Deadline
    spending: Spending
    day: date | None
    basis: Basis
    source: str = ""
    norm: Norm | None = None

    @property
    def is_estimated(self) -> bool:
        """Whether the page must say that no circular gave this day."""
        return self.basis in (Basis.ESTIMATED, Basis.EXEMPT)


@dataclass(frozen=True, slots=True)
class SharedDay:
    """A last day said once for every scrutiny that shares it."""

    last_day: LastDay
    scrutinies: tuple[Scrutiny, ...]

    @property
    def is_for_all(self) -> bool:
        """Whether the day does not depend on the control, as a circular's never does."""
        return len(self.scrutinies) == len(Scrutiny)


@dataclass(frozen=True, slots=True)
class RouteStep:
    """A step of a procurement route in clear working days, dated and sourced, edited by users."""

    route: str
    position: int
    step: str
    days: int
    source: str
    validity: Validity = Validity()


# The visa delay of each control and kind of spending, tried in order: a tiered delay that is not
# loaded gives way to the ordinary one, which is longer and so never promises too late a day.
DELAYS: Mapping[tuple[Control, Spending], tuple[str, ...]] = {
    (Control.ORDINARY, Spending.CONTRACT): (VISA_DELAY_CONTRACT,),
    (Control.ORDINARY, Spending.OTHER): (VISA_DELAY_OTHER,),
    (Control.TIERED, Spending.CONTRACT): (VISA_DELAY_CONTRACT_TIERED, VISA_DELAY_CONTRACT),
    (Control.TIERED, Spending.OTHER): (VISA_DELAY_OTHER_TIERED, VISA_DELAY_OTHER),
}


@dataclass(frozen=True, slots=True)
class YearRules:
    """What decides the last days of a year for a holder.

    `circular` holds the dates of the closing circular for the holder's legal form. A legal form
    outside decree 2-07-1235 (a territorial health group) passes `norms=()`: it has no default.
    """

    year: int
    circular: Sequence[ClosingDate] = ()
    control: Control = Control.ORDINARY
    norms: Sequence[Norm] = NORMS
    calendar: WorkCalendar = MOROCCO


def last_day_to_deposit(
    rules: YearRules, *, spending: Spending, is_exempt: bool = False
) -> LastDay:
    """The last day to deposit a commitment proposal.

    The circular's date wins and nothing is subtracted from it: it already contains the visa
    delay (15 December + 12 clear working days = 31 December). Without a circular, 31 December
    less the visa delay, estimated, where the public holidays of the year are loaded. `is_exempt` is for spending outside the regularity control:
    it waits for no visa, so its default is the last working day of the year.
    """
    told = _told(rules, Deadline.COMMITMENT, spending)
    if told:
        return told
    norm = _delay(rules, spending)
    if norm is None:
        return LastDay(Deadline.COMMITMENT, spending, None, Basis.NO_RULE)
    end = year_end(rules.year)
    if not rules.calendar.knows(end, end):
        return LastDay(Deadline.COMMITMENT, spending, None, Basis.NO_HOLIDAYS)
    days = 0 if is_exempt else int(norm.value)
    day = rules.calendar.workdays_before(year_end(rules.year), days)
    basis = Basis.EXEMPT if is_exempt else Basis.ESTIMATED
    return LastDay(Deadline.COMMITMENT, spending, day, basis, norm.source, norm)


def last_day_to_send_payment_orders(rules: YearRules, *, spending: Spending) -> LastDay:
    """The last day to send payment orders: the circular's, which has no default."""
    told = _told(rules, Deadline.PAYMENT_ORDER, spending)
    return told or LastDay(Deadline.PAYMENT_ORDER, spending, None, Basis.NO_CIRCULAR)


def shared_days(
    rules: YearRules, *, deadline: Deadline, spending: Spending, among: Collection[Scrutiny]
) -> tuple[SharedDay, ...]:
    """The last days of a kind of spending, earliest first, for the scrutinies someone is under.

    Scrutinies that come to one day for one reason stand together.
    """
    shared: dict[tuple[date | None, Basis], SharedDay] = {}
    for scrutiny in Scrutiny:
        found = _under(rules, scrutiny, deadline, spending)
        first = shared.get((found.day, found.basis), SharedDay(found, ()))
        shared[found.day, found.basis] = replace(first, scrutinies=(*first.scrutinies, scrutiny))
    kept = [one for one in shared.values() if any(scrutiny in among for scrutiny in one.scrutinies)]
    return tuple(sorted(kept, key=lambda one: one.last_day.day or date.max))


def working_days_left(
    last_day: LastDay, *, today: date, calendar: WorkCalendar = MOROCCO
) -> int | None:
    """Clear working days after today, up to the last day included; None without a last day.

    None too where the public holidays of a year in between are not loaded. 0 on the last day
    itself (today is what is left) and after it; `is_past` tells them apart.
    """
    if last_day.day is None or not calendar.knows(today, last_day.day):
        return None
    return calendar.workdays_between(today, last_day.day)


def is_past(last_day: LastDay, *, today: date) -> bool:
    """Whether the last day is behind; a day that no rule gives is never past."""
    return last_day.day is not None and today > last_day.day


def route_on(steps: Iterable[RouteStep], *, route: str, day: date) -> tuple[RouteStep, ...]:
    """The steps of a route in force on a day, from the launch on."""
    return tuple(
        sorted(
            (step for step in steps if step.route == route and step.validity.holds_on(day)),
            key=lambda step: step.position,
        )
    )


def latest_starts(
    steps: Sequence[RouteStep], *, last_day: date, calendar: WorkCalendar = MOROCCO
) -> dict[str, date]:
    """The latest day on which each step of a route may begin so that the last day is kept.

    The first is the last feasible launch. Empty for a route without steps.
    """
    return {
        step.step: calendar.workdays_before(last_day, sum(later.days for later in steps[position:]))
        for position, step in enumerate(steps)
    }


def last_feasible_launch(
    steps: Sequence[RouteStep], *, last_day: LastDay, calendar: WorkCalendar = MOROCCO
) -> date | None:
    """The last day to deposit less the route's steps; None without a last day or without steps.

    None too for a day of the circular in a year whose public holidays are not loaded.
    """
    if last_day.day is None or not steps or not calendar.knows(last_day.day, last_day.day):
        return None
    return calendar.workdays_before(last_day.day, sum(step.days for step in steps))


def _under(rules: YearRules, scrutiny: Scrutiny, deadline: Deadline, spending: Spending) -> LastDay:
    """A last day as it holds under a scrutiny."""
    if deadline is Deadline.PAYMENT_ORDER:
        return last_day_to_send_payment_orders(rules, spending=spending)
    if scrutiny is Scrutiny.EXEMPT:
        return last_day_to_deposit(rules, spending=spending, is_exempt=True)
    under = replace(rules, control=Control(scrutiny.value))
    return last_day_to_deposit(under, spending=spending)


def _told(rules: YearRules, deadline: Deadline, spending: Spending) -> LastDay | None:
    """The circular's date; when it gives several for one kind, the earliest is the safe one."""
    given = [
        entry
        for entry in rules.circular
        if entry.deadline is deadline
        and entry.spending is spending
        and entry.last_day.year == rules.year
    ]
    first = min(given, key=lambda entry: entry.last_day, default=None)
    if first is None:
        return None
    return LastDay(deadline, spending, first.last_day, Basis.CIRCULAR, first.source)


def _delay(rules: YearRules, spending: Spending) -> Norm | None:
    """The visa delay in force at the end of the year."""
    found = (
        norm_on(code, year_end(rules.year), norms=rules.norms)
        for code in DELAYS[rules.control, spending]
    )
    return next((norm for norm in found if norm), None)
