"""The contracts of a project, from what procurement knows of its operations."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from tadbir.core.money import dirhams
from tadbir.exchange.calc import facts
from tadbir.exchange.calc.periods import moved
from tadbir.exchange.calc.restricted import cleared
from tadbir.procurement.calc.deadline import deadline
from tadbir.procurement.queries import OperationFact
from tadbir.procurement.terms import DurationUnit, Nature, OrderKind, State
from tadbir.territory.presenters import name_of


class Link(Protocol):
    """An operation that carries a project out, whole (`lot` None) or by one of its lots."""

    operation_id: int
    lot: int | None


def contracts(
    links: Iterable[Link], known: Mapping[int, OperationFact], on: date
) -> list[facts.Contract]:
    """A project's contracts, by code; an operation that is not known is left out."""
    lots: dict[int, set[int | None]] = {}
    for link in links:
        lots.setdefault(link.operation_id, set()).add(link.lot)
    found = [_contract(known[one], of, on) for one, of in lots.items() if one in known]
    return sorted(found, key=lambda one: one.code)


def _contract(of: OperationFact, lots: set[int | None], on: date) -> facts.Contract:
    holder, reference = of.operation.holder, cleared(of.operation.reference)
    return facts.Contract(
        code=f"{holder.code}-{reference or of.operation_id}",
        reference=reference,
        title=cleared(of.purpose),
        state=State(of.state),
        holder=facts.Body(holder.code, name_of(holder)),
        supplier=_supplier(of),
        amount=_amount(of, lots),
        launched_on=_day(of.dates.get(State.LAUNCHED.value, "")),
        **_terms(of, on),
    )


def _terms(of: OperationFact, on: date) -> dict[str, Any]:
    """What the contract stipulates, as entered; nothing where none was, or its works wait."""
    signed = getattr(of.operation, "contract", None)
    if signed is None:
        return {}
    nature = Nature(signed.nature)
    start = signed.service_order_on
    if start is None or start > on:
        return {"nature": nature}
    unit = DurationUnit(signed.duration_unit)
    orders = [
        (order.on_date, OrderKind(order.kind))
        for order in signed.orders.all()
        if not order.withdrawn_why
    ]
    return {
        "nature": nature,
        "starts_on": start,
        "ends_on": deadline(start, signed.duration, unit, [], on),
        "moved": moved(start, signed.duration, unit, orders, on),
    }


def _supplier(of: OperationFact) -> facts.Body | None:
    return facts.Body(f"supplier-{of.supplier.pk}", of.supplier.name) if of.supplier else None


def _amount(of: OperationFact, lots: set[int | None]) -> Decimal | None:
    """The amount reported, or that of the project's lots; None when one of them has none."""
    if None in lots:
        return None if of.amount is None else dirhams(of.amount)
    signed = getattr(of.operation, "contract", None)
    known = {one.number: one.amount for one in signed.lots.all()} if signed else {}
    amounts = [known.get(number) for number in lots if number is not None]
    whole = [amount for amount in amounts if amount is not None]
    return dirhams(sum(whole)) if len(whole) == len(amounts) else None


def _day(text: str) -> date | None:
    """A dated state; None where the file only has a cross, or nothing."""
    return date.fromisoformat(text) if text else None
