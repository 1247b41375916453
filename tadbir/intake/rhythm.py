"""When returns are due: the periods of a rhythm, the day each is due, and how it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tadbir.core.period import month_end

DAYS_IN_WEEK = 7
Punctuality = Literal["done", "due", "late"]


@dataclass(frozen=True, slots=True)
class Period:
    """What one return describes: both days count; `due_on` is the last day to send it."""

    first: date
    last: date
    due_on: date


def month(day: date, due_day: int) -> Period:
    """The month of a day, due on day `due_day` (1 to 28) of the month after."""
    last = month_end(day.year, day.month)
    return Period(day.replace(day=1), last, last + timedelta(days=due_day))


def week(day: date, due_day: int) -> Period:
    """The week of a day, Monday to Sunday, due on weekday `due_day` of the week after."""
    first = day - timedelta(days=day.weekday())
    last = first + timedelta(days=DAYS_IN_WEEK - 1)
    return Period(first, last, last + timedelta(days=due_day))


_PERIOD_OF: Mapping[str, Callable[[date, int], Period]] = {"monthly": month, "weekly": week}


def period_of(rhythm: str, day: date, due_day: int) -> Period:
    """The period of a rhythm that holds a day."""
    return _PERIOD_OF[rhythm](day, due_day)


def last_ended(rhythm: str, on: date, due_day: int) -> Period:
    """The latest period over on a day: a period ends with its last day, which still describes it."""
    running = period_of(rhythm, on, due_day)
    if running.last == on:
        return running
    return period_of(rhythm, running.first - timedelta(days=1), due_day)


def punctuality(period: Period, received_on: date | None, on: date) -> Punctuality:
    """Whether the return of a period is there, still due, or late on a day; the due day is in time."""
    if received_on is not None and received_on <= on:
        return "done"
    return "late" if on > period.due_on else "due"
