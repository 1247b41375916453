"""Status by rule: a figure against the value its trajectory asks for that day."""

from decimal import Decimal

from tadbir.ui.status import Status

WATCH_WITHIN = Decimal("0.05")
"""A rate up to five points short of its trajectory is watched; beyond, it is late (house rule)."""
WATCH_SHARE = Decimal("0.10")
"""An amount or count up to a tenth beyond its target is watched; beyond, it is late."""


def status_of_rate(rate: Decimal | None, target: Decimal | None, direction: str) -> Status:
    """Status of a rate (fractions of 1) against the value its trajectory asks for that day."""
    if rate is None or target is None:
        return Status.UNKNOWN
    short = target - rate if direction == "up" else rate - target
    return _by_shortfall(short, WATCH_WITHIN)


def status_of_amount(value: int | None, target: int | None, direction: str) -> Status:
    """Status of an amount (centimes) or count against its target."""
    if value is None or target is None:
        return Status.UNKNOWN
    short = Decimal(target - value if direction == "up" else value - target)
    return _by_shortfall(short, WATCH_SHARE * target)


def _by_shortfall(short: Decimal, watched: Decimal) -> Status:
    if short <= 0:
        return Status.ON_TRACK
    return Status.WATCH if short <= watched else Status.LATE
