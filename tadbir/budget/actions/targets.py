"""Targets and their trajectories, entered by people: each with its source, each audited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from tadbir.audit.trail import Actor, Subject, record
from tadbir.budget.models import Target
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.territory.models import Entity


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a trajectory: the value to have reached on a day."""

    on_date: date
    value: Decimal


@transaction.atomic
def set_target(
    *,
    by: Actor,
    entity: Entity,
    indicator: str,
    fiscal_year: int,
    points: Sequence[Point],
    source: str = "",
) -> Target:
    """Set what an entity is meant to reach in a year; the trajectory replaces the one before.

    Raises `Refused` without a point, or with points out of the year or falling back.
    """
    ordered = _checked(points, fiscal_year)
    target, _is_new = Target.objects.select_for_update().get_or_create(
        entity=entity, indicator=indicator, fiscal_year=fiscal_year
    )
    before = _told(target)
    target.source = source
    target.save(update_fields=["source"])
    target.points.all().delete()
    target.points.bulk_create(
        [target.points.model(target=target, on_date=p.on_date, value=p.value) for p in ordered]
    )
    record(
        by=by,
        action="budget.set_target",
        subject=Subject("entity", entity.code),
        before=before,
        after=_told(target),
    )
    return target


def _checked(points: Sequence[Point], year: int) -> list[Point]:
    """The points in order of day, if they make a trajectory of the year."""
    ordered = sorted(points, key=lambda point: point.on_date)
    if not ordered:
        raise Refused("budget.no-point", N_("A target needs at least one point."))
    if any(point.on_date.year != year for point in ordered):
        raise Refused("budget.point-out-of-year", N_("Every point must lie in {year}."), year=year)
    values = [point.value for point in ordered]
    if values != sorted(values) or len({point.on_date for point in ordered}) < len(ordered):
        raise Refused("budget.trajectory-falls", N_("A trajectory never falls back."))
    return ordered


def _told(target: Target) -> dict[str, object]:
    """A target as the trail keeps it."""
    points = target.points.order_by("on_date")
    return {
        "indicator": target.indicator,
        "fiscal_year": target.fiscal_year,
        "source": target.source,
        "points": [f"{point.on_date} {point.value}" for point in points],
    }
