"""The clock of the product: the only place that says what day it is."""

from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

CASABLANCA = ZoneInfo("Africa/Casablanca")
_fixed_day: ContextVar[date | None] = ContextVar("tadbir_fixed_day", default=None)


def today() -> date:
    """Today in Casablanca, or the fixed day of a demonstration."""
    return _fixed_day.get() or datetime.now(CASABLANCA).date()


def now() -> datetime:
    """This instant, in UTC; instants are never fixed."""
    return datetime.now(UTC)


def fix_today(day: date | None) -> None:
    """Hold today on one day in this context (a demonstration), or let it run again with None."""
    _fixed_day.set(day)
