"""When returns are due: month ends, weeks, and the day that is still in time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.intake.rhythm import Period, last_ended, period_of, punctuality

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("rhythm", "on", "due_day", "expected"),
    [
        ("monthly", date(2025, 12, 12), 10, (date(2025, 11, 1), date(2025, 11, 30), date(2025, 12, 10))),
        ("monthly", date(2025, 11, 30), 10, (date(2025, 11, 1), date(2025, 11, 30), date(2025, 12, 10))),
        ("monthly", date(2024, 3, 1), 28, (date(2024, 2, 1), date(2024, 2, 29), date(2024, 3, 28))),
        ("weekly", date(2025, 12, 12), 2, (date(2025, 12, 1), date(2025, 12, 7), date(2025, 12, 9))),
        ("weekly", date(2025, 12, 14), 7, (date(2025, 12, 8), date(2025, 12, 14), date(2025, 12, 21))),
    ],
)  # fmt: skip
def test_last_period_over(
    rhythm: str, on: date, due_day: int, expected: tuple[date, date, date]
) -> None:
    assert last_ended(rhythm, on, due_day) == Period(*expected)


@given(DAYS, st.sampled_from(["monthly", "weekly"]), st.integers(1, 7))
def test_last_period_over_is_the_latest_whose_end_is_not_to_come(
    on: date, rhythm: str, due_day: int
) -> None:
    found = last_ended(rhythm, on, due_day)
    following = period_of(rhythm, date.fromordinal(found.last.toordinal() + 1), due_day)

    assert found.first <= found.last <= on < following.last
    assert found.last < found.due_on


def test_due_day_is_in_time_and_the_next_is_late() -> None:
    period = Period(date(2025, 11, 1), date(2025, 11, 30), date(2025, 12, 10))

    assert punctuality(period, None, date(2025, 12, 10)) == "due"
    assert punctuality(period, None, date(2025, 12, 11)) == "late"
    assert punctuality(period, date(2025, 11, 30), date(2025, 12, 11)) == "done"
