"""The only writers of the budget's tables."""

from tadbir.budget.actions.landing import write_conventions, write_executions, write_receipts

__all__ = ["write_conventions", "write_executions", "write_receipts"]
