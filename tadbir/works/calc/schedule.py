"""Earned schedule: the time at which what is done today should have been done.

Lipke, "Schedule is different", The Measurable News (2003): with C the last point of the plan that
is earned, ES = C + (EV − PV_C) / (PV_{C+1} − PV_C); SV(t) = ES − AT; SPI(t) = ES / AT;
IEAC(t) = PD / SPI(t). Time counts days of work since the service order, or any other unit, without
the days of suspension: while works are suspended, time stops for the plan and for the works.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from tadbir.core.ratio import Ratio
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.procurement.calc.deadline import Dated, days_suspended

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class PlannedCurve:
    """The value planned at each time: points (time, value) from (0, 0), which is not written.

    Straight between its points. `is_assumed` marks a curve that nobody planned. Raises
    `Refused("works.curve-out-of-order")` unless times rise, values never fall and one is above 0.
    """

    points: tuple[tuple[Decimal, Decimal], ...]
    is_assumed: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no plan."""
        whole = ((ZERO, ZERO), *self.points)
        rises = all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(whole))
        if not rises or whole[-1][1] <= 0:
            raise Refused(
                "works.curve-out-of-order",
                N_("A planned curve must go forward in time and never fall."),
            )

    @property
    def budget(self) -> Decimal:
        """The value planned in the end (BAC)."""
        return self.points[-1][1]

    @property
    def duration(self) -> Decimal:
        """The planned duration (PD): the first time at which everything is planned."""
        return next(time for time, value in self.points if value == self.budget)

    def planned(self, time: Decimal) -> Decimal:
        """The value planned by a time (PV); everything after the last point."""
        for (start, low), (end, high) in pairwise(((ZERO, ZERO), *self.points)):
            if time < end:
                return low + (high - low) * (max(time, ZERO) - start) / (end - start)
        return self.budget

    def earned_schedule(self, earned: Decimal) -> Decimal:
        """The time at which a value in dirhams should have been earned (ES).

        At a point of the plan, its time; where the plan stands still, the end of the pause: all
        that was planned until then is earned. Below the first point, a part of its time. With
        everything earned, the planned duration. Raises `Refused("works.earned-below-zero")`.
        """
        if earned < 0:
            raise Refused(
                "works.earned-below-zero",
                N_("A value of {value} is below zero: it cannot have been earned."),
                value=earned,
            )
        if earned >= self.budget:
            return self.duration
        whole = ((ZERO, ZERO), *self.points)
        index = bisect_right([value for _time, value in whole], earned)
        (start, low), (end, high) = whole[index - 1], whole[index]
        return start + (end - start) * (earned - low) / (high - low)


@dataclass(frozen=True, slots=True)
class EarnedSchedule:
    """Where works stand in time: `earned` (ES) after `actual` (AT), of a plan of `planned` (PD)."""

    earned: Decimal
    actual: Decimal
    planned: Decimal
    is_assumed: bool = False

    @property
    def variance(self) -> Decimal:
        """SV(t): below zero, the time by which works are behind."""
        return self.earned - self.actual

    @property
    def index(self) -> Ratio:
        """SPI(t), which stays below 1 when works end late."""
        return Ratio(self.earned, self.actual)

    @property
    def estimate(self) -> Decimal | None:
        """IEAC(t): the duration that this pace leads to; None when nothing was earned.

        None too before any time has passed: there is no pace yet.
        """
        return self.planned * self.actual / self.earned if self.earned and self.actual else None


def earned_schedule(curve: PlannedCurve, *, earned: Decimal, actual: Decimal) -> EarnedSchedule:
    """The position in time of works that earned a value after an actual time."""
    return EarnedSchedule(
        curve.earned_schedule(earned), actual, curve.duration, is_assumed=curve.is_assumed
    )


@dataclass(frozen=True, slots=True)
class Baseline:
    """A plan and the day from which it holds."""

    valid_from: date
    curve: PlannedCurve


def curve_on(baselines: Sequence[Baseline], day: date) -> PlannedCurve | None:
    """The plan in force on a day: the last one set by then; None before the first.

    A new plan judges what comes after it; what an earlier day said stays as it was said.
    """
    known = [baseline for baseline in baselines if baseline.valid_from <= day]
    return max(known, key=lambda baseline: baseline.valid_from).curve if known else None


def days_of_work(service_order_on: date, on: date, orders: Sequence[Dated]) -> int:
    """The days since the service order without the days of suspension; 0 before it."""
    return max((on - service_order_on).days - days_suspended(orders, on), 0)


def assumed_curve(budget: Decimal, duration: int, *, steps: int = 20) -> PlannedCurve:
    """A plan where there is none, only when someone asks for it: slow, fast, slow.

    3x² − 2x³ of the budget at the share x of the time. Nobody planned it: it is marked assumed.
    """
    shares = [Decimal(step) / steps for step in range(1, steps + 1)]
    return PlannedCurve(
        tuple((duration * x, budget * (3 * x**2 - 2 * x**3)) for x in shares), is_assumed=True
    )


@dataclass(frozen=True, slots=True)
class ElapsedAgainstDone:
    """Without a plan: the share of the contract's time that is spent, and what is done.

    Two shares and no index: works do not advance in a straight line, so a gap is a question to
    ask, not a lateness.
    """

    elapsed: Ratio
    done: Decimal

    @property
    def gap(self) -> Decimal | None:
        """Done less elapsed, in fractions of 1; None without the contract's time."""
        elapsed = self.elapsed.value
        return None if elapsed is None else self.done - elapsed


def elapsed_against_done(
    *, days_worked: int, days_contracted: int | None, done: Decimal
) -> ElapsedAgainstDone:
    """The two shares; the elapsed one passes 1 when the time is over."""
    contracted = None if days_contracted is None else Decimal(days_contracted)
    return ElapsedAgainstDone(Ratio(Decimal(days_worked), contracted), done)
