"""Conventions with the public-works agency: what was agreed, called, transferred, justified."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from tadbir.cli.demonstration import facts
from tadbir.cli.demonstration.chance import chance
from tadbir.cli.demonstration.figures import figures
from tadbir.cli.demonstration.histories import YEARS, history
from tadbir.cli.demonstration.holders import Holder, holders
from tadbir.core.period import year_end
from tadbir.procurement.terms import Kind

AGREED_FACTOR = 1.6
"""The conventions promise more than was called in four years."""
_MILLION = 100_000_000
_JUSTIFIED_AFTER_YEARS = 0.7


@dataclass(frozen=True, slots=True)
class Convention:
    """One convention of a province, and its share of the region's tranches."""

    holder: Holder
    number: str
    purpose: str
    site: str
    share: float
    agreed: int
    months: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a convention is on a day, in centimes; `progress` is physical, a fraction."""

    called: int
    transferred: int
    justified: int
    progress: float


_PURPOSES = ("Réhabilitation de centres de santé", "Construction d'un hôpital de proximité",
             "Mise à niveau du service des urgences", "Construction de centres de santé")  # fmt: skip
_SITES = ("CSR-1 et CSR-2 (lot 1)", "Hôpital de proximité", "Urgences", "CSU-1 (lot 2)")


@lru_cache
def conventions(region: str) -> tuple[Convention, ...]:
    """Two conventions a province, always the same."""
    delegations = [h for h in holders(region) if h.code.startswith("D") and h.seat != region]
    draw = chance("conventions", region)
    weights = draw.dirichlet(np.full(2 * len(delegations), 6.0))
    promised = _tranches(region, year_end(YEARS[-1]))[0] * AGREED_FACTOR
    return tuple(
        Convention(
            holder=delegations[i // 2],
            number=f"CONV {i + 1:02d}/{2022 + i % 3}/DR{region}",
            purpose=f"{_PURPOSES[i % 4]} – {delegations[i // 2].seat_fr}",
            site=_SITES[i % 4],
            share=float(weight),
            agreed=max(1, round(promised * float(weight) / _MILLION * 10)) * _MILLION // 10,
            months=int(draw.integers(8, 30)),
        )
        for i, weight in enumerate(weights)
    )


@lru_cache
def _tranches(region: str, day: date) -> tuple[int, int]:
    """What the directorate committed and paid on conventions until a day, all years together."""
    directorate = holders(region)[0]
    committed = paid = 0
    for year in history(directorate):
        if year.year > day.year:
            continue
        known = figures(year, [min(day, year_end(year.year))])
        for row, rubric in enumerate(known.rubrics):
            if rubric.route is Kind.CONVENTION:
                committed += int(known.of("committed", known.days[0])[row])
                paid += int(known.of("paid", known.days[0])[row])
    return committed, paid


def standing(convention: Convention, day: date) -> Standing:
    """Where a convention is on a day, as its share of the region's tranches."""
    region = convention.holder.region
    called, paid = (int(part * convention.share) for part in _tranches(region, day))
    earlier = date(day.year - 1, day.month, min(day.day, 28))
    before = int(_tranches(region, earlier)[1] * convention.share)
    justified = before + int((paid - before) * (1 - _JUSTIFIED_AFTER_YEARS))
    progress = min(1.0, paid / convention.agreed * float(_haste(convention)))
    return Standing(called, paid, justified, round(progress, 2))


@lru_cache
def _haste(convention: Convention) -> float:
    """How far works run ahead of, or behind, the money transferred."""
    return float(chance("haste", convention.number).uniform(0.7, 1.5))


def region_name(region: str) -> str:
    """The region's French name."""
    return facts.provinces(region)[0]["region"]
