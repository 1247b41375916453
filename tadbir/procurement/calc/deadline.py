"""When a contract must be finished: its delay from the service order, moved by suspensions.

Counted as the general conditions of works contracts count any delay (CCAG-T, decree 2-14-394 of
13 May 2016, as the CCAG-EMO before it): the day of the service order is not counted; days are those
of the calendar; months run to the same day of a later month, or to its last; a delay that would end
on a day off ends with the next working day. Postponements by order (arrêt, reprise) are its
article 48. The article on delays is quoted from general knowledge of the text, to be confirmed.
"""

import calendar
from collections.abc import Sequence
from datetime import date, timedelta

from tadbir.core.workdays import MOROCCO, WorkCalendar
from tadbir.procurement.terms import DurationUnit, OrderKind

Dated = tuple[date, OrderKind]
"""An order and its day."""
LONGEST_REST = timedelta(days=14)  # no run of days off is longer


def add_months(start: date, months: int) -> date:
    """The same day some months later; the month's last day where it has no such day."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def alternate(start: date, orders: Sequence[Dated]) -> bool:
    """Whether orders suspend, restart, suspend… each later than the one before, from a start."""
    expected, before = OrderKind.SUSPENSION, start
    for on, kind in sorted(orders):
        if kind is not expected or on < before:
            return False
        before = on
        is_stop = kind is OrderKind.SUSPENSION
        expected = OrderKind.RESTART if is_stop else OrderKind.SUSPENSION
    return True


def days_suspended(orders: Sequence[Dated], on: date) -> int:
    """Whole days without work until a day; the day of the restart is worked.

    `orders` alternate. A suspension not yet lifted counts until `on`.
    """
    stopped, total = None, 0
    for day, kind in sorted(orders):
        if day >= on:
            break
        if kind is OrderKind.SUSPENSION:
            stopped = day
        elif stopped is not None:
            total, stopped = total + (day - stopped).days, None
    return total + ((on - stopped).days if stopped is not None else 0)


def deadline(
    start: date | None,
    duration: int | None,
    unit: DurationUnit,
    orders: Sequence[Dated],
    on: date,
    *,
    calendar: WorkCalendar | None = None,
) -> date | None:
    """The last day of a contract as it stands on a day; None without service order or delay.

    Suspended days are added whole: while works are stopped, the deadline moves each day. With a
    calendar a last day off gives way to the next working day; raises `Refused` outside its years.
    """
    if start is None or duration is None:
        return None
    is_months = unit is DurationUnit.MONTHS
    plain = add_months(start, duration) if is_months else start + timedelta(days=duration)
    last = plain + timedelta(days=days_suspended(orders, on))
    return last if calendar is None else first_workday(last, calendar)


def kept_deadline(
    start: date | None,
    duration: int | None,
    unit: DurationUnit,
    orders: Sequence[Dated],
    on: date,
    *,
    calendar: WorkCalendar = MOROCCO,
) -> date | None:
    """The deadline that is held against a contract, and that every page and sheet shows.

    Days off give way, save where they are not known yet, as of a contract that ends years later.
    While works are stopped it is that of the day they stopped, moved by the days since: no delay
    grows meanwhile, and the day on which it will fall is known with the restart alone.
    """
    stopped = _stopped_since(orders, on)
    last = deadline(start, duration, unit, orders, stopped or on)
    if last is None:
        return None
    since = on - stopped if stopped else timedelta()
    return _off_days_off(last, calendar) + since


def _stopped_since(orders: Sequence[Dated], on: date) -> date | None:
    """The day of the suspension that runs on a day; None where works go on."""
    given = [order for order in sorted(orders) if order[0] < on]
    return given[-1][0] if given and given[-1][1] is OrderKind.SUSPENSION else None


def _off_days_off(day: date, calendar: WorkCalendar) -> date:
    if not calendar.knows(day, day):
        return day
    is_sure = calendar.is_workday(day) or calendar.knows(day, day + LONGEST_REST)
    return first_workday(day, calendar) if is_sure else day


def first_workday(day: date, calendar: WorkCalendar) -> date:
    """The day itself when it is worked, else the next that is."""
    return day if calendar.is_workday(day) else calendar.workdays_after(day, 1)
