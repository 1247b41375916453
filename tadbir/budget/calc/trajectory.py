"""Targets with trajectories: what should be reached by a day, and the status that follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import accumulate, pairwise

from tadbir.core.money import ZERO
from tadbir.core.period import MONTHS_IN_YEAR, month_ends
from tadbir.core.refused import Refused
from tadbir.core.words import N_


class Status(StrEnum):
    """Where a figure stands against its trajectory; shown as colour, shape and word."""

    ON_TRACK = "on_track"
    WATCH = "watch"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class StatusRule:
    """From which share of what was planned a figure is on track, or still only to watch."""

    on_track_from: Decimal
    watch_from: Decimal
    source: str


# A convention of the product until a directorate enters its own.
HOUSE_RULE = StatusRule(
    Decimal("0.95"), Decimal("0.80"), N_("House rule, to be set by the directorate")
)


@dataclass(frozen=True, slots=True)
class TrajectoryPoint:
    """What should be reached by the end of a day, cumulated since 1 January."""

    on_date: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Trajectory:
    """A cumulative plan for a year; between two points it runs straight."""

    points: tuple[TrajectoryPoint, ...]

    def planned_on(self, day: date) -> Decimal | None:
        """What should be reached on a day; None without points, or before the plan's year.

        Before the first point the plan starts from nothing on 1 January; after the last one it
        stays where it ended.
        """
        if not self.points or day.year < self.points[0].on_date.year:
            return None
        start = TrajectoryPoint(date(self.points[0].on_date.year, 1, 1), ZERO)
        for before, after in pairwise((start, *self.points)):
            if day <= after.on_date:
                return _between(before, after, day)
        return self.points[-1].value


def shape_of(years: Sequence[Sequence[Decimal]]) -> tuple[Decimal, ...]:
    """The share of its final amount that a year had reached at each month end, over past years.

    `years` holds the twelve cumulated amounts of each comparable year. A share of totals, never
    the mean of shares, and never falling. Raises `Refused("trajectory.no-history")` when no year
    is complete or nothing was executed: a plan cannot take its shape from nothing.
    """
    complete = [year for year in years if len(year) == MONTHS_IN_YEAR]
    final = sum((year[-1] for year in complete), ZERO)
    if not final:
        raise Refused(
            "trajectory.no-history",
            N_("No complete past year gives a shape to this trajectory: enter its points."),
        )
    totals = (sum((year[month] for year in complete), ZERO) for month in range(MONTHS_IN_YEAR))
    return tuple(accumulate((min(amount / final, Decimal(1)) for amount in totals), max))


def planned_from_shape(year: int, target: Decimal, shape: Sequence[Decimal]) -> Trajectory:
    """The S-shaped plan that reaches the target at the year's end the way past years ran."""
    return Trajectory(
        tuple(
            TrajectoryPoint(day, target * share)
            for day, share in zip(month_ends(year), shape, strict=True)
        )
    )


def total_trajectory(
    trajectories: Mapping[str, Trajectory], opened: Mapping[str, Decimal]
) -> Trajectory:
    """The plan of a rate for several entities: each weighs by its credits, as in a total.

    `opened` are the credits that rate each entity. Entities without credits weigh nothing; points are those of every plan.
    """
    days = sorted({point.on_date for plan in trajectories.values() for point in plan.points})
    weights = {key: opened.get(key, ZERO) for key in trajectories}
    whole = sum(weights.values(), ZERO)
    if not whole:
        return Trajectory(())
    return Trajectory(
        tuple(
            TrajectoryPoint(
                day,
                sum(
                    (
                        (plan.planned_on(day) or ZERO) * weights[key]
                        for key, plan in trajectories.items()
                    ),
                    ZERO,
                )
                / whole,
            )
            for day in days
        )
    )


def status(
    reached: Decimal | None, planned: Decimal | None, *, rule: StatusRule = HOUSE_RULE
) -> Status | None:
    """The status of a figure against its plan; None when either is unknown.

    Nothing planned yet is on track whatever was reached.
    """
    if reached is None or planned is None:
        return None
    if reached >= planned * rule.on_track_from:
        return Status.ON_TRACK
    return Status.WATCH if reached >= planned * rule.watch_from else Status.LATE


def _between(before: TrajectoryPoint, after: TrajectoryPoint, day: date) -> Decimal:
    """The straight line between two points, at a day that lies between them."""
    length = (after.on_date - before.on_date).days
    if length <= 0:
        return after.value
    share = Decimal((day - before.on_date).days) / length
    return before.value + (after.value - before.value) * share
