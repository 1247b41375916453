"""The only writers of the register of operations and of their contracts."""

from tadbir.procurement.actions.contracts import (
    NewLot,
    enter_contract,
    give_order,
    withdraw_order,
)
from tadbir.procurement.actions.landing import write_operations
from tadbir.procurement.calc.bounds import Terms

__all__ = ["NewLot", "Terms", "enter_contract", "give_order", "withdraw_order", "write_operations"]
