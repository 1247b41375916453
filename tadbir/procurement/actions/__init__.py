"""The only writers of the register of operations."""

from tadbir.procurement.actions.landing import write_operations

__all__ = ["write_operations"]
