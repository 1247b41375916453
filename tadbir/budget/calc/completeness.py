"""How complete a rate is, and what it would be at best and at worst if the missing returns came."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tadbir.core.money import ZERO
from tadbir.core.ratio import Ratio, ratio_of_totals


@dataclass(frozen=True, slots=True)
class Return:
    """What one sender owes: the two parts of its rate, or what bounds them while it is silent.

    `credits` are known before any return (they were opened or delegated from above); `executed`
    is None while the return is missing. `last_known` is what an earlier return said: cumulated
    amounts do not fall, so it is the worst that can come.
    """

    sender: str
    credits: Decimal | None
    executed: Decimal | None
    last_known: Decimal = ZERO

    @property
    def is_received(self) -> bool:
        """Whether the return came."""
        return self.executed is not None


@dataclass(frozen=True, slots=True)
class Completeness:
    """A rate with the share of returns and of money that it is built on, and its bounds.

    `worst` and `best` have no value when the credits of a silent sender are unknown: then
    nothing bounds the rate. Both equal `rate` when nothing is missing.
    """

    expected: int
    received: int
    rate: Ratio
    share_of_credits: Ratio
    worst: Ratio
    best: Ratio
    missing: tuple[str, ...]


def completeness(returns: Iterable[Return]) -> Completeness:
    """The rate of what was received, its completeness, and its bounds.

    Worst: each silent sender stays where it was last known. Best: each executed all its credits.
    The senders that are silent come first by the money they hold back.
    """
    listed = list(returns)
    silent = [entry for entry in listed if not entry.is_received]
    return Completeness(
        expected=len(listed),
        received=len(listed) - len(silent),
        rate=ratio_of_totals(Ratio(entry.executed, entry.credits) for entry in listed),
        share_of_credits=_share_of_credits(listed),
        worst=_bound([(entry, entry.last_known) for entry in listed]),
        best=_bound([(entry, _at_best(entry)) for entry in listed]),
        missing=tuple(
            entry.sender
            for entry in sorted(silent, key=lambda entry: (-(entry.credits or ZERO), entry.sender))
        ),
    )


def _share_of_credits(returns: list[Return]) -> Ratio:
    """The credits of those who answered on the credits of all; undefined if any is unknown."""
    known = [(entry, entry.credits) for entry in returns if entry.credits is not None]
    if len(known) != len(returns):
        return Ratio(None, None)
    answered = sum((credit for entry, credit in known if entry.is_received), ZERO)
    return Ratio(answered, sum((credit for _, credit in known), ZERO))


def _at_best(entry: Return) -> Decimal | None:
    """All its credits, and never less than what was already known."""
    return None if entry.credits is None else max(entry.credits, entry.last_known)


def _bound(filled: list[tuple[Return, Decimal | None]]) -> Ratio:
    """The rate of totals with each silence filled in; undefined if any credits are unknown."""
    if any(entry.credits is None for entry, _ in filled):
        return Ratio(None, None)
    return ratio_of_totals(
        Ratio(entry.executed if entry.is_received else value, entry.credits)
        for entry, value in filled
    )
