"""The dataset of operations: follow-up tables that every administrative service keeps."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from tadbir.core.words import N_
from tadbir.intake import standings
from tadbir.intake.contract import Dataset, Scope, Value
from tadbir.procurement.actions import write_operations
from tadbir.procurement.intake import draft
from tadbir.procurement.intake.columns import COLUMNS, STATE_HEADERS
from tadbir.procurement.models import OperationShare

_SOURCES = ("holder", "treasury", "directorate")


def standing(
    scope: Scope,
) -> Mapping[tuple[str, date, tuple[str, ...]], tuple[Value, ...]]:
    """The operations that speak for a scope, by holder, day, reference and line."""
    rows = OperationShare.objects.filter(fact__standing__in=standings.of(scope)).values_list(
        "fact__standing__holder__code", "fact__standing__on_date",
        "fact__fiscal_year", "fact__operation__reference", "budget_kind", "part", "code_path",
        "fact__dates", "amount", "amount_without_tax",
        "fact__tax_basis", "fact__purpose", "fact__kind", "fact__supplier_name",
        "fact__state", "fact__state_on", "fact__place", "fact__reason", "fact__observations",
    )  # fmt: skip
    found: dict[tuple[str, date, tuple[str, ...]], tuple[Value, ...]] = {}
    for holder, day, year, reference, kind, part, path, dates, *rest in rows:
        text = json.dumps(dates, sort_keys=True)
        values = (*rest[:9], text, *rest[9:])
        found[holder, day, (str(year), reference, kind, part, path)] = values
    return found


def template(holder: str, on: date) -> Sequence[Mapping[str, Value]]:
    """A holder's operations as last reported, ready to be brought up to date."""
    latest = (
        standings.current("operations", source=_SOURCES[0])
        .filter(holder__code=holder, on_date__lte=on, on_date__year=on.year)
        .order_by("-on_date")
        .values_list("on_date", flat=True)
        .first()
    )
    if latest is None:
        return []
    scope = Scope("operations", _SOURCES[0], frozenset({(holder, latest)}))
    return [_template_row(key, values) for key, values in sorted(standing(scope).items())]


def _template_row(
    key: tuple[str, date, tuple[str, ...]], values: tuple[Value, ...]
) -> Mapping[str, Value]:
    """One operation and line as the columns of the template hold it."""
    said = dict(zip(draft.VALUE_NAMES, values, strict=True))
    dates = draft.dates_of(str(said["dates"]))
    amount = {"with_tax": "amount_with_tax", "without_tax": "amount_without_tax"}
    row: dict[str, Value] = {
        "entity": key[0],
        "reference": key[2][1],
        "budget": key[2][2],
        "part": key[2][3],
        "code_path": key[2][4],
        "purpose": said["purpose"],
        "type": str(said["kind"]).replace("_", " "),
        "supplier": said["supplier"],
        amount.get(str(said["tax_basis"]), "amount"): said["amount"],
        "observations": said["observations"],
    }
    reached = {f"on_{state.value}": dates.get(state.value) for state in STATE_HEADERS}
    return row | {
        name: (date.fromisoformat(day) if day else "x")
        for name, day in reached.items()
        if day is not None
    }


OPERATIONS = Dataset(
    code="operations",
    title=N_("Follow-up of operations"),
    domain="procurement",
    columns=COLUMNS,
    groups=(),
    value_names=draft.VALUE_NAMES,
    sources=_SOURCES,
    draft=draft.draft,
    standing=standing,
    write=write_operations,
    template=template,
)
