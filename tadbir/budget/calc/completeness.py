"""How complete a rate is, and what it would be at best and at worst if the missing returns came.

What is printed counts a silent sender where it last stood this year. What it did since is not
known, but it is bounded, on the credits last known: cumulated amounts do not fall (a commitment
cancelled is left out of account), and nobody commits, issues or pays more than its credits.

- A rate on credits: at worst the sender did nothing since; at best it used all its credits.
- A rate on commitments or issuances, whose denominator moves too: at worst the sender took that
  denominator to all its credits and did nothing after it; at best it went through with all of them.

A sender that never spoke this year has no known credits: then nothing bounds the rate.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tadbir.budget.calc.amounts import Amounts
from tadbir.budget.calc.rates import (
    CREDITS_OF,
    PARTS,
    AuthorisingOfficer,
    Rate,
    RateKind,
    rate,
    rates_of_totals,
)
from tadbir.core.money import ZERO
from tadbir.core.ratio import Ratio, ratio_of_totals

UNBOUNDED = Ratio(None, None)


@dataclass(frozen=True, slots=True)
class Return:
    """What one sender last said this year, and whether its return of the period came.

    `amounts` is None for a sender that never spoke this year.
    """

    sender: str
    amounts: Amounts | None
    is_received: bool = True


@dataclass(frozen=True, slots=True)
class Completeness:
    """A rate of totals, the share of the returns and of the credits behind it, and its bounds.

    `rate` is what is printed. `worst` and `best` have no value when a silent sender's credits are
    unknown; both equal `rate` when nothing is missing. `missing` names the silent senders, those
    that hold most credits first.
    """

    expected: int
    received: int
    rate: Rate
    share_of_credits: Ratio
    worst: Ratio
    best: Ratio
    missing: tuple[str, ...]


def completeness(
    returns: Iterable[Return], *, kind: RateKind, officer: AuthorisingOfficer
) -> Completeness:
    """One rate over some senders, how complete it is, and its bounds."""
    listed = list(returns)
    silent = [one for one in listed if not one.is_received]
    spoken = [one.amounts for one in listed if one.amounts is not None]
    bounds = [_bounds(one, kind, officer) for one in listed]
    by_money = sorted(silent, key=lambda one: (-(_credits(one, officer) or ZERO), one.sender))
    return Completeness(
        expected=len(listed),
        received=len(listed) - len(silent),
        rate=rates_of_totals(spoken, officer=officer)[kind],
        share_of_credits=_share_of_credits(listed, officer),
        worst=_total([worst for worst, _ in bounds]),
        best=_total([best for _, best in bounds]),
        missing=tuple(one.sender for one in by_money),
    )


def _credits(one: Return, officer: AuthorisingOfficer) -> Decimal | None:
    return one.amounts.of(CREDITS_OF[officer]) if one.amounts else None


def _share_of_credits(returns: Sequence[Return], officer: AuthorisingOfficer) -> Ratio:
    """The credits of those whose return came on the credits of all; undefined if any is unknown."""
    known = [(one, amount) for one in returns if (amount := _credits(one, officer)) is not None]
    if len(known) != len(returns):
        return UNBOUNDED
    came = sum((amount for one, amount in known if one.is_received), ZERO)
    return Ratio(came, sum((amount for _, amount in known), ZERO))


def _bounds(
    one: Return, kind: RateKind, officer: AuthorisingOfficer
) -> tuple[Ratio | None, Ratio | None]:
    """The two parts of a sender's rate at worst and at best; None where nothing bounds them."""
    known = rate(one.amounts or Amounts(), kind=kind, credit=CREDITS_OF[officer]).ratio
    if one.is_received:
        return known, known
    most = _credits(one, officer)
    if most is None:
        return None, None
    reached, below = known.numerator or ZERO, known.denominator or ZERO
    if PARTS[kind][1] is None:
        return Ratio(reached, most), Ratio(max(most, reached), most)
    widest = max(most, reached, below)
    return Ratio(reached, widest), Ratio(widest, widest)


def _total(parts: Sequence[Ratio | None]) -> Ratio:
    """The rate of totals; undefined if a part is not bounded."""
    known = [one for one in parts if one is not None]
    return ratio_of_totals(known) if len(known) == len(parts) else UNBOUNDED
