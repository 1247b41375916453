"""Numbers, money and dates, to the character."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from tadbir.ui import formats

D = Decimal
DAY = date(2025, 12, 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (formats.amount(D("1234567.89"), "fr"), "1\u202f234\u202f567,89"),
        (formats.amount(D("1234567.89"), "ar"), "1\u202f234\u202f567,89"),
        (formats.amount(D("-12000"), "fr"), "\u221212\u202f000,00"),
        (formats.amount(D("-12000"), "ar"), "\u2066\u221212\u202f000,00\u2069"),
        (formats.amount(D("0"), "fr"), "0,00"),
        (formats.dirhams(D("10.5"), "fr"), "10,50\u00a0DH"),
        (formats.dirhams(D("10.5"), "ar"), "10,50\u00a0درهم"),
        (formats.millions(D("412600000"), "fr"), "412,6\u00a0M DH"),
        (formats.millions(D("412600000"), "ar"), "412,6\u00a0مليون درهم"),
        (formats.millions(D("-1250000"), "fr"), "\u22121,3\u00a0M DH"),
        (formats.millions_alone(D("48808856296"), "fr"), "48\u202f808,9"),
        (formats.percent(D("0.674"), "fr"), "67,4\u202f%"),
        (formats.percent(D("0.674"), "ar"), "\u206667,4\u202f%\u2069"),
        (formats.percent(D("0"), "fr"), "0,0\u202f%"),
        (formats.points(D("0.032"), "fr"), "+3,2\u00a0pts"),
        (formats.points(D("0.032"), "ar"), "\u2066+3,2\u2069\u00a0نقطة"),
        (formats.points(D("-0.012"), "fr"), "\u22121,2\u00a0pts"),
        (formats.points(D("0.0001"), "fr"), "0,0\u00a0pts"),
        (formats.points(D("0"), "ar"), "0,0\u00a0نقطة"),
        (formats.count(36828330, "ar"), "36\u202f828\u202f330"),
        (formats.decimal(D("17.44"), "fr"), "17,4"),
        (formats.day(DAY, "fr"), "12/12/2025"),
        (formats.day(DAY, "ar"), "\u206612/12/2025\u2069"),
        (formats.day(DAY, "fr", "long"), "12 décembre 2025"),
        (formats.day(DAY, "ar", "long"), "12 دجنبر 2025"),
        (formats.day(DAY, "ar", "month"), "دجنبر 2025"),
        (formats.x_of_y(27, 36, "fr"), "27\u00a0sur\u00a036"),
        (formats.x_of_y(27, 36, "ar"), "27\u00a0من\u00a036"),
        (formats.isolate("2-22-431"), "\u20662-22-431\u2069"),
        (formats.bdi("<14/2025>"), '<bdi dir="ltr">&lt;14/2025&gt;</bdi>'),
    ],
)
def test_format_writes_exactly(text: str, expected: str) -> None:
    assert text == expected


def test_months_are_the_moroccan_ones() -> None:
    written = [formats.month(number, "ar") for number in (5, 7, 8, 9, 11, 12)]
    assert written == ["ماي", "يوليوز", "غشت", "شتنبر", "نونبر", "دجنبر"]


def test_instant_is_on_the_clocks_of_casablanca() -> None:
    seen = datetime(2025, 12, 12, 9, 30, tzinfo=UTC)
    assert formats.instant(seen, "fr") == "12/12/2025 à 10:30"
    assert formats.instant(seen, "ar") == "\u206612/12/2025\u2069 على الساعة 10:30"


def test_nothing_is_a_dash_everywhere() -> None:
    writers = [formats.amount, formats.dirhams, formats.millions, formats.percent, formats.points]
    assert {write(None, "ar") for write in writers} == {"—"}
    assert formats.count(None, "fr") == formats.day(None, "fr") == "—"
    assert formats.instant(None, "ar") == formats.x_of_y(None, 3, "ar") == "—"


def test_unknown_language_crashes() -> None:
    with pytest.raises(KeyError):
        formats.millions(D(1), "en")


@given(st.decimals(min_value=-(10**13), max_value=10**13, places=2))
def test_amount_reads_back_as_the_same_number(value: Decimal) -> None:
    marks = str.maketrans({"\u202f": None, "\u2066": None, "\u2069": None, "\u2212": "-", ",": "."})
    assert {Decimal(formats.amount(value, lang).translate(marks)) for lang in ("ar", "fr")} == {
        value
    }


@given(st.decimals(min_value=0, max_value=10**13, places=2))
def test_grouping_agrees_with_that_of_babel(value: Decimal) -> None:
    marks = str.maketrans(",.", "\u202f,")

    assert formats.amount(value, "fr") == format_decimal(
        value, format="#,##0.00", locale="en"
    ).translate(marks)
