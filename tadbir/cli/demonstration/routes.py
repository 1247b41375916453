"""How a line is spent: by which route, in how many dossiers, and when each would be visaed."""

import numpy as np

from tadbir.cli.demonstration.credits import day_of_year
from tadbir.cli.demonstration.nomenclature import Rubric
from tadbir.procurement.terms import Kind

_BY_CENTIMES = {2022: 20_000_000, 2023: 20_000_000}
_CEILING = 50_000_000
"""Ceiling of purchase orders: 200,000 DH, then 500,000 (decree 2-22-431); in centimes."""
_HOW_MANY = {
    Kind.CONTRACT: (1, 3), Kind.PURCHASE_ORDER: (2, 4), Kind.FRAMEWORK_CONTRACT: (1, 1),
    Kind.STATEMENT: (3, 4), Kind.INVOICE: (2, 3), Kind.CONVENTION: (1, 2),
}  # fmt: skip

SMALLEST = 100_000
"""A dossier of a thousand dirhams or less, in centimes, is not worth one."""
_PULLED_IN = 0.85
"""Share of the dossiers that would miss the year which services get through all the same."""


def kind_and_amounts(
    rubric: Rubric, year: int, spend: int, draw: np.random.Generator
) -> tuple[Kind, list[int]]:
    """How a line is spent: by which route, in how many dossiers, of what amounts (centimes)."""
    low, high = _HOW_MANY[rubric.route]
    number = int(draw.integers(low, high + 1))
    ceiling = _BY_CENTIMES.get(year, _CEILING)
    kind = rubric.route
    if kind is Kind.PURCHASE_ORDER and spend > ceiling * 6:
        kind, number = Kind.CONTRACT, 2
    elif kind is Kind.PURCHASE_ORDER:
        number = max(number, spend * 5 // (ceiling * 4) + 1)
    shares = draw.dirichlet(np.full(number, 25.0))
    amounts = [int(spend * share) for share in shares]
    if kind is Kind.PURCHASE_ORDER:
        amounts = [min(amount, ceiling) for amount in amounts]
    return kind, [amount for amount in amounts if amount > SMALLEST]


def visa_day(kind: Kind, year: int, draw: np.random.Generator) -> int:
    """When a dossier of a kind would be visaed if credits were there: the year-end rush included."""
    if kind is Kind.FRAMEWORK_CONTRACT:
        day = draw.uniform(30, 88)
    elif kind in (Kind.STATEMENT, Kind.INVOICE):
        day = draw.choice([92, 183, 274, 336]) + draw.normal(6, 9)
    elif kind is Kind.CONVENTION:
        day = draw.uniform(170, 350)
    else:
        is_calm = draw.random() < (0.62 if kind is Kind.PURCHASE_ORDER else 0.52)
        day = draw.uniform(85, 310) if is_calm else draw.normal(339, 13)
    return day_of_year(year, max(20, day))


def rushed(day: int, year: int, draw: np.random.Generator) -> int:
    """The day, or one of the last of December for most dossiers that would miss the year."""
    last, luck = day_of_year(year, 363), draw.random()
    return day if day <= last or luck > _PULLED_IN else last - int(draw.integers(0, 14))
