"""Periods: validity between two days, fiscal years and their month ends."""

import calendar
from dataclasses import dataclass
from datetime import date

MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True)
class Validity:
    """From a day (included) until another (excluded); None means without limit."""

    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the day lies inside."""
        after_start = self.valid_from is None or self.valid_from <= day
        return after_start and (self.valid_to is None or day < self.valid_to)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def month_ends(year: int) -> tuple[date, ...]:
    """The twelve month ends of a fiscal year, which is the calendar year."""
    return tuple(month_end(year, month) for month in range(1, MONTHS_IN_YEAR + 1))


def year_end(year: int) -> date:
    """31 December, when what was not executed meets its fate."""
    return date(year, MONTHS_IN_YEAR, 31)
