"""SEGMA: resources, cash, the second rate, and never counting the subsidy twice."""

from dataclasses import replace
from decimal import Decimal as D

from tadbir.budget.calc.amounts import Amounts
from tadbir.budget.calc.segma import (
    Receipt,
    Resources,
    general_budget_with_segma,
    segma_position,
)
from tadbir.budget.terms import Part
from tadbir.core.ratio import Ratio

RESOURCES = Resources(
    own_receipts=Receipt(D(400), D(250)),
    subsidy=Receipt(D(500), D(450)),
    excess_brought_forward=Receipt(D(100), D(100)),
)
AMOUNTS = Amounts(opened_credits=D(1000), commitments=D(700), issuances=D(650), payments=D(600))


def test_second_rate_divides_payments_by_resources_collected() -> None:
    found = segma_position(Part.OPERATING, AMOUNTS, RESOURCES)

    assert found.payments_on_resources == Ratio(D(600), D(800))
    assert found.collection_rate == Ratio(D(800), D(1000))
    assert found.cash_available == D(200)
    assert not found.resources_unknown


def test_resources_are_unknown_without_a_receipts_file_or_with_a_kind_missing() -> None:
    silent = segma_position(Part.INVESTMENT, AMOUNTS, None)
    partial = segma_position(
        Part.INVESTMENT, AMOUNTS, replace(RESOURCES, subsidy=Receipt(D(500), None))
    )

    for found in (silent, partial):
        assert found.resources_unknown
        assert found.payments_on_resources.value is None
        assert found.cash_available is None


def test_adding_segma_removes_the_subsidy_from_the_general_budget() -> None:
    general = Amounts(opened_credits=D(5000), commitments=D(4000), payments=D(3000))
    subsidy = Amounts(opened_credits=D(500), commitments=D(500), issuances=D(450))

    found = general_budget_with_segma(general, AMOUNTS, subsidy=subsidy)

    assert found == Amounts(opened_credits=D(5500), commitments=D(4200))
