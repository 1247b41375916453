"""What stands now for a scope of the budget's datasets, and the rows of their templates."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from tadbir.budget.models import ConventionFact, Execution, Receipt
from tadbir.budget.terms import AMOUNTS, CONVENTION_AMOUNTS, RECEIPT_AMOUNTS, Source
from tadbir.core.refused import Refused
from tadbir.core.words import N_, fold
from tadbir.intake import standings
from tadbir.intake.columns import YEAR
from tadbir.intake.contract import Key, Scope, Value
from tadbir.territory.models import Entity
from tadbir.territory.terms import EntityKind

Standing = Mapping[Key, tuple[Value, ...]]
_SOURCE = ("standing__holder__code", "standing__on_date")


def _facts(facts: QuerySet[Any], scope: Scope) -> QuerySet[Any]:
    """The facts of a table that hang from the standings of a scope."""
    return facts.filter(standing__in=standings.of(scope))


def executions(scope: Scope) -> Standing:
    """The executions that speak for a scope, by holder, day and line."""
    key = ("line__fiscal_year", "line__kind", "line__part", "line__code_path")
    rows = _facts(Execution.objects.all(), scope).values_list(
        *_SOURCE, *key, *AMOUNTS, "label__text", "label__ar"
    )
    return {
        (holder, day, (str(year), kind, part, path)): (*rest[:-2], rest[-2] or "", rest[-1] or "")
        for holder, day, year, kind, part, path, *rest in rows
    }


def receipts(scope: Scope) -> Standing:
    """The receipts that speak for a scope, by holder, day, section, nature and path."""
    rows = _facts(Receipt.objects.all(), scope).values_list(
        *_SOURCE, "fiscal_year", "part", "nature", "code_path",
        *RECEIPT_AMOUNTS, "label_fr", "label_ar",
    )  # fmt: skip
    return {
        (holder, day, (str(year), part, nature, path)): tuple(values)
        for holder, day, year, part, nature, path, *values in rows
    }


def conventions(scope: Scope) -> Standing:
    """The facts about conventions that speak for a scope, by holder, day and reference."""
    rows = _facts(ConventionFact.objects.all(), scope).values_list(
        *_SOURCE, "fiscal_year", "convention__reference",
        *CONVENTION_AMOUNTS, "purpose", "delegated_owner", "code_path", "part",
    )  # fmt: skip
    return {
        (holder, day, (str(year), reference)): tuple(values)
        for holder, day, year, reference, *values in rows
    }


def _latest(dataset: str, holder: str, on: date) -> Scope | None:
    """The scope of a holder's own latest return of the year up to a day; None without one."""
    found = (
        standings.current(dataset, source=Source.HOLDER.value)
        .filter(holder__code=holder, on_date__lte=on, on_date__year=on.year)
        .order_by("-on_date")
        .values_list("on_date", flat=True)
        .first()
    )
    return (
        None if found is None else Scope(dataset, Source.HOLDER.value, frozenset({(holder, found)}))
    )


def budget_template(holder: str, on: date) -> Sequence[Mapping[str, Value]]:
    """A holder's lines with their latest amounts, ready to be brought up to date."""
    scope = _latest("budget", holder, on)
    rows = executions(scope) if scope else {}
    return [
        {
            YEAR: year, "entity": code, "budget": kind, "part": part,
            "path_5": _code(path, str(values[-2])), "label": values[-2], "label_ar": values[-1],
            **dict(zip(AMOUNTS, values, strict=False)),
        }
        for (code, _day, (year, kind, part, path)), values in sorted(rows.items())
    ]  # fmt: skip


def _code(path: str, label: str) -> str:
    """The code of a line; none for one that is known by its title alone."""
    return "" if path == fold(label) else path


def receipts_template(holder: str, on: date) -> Sequence[Mapping[str, Value]]:
    """A centre's receipts with their latest amounts; refused where there is no SEGMA."""
    scope = _latest("receipts", holder, on)
    if scope is None:
        _check_has_segma(holder)
    rows = receipts(scope) if scope else {}
    return [
        {
            YEAR: year, "entity": code, "part": part, "nature": nature, "path_5": path,
            "forecast": values[0], "collected": values[1],
            "label": values[2], "label_ar": values[3],
        }
        for (code, _day, (year, part, nature, path)), values in sorted(rows.items())
    ]  # fmt: skip


def _check_has_segma(holder: str) -> None:
    """Only a hospital centre has a SEGMA, and receipts of its own."""
    if not Entity.objects.filter(code=holder, kind=EntityKind.HOSPITAL_CENTRE).exists():
        raise Refused(
            "receipts.no-segma",
            N_("{holder} has no SEGMA: only hospital centres report receipts of their own."),
            holder=holder,
        )


def conventions_template(holder: str, on: date) -> Sequence[Mapping[str, Value]]:
    """A holder's conventions with their latest amounts."""
    scope = _latest("conventions", holder, on)
    rows = conventions(scope) if scope else {}
    return [
        {
            YEAR: year, "entity": code, "reference": reference, "purpose": values[4],
            "delegated_owner": values[5], "path_5": values[6], "part": values[7],
            **dict(zip(CONVENTION_AMOUNTS, values, strict=False)),
        }
        for (code, _day, (year, reference)), values in sorted(rows.items())
    ]  # fmt: skip
