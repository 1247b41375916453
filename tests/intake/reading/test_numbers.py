"""Numbers and amounts as people and spreadsheets write them."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.intake.reading.column import Cells
from tadbir.intake.reading.grid import Fault
from tadbir.intake.reading.money import LARGEST, amounts, centimes_of, exact
from tadbir.intake.reading.numbers import number, tidy
from tadbir.intake.reading.refusals import Unread

READ = [
    ("1 234 567,89", 123_456_789),
    ("1\u202f234\u202f567,89", 123_456_789),
    ("1\u00a0234\u00a0567,89", 123_456_789),
    ("1.234.567,89", 123_456_789),
    ("1.234.567", 123_456_700),
    ("1,234,567.89", 123_456_789),
    ("1,234.50", 123_450),
    ("1'234.50", 123_450),
    ("1234567,8", 123_456_780),
    ("(12 000,00)", -1_200_000),
    ("-12 000,00", -1_200_000),
    ("−5", -500),
    ("12-", -1_200),
    ("١٢٣٬٤٥٦٫٧٨", 12_345_678),
    ("\u200f١٢٣", 12_300),
    ("12 000 DH", 1_200_000),
    ("12 000,50 درهم", 1_200_050),
    ("12,5 MDH", 1_250_000_000),
    ("3 مليون درهم", 300_000_000),
    ("2066075.5899999999", 206_607_559),
    ("-", None),
    ("—", None),
    ("  ", None),
]
NOT_READ = [
    ("1,234", "intake.ambiguous-number"),
    ("1.234", "intake.ambiguous-number"),
    ("12,345", "intake.ambiguous-number"),
    ("0,123", "intake.below-a-centime"),
    ("1234,567", "intake.below-a-centime"),
    ("12 34", "intake.not-an-amount"),
    ("4.5E+10", "intake.not-an-amount"),
    ("néant", "intake.not-an-amount"),
    ("En cours", "intake.not-an-amount"),
    ("1O0", "intake.not-an-amount"),
    ("12345678901234567890", "intake.amount-too-large"),
    ("=1+1", "intake.not-an-amount"),
    ("12/08/25", "intake.not-an-amount"),
]


@pytest.mark.parametrize(("text", "centimes"), READ)
def test_written_amount_is_read_exactly(text: str, centimes: int | None) -> None:
    assert centimes_of(text, 100) == centimes


@pytest.mark.parametrize(("text", "code"), NOT_READ)
def test_unsure_amount_is_refused(text: str, code: str) -> None:
    with pytest.raises(Unread) as unread:
        centimes_of(text, 100)

    assert unread.value.code == code


@pytest.mark.parametrize(
    ("value", "centimes"),
    [
        (0.07000000000000001, 7),
        (1234.5600000000001, 123_456),
        (0.1 + 0.2, 30),
        (1122486.9599999997, 112_248_696),
        (44202048247.0, 4_420_204_824_700),
        (-0.01, -1),
    ],
)
def test_noise_of_a_spreadsheet_comes_to_the_exact_centime(value: float, centimes: int) -> None:
    vector = amounts(Cells.of([value]), Decimal(1))

    assert vector.values() == [centimes]
    assert vector.issues == {}


@pytest.mark.parametrize("value", [0.005, 1.005, 1234.567, 1e-9, 12.3400001])
def test_figure_finer_than_a_centime_is_refused(value: float) -> None:
    vector = amounts(Cells.of([5.0, value]), Decimal(1))

    assert vector.values() == [500, None]
    assert vector.issues == {1: ("intake.below-a-centime", repr(value))}


def test_column_of_all_sorts_keeps_each_cell_in_its_place() -> None:
    cells = [1.5, "", "2,50", Fault("intake.error-in-cell"), True, "abc", 3]

    vector = amounts(Cells.of(cells), Decimal(1000))

    assert vector.values() == [150_000, None, 250_000, None, None, None, 300_000]
    assert {place: code for place, (code, _) in vector.issues.items()} == {
        3: "intake.error-in-cell",
        4: "intake.not-an-amount",
        5: "intake.not-an-amount",
    }


@given(
    st.lists(st.integers(-LARGEST, LARGEST), min_size=1, max_size=50),
    st.sampled_from([1, 1000, 1_000_000]),
)
def test_every_whole_centime_survives_a_spreadsheet(whole: list[int], factor: int) -> None:
    written = [float(Decimal(w) / 100 / factor) for w in whole]

    assert amounts(Cells.of(written), Decimal(factor)).values() == whole


@given(st.floats(allow_nan=False, allow_infinity=False, width=64))
def test_fast_exactness_agrees_with_the_plain_twin(value: float) -> None:
    shortest = Decimal(repr(value)) * 100
    is_whole = shortest == shortest.to_integral_value() and abs(shortest) <= LARGEST

    whole, is_exact = exact(np.array([value]), 100)

    assert bool(is_exact[0]) == is_whole
    if is_whole:
        assert int(whole[0]) == int(shortest)


@given(st.integers(-(10**12), 10**12), st.sampled_from(["fr", "dots", "english", "arabic"]))
def test_what_is_written_in_one_manner_is_read_back(centimes: int, manner: str) -> None:
    english = f"{centimes / 100:,.2f}" if abs(centimes) < 10**12 else f"{centimes // 100:,}.00"
    marks = {"fr": " ,", "dots": ".,", "english": ",.", "arabic": "٬٫"}[manner]
    text = english.translate(str.maketrans({",": marks[0], ".": marks[1]}))

    assert number(tidy(text)) * 100 == Decimal(english.replace(",", "")) * 100
