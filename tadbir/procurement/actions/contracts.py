"""Contracts entered by people: what was signed, and the orders that stop and restart it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from tadbir.accounts.policies import check_can_enter_contracts
from tadbir.accounts.seat import Seat
from tadbir.audit.actor import Actor
from tadbir.audit.trail import Subject, next_number, record
from tadbir.core.money import centimes, dirhams
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.procurement import queries
from tadbir.procurement.calc import deadline
from tadbir.procurement.calc.bounds import Terms, check_terms
from tadbir.procurement.models import Contract, Lot, Operation, Order
from tadbir.procurement.terms import OrderKind
from tadbir.territory.followers import Typed, typed_followers


@dataclass(frozen=True, slots=True)
class NewLot:
    """A lot as signed; its amount in dirhams, None where the contract gives none."""

    number: int
    title: str = ""
    amount: Decimal | None = None
    provisional_acceptance_on: date | None = None
    final_acceptance_on: date | None = None


@transaction.atomic
def enter_contract(*, seat: Seat, operation: int, terms: Terms, lots: Sequence[NewLot]) -> Contract:
    """Enter or correct the contract of an operation and its lots; a lot is never dropped.

    Raises `Refused` out of reach, to a role that enters none, for a term out of bounds, for a lot
    accepted before its time and for a service order that no longer comes before the orders given.
    """
    known = queries.operation(operation, reach=seat.reach).operation
    check_can_enter_contracts(seat)
    check_terms(terms)
    for lot in lots:
        _check_lot(lot, terms)
    before = _as_entered(known, terms)
    contract, _is_new = Contract.objects.update_or_create(operation=known, defaults=asdict(terms))
    _check_turns(terms.service_order_on, _standing(contract))
    for lot in lots:
        values: dict[str, Any] = asdict(lot)
        values["amount"] = None if lot.amount is None else centimes(lot.amount)
        Lot.objects.update_or_create(
            contract=contract, number=values.pop("number"), defaults=values
        )
    after = {**asdict(terms), "lots": [asdict(lot) for lot in lots]}
    _keep(seat.actor, "procurement.enter_contract", contract, before, after)
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
def give_order(*, seat: Seat, operation: int, kind: OrderKind, on: date, reason: str = "") -> Order:
    """Keep a suspension or restart order; raises `Refused` where it does not follow the others."""
    contract = _contract(seat, operation)
    _check_turns(contract.service_order_on, [*_standing(contract), (on, kind)])
    order = Order.objects.create(contract=contract, kind=kind.value, on_date=on, reason=reason)
    after = {"kind": kind.value, "on_date": on, "reason": reason}
    _keep(seat.actor, "procurement.give_order", contract, None, after)
    return order


@transaction.atomic
def withdraw_order(*, seat: Seat, operation: int, on: date, why: str) -> Order:
    """Withdraw the order of a day, entered by mistake; the others must still follow one another.

    Raises `Refused` without a reason, where no order was given that day, and for a suspension
    whose restart stands: the restart is withdrawn first.
    """
    contract = _contract(seat, operation)
    if not why.strip():
        raise Refused("procurement.no-reason", N_("Say why this order is withdrawn."))
    order = contract.orders.filter(on_date=on, withdrawn_why="").first()
    if order is None:
        raise Refused("procurement.unknown", N_("No order was given that day."))
    _check_turns(
        contract.service_order_on, [(day, kind) for day, kind in _standing(contract) if day != on]
    )
    order.withdrawn_why = why.strip()
    order.save(update_fields=("withdrawn_why",))
    before = {"kind": order.kind, "on_date": on, "reason": order.reason}
    _keep(seat.actor, "procurement.withdraw_order", contract, before, None, why.strip())
    return order


def _contract(seat: Seat, operation: int) -> Contract:
    """The contract of an operation within reach, locked, for who may give orders on it."""
    known = queries.operation(operation, reach=seat.reach).operation
    check_can_enter_contracts(seat)
    contract = Contract.objects.select_for_update().filter(operation=known).first()
    if contract is None or contract.service_order_on is None:
        raise Refused("procurement.no-service-order", N_("This contract has no service order yet."))
    return contract


def _standing(contract: Contract) -> list[deadline.Dated]:
    """The orders of a contract that are not withdrawn."""
    standing = contract.orders.filter(withdrawn_why="").values_list("on_date", "kind")
    return [(on, OrderKind(kind)) for on, kind in standing]


def _check_turns(start: date | None, orders: Sequence[deadline.Dated]) -> None:
    """Whether orders suspend and restart in turn, on days of their own, after the service order."""
    if not orders:
        return
    has_days_of_their_own = len({day for day, _kind in orders}) == len(orders)
    if start is None or not has_days_of_their_own or not deadline.alternate(start, orders):
        raise Refused(
            "procurement.order-out-of-turn",
            N_(
                "Works are suspended, then restarted, after the service order: "
                "these orders would not follow one another."
            ),
        )


def _keep(
    by: Actor,
    action: str,
    contract: Contract,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    why: str = "",
) -> None:
    typed = Typed("procurement", contract.operation.holder.code)
    for follower in typed_followers():
        follower(typed, next_number())
    subject = Subject("operation", str(contract.operation_id))
    record(by=by, action=action, subject=subject, before=_said(before), after=_said(after), why=why)


def _said(value: Any) -> Any:
    """A value as the trail keeps it: a decimal without needless zeros, whatever it came from."""
    match value:
        case Decimal():
            return f"{value.normalize():f}"
        case dict():
            return {key: _said(inner) for key, inner in value.items()}
        case list():
            return [_said(item) for item in value]
    return value
