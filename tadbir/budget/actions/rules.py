"""The dated rules behind the calendar, entered by people: each with its source, each audited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from tadbir.audit.trail import Actor, Subject, record
from tadbir.budget.actions.ruled import prepare_again
from tadbir.budget.calc.norms import CLEAR_WORKING_DAYS
from tadbir.budget.models import ClosingDate, ControlRegime, ExemptOperation, Line, Norm, RouteStep
from tadbir.budget.terms import Control, Deadline, Spending
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.procurement.models import Operation
from tadbir.territory.models import Entity


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
    prepare_again(year=new.fiscal_year)
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
    prepare_again(year=year)
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


def _end(own: QuerySet[ControlRegime] | QuerySet[Norm] | QuerySet[RouteStep], on: date) -> None:
    """End the rule in force on a day, so that another follows; a later one must not stand there."""
    if own.filter(valid_from__gt=on).exists():
        raise Refused(
            "budget.later-rule",
            N_("A rule of a later day has been entered: give a day that is not before it."),
        )
    own.filter(valid_from__lt=on, valid_to=None).update(valid_to=on)


@transaction.atomic
def set_control(
    *, by: Actor, entity: Entity, control: Control, valid_from: date, source: str
) -> ControlRegime:
    """Put a holder under a control from a day on; the regime before ends on that day."""
    own = ControlRegime.objects.select_for_update().filter(entity=entity)
    before = own.order_by("-valid_from").first()
    _end(own, valid_from)
    row, _is_new = ControlRegime.objects.update_or_create(
        entity=entity,
        valid_from=valid_from,
        defaults={"control": control.value, "source": source},
    )
    prepare_again(path=entity.path)
    record(
        by=by,
        action="budget.set_control",
        subject=Subject("entity", entity.code),
        before=None if before is None else _told_control(before),
        after=_told_control(row),
    )
    return row


def _told_control(row: ControlRegime) -> dict[str, object]:
    return {"control": row.control, "valid_from": str(row.valid_from), "source": row.source}


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
    if not steps:
        raise Refused("budget.no-step", N_("A route needs at least one step."))
    own = RouteStep.objects.select_for_update().filter(route=route)
    before = list(own.filter(valid_to=None).order_by("position"))
    _end(own, valid_from)
    own.filter(valid_from=valid_from).delete()
    rows = RouteStep.objects.bulk_create(
        RouteStep(
            route=route, position=position, step=step.step, days=step.days, source=source,
            valid_from=valid_from,
        )
        for position, step in enumerate(steps, 1)
    )  # fmt: skip
    prepare_again()
    record(
        by=by,
        action="budget.set_route",
        subject=Subject("procurement_route", route),
        before=_told_route(before) if before else None,
        after=_told_route(rows),
    )


def _told_route(rows: Sequence[RouteStep]) -> dict[str, object]:
    first = rows[0]
    return {
        "valid_from": str(first.valid_from),
        "source": first.source,
        "steps": [f"{row.step} {row.days}" for row in rows],
    }


@transaction.atomic
def set_norm(
    *, by: Actor, code: str, value: Decimal, unit: str, source: str, valid_from: date
) -> Norm:
    """Enter a value of the rules from a day on; the value before ends on that day.

    Raises `Refused` for a part of a day: delays are counted in whole working days.
    """
    if unit == CLEAR_WORKING_DAYS and value != int(value):
        raise Refused("budget.part-of-a-day", N_("A delay is a whole number of working days."))
    own = Norm.objects.select_for_update().filter(code=code)
    before = own.order_by("-valid_from").first()
    _end(own, valid_from)
    row, _is_new = Norm.objects.update_or_create(
        code=code, valid_from=valid_from, defaults={"value": value, "unit": unit, "source": source}
    )
    prepare_again()
    record(
        by=by,
        action="budget.set_norm",
        subject=Subject("norm", code),
        before=None if before is None else _told_norm(before),
        after=_told_norm(row),
    )
    return row


def _told_norm(row: Norm) -> dict[str, object]:
    return {
        "value": f"{row.value.normalize():f}", "unit": row.unit, "source": row.source,
        "valid_from": str(row.valid_from),
    }  # fmt: skip


@transaction.atomic
def set_exempt(*, by: Actor, line: Line, is_exempt: bool, why: str) -> None:
    """Say that a line is outside the regularity control, or inside it again, and why."""
    before = line.is_exempt
    line.is_exempt = is_exempt
    line.save(update_fields=["is_exempt"])
    prepare_again(path=line.holder.path)
    _record_exempt(by, Subject("budget_line", str(line.pk)), before, is_exempt, why)


@transaction.atomic
def set_operation_exempt(*, by: Actor, operation: Operation, is_exempt: bool, why: str) -> None:
    """Say that an operation is outside the regularity control whatever its line, or not, and why."""
    own = ExemptOperation.objects.select_for_update().filter(operation=operation)
    before = own.exists()
    if is_exempt:
        ExemptOperation.objects.get_or_create(operation=operation)
    else:
        own.delete()
    prepare_again(path=operation.holder.path)
    _record_exempt(by, Subject("operation", str(operation.pk)), before, is_exempt, why)


def _record_exempt(by: Actor, subject: Subject, before: bool, is_exempt: bool, why: str) -> None:
    record(
        by=by,
        action="budget.set_exempt",
        subject=subject,
        before={"is_exempt": before},
        after={"is_exempt": is_exempt},
        why=why,
    )
