"""Dates as people write them."""

from datetime import date, datetime

import pytest

from tadbir.intake.reading.dates import PERIOD, day, days
from tadbir.intake.reading.refusals import Unread

READ = [
    ("12/08/25", date(2025, 8, 12)),
    ("12/08/2025", date(2025, 8, 12)),
    ("12-8-2025", date(2025, 8, 12)),
    ("12.08.2025", date(2025, 8, 12)),
    ("2025-08-12", date(2025, 8, 12)),
    ("2016-05-25 17:00:00", date(2016, 5, 25)),
    ("5/02/2016 5:00:00 PM", date(2016, 2, 5)),
    ("1er mars 2025", date(2025, 3, 1)),
    ("le 3 août 2025", date(2025, 8, 3)),
    ("12 غشت 2025", date(2025, 8, 12)),
    ("١٢ دجنبر ٢٠٢٥", date(2025, 12, 12)),
    ("12 ديسمبر 2025", date(2025, 12, 12)),
    ("45881", date(2025, 8, 12)),
    ("T4 2025", date(2025, 12, 31)),
    ("T2 2025", date(2025, 6, 30)),
    ("4ème trimestre 2025", date(2025, 12, 31)),
    ("S1 2025", date(2025, 6, 30)),
    ("fin déc.", date(2025, 12, 31)),
    ("fin février 2024", date(2024, 2, 29)),
    ("متم شتنبر 2025", date(2025, 9, 30)),
    ("déc. 2025", date(2025, 12, 31)),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_written_date_is_read_day_first(text: str, expected: date) -> None:
    assert day(text, 2025).date == expected


@pytest.mark.parametrize(
    "text",
    ["12/19/2008", "32/01/2025", "29/02/2025", "2025", "fin 2025", "demain", "12/08", "99999"],
)
def test_what_is_not_surely_a_day_is_refused(text: str) -> None:
    with pytest.raises(Unread, match=r"intake\.not-a-date"):
        day(text, 2025)


def test_period_without_year_is_refused_where_the_file_says_none() -> None:
    with pytest.raises(Unread, match=r"intake\.date-without-year"):
        day("fin déc.", None)


def test_real_dates_serials_and_texts_stand_side_by_side() -> None:
    vector = days([datetime(2025, 1, 2, 3, 4), 45881.0, "", "T4 2025", 3.0], 2025)  # noqa: DTZ001

    assert vector.values() == [
        date(2025, 1, 2), date(2025, 8, 12), None, date(2025, 12, 31), None,
    ]  # fmt: skip
    assert vector.notes == {3: PERIOD}
    assert vector.issues == {4: ("intake.not-a-date", "3")}


def test_serials_of_the_old_macintosh_calendar_are_refused() -> None:
    assert days([45881.0], 2025, counts_from_1904=True).issues == {
        0: ("intake.not-a-date", "45881.0")
    }


def test_column_that_writes_a_month_first_is_not_read_where_it_could_be_turned() -> None:
    vector = days(["12/19/2008", "05/06/2025", "25/06/2025", "2025-06-05"], None)

    assert vector.values() == [None, None, date(2025, 6, 25), date(2025, 6, 5)]
    assert {place: code for place, (code, _) in vector.issues.items()} == {
        0: "intake.not-a-date",
        1: "intake.ambiguous-date",
    }
