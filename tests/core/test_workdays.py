"""Working days of Moroccan administrations, against a plain loop over the days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.core.holidays import DAYS_OFF, RELIGIOUS_HOLIDAYS, Certainty
from tadbir.core.refused import Refused
from tadbir.core.workdays import MOROCCO, Holiday, HolidayKind, morocco

ONE_DAY = timedelta(days=1)
days = st.dates(date(2022, 3, 1), date(2027, 10, 31))


def test_year_end_of_2025_leaves_the_days_of_the_design() -> None:
    """15 December + 12 clear working days = 31 December (Médias24, 17 December 2018)."""
    assert MOROCCO.workdays_before(date(2025, 12, 31), 12) == date(2025, 12, 15)
    assert MOROCCO.workdays_before(date(2025, 12, 31), 5) == date(2025, 12, 24)
    assert MOROCCO.workdays_between(date(2025, 12, 15), date(2025, 12, 31)) == 12
    assert MOROCCO.workdays_between(date(2025, 12, 12), date(2025, 12, 15)) == 1


def test_holidays_of_autumn_2025_have_their_kind_and_certainty() -> None:
    found = MOROCCO.holidays_between(date(2025, 9, 1), date(2025, 12, 31))

    assert [(off.day, off.kind, off.certainty) for off in found] == [
        (date(2025, 9, 5), HolidayKind.RELIGIOUS, Certainty.ANNOUNCED),
        (date(2025, 9, 6), HolidayKind.RELIGIOUS, Certainty.ANNOUNCED),
        (date(2025, 11, 6), HolidayKind.CIVIL, Certainty.ANNOUNCED),
        (date(2025, 11, 18), HolidayKind.CIVIL, Certainty.ANNOUNCED),
    ]


def test_civil_days_follow_their_validity() -> None:
    assert MOROCCO.is_workday(date(2022, 1, 14))
    assert not MOROCCO.is_workday(date(2025, 1, 14))
    unity_days = [off.day for off in MOROCCO.holidays if off.name == "Unity Day"]
    assert unity_days == [date(2026, 10, 31), date(2027, 10, 31)]


def test_each_year_has_its_four_feasts_and_future_ones_are_estimated() -> None:
    for year in range(2022, 2028):
        feasts = [feast for feast in RELIGIOUS_HOLIDAYS if feast.first_day.year == year]
        assert {feast.name for feast in feasts} == set(DAYS_OFF)
        if year > 2025:
            assert {feast.certainty for feast in feasts} == {Certainty.ESTIMATED}


def test_day_decreed_since_is_a_day_off() -> None:
    decreed = Holiday(
        date(2025, 12, 22), "Decreed", HolidayKind.EXCEPTIONAL, Certainty.ANNOUNCED, "a decree"
    )

    calendar = MOROCCO.with_days_off([decreed])

    assert not calendar.is_workday(date(2025, 12, 22))
    assert calendar.workdays_before(date(2025, 12, 31), 12) == date(2025, 12, 12)


def test_years_without_loaded_holidays_are_refused() -> None:
    with pytest.raises(Refused) as refusal:
        MOROCCO.workdays_between(date(2027, 12, 30), date(2028, 1, 3))
    assert refusal.value.code == "workdays.year-unknown"
    with pytest.raises(Refused):
        morocco(2025, 2025).workdays_before(date(2025, 1, 2), 5)


def test_nothing_remains_when_the_last_day_is_past() -> None:
    assert MOROCCO.workdays_between(date(2025, 12, 16), date(2025, 12, 15)) == 0
    assert MOROCCO.workdays_between(date(2025, 12, 15), date(2025, 12, 15)) == 0


@given(after=days, length=st.integers(0, 60))
def test_clear_days_agree_with_a_loop_over_the_days(after: date, length: int) -> None:
    through, counted, day = after + ONE_DAY * length, 0, after
    while day < through:
        day += ONE_DAY
        counted += MOROCCO.is_workday(day)

    assert MOROCCO.workdays_between(after, through) == counted


@given(last=days, count=st.integers(0, 40))
def test_counting_back_then_between_gives_the_count(last: date, count: int) -> None:
    start = MOROCCO.workdays_before(last, count)

    assert MOROCCO.is_workday(start)
    assert MOROCCO.workdays_between(start, last) == count
    later = start + ONE_DAY
    while later <= last and not MOROCCO.is_workday(later):
        later += ONE_DAY
    assert later > last or MOROCCO.workdays_between(later, last) < count


@given(start=days, count=st.integers(1, 40))
def test_counting_forward_lands_on_a_working_day(start: date, count: int) -> None:
    end = MOROCCO.workdays_after(start, count)

    assert MOROCCO.is_workday(end)
    assert MOROCCO.workdays_between(start, end) == count
