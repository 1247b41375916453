"""Credits of a holder's year: what each line opens, when it is notified, when it is delegated."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import numpy as np

from tadbir.budget.terms import BudgetKind
from tadbir.cli.demonstration.chance import chance
from tadbir.cli.demonstration.holders import Holder
from tadbir.cli.demonstration.nomenclature import Rubric, rubrics_of
from tadbir.territory.terms import EntityKind

THOUSAND_DIRHAMS = 100_000
"""In centimes: credits are voted in whole thousands of dirhams."""
LEVEL = {
    ("operating", EntityKind.DIRECTORATE): 9.0,
    ("operating", EntityKind.DELEGATION): 42.0,
    ("investment", EntityKind.DIRECTORATE): 16.0,
    ("investment", EntityKind.DELEGATION): 22.0,
    ("investment", EntityKind.HOSPITAL_CENTRE): 6.0,
    ("segma_operating", EntityKind.HOSPITAL_CENTRE): 62.0,
    ("segma_investment", EntityKind.HOSPITAL_CENTRE): 9.0,
}
"""Dirhams per inhabitant served in 2022: invented, of the order of the ministry's budget."""
REGIONAL_CENTRE_FACTOR = 1.35
GROWTH = {2022: 1.0, 2023: 1.06, 2024: 1.15, 2025: 1.22}
_NEVER = 9_999_999


@dataclass(frozen=True, slots=True)
class Wave:
    """Credits delegated on a day, in centimes; a withdrawal is negative."""

    day: int
    amount: int


@dataclass(slots=True)
class Credits:
    """The credits of one line in one year, in centimes; days are ordinals.

    `consolidation` is the part of `opened` that pays what was committed before; `carried` comes
    on top of it by the order of carry-over. `waves` is None for a SEGMA, which has no delegation.
    """

    opened: int
    consolidation: int
    carried: int
    transfers: int
    commitment_credits: int
    notified_on: int
    waves: list[Wave] | None
    transfers_on: int = _NEVER
    carried_on: int = _NEVER
    withdrawals: list[Wave] = field(default_factory=list)

    @property
    def current(self) -> int:
        """The year's payment credits after transfers and carry-over."""
        return self.opened + self.transfers + self.carried


@dataclass(frozen=True, slots=True)
class Habits:
    """How a holder works, year after year: late or early, eager or slow (days, and a factor)."""

    delegation_delay: int
    visa_delay: int
    appetite: float
    payment_delay: int


def habits(holder: Holder) -> Habits:
    """A holder's habits, drawn once."""
    draw = chance("habits", holder.code)
    return Habits(
        delegation_delay=int(draw.choice([-10, 0, 5, 15, 45])),
        visa_delay=int(draw.integers(-12, 22)),
        appetite=float(draw.uniform(0.86, 1.04)),
        payment_delay=int(draw.integers(8, 32)),
    )


def day_of_year(year: int, day: float | np.integer) -> int:
    """The ordinal of the nth day of a year."""
    return date(year, 1, 1).toordinal() + int(day) - 1


def _whole_thousands(dirhams: float) -> int:
    """A credit in centimes, in whole thousands of dirhams."""
    return max(1, round(dirhams / 1000)) * THOUSAND_DIRHAMS


def voted(holder: Holder, year: int) -> dict[Rubric, int]:
    """The new credits of each line, in centimes, before carry-over."""
    steady, shaken = chance("lines", holder.code), chance("voted", holder.code, year)
    size = holder.population**0.92 * float(Decimal("4.0"))
    found: dict[Rubric, int] = {}
    rubrics = rubrics_of(holder)
    for budget in dict.fromkeys(rubric.budget for rubric in rubrics):
        own = [rubric for rubric in rubrics if rubric.budget is budget]
        weights = np.array([rubric.weight for rubric in own]) * steady.lognormal(0, 0.25, len(own))
        level = LEVEL[(budget.code, holder.kind)] * (
            REGIONAL_CENTRE_FACTOR if holder.is_regional_centre else 1.0
        )
        total = size / 1.4 * level * GROWTH[year] * shaken.normal(1, 0.04)
        yearly = weights * shaken.lognormal(0, 0.10, len(own))
        for rubric, share in zip(own, yearly / yearly.sum(), strict=True):
            found[rubric] = _whole_thousands(total * share)
    return found


_WAVES = {
    "operating": ((45, 12, 0.6), (165, 20, 0.4)),
    "investment": ((80, 18, 0.35), (180, 25, 0.45), (280, 15, 0.20)),
}
"""Mean day, spread in days and share of each delegation."""


def opened(rubric: Rubric, new: int, carried_in: int, holder: Holder, year: int) -> Credits:
    """The credits of a line, given what its earlier commitments still owe (centimes)."""
    draw = chance("credits", holder.code, year, rubric.code_path)
    consolidation = carried_in * 6 // 10 // THOUSAND_DIRHAMS * THOUSAND_DIRHAMS
    is_segma = rubric.budget.kind is BudgetKind.SEGMA
    is_works = rubric.article == "0201"
    granted = Credits(
        opened=new + consolidation,
        consolidation=consolidation,
        carried=carried_in - consolidation,
        transfers=0,
        commitment_credits=new * 4 // 10 if is_works else 0,
        notified_on=day_of_year(year, draw.integers(18, 38)),
        waves=None if is_segma else [],
        carried_on=day_of_year(year, 62 + draw.integers(0, 18)),
    )
    if granted.waves is not None:
        granted.waves.extend(_delegations(granted, rubric, new, habits(holder), year))
    return granted


def _delegations(
    granted: Credits, rubric: Rubric, new: int, habit: Habits, year: int
) -> list[Wave]:
    """When and how much of a line is delegated: what is carried over first, then in waves."""
    draw = chance("waves", rubric.code_path, year, granted.notified_on, new)
    held_back = int(draw.choice([0, 0, 0, 3, 8])) if rubric.budget.code == "operating" else 0
    delegable = new * (100 - held_back) // 100
    waves, done = [], 0
    shares = _WAVES[rubric.budget.code]
    for number, (mean, spread, share) in enumerate(shares, 1):
        is_last = number == len(shares)
        amount = delegable - done if is_last else int(delegable * share) // 100 * 100
        day = day_of_year(year, np.clip(mean + habit.delegation_delay + draw.normal(0, spread),
                                        max(20, mean - 40), 335))  # fmt: skip
        waves.append(Wave(max(day, granted.notified_on), amount))
        done += amount
    owed = granted.consolidation + granted.carried
    return sorted([*waves, *([Wave(granted.carried_on, owed)] if owed else [])],
                  key=lambda wave: wave.day)  # fmt: skip
