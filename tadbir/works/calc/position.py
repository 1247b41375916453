"""Where a project stands in its time: against its plan, or without one against time elapsed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tadbir.procurement.calc.deadline import Dated
from tadbir.works.calc import earned, schedule
from tadbir.works.calc.contracts import Terms, latest_deadline
from tadbir.works.terms import ReportSource

Point = tuple[date, Decimal]
STEPS = 24


@dataclass(frozen=True, slots=True)
class Time:
    """The time of a project: from its service order until its deadline, with its stops.

    That of its contract that ends last.
    """

    start: date
    deadline: date
    orders: tuple[Dated, ...]

    def worked(self, day: date) -> int:
        """The days since the service order without those of suspension."""
        return schedule.days_of_work(self.start, day, self.orders)

    @property
    def days(self) -> int:
        """The days of work that the contract gives."""
        return self.worked(self.deadline)


def time_of(contracts: Sequence[Terms], on: date) -> Time | None:
    """The time of a project on a day; None where it has no deadline, as `latest_deadline` says."""
    if latest_deadline(contracts, on).deadline is None:
        return None
    known = [
        Time(one.service_order_on, last, one.orders)
        for one in contracts
        if one.service_order_on is not None and (last := one.delay(on).deadline) is not None
    ]
    return max(known, key=lambda time: time.deadline, default=None)


def elapsed_curve(time: Time) -> list[Point]:
    """The share of the contract's time that is spent by each day; flat while works are stopped."""
    turns = [day for day, _kind in time.orders if time.start < day < time.deadline]
    days = sorted({time.start, *turns, time.deadline})
    whole = max(time.days, 1)
    return [(day, Decimal(time.worked(day)) / whole) for day in days]


def assumed_points(time: Time) -> list[Point]:
    """A plan that nobody made, drawn over the contract's time: slow, fast, slow."""
    curve = schedule.assumed_curve(Decimal(1), max(time.days, 1))
    length = (time.deadline - time.start).days
    days = sorted({time.start + timedelta(length * step // STEPS) for step in range(STEPS + 1)})
    return [(day, curve.planned(Decimal(time.worked(day)))) for day in days]


def curve_of(
    plan: Sequence[Point], time: Time, *, is_assumed: bool
) -> schedule.PlannedCurve | None:
    """A plan by days as a plan by days of work; None where it says nothing after the start."""
    points: list[tuple[Decimal, Decimal]] = []
    for day, share in plan:
        worked = Decimal(time.worked(day))
        if worked <= 0 or (points and worked <= points[-1][0]):
            continue
        points.append((worked, share))
    return schedule.PlannedCurve(tuple(points), is_assumed) if points and points[-1][1] else None


@dataclass(frozen=True, slots=True)
class Position:
    """What one source's figure makes of a project on the day of that figure; days of work."""

    source: ReportSource
    on: date
    done: Decimal
    planned: Decimal | None
    in_time: schedule.EarnedSchedule | None
    elapsed: schedule.ElapsedAgainstDone | None
    value: earned.EarnedValue | None


def position(
    source: ReportSource,
    done: Point,
    time: Time | None,
    curve: schedule.PlannedCurve | None,
    *,
    amount: Decimal | None = None,
    paid: Decimal | None = None,
) -> Position:
    """Against the plan where there is one; against the time spent where there is none."""
    on, share = done
    if time is None:
        return Position(source, on, share, None, None, None, None)
    worked = time.worked(on)
    if curve is None:
        spent = schedule.elapsed_against_done(
            days_worked=worked, days_contracted=time.days or None, done=share
        )
        return Position(source, on, share, None, None, spent, None)
    planned = curve.planned(Decimal(worked))
    value = None
    if amount is not None and not curve.is_assumed:
        value = earned.earned_by_progress(amount, share, planned=planned * amount, actual=paid)
    found = schedule.earned_schedule(curve, earned=share, actual=Decimal(worked))
    return Position(source, on, share, planned, found, None, value)


def by_source(history: Mapping[ReportSource, Sequence[Point]]) -> dict[ReportSource, Point]:
    """The last figure of each source."""
    return {source: points[-1] for source, points in history.items() if points}
