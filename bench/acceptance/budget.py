"""Rates, budget reliability, last days and forecast scores of the acceptance page."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from bench.acceptance.case import Case
from tadbir.budget.calc.calendar import (
    ClosingDate,
    YearRules,
    last_day_to_deposit,
    working_days_left,
)
from tadbir.budget.calc.pefa import BudgetYear, composition
from tadbir.budget.calc.rates import implied_credits, issuance_rate
from tadbir.budget.terms import Deadline, Spending
from tadbir.core.scores import (
    Interval,
    crps_ensemble,
    crps_normal,
    interval_score,
    pinball,
)

TREASURY = "Treasury through the press"
PEFA = "PEFA framework, PI-2.1"
GNEITING = "Gneiting and Raftery, JASA 102 (2007)"
FERRO = "Ferro, QJRMS 140 (2014)"
DESIGN = "design, Budget: last day to deposit; Médias24, 17 December 2018"
ENSEMBLE = (70.0, 74.0, 78.0, 82.0, 86.0)
BAND = Interval(68, 90)
RULES = YearRules(2025)
MEETING = date(2025, 12, 12)
CIRCULAR = ClosingDate(Deadline.COMMITMENT, Spending.CONTRACT, date(2025, 12, 5), "a circular")


def product(committed: str, on_commitments: str) -> str:
    """The issuance rate in percent, one decimal."""
    rate = issuance_rate(Decimal(committed), Decimal(on_commitments))
    return f"{rate:.1%}"


def credits_implied() -> str:
    """The credits, in billions, that 376.1 bn at 66 % imply."""
    implied = implied_credits(Decimal("376.1"), Decimal("0.66"))
    return "—" if implied is None else f"{implied:.1f} bn"


def pefa_year() -> BudgetYear:
    """The worked year."""
    budget, actual = (400, 200, 150, 100, 150), (410, 170, 110, 95, 165)
    return BudgetYear(tuple(map(Decimal, budget)), tuple(map(Decimal, actual)))


def adjusted() -> str:
    """The adjusted budgets, without trailing zeros."""
    return "/".join(f"{amount.normalize():f}" for amount in composition(pefa_year()).adjusted)


def last_day(rules: YearRules, spending: Spending) -> str:
    """The last day to deposit, and what it rests on."""
    found = last_day_to_deposit(rules, spending=spending)
    return f"{found.day} {found.basis}"


def days_left(spending: Spending) -> str:
    """The clear working days left on the day of the meeting."""
    return str(working_days_left(last_day_to_deposit(RULES, spending=spending), today=MEETING))


def number(value: Callable[[], float], digits: int = 1) -> Callable[[], str]:
    """A figure to the digits of the acceptance page."""
    return lambda: f"{value():.{digits}f}"


RATES = [
    Case("issued / credits, end March 2015: 38 % × 70 %", "26.6%",
         lambda: product("0.38", "0.70"), TREASURY),
    Case("issued / credits, end September 2019: 66 % × 85 %", "56.1%",
         lambda: product("0.66", "0.85"), TREASURY),
    Case("credits implied by 376.1 bn committed at 66 %", "569.8 bn", credits_implied, TREASURY),
    Case("PEFA outturn", "95.0%", lambda: f"{composition(pefa_year()).outturn:.1%}", PEFA),
    Case("PEFA adjusted budgets", "380/190/142.5/95/142.5", adjusted, PEFA),
    Case("PEFA sum of deviations", "105",
         lambda: f"{composition(pefa_year()).deviation.normalize():f}", PEFA),
    Case("PEFA variance and its score for the year", "11.05% C",
         lambda: f"{(year := composition(pefa_year())).variance:.2%} {year.score}", PEFA),
]  # fmt: skip
LAST_DAYS = [
    Case("last day for contracts, no circular", "2025-12-15 estimated",
         lambda: last_day(RULES, Spending.CONTRACT), DESIGN),
    Case("last day for the rest, no circular", "2025-12-24 estimated",
         lambda: last_day(RULES, Spending.OTHER), DESIGN),
    Case("working days left on 12 December 2025 to commit contracts", "1",
         lambda: days_left(Spending.CONTRACT), DESIGN),
    Case("a circular's date wins and nothing is subtracted from it", "2025-12-05 circular",
         lambda: last_day(YearRules(2025, circular=(CIRCULAR,)), Spending.CONTRACT), DESIGN),
]  # fmt: skip
SCORES = [
    Case("CRPS of N(0,1) at 0", "0.233695", number(lambda: crps_normal(0, 1, 0), 6), GNEITING),
    Case("CRPS of N(0,1) at 1", "0.602441", number(lambda: crps_normal(0, 1, 1), 6), GNEITING),
    Case("CRPS of N(80,6) at 73", "4.335432", number(lambda: crps_normal(80, 6, 73), 6), GNEITING),
    Case("CRPS of the ensemble at 73", "3.0", number(lambda: crps_ensemble(ENSEMBLE, 73)), FERRO),
    Case("fair CRPS of the ensemble at 73", "2.2",
         number(lambda: crps_ensemble(ENSEMBLE, 73, fair=True)), FERRO),
    Case("pinball of 68 at 0.1, y = 73", "0.5", number(lambda: pinball(68, 73, level=0.1)),
         GNEITING),
    Case("pinball of 80 at 0.5, y = 73", "3.5", number(lambda: pinball(80, 73, level=0.5)),
         GNEITING),
    Case("pinball of 90 at 0.9, y = 73", "1.7", number(lambda: pinball(90, 73, level=0.9)),
         GNEITING),
    Case("80 % interval 68–90 at 73", "22.0", number(lambda: interval_score(BAND, 73)), GNEITING),
    Case("80 % interval 68–90 at 64", "62.0", number(lambda: interval_score(BAND, 64)), GNEITING),
]  # fmt: skip
CASES = [*RATES, *LAST_DAYS, *SCORES]
