"""A bare 0.95 among 95: decided by the amounts of its row, or refused with both readings."""

from decimal import Decimal as D

import pytest

from tadbir.intake.contract import Value
from tests.intake.reading.datasets import WORKS
from tests.intake.reading.sheets import refusals, table

HEADS: list[object] = ["Établissement", "Montant TTC", "Cumul décomptes", "Av. financier"]


@pytest.mark.parametrize(
    ("paid", "rate"),
    [(950, D("0.95")), (9, D("0.0095")), (940, D("0.95"))],
    ids=["95 %", "0.95 %", "95 %, a little later"],
)
def test_fraction_among_percentages_is_decided_by_its_amounts(paid: int, rate: Value) -> None:
    rows = [HEADS, ["A", 1000, 500, 50], ["B", 1000, paid, 0.95], ["C", 300, 270, "90%"]]

    found = table(rows, WORKS)

    assert refusals(found) == []
    assert found.vectors["financial"].values() == [D("0.5"), rate, D("0.9")]
    assert found.marks == {3: ("decided:D",)}


@pytest.mark.parametrize("paid", ["", 500], ids=["nothing beside", "neither"])
def test_fraction_that_nothing_decides_is_refused_with_both_readings(paid: object) -> None:
    rows = [HEADS, ["A", 1000, 500, 50], ["B", 1000, paid, 0.95], ["C", 300, 270, "90%"]]

    [refused] = table(rows, WORKS).refused

    assert (refused.cell, refused.code, refused.value) == ("D3", "intake.ambiguous-rate", "0.95")
    assert (refused.details["fraction"], refused.details["hundredths"]) == ("95%", "0.95%")


def test_amounts_do_not_touch_a_rate_that_was_clear() -> None:
    rows = [HEADS, ["A", 1000, 500, 90], ["B", 1000, 100, 80]]

    found = table(rows, WORKS)

    assert found.vectors["financial"].values() == [D("0.9"), D("0.8")]
    assert found.marks == {}
