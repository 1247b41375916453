"""Facts about operations as they land at a commit: in bulk, inside its transaction."""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from tadbir.core.words import fold
from tadbir.intake.bulk import insert_rows
from tadbir.intake.contract import Landing, Record
from tadbir.intake.models import Standing
from tadbir.procurement.models import Operation, OperationFact, OperationShare, Supplier

Identity = tuple[str, str]
"""Holder (code) and reference."""

_AMOUNT, _NET, _TAX, _PURPOSE, _KIND, _SUPPLIER, _STATE, _STATE_ON = range(8)
_PLACE, _DATES, _REASON, _OBSERVATIONS = range(8, 12)


def write_operations(landing: Landing, records: Sequence[Record]) -> None:
    """Keep the operations of a batch: identities, suppliers, facts, and their shares by line."""
    operations = _operations(landing, {(record.holder, record.key[1]) for record in records})
    suppliers = _suppliers({str(record.values[_SUPPLIER] or "") for record in records} - {""})
    ordered = sorted(records, key=lambda record: (record.on_date, _identity(record)))
    grouped = [
        list(group)
        for _, group in groupby(ordered, lambda record: (record.on_date, _identity(record)))
    ]
    facts = OperationFact.objects.bulk_create(
        (_fact(group, landing, operations, suppliers) for group in grouped), batch_size=500
    )
    _write_shares(facts, grouped)


def _identity(record: Record) -> Identity:
    return record.holder, record.key[1]


def _operations(landing: Landing, wanted: set[Identity]) -> Mapping[Identity, int]:
    """The operation of each holder and reference; those that are new are made."""
    holders = dict(
        Standing.objects.filter(pk__in=landing.standings.values()).values_list(
            "holder__code", "holder_id"
        )
    )
    Operation.objects.bulk_create(
        (Operation(holder_id=holders[code], reference=ref) for code, ref in sorted(wanted)),
        ignore_conflicts=True,
    )
    rows = Operation.objects.filter(holder__code__in=holders)
    return {
        (code, reference): pk
        for code, reference, pk in rows.values_list("holder__code", "reference", "pk")
    }


def _suppliers(names: set[str]) -> Mapping[str, int]:
    """The supplier of each name; names that fold alike are one supplier."""
    folded = {name: fold(name)[:250] for name in names}
    Supplier.objects.bulk_create(
        (Supplier(name=name, folded=folded[name]) for name in sorted(names)),
        ignore_conflicts=True,
    )
    known = dict(
        Supplier.objects.filter(folded__in=set(folded.values())).values_list("folded", "pk")
    )
    return {name: known[key] for name, key in folded.items()}


def _fact(
    group: Sequence[Record],
    landing: Landing,
    operations: Mapping[Identity, int],
    suppliers: Mapping[str, int],
) -> OperationFact:
    """One fact from the shares of an operation; its amount is their sum."""
    first = group[0]
    values: Sequence[Any] = first.values
    supplier = str(values[_SUPPLIER] or "")
    words = f"{first.key[1]} {values[_PURPOSE]} {supplier}"
    return OperationFact(
        standing_id=landing.standings[first.holder, first.on_date],
        operation_id=operations[_identity(first)],
        supplier_id=suppliers.get(supplier),
        supplier_name=supplier,
        fiscal_year=int(first.key[0]),
        kind=values[_KIND],
        purpose=values[_PURPOSE],
        search=fold(words)[:800],
        amount=_sum(group, _AMOUNT),
        amount_without_tax=_sum(group, _NET),
        tax_basis=values[_TAX],
        state=values[_STATE],
        state_on=values[_STATE_ON],
        place=values[_PLACE],
        dates=json.loads(str(values[_DATES])),
        reason=values[_REASON],
        observations=values[_OBSERVATIONS],
        sheet=first.sheet,
        row=first.row,
    )


def _sum(group: Sequence[Record], position: int) -> int | None:
    """The sum of the amounts that are there; None where no row has one."""
    known = [value for record in group if isinstance(value := record.values[position], int)]
    return sum(known) if known else None


def _write_shares(facts: Sequence[OperationFact], grouped: Sequence[Sequence[Record]]) -> None:
    columns = ("fact_id", "budget_kind", "part", "code_path", "amount", "amount_without_tax",
               "sheet", "row")  # fmt: skip
    insert_rows(
        OperationShare,
        columns,
        [
            (fact.pk, *record.key[2:], *record.values[:_TAX], record.sheet, record.row)
            for fact, group in zip(facts, grouped, strict=True)
            for record in group
        ],
    )
