"""Dated rules and targets entered by people: each with its source, each audited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from tadbir.audit.trail import Actor, Subject, record
from tadbir.budget.models import ClosingDate, ControlRegime, Line, Norm, RouteStep, Target
from tadbir.budget.terms import Control, Deadline, Spending
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


@dataclass(frozen=True, slots=True)
class NewClosingDate:
    """One date of a closing circular; `form` is "" when it is for every legal form."""

    fiscal_year: int
    deadline: Deadline
    spending: Spending
    last_day: date
    source: str
    form: str = ""


@transaction.atomic
def set_closing_date(*, by: Actor, new: NewClosingDate) -> ClosingDate:
    """Enter or correct a last day of a year; raises `Refused` for a day outside of the year."""
    if new.last_day.year != new.fiscal_year:
        raise Refused(
            "budget.day-out-of-year",
            N_("The last day must lie in {year}."),
            year=new.fiscal_year,
        )
    which: dict[str, Any] = {
        "fiscal_year": new.fiscal_year, "deadline": new.deadline.value,
        "spending": new.spending.value, "form": new.form,
    }  # fmt: skip
    before = ClosingDate.objects.select_for_update().filter(**which).first()
    told_before = None if before is None else _told_date(before)
    row, _is_new = ClosingDate.objects.update_or_create(
        **which, defaults={"last_day": new.last_day, "source": new.source}
    )
    record(
        by=by,
        action="budget.set_closing_date",
        subject=Subject("closing_circular", str(new.fiscal_year)),
        before=told_before,
        after=_told_date(row),
    )
    return row


@transaction.atomic
def remove_closing_date(*, by: Actor, number: int) -> None:
    """Take back a last day that was entered by mistake; raises `Refused` when it is not there."""
    row = ClosingDate.objects.select_for_update().filter(pk=number).first()
    if row is None:
        raise Refused("budget.unknown", N_("There is no such last day."))
    told, year = _told_date(row), row.fiscal_year
    row.delete()
    record(
        by=by,
        action="budget.remove_closing_date",
        subject=Subject("closing_circular", str(year)),
        before=told,
    )


def _told_date(row: ClosingDate) -> dict[str, object]:
    return {
        "deadline": row.deadline, "spending": row.spending, "form": row.form,
        "last_day": str(row.last_day), "source": row.source,
    }  # fmt: skip


@transaction.atomic
def set_control(
    *, by: Actor, entity: Entity, control: Control, valid_from: date, source: str
) -> ControlRegime:
    """Put a holder under a control from a day on; the regime before ends on that day."""
    own = ControlRegime.objects.select_for_update().filter(entity=entity)
    own.filter(valid_from__lt=valid_from, valid_to=None).update(valid_to=valid_from)
    row, _is_new = ControlRegime.objects.update_or_create(
        entity=entity,
        valid_from=valid_from,
        defaults={"control": control.value, "source": source},
    )
    record(
        by=by,
        action="budget.set_control",
        subject=Subject("entity", entity.code),
        after={"control": control.value, "valid_from": str(valid_from), "source": source},
    )
    return row


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a procurement route, in clear working days."""

    step: str
    days: int


@transaction.atomic
def set_route(
    *, by: Actor, route: str, steps: Sequence[Step], valid_from: date, source: str
) -> None:
    """Say how long a procurement route takes from a day on; the steps before end on that day."""
    own = RouteStep.objects.select_for_update().filter(route=route)
    own.filter(valid_from=valid_from).delete()
    own.filter(valid_to=None).update(valid_to=valid_from)
    RouteStep.objects.bulk_create(
        RouteStep(
            route=route, position=position, step=step.step, days=step.days, source=source,
            valid_from=valid_from,
        )
        for position, step in enumerate(steps, 1)
    )  # fmt: skip
    record(
        by=by,
        action="budget.set_route",
        subject=Subject("procurement_route", route),
        after={
            "valid_from": str(valid_from), "source": source,
            "steps": [f"{step.step} {step.days}" for step in steps],
        },
    )  # fmt: skip


@transaction.atomic
def set_norm(
    *, by: Actor, code: str, value: Decimal, unit: str, source: str, valid_from: date
) -> Norm:
    """Enter a value of the rules from a day on; the value before ends on that day."""
    own = Norm.objects.select_for_update().filter(code=code)
    own.filter(valid_from__lt=valid_from, valid_to=None).update(valid_to=valid_from)
    row, _is_new = Norm.objects.update_or_create(
        code=code, valid_from=valid_from, defaults={"value": value, "unit": unit, "source": source}
    )
    record(
        by=by,
        action="budget.set_norm",
        subject=Subject("norm", code),
        after={"value": str(value), "unit": unit, "source": source, "valid_from": str(valid_from)},
    )
    return row


@transaction.atomic
def set_exempt(*, by: Actor, line: Line, is_exempt: bool, why: str) -> None:
    """Say that a line is outside the regularity control, or inside it again, and why."""
    before = line.is_exempt
    line.is_exempt = is_exempt
    line.save(update_fields=["is_exempt"])
    record(
        by=by,
        action="budget.set_exempt",
        subject=Subject("budget_line", str(line.pk)),
        before={"is_exempt": before},
        after={"is_exempt": is_exempt},
        why=why,
    )
