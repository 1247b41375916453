"""Earned value, earned schedule, penalties and the published reference classes."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from bench.acceptance.case import Case
from tadbir.core.ratio import Ratio
from tadbir.procurement.terms import OrderKind
from tadbir.works.calc.delay import Penalty, penalty
from tadbir.works.calc.earned import EarnedValue, earned_by_cost
from tadbir.works.calc.readiness.reference import CLASSES, Published, overrun
from tadbir.works.calc.schedule import (
    Baseline,
    EarnedSchedule,
    PlannedCurve,
    curve_on,
    days_of_work,
    earned_schedule,
)

PMI = "PMI, Standard for Earned Value Management"
LIPKE = "Lipke, Schedule is different (2003)"
CONTRACT = "rate and cap of the contract; CCAG-T, decree 2-14-394"
PHILIPPINES = "1,044 public works contracts, Philippines"

PLANNED = (5, 15, 30, 50, 70, 88, 100)
EARNED = (4, 11, 22, 37, 52, 66, 80, 92, 100)


def planned(*values: int) -> PlannedCurve:
    """A plan with one point a period."""
    return PlannedCurve(tuple((Decimal(t), Decimal(v)) for t, v in enumerate(values, 1)))


LATE = planned(*PLANNED)
BY_COST = earned_by_cost(Decimal(10_000), actual=Decimal(11_000), to_complete=Decimal(1_000))
BY_VALUE = EarnedValue(Decimal(100_000), Decimal(55_000), Decimal(50_000), Decimal(45_000))
AMOUNT, RATE = Decimal(4_200_000), Decimal("0.001")


def rate(of: Ratio, digits: int) -> str:
    """A rate to some digits."""
    return "—" if of.value is None else f"{of.value:.{digits}f}"


def amount(of: Decimal | None, digits: int = 0) -> str:
    """An amount to some digits."""
    return "—" if of is None else f"{of:,.{digits}f}"


def after(time: int) -> EarnedSchedule:
    """The position of the works that finish late, after some periods."""
    return earned_schedule(LATE, earned=Decimal(EARNED[time - 1]), actual=Decimal(time))


def position(time: int, *, es: int, spi: int, ieac: int) -> Callable[[], str]:
    """ES, SPI(t) and IEAC(t) after some periods, to the digits of the page."""
    at = after(time)
    return lambda: f"{at.earned:.{es}f} {rate(at.index, spi)} {amount(at.estimate, ieac)}"


def at_the_end() -> str:
    """ES, SV(t), SPI(t) and SPI in money once everything is done."""
    at = after(9)
    money = EarnedValue(Decimal(100), LATE.planned(Decimal(9)), Decimal(EARNED[8]), None)
    return f"{at.earned:.0f} {at.variance:.0f} {rate(at.index, 4)} {rate(money.schedule_index, 1)}"


def scheduled(plan: PlannedCurve, *earned: int) -> str:
    """ES at some values."""
    return " ".join(f"{plan.earned_schedule(Decimal(value)):.1f}" for value in earned)


def planned_again() -> str:
    """ES of 60, by the plan in force the day before a new one and on its day."""
    plans = [Baseline(date(2025, 1, 1), LATE), Baseline(date(2025, 6, 1), planned(20, 60, 100))]
    found = [curve_on(plans, day) for day in (date(2025, 5, 31), date(2025, 6, 1))]
    return " ".join(scheduled(plan, 60) for plan in found if plan is not None)


def suspended() -> str:
    """Days of work at both ends of a suspension of 28 days, and 31 days later."""
    start, stop, again = date(2025, 1, 2), date(2025, 2, 1), date(2025, 3, 1)
    orders = [(stop, OrderKind.SUSPENSION), (again, OrderKind.RESTART)]
    days = (stop, again, date(2025, 4, 1))
    return " ".join(str(days_of_work(start, day, orders)) for day in days)


def due(days: int, cap: str | None = None) -> Penalty:
    """The penalty of the worked contract."""
    found = penalty(AMOUNT, days, rate=RATE, cap=None if cap is None else Decimal(cap))
    assert found is not None
    return found


def reached(cap: str) -> str:
    """The day a cap is reached, and the most that is due."""
    found = due(400, cap)
    return f"day {found.cap_day} {found.due:,.0f}"


def overruns(kind: Published, *levels: float) -> str:
    """Overruns at some levels and the share late, of a published class."""
    found = " ".join(f"{overrun(kind, level):.2f}" for level in levels)
    return f"n {CLASSES[kind].contracts} {found} late {CLASSES[kind].late:.0%}"


CASES = [
    Case("SPI(t) of ES 18 after 20", "0.90",
         lambda: rate(EarnedSchedule(Decimal(18), Decimal(20), Decimal(24)).index, 2), LIPKE),
    Case("done, from AC 11,000 and ETC 1,000", "91.667%",
         lambda: f"{Ratio(BY_COST.earned, BY_COST.budget).value:.3%}", PMI),
    Case("EV, EAC, VAC of BAC 10,000", "9,166.67 12,000 -2,000",
         lambda: f"{amount(BY_COST.earned, 2)} {amount(BY_COST.estimate_at_completion)} "
                 f"{amount(BY_COST.variance_at_completion)}", PMI),
    Case("SPI, CPI, EAC of BAC 100,000", "0.9091 1.1111 90,000",
         lambda: f"{rate(BY_VALUE.schedule_index, 4)} {rate(BY_VALUE.cost_index, 4)} "
                 f"{amount(BY_VALUE.estimate_at_completion)}", PMI),
    Case("late finish, t = 2: ES, SPI(t), IEAC(t)", "1.6 0.80 8.75",
         position(2, es=1, spi=2, ieac=2), LIPKE),
    Case("late finish, t = 5", "4.10 0.82 8.537", position(5, es=2, spi=2, ieac=3), LIPKE),
    Case("late finish, t = 7", "5.5556 0.7937 8.82", position(7, es=4, spi=4, ieac=2), LIPKE),
    Case("late finish, t = 9: ES, SV(t), SPI(t), SPI in money", "7 -2 0.7778 1.0",
         at_the_end, LIPKE),
    Case("ES where EV is a point of the plan, and above the budget", "3.0 7.0",
         lambda: scheduled(LATE, 30, 120), LIPKE),
    Case("ES below the first point", "0.8", lambda: scheduled(LATE, 4), LIPKE),
    Case("ES where the plan stands still", "4.0",
         lambda: scheduled(planned(10, 40, 40, 40, 100), 40), LIPKE),
    Case("ES of 60 before and after a new plan", "4.5 2.0", planned_again, LIPKE),
    Case("days of work: time stops while works are suspended", "30 30 61", suspended, CONTRACT),
    Case("penalty of 37 days at 1/1000 on 4,200,000", "155,400",
         lambda: amount(due(37).due), CONTRACT),
    Case("a cap of 10 %", "day 100 420,000", lambda: reached("0.10"), CONTRACT),
    Case("a cap of 8 %", "day 80 336,000", lambda: reached("0.08"), CONTRACT),
    Case("completed contracts: P50, P80, P90", "n 945 1.00 1.37 2.12 late 31%",
         lambda: overruns(Published.COMPLETED, 0.5, 0.8, 0.9), PHILIPPINES),
    Case("health contracts: P80, P90", "n 50 2.74 3.81 late 48%",
         lambda: overruns(Published.HEALTH, 0.8, 0.9), PHILIPPINES),
]  # fmt: skip
