"""The contract of a work of the demonstration: who carries it out, for how much, how long."""

from dataclasses import dataclass

import numpy as np

from tadbir.cli.demonstration.suppliers import suppliers
from tadbir.cli.demonstration.works.sites import Site
from tadbir.procurement.terms import DurationUnit

CENTIMES = 100
_MONTHS, _DAYS_OF_MONTH = (4, 6, 8, 10, 12), 30
_SIZES = {"DR": 0.5, "CSR-1": 1.0, "CSU-1": 1.3, "CSR-2": 1.9, "CSU-2": 2.1}
_USUAL = 1_450_000
"""Dirhams that a rural centre of the first level usually takes."""


@dataclass(frozen=True, slots=True)
class Contract:
    """What was signed: `amount` in centimes; `lag` is the share of what is done that gets paid."""

    months: int
    amount: int
    contractor: str
    lots: int = 1
    lag: float = 0.9

    @property
    def days(self) -> int:
        """Its duration in days."""
        return self.months * _DAYS_OF_MONTH

    @property
    def unit(self) -> DurationUnit:
        """Short contracts are counted in days, the others in months."""
        return DurationUnit.DAYS if self.months == _MONTHS[0] else DurationUnit.MONTHS


def contract_of_centre(region: str, site: Site, number: int, draw: np.random.Generator) -> Contract:
    """The contract of a centre; one in seventeen has two lots, one in nine is paid late."""
    firms = suppliers(region, "works")
    return Contract(
        months=int(draw.choice(_MONTHS)),
        amount=int(draw.lognormal(np.log(_USUAL * _SIZES[site.category]), 0.25)) * CENTIMES,
        contractor=firms[int(draw.integers(len(firms)))],
        lots=2 if number % 17 == 3 else 1,
        lag=float(draw.uniform(0.35, 0.6) if number % 9 == 4 else draw.uniform(0.8, 1.0)),
    )


def contract_of_hospital(
    region: str, number: int, cost: int | None, draw: np.random.Generator
) -> Contract:
    """The contract of a hospital; its cost in centimes where it was made public."""
    firms = suppliers(region, "works")
    return Contract(
        months=int(draw.integers(14, 30)),
        amount=cost or int(draw.integers(12, 60)) * 1_000_000 * CENTIMES,
        contractor=firms[number % len(firms)],
    )


def lasting(contract: Contract, draw: np.random.Generator) -> int:
    """How long works take, in days: longer than their contract, mostly."""
    return int(contract.days * max(0.85, float(draw.lognormal(0.32, 0.28))))
