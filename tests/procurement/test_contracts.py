"""A contract is entered once, its orders move its deadline, and every change is in the trail."""

from datetime import date
from decimal import Decimal

import pytest

from tadbir.audit.trail import Subject, history
from tadbir.core.refused import Refused
from tadbir.procurement.actions import NewLot, Terms, enter_contract, give_order
from tadbir.procurement.calc.deadline import Dated, deadline
from tadbir.procurement.intake import OPERATIONS
from tadbir.procurement.models import Contract, Lot, Operation
from tadbir.procurement.terms import DurationUnit, Nature, OrderKind
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE, Reach
from tests.budget.hand import BY, land, sender, table

STOP, GO = OrderKind.SUSPENSION, OrderKind.RESTART
START = date(2025, 1, 31)
TERMS = Terms(Nature.WORKS, START, 4, DurationUnit.MONTHS, Decimal("0.001"), Decimal("0.08"), 12)


@pytest.fixture
def operation(region: dict[str, Entity]) -> int:
    """The number of a works operation of D231."""
    of = table([["12/2025", "Travaux", "Marché", "10.20", 100]],
               ("reference", "purpose", "type", "code_path", "amount_with_tax"))  # fmt: skip
    land(OPERATIONS, OPERATIONS.draft(of, sender("D231")))
    return Operation.objects.get().pk


@pytest.mark.parametrize(
    ("duration", "unit", "orders", "expected"),
    [
        (1, DurationUnit.MONTHS, [], date(2025, 2, 28)),
        (120, DurationUnit.DAYS, [], date(2025, 5, 31)),
        (4, DurationUnit.MONTHS, [(date(2025, 3, 1), STOP), (date(2025, 3, 11), GO)],
         date(2025, 6, 10)),
        (4, DurationUnit.MONTHS, [(date(2025, 3, 1), STOP)], date(2025, 6, 30)),
        (4, DurationUnit.MONTHS, [(date(2025, 4, 1), STOP)], date(2025, 5, 31)),
    ],
)  # fmt: skip
def test_deadline_moves_with_suspended_days(
    duration: int, unit: DurationUnit, orders: list[Dated], expected: date
) -> None:
    assert deadline(START, duration, unit, orders, date(2025, 3, 31)) == expected


def test_deadline_is_not_known_without_service_order() -> None:
    assert deadline(None, 4, DurationUnit.MONTHS, [], START) is None


@pytest.mark.django_db
def test_contract_corrected_keeps_its_lots_and_both_values(operation: int) -> None:
    for lots in ([NewLot(1, "", Decimal("10.50")), NewLot(2)], [NewLot(2, "Électricité")]):
        enter_contract(by=BY, reach=EVERYWHERE, operation=operation, terms=TERMS, lots=lots)

    assert Contract.objects.get().penalty_cap == Decimal("0.08")
    assert list(Lot.objects.order_by("number").values_list("number", "title", "amount")) == [
        (1, "", 1050), (2, "Électricité", None),
    ]  # fmt: skip
    corrected, _entered = history(Subject("operation", str(operation)))
    assert "Électricité" not in str(corrected.before)
    assert "10.5" in str(corrected.before)
    assert "Électricité" in str(corrected.after)


@pytest.mark.django_db
def test_order_out_of_turn_is_refused(operation: int) -> None:
    enter_contract(by=BY, reach=EVERYWHERE, operation=operation, terms=TERMS, lots=[])
    said = {"by": BY, "reach": EVERYWHERE, "operation": operation}
    give_order(**said, kind=STOP, on=date(2025, 3, 1))  # type: ignore[arg-type]

    for kind, day in ((STOP, 5), (GO, 1)):
        with pytest.raises(Refused, match="does not follow"):
            give_order(**said, kind=kind, on=date(2025, 3, day))  # type: ignore[arg-type]


@pytest.mark.django_db
def test_contract_is_not_there_out_of_reach_nor_accepted_before_it_starts(operation: int) -> None:
    away = Reach(("/MSPS/DR05/",), frozenset({"procurement"}))
    early = [NewLot(1, provisional_acceptance_on=date(2025, 1, 1))]
    for reach, lots in ((away, []), (EVERYWHERE, early)):
        with pytest.raises(Refused):
            enter_contract(by=BY, reach=reach, operation=operation, terms=TERMS, lots=lots)
    assert not Contract.objects.exists()
