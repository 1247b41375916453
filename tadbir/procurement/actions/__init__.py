"""The only writers of the register of operations and of their contracts."""

from tadbir.procurement.actions.contracts import NewLot, Terms, enter_contract, give_order
from tadbir.procurement.actions.landing import write_operations

__all__ = ["NewLot", "Terms", "enter_contract", "give_order", "write_operations"]
