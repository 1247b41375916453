"""Reading the contracts of operations: their terms, their orders and their lots."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from tadbir.core.money import dirhams
from tadbir.procurement.calc.deadline import Dated
from tadbir.procurement.models import Contract, Lot, Order
from tadbir.procurement.terms import DurationUnit, OrderKind
from tadbir.territory.querysets import within
from tadbir.territory.reach import Reach


@dataclass(frozen=True, slots=True)
class LotTerms:
    """A lot as signed and accepted; dirhams and days are None where nobody said."""

    number: int
    amount: Decimal | None
    provisional_acceptance_on: date | None
    final_acceptance_on: date | None


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """What the contract of an operation stipulates, its orders that stand, its lots by number."""

    operation: int
    service_order_on: date | None
    duration: int | None
    unit: DurationUnit
    penalty_rate: Decimal | None
    penalty_cap: Decimal | None
    orders: tuple[Dated, ...] = ()
    lots: tuple[LotTerms, ...] = ()


def contracts(
    *, reach: Reach, operations: Collection[int] | None = None
) -> Mapping[int, ContractTerms]:
    """The contracts of some operations within reach (None: of all), by operation: three queries."""
    if not reach.sees("procurement"):
        return {}
    found = Contract.objects.filter(within(reach, "operation__holder__path"))
    if operations is not None:
        found = found.filter(operation__in=list(operations))
    orders, lots = _orders(found), _lots(found)
    rows = found.values_list(
        "pk", "operation_id", "service_order_on", "duration", "duration_unit", "penalty_rate",
        "penalty_cap",
    )  # fmt: skip
    return {
        operation: ContractTerms(
            operation, start, duration, DurationUnit(unit), rate, cap,
            tuple(orders.get(pk, ())), tuple(lots.get(pk, ())),
        )
        for pk, operation, start, duration, unit, rate, cap in rows
    }  # fmt: skip


def _orders(found: QuerySet[Contract]) -> Mapping[int, list[Dated]]:
    """The orders that stand of some contracts, the first one first."""
    by_contract: dict[int, list[Dated]] = defaultdict(list)
    standing = Order.objects.filter(contract__in=found, withdrawn_why="").order_by("on_date")
    for contract, on, kind in standing.values_list("contract_id", "on_date", "kind"):
        by_contract[contract].append((on, OrderKind(kind)))
    return by_contract


def _lots(found: QuerySet[Contract]) -> Mapping[int, list[LotTerms]]:
    by_contract: dict[int, list[LotTerms]] = defaultdict(list)
    rows = Lot.objects.filter(contract__in=found).order_by("number").values_list(
        "contract_id", "number", "amount", "provisional_acceptance_on", "final_acceptance_on"
    )  # fmt: skip
    for contract, number, amount, provisional, final in rows:
        paid = None if amount is None else dirhams(amount)
        by_contract[contract].append(LotTerms(number, paid, provisional, final))
    return by_contract
