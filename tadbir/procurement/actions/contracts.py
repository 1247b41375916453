"""Contracts entered by people: what was signed, and the orders that stop and restart it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from tadbir.audit.actor import Actor
from tadbir.audit.trail import Subject, record
from tadbir.core.money import centimes, dirhams
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.procurement import queries
from tadbir.procurement.calc import deadline
from tadbir.procurement.models import Contract, Lot, Operation, Order
from tadbir.procurement.terms import DurationUnit, Nature, OrderKind
from tadbir.territory.reach import Reach


@dataclass(frozen=True, slots=True)
class NewLot:
    """A lot as signed; its amount in dirhams, None where the contract gives none."""

    number: int
    title: str = ""
    amount: Decimal | None = None
    provisional_acceptance_on: date | None = None
    final_acceptance_on: date | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What a contract stipulates; rate and cap are fractions of its amount, None when unsaid."""

    nature: Nature
    service_order_on: date | None = None
    duration: int | None = None
    duration_unit: DurationUnit = DurationUnit.MONTHS
    penalty_rate: Decimal | None = None
    penalty_cap: Decimal | None = None
    guarantee_months: int | None = None


@transaction.atomic
def enter_contract(
    *, by: Actor, reach: Reach, operation: int, terms: Terms, lots: Sequence[NewLot]
) -> Contract:
    """Enter or correct the contract of an operation and its lots; a lot is never dropped.

    Raises `Refused` out of reach, and for a lot accepted before its time.
    """
    known = queries.operation(operation, reach=reach).operation
    for lot in lots:
        _check_lot(lot, terms)
    before = _as_entered(known, terms)
    contract, _is_new = Contract.objects.update_or_create(operation=known, defaults=asdict(terms))
    for lot in lots:
        values: dict[str, Any] = asdict(lot)
        values["amount"] = None if lot.amount is None else centimes(lot.amount)
        Lot.objects.update_or_create(
            contract=contract, number=values.pop("number"), defaults=values
        )
    after = {**asdict(terms), "lots": [asdict(lot) for lot in lots]}
    _keep(by, "procurement.enter_contract", contract, before, after)
    return contract


def _as_entered(operation: Operation, terms: Terms) -> dict[str, Any] | None:
    """What was entered of a contract before: its terms and each of its lots, amounts in dirhams."""
    entered = Contract.objects.filter(operation=operation)
    stipulated = entered.values(*asdict(terms)).first()
    if stipulated is None:
        return None
    lots = Lot.objects.filter(contract__operation=operation).order_by("number")
    said = [
        {**row, "amount": None if row["amount"] is None else dirhams(row["amount"])}
        for row in lots.values(*(field.name for field in fields(NewLot)))
    ]
    return {**stipulated, "lots": said}


def _check_lot(lot: NewLot, terms: Terms) -> None:
    """Whether the days of a lot follow one another."""
    days = [terms.service_order_on, lot.provisional_acceptance_on, lot.final_acceptance_on]
    known = [day for day in days if day is not None]
    if known != sorted(known):
        raise Refused(
            "procurement.lot-out-of-order",
            N_("The days of lot {number} do not follow one another."),
            number=lot.number,
        )


@transaction.atomic
def give_order(
    *, by: Actor, reach: Reach, operation: int, kind: OrderKind, on: date, reason: str = ""
) -> Order:
    """Keep a suspension or restart order; raises `Refused` where it does not follow the others."""
    known = queries.operation(operation, reach=reach).operation
    contract = Contract.objects.select_for_update().filter(operation=known).first()
    if contract is None or contract.service_order_on is None:
        raise Refused("procurement.no-service-order", N_("This contract has no service order yet."))
    given = [(o.on_date, OrderKind(o.kind)) for o in contract.orders.all()]
    is_again = any(day == on for day, _kind in given)
    if is_again or not deadline.alternate(contract.service_order_on, [*given, (on, kind)]):
        raise Refused(
            "procurement.order-out-of-turn",
            N_("Works are suspended, then restarted: this order does not follow the others."),
        )
    order = Order.objects.create(contract=contract, kind=kind.value, on_date=on, reason=reason)
    after = {"kind": kind.value, "on_date": on, "reason": reason}
    _keep(by, "procurement.give_order", contract, None, after)
    return order


def _keep(
    by: Actor,
    action: str,
    contract: Contract,
    before: dict[str, Any] | None,
    after: dict[str, Any],
) -> None:
    subject = Subject("operation", str(contract.operation_id))
    record(by=by, action=action, subject=subject, before=_said(before), after=_said(after))


def _said(values: dict[str, Any] | None) -> dict[str, object] | None:
    """Values as the trail keeps them: what is not text is written out."""
    if values is None:
        return None
    return {k: v if isinstance(v, str | int | None) else str(v) for k, v in values.items()}
