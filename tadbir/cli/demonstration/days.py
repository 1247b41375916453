"""The days on which figures stand in the demonstration, and who kept silent."""

from datetime import date

from tadbir.cli.demonstration.histories import YEARS
from tadbir.core.period import month_ends

THIS_YEAR = YEARS[-1]
LAST_MEETING = date(2025, 10, 10)
TODAY = date(2025, 12, 12)
WEEKS = (
    LAST_MEETING, date(2025, 10, 17), date(2025, 10, 24), date(2025, 11, 7), date(2025, 11, 14),
    date(2025, 11, 21), date(2025, 11, 28), date(2025, 12, 5), TODAY,
)  # fmt: skip
"""Fridays of the last weeks, beside the month ends."""
_SILENCES = (
    ("D531", date(2025, 9, 1), TODAY),
    ("CH255", date(2025, 10, 31), TODAY),
    ("D561", date(2024, 5, 1), date(2024, 6, 30)),
    ("CH301", date(2023, 7, 1), date(2023, 9, 29)),
)
"""Holder, first and last day without a return: two of them are silent at the meeting."""


def days(year: int) -> tuple[date, ...]:
    """The days of a year that any file speaks of, in order."""
    ends = [day for day in month_ends(year) if day <= TODAY]
    weeks = WEEKS if year == THIS_YEAR else ()
    return tuple(sorted({*ends, *weeks}))


def is_silent(holder: str, day: date) -> bool:
    """Whether a holder sent nothing for a day."""
    return any(code == holder and first <= day <= last for code, first, last in _SILENCES)


def silent(day: date) -> tuple[str, ...]:
    """The holders that sent nothing for a day."""
    return tuple(code for code, first, last in _SILENCES if first <= day <= last)
