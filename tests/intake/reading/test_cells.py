"""Cells of the other kinds: rates, durations, states, codes, texts, counts."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest

from tadbir.intake.contract import Kind, Value
from tadbir.intake.reading.cells import Manner, understood, unit_days
from tadbir.intake.reading.column import Cells
from tadbir.intake.reading.grid import Fault
from tadbir.intake.reading.vectors import Vector

D = Decimal


def manner(
    *,
    says_percent: bool = False,
    unit: int | None = None,
    format_of: Callable[[int], str] = lambda place: "",
) -> Manner:
    return Manner(D(1), 2025, says_percent, unit, False, format_of)


def read(cells: list[object], kind: Kind, told: Manner) -> Vector:
    """A column written as a list, as its kind says."""
    return understood(Cells.of(cells), kind, told)


def codes_of(vector: Vector) -> dict[int, str]:
    return {place: code for place, (code, _) in vector.issues.items()}


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ([0.5, 0.25, 1.0], [D("0.5"), D("0.25"), D(1)]),
        ([0.348131786358273], [D("0.348131786358273")]),
        (["12,5 %", "95%", "٨٠٪"], [D("0.125"), D("0.95"), D("0.8")]),
        ([50.5, 25.0, 0.0], [D("0.505"), D("0.25"), D(0)]),
        ([1.2, 0.8], [D("1.2"), D("0.8")]),
        (["", "-", 0.5], [None, None, D("0.5")]),
        (["#DIV/0!", 0.5], [None, D("0.5")]),
        ([Fault("intake.error-in-cell"), 0.5], [None, D("0.5")]),
    ],
)
def test_rates_are_fractions_decided_by_their_column(
    cells: list[object], values: list[Value]
) -> None:
    vector = read(cells, Kind.RATE, manner())

    assert vector.values() == values
    assert vector.issues == {}


def test_fraction_among_percentages_is_refused_unless_its_format_is_percent() -> None:
    cells = [95.0, 0.95, 80.0]

    assert codes_of(read(cells, Kind.RATE, manner())) == {1: "intake.ambiguous-rate"}
    told = manner(format_of=lambda place: "percent" if place == 1 else "")
    assert read(cells, Kind.RATE, told).values() == [D("0.95"), D("0.95"), D("0.8")]


def test_lone_ones_under_a_percent_sign_are_refused() -> None:
    vector = read([1.0, 0.0], Kind.RATE, manner(says_percent=True))

    assert codes_of(vector) == {0: "intake.ambiguous-rate"}


def test_progress_keeps_the_words_of_works() -> None:
    cells = [
        "95%",
        "En cours",
        "Achevé – en attente de réception",
        "Lot 1 : 80 % / Lot 2 : 35 %",
        95.0,
    ]

    assert read(cells, Kind.PROGRESS, manner()).values() == [
        D("0.95"), "En cours", "Achevé – en attente de réception",
        "Lot 1 : 80 % / Lot 2 : 35 %", D("0.95"),
    ]  # fmt: skip


def test_durations_need_their_unit() -> None:
    cells = ["4 mois", "120 j", "1 an", "6 أشهر", "90 يوما", "3 semaines", 4.0]

    bare = read(cells, Kind.DURATION, manner())
    headed = read(cells, Kind.DURATION, manner(unit=unit_days("Délai (mois)")))

    assert bare.values() == [120, 120, 365, 180, 90, 21, None]
    assert codes_of(bare) == {6: "intake.not-a-duration"}
    assert headed.values()[6] == 120


def test_states_are_dates_crosses_or_words() -> None:
    cells = ["x", "12/08/2025", datetime(2025, 1, 2), "rejeté : pièce manquante", "", 45881.0, 5.0]  # noqa: DTZ001

    vector = read(cells, Kind.STATE, manner())

    assert vector.values() == [
        True, date(2025, 8, 12), date(2025, 1, 2), "rejeté : pièce manquante", None,
        date(2025, 8, 12), None,
    ]  # fmt: skip
    assert codes_of(vector) == {6: "intake.not-a-date"}


def test_leading_zeros_come_back_only_when_all_codes_have_one_width() -> None:
    sure = read(["012", "007", 5.0], Kind.CODE, manner())
    unsure = read(["012", "07", 5.0], Kind.CODE, manner())
    plain = read(["12", "7", 5.0], Kind.CODE, manner())
    formatted = read([5.0], Kind.CODE, manner(format_of=lambda place: "zeros:4"))

    assert sure.values() == ["012", "007", "005"]
    assert codes_of(unsure) == {2: "intake.code-as-number"}
    assert plain.values() == ["12", "7", "5"]
    assert formatted.values() == ["0005"]


def test_codes_that_lost_their_digits_are_refused() -> None:
    cells = ["012", "4.5E+10", 4.5e16, 1.5, "O12", datetime(2025, 7, 9)]  # noqa: DTZ001

    assert codes_of(read(cells, Kind.CODE, manner())) == dict.fromkeys(
        (1, 2, 3, 5), "intake.code-as-number"
    )
    many = ["012", "013", "014", "015", "O16"]
    assert codes_of(read(many, Kind.CODE, manner())) == {4: "intake.letter-in-code"}
    scientific = manner(format_of=lambda place: "scientific")
    assert codes_of(read([45e9], Kind.CODE, scientific)) == {0: "intake.code-as-number"}


def test_name_that_became_a_date_is_restored_only_when_its_format_shows_it() -> None:
    day = datetime(2025, 7, 9)  # noqa: DTZ001
    told = read([day], Kind.TEXT, manner(format_of=lambda place: "day-month"))
    untold = read([day], Kind.TEXT, manner())

    assert told.values() == ["9 Juillet"]
    assert told.notes == {0: "restored"}
    assert untold.values() == [None]
    assert codes_of(untold) == {0: "intake.date-in-text"}


def test_texts_lose_stray_spaces_and_marks_only() -> None:
    cells = ["Targuist \u00a0\u00a0\u00a0", "\u200fصفرو\u200f", " a  b ", "Aïn-Cheggag (1)", 5.0]

    assert read(cells, Kind.TEXT, manner()).values() == [
        "Targuist", "صفرو", "a b", "Aïn-Cheggag (1)", "5",
    ]  # fmt: skip


def test_counts_are_whole() -> None:
    vector = read([5.0, "1 200", "", 2.5, "douze"], Kind.COUNT, manner())

    assert vector.values() == [5, 1200, None, None, None]
    assert set(codes_of(vector).values()) == {"intake.not-a-count"}
