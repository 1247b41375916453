"""PEFA PI-1 and PI-2.1: how reliable a budget was; without meaning for delegated credits.

PEFA Secretariat, "Framework for assessing public financial management" (2016), pillar one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tadbir.core.money import ZERO
from tadbir.core.refused import Refused
from tadbir.core.words import N_

YEARS_NEEDED = 2  # a score is reached when two of the last three years reach it
# Widest deviation of the total, either way, for each score of PI-1 (bounds included).
OUTTURN_BANDS = (("A", Decimal("0.05")), ("B", Decimal("0.10")), ("C", Decimal("0.15")))
# Variance in composition for each score of PI-2.1 (bounds excluded).
VARIANCE_LIMITS = (("A", Decimal("0.05")), ("B", Decimal("0.10")), ("C", Decimal("0.15")))
LOWEST = "D"


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """Originally approved and actual expenditure of one year, head by head."""

    budget: Sequence[Decimal]
    actual: Sequence[Decimal]


@dataclass(frozen=True, slots=True)
class Composition:
    """PI-2.1 of one year: the budget brought to the size of the outturn, and how actuals differ."""

    outturn: Decimal
    adjusted: tuple[Decimal, ...]
    deviation: Decimal
    variance: Decimal
    score: str


def outturn(year: BudgetYear) -> Decimal:
    """Actual on budgeted expenditure, a fraction of 1.

    Raises `Refused("pefa.no-budget")` when nothing was budgeted or the heads do not match.
    """
    budgeted = sum(year.budget, ZERO)
    if not budgeted or len(year.budget) != len(year.actual):
        raise Refused(
            "pefa.no-budget", N_("PEFA needs a budget and an actual amount for each head.")
        )
    return sum(year.actual, ZERO) / budgeted


def composition(year: BudgetYear) -> Composition:
    """Variance in expenditure composition by head, contingency and interest left out by the user.

    Each head's budget × outturn is its adjusted budget; the variance is the sum of absolute
    deviations from it on the sum of adjusted budgets.
    """
    share = outturn(year)
    adjusted = tuple(head * share for head in year.budget)
    deviation = sum(
        (abs(actual - expected) for actual, expected in zip(year.actual, adjusted, strict=True)),
        ZERO,
    )
    total = sum(adjusted, ZERO)
    variance = deviation / total if total else ZERO
    score = next((name for name, limit in VARIANCE_LIMITS if variance < limit), LOWEST)
    return Composition(share, adjusted, deviation, variance, score)


def outturn_score(year: BudgetYear) -> str:
    """PI-1 of one year: within 5 % of the budget A, 10 % B, 15 % C, otherwise D."""
    gap = abs(outturn(year) - 1)
    return next((name for name, band in OUTTURN_BANDS if gap <= band), LOWEST)


def pi_1(years: Sequence[BudgetYear]) -> str:
    """Aggregate expenditure outturn over the last three years."""
    return _score(years, outturn_score)


def pi_2_1(years: Sequence[BudgetYear]) -> str:
    """Expenditure composition outturn by function over the last three years."""
    return _score(years, lambda year: composition(year).score)


def _score(years: Sequence[BudgetYear], score_of: Callable[[BudgetYear], str]) -> str:
    """The best score that two of the years reach; letters order from the best."""
    if len(years) <= YEARS_NEEDED:
        raise Refused("pefa.three-years", N_("PEFA needs the last three completed years."))
    return sorted(score_of(year) for year in years)[YEARS_NEEDED - 1]
