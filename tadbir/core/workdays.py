"""Working days of Moroccan public administrations: the days off as dated, sourced data."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from tadbir.core.holidays import (
    CIVIL_HOLIDAYS,
    EXCEPTIONAL_DAYS,
    RELIGIOUS_HOLIDAYS,
    Certainty,
)
from tadbir.core.period import year_end
from tadbir.core.refused import Refused
from tadbir.core.words import N_

ONE_DAY = timedelta(days=1)
SATURDAY = 5  # Monday to Friday are worked: decree 2-05-916 of 20 July 2005


class HolidayKind(StrEnum):
    """Why an administration is closed on a weekday."""

    CIVIL = "civil"
    RELIGIOUS = "religious"
    EXCEPTIONAL = "exceptional"


@dataclass(frozen=True, slots=True)
class Holiday:
    """One day off, with how sure it is and who says so; `name` is a sentence to translate."""

    day: date
    name: str
    kind: HolidayKind
    certainty: Certainty
    source: str


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The days off of some years; of the others nothing is known."""

    holidays: tuple[Holiday, ...]
    years: tuple[int, ...]
    _off: frozenset[date] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the days alone at hand: they are asked for thousands of times."""
        object.__setattr__(self, "_off", frozenset(holiday.day for holiday in self.holidays))

    def with_days_off(self, more: Iterable[Holiday]) -> "WorkCalendar":
        """The same calendar with days off that were decreed or entered since."""
        return WorkCalendar(_in_order((*self.holidays, *more)), self.years)

    def with_year(self, year: int, told: Iterable[Holiday]) -> "WorkCalendar":
        """The same calendar, where what is told of a year stands for its moving days.

        Those are the religious and the decreed ones; the civil days are the decree's.
        """
        kept = (off for off in self.holidays if off.day.year != year)
        years = tuple(sorted({*self.years, year}))
        return WorkCalendar(_in_order((*kept, *civil_days(year), *told)), years)

    def knows(self, first: date, last: date) -> bool:
        """Whether the days off of every year from one day to another are known."""
        return set(self.years).issuperset(range(first.year, last.year + 1))

    def holidays_between(self, first: date, last: date) -> tuple[Holiday, ...]:
        """The days off from one day to another, both included, in order."""
        return tuple(holiday for holiday in self.holidays if first <= holiday.day <= last)

    def is_workday(self, day: date) -> bool:
        """Whether administrations work on this day.

        Raises `Refused("workdays.year-unknown")` outside the years whose days off are loaded.
        """
        self._refuse_unknown_year(day.year)
        return day.weekday() < SATURDAY and day not in self._off

    def workdays_between(self, after: date, through: date) -> int:
        """The clear working days after one day and up to another: the first is not counted.

        The last is, when it is worked: 15 December 2025 and 12 clear working days give
        31 December 2025. Nothing remains, 0, when `through` is not after `after`. Raises as
        `is_workday` does.
        """
        for year in range(after.year, through.year + 1):
            self._refuse_unknown_year(year)
        days = (after + ONE_DAY * step for step in range(1, (through - after).days + 1))
        return sum(day.weekday() < SATURDAY and day not in self._off for day in days)

    def workdays_before(self, last: date, count: int) -> date:
        """The last working day from which `count` clear working days lead to `last`, included."""
        day, left = last, count
        while left or not self.is_workday(day):
            left -= self.is_workday(day) and left > 0
            day -= ONE_DAY
        return day

    def workdays_after(self, start: date, count: int) -> date:
        """The working day reached `count` clear working days after `start`; `start` when 0."""
        day, left = start, count
        while left:
            day += ONE_DAY
            left -= self.is_workday(day)
        return day

    def _refuse_unknown_year(self, year: int) -> None:
        """Counting without the public holidays would give a date that nobody could keep."""
        if year not in self.years:
            raise Refused(
                "workdays.year-unknown",
                N_("The public holidays of {year} are not loaded: load them, then count again."),
                year=year,
            )


def morocco(first_year: int, last_year: int) -> WorkCalendar:
    """The calendar of Moroccan administrations; the religious days bound the years it may cover."""
    years = range(first_year, last_year + 1)
    civil = [off for year in years for off in civil_days(year)]
    religious = [
        Holiday(
            entry.first_day + ONE_DAY * step,
            entry.name,
            HolidayKind.RELIGIOUS,
            entry.certainty,
            entry.source,
        )
        for entry in RELIGIOUS_HOLIDAYS
        for step in range(entry.days)
    ]
    exceptional = [
        Holiday(entry.day, entry.name, HolidayKind.EXCEPTIONAL, Certainty.ANNOUNCED, entry.source)
        for entry in EXCEPTIONAL_DAYS
    ]
    covered = [
        holiday
        for holiday in (*civil, *religious, *exceptional)
        if date(first_year, 1, 1) <= holiday.day <= year_end(last_year)
    ]
    return WorkCalendar(_in_order(covered), tuple(years))


def civil_days(year: int) -> list[Holiday]:
    """The days off of a year that fall on the same day each year, under the decree then in force."""
    return [
        Holiday(day, entry.name, HolidayKind.CIVIL, Certainty.ANNOUNCED, entry.source)
        for entry in CIVIL_HOLIDAYS
        if entry.validity.holds_on(day := date(year, entry.month, entry.day_of_month))
    ]


def _in_order(holidays: Iterable[Holiday]) -> tuple[Holiday, ...]:
    """Each day off once, in the order of days."""
    return tuple(sorted(set(holidays), key=lambda holiday: (holiday.day, holiday.name)))


MOROCCO = morocco(2022, 2027)
