"""What stands now for a scope of operations, and the rows of the template of a holder."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext

from tadbir.intake import standings
from tadbir.intake.columns import STRUCK, YEAR
from tadbir.intake.contract import Key, Scope, Value
from tadbir.procurement.calc.marks import Mark, MarkKind, stopped
from tadbir.procurement.calc.written import Marks, marks_of
from tadbir.procurement.intake import draft
from tadbir.procurement.intake.columns import STATE_HEADERS
from tadbir.procurement.models import OperationShare
from tadbir.procurement.terms import STEPS, UNDER_WAY, UNDER_WAY_LABEL, State, TaxBasis

SOURCES = ("holder", "treasury", "directorate")
_CROSS = "x"
_AMOUNT_OF: Mapping[str, str] = {
    TaxBasis.WITH_TAX: "amount_with_tax",
    TaxBasis.WITHOUT_TAX: "amount_without_tax",
    TaxBasis.UNSAID: "amount",
}


def standing(scope: Scope) -> Mapping[Key, tuple[Value, ...]]:
    """The operations that speak for a scope, by holder, day, reference and line."""
    rows = OperationShare.objects.filter(fact__standing__in=standings.of(scope)).values_list(
        "fact__standing__holder__code", "fact__standing__on_date",
        "fact__fiscal_year", "fact__operation__reference", "budget_kind", "part", "code_path",
        "fact__dates", "amount", "amount_without_tax",
        "fact__tax_basis", "fact__purpose", "fact__kind", "fact__supplier_name",
        "fact__state", "fact__state_on", "fact__place", "fact__reason", "fact__observations",
    )  # fmt: skip
    found: dict[Key, tuple[Value, ...]] = {}
    for holder, day, year, reference, kind, part, path, dates, *rest in rows:
        text = json.dumps(dates, sort_keys=True)
        values = (*rest[:9], text, *rest[9:])
        found[holder, day, (str(year), reference, kind, part, path)] = values
    return found


def template(holder: str, on: date) -> Sequence[Mapping[str, Value]]:
    """A holder's operations as last reported, ready to be brought up to date."""
    latest = (
        standings.current("operations", source=SOURCES[0])
        .filter(holder__code=holder, on_date__lte=on, on_date__year=on.year)
        .order_by("-on_date")
        .values_list("on_date", flat=True)
        .first()
    )
    if latest is None:
        return []
    scope = Scope("operations", SOURCES[0], frozenset({(holder, latest)}))
    rows = sorted(standing(scope).items())
    wholes = _wholes([(key[2][:2], values[0]) for key, values in rows])
    return [
        _template_row(key, values)
        | ({draft.WHOLE: wholes[key[2][:2]]} if key[2][:2] in wholes else {})
        for key, values in rows
    ]


def _wholes(
    shares: Sequence[tuple[tuple[str, ...], Value]],
) -> Mapping[tuple[str, ...], int]:
    """The whole amount of each operation of which two shares are equal: else each would be taken
    for the whole when they come back. `shares` are years and
    references, with amounts."""
    amounts: dict[tuple[str, ...], list[int]] = {}
    for reference, amount in shares:
        if isinstance(amount, int):
            amounts.setdefault(reference, []).append(amount)
    return {
        reference: sum(some) for reference, some in amounts.items() if len(set(some)) < len(some)
    }


def _template_row(key: Key, values: tuple[Value, ...]) -> dict[str, Value]:
    """One operation and line as the columns of the template hold it."""
    holder, _day, (year, reference, budget, part, path) = key
    said = dict(zip(draft.VALUE_NAMES, values, strict=True))
    marks = _marks(said)
    return {
        YEAR: year,
        STRUCK: marks.is_struck,
        "entity": holder,
        "reference": "" if reference == draft.named_by(str(said["purpose"])) else reference,
        "purpose": said["purpose"],
        "type": said["kind"],
        "budget": budget,
        "part": part,
        "code_path": path,
        "supplier": said["supplier"],
        **_amounts(said),
        **{f"on_{s.value}": _written(s, marks.by_column.get(s)) for s in STATE_HEADERS},
        "observations": said["observations"],
    }


def _amounts(said: Mapping[str, Value]) -> Mapping[str, Value]:
    """The amount under the head that says its tax, and the one without tax where both stand."""
    net = said["amount_without_tax"]
    beside = {} if net is None else {"amount_without_tax": net}
    return {**beside, _AMOUNT_OF[str(said["tax_basis"])]: said["amount"]}


def _marks(said: Mapping[str, Value]) -> Marks:
    told = {State(state): day for state, day in draft.dates_of(str(said["dates"])).items()}
    under_way = {state for state, day in told.items() if day == UNDER_WAY}
    dates = {
        state: date.fromisoformat(day) if day else None
        for state, day in told.items()
        if state not in under_way
    }
    return marks_of(State(str(said["state"])), dates, str(said["reason"]), under_way=under_way)


def _written(column: State, mark: Mark | None) -> Value:
    """A mark as a cell holds it: a day, a cross, or the words of what stopped the operation."""
    if mark is None:
        return None
    if mark.kind is MarkKind.REACHED:
        return mark.on or _CROSS
    if mark.kind is MarkKind.UNDER_WAY:
        return gettext(UNDER_WAY_LABEL)
    stop = stopped(column, mark)
    if stop is None:
        raise ValueError(f"{mark} makes no sense under {column}")
    day = f" {mark.on:%d/%m/%Y}" if mark.on else ""
    said = gettext(STEPS[stop].label) + day
    return f"{said} : {mark.reason}" if mark.reason else said
