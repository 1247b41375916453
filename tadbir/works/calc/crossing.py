"""Where what sources say of works crosses: done against paid, and one source against another.

Paid is what the delegated owner paid the contractor for the works; money sent to the delegated
owner under a convention is not work done and has no place here. Sources are never averaged: both
figures stand with their dates, and with who must settle them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from tadbir.core.ratio import Ratio
from tadbir.works.terms import Actor, ReportSource

# In fractions of 1; a house rule until a directorate enters its own.
TOLERANCE = Decimal("0.10")


class CrossingKind(StrEnum):
    """What contradicts what."""

    PHYSICAL_AHEAD = "physical_ahead"
    PAYMENT_AHEAD = "payment_ahead"
    SOURCES_DISAGREE = "sources_disagree"


SETTLED_BY: Mapping[CrossingKind, tuple[Actor, ...]] = {
    CrossingKind.PHYSICAL_AHEAD: (Actor.AGENCY,),
    CrossingKind.PAYMENT_AHEAD: (Actor.AGENCY, Actor.OWNER),
    CrossingKind.SOURCES_DISAGREE: (Actor.AGENCY, Actor.DELEGATION),
}
"""Who must settle it: the payer its statements; payer and owner a payment ahead of the works; agency
and delegation, together on the site, two reports that disagree."""


@dataclass(frozen=True, slots=True)
class Report:
    """A physical progress, a fraction of 1, as one source said it for one day."""

    source: ReportSource
    on: date
    physical: Decimal


@dataclass(frozen=True, slots=True)
class Paid:
    """What the delegated owner had paid for the works by a day, dirhams, cumulated."""

    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Side:
    """One figure of a crossing, a fraction of 1: who says it (None: the payments), and for when."""

    source: ReportSource | None
    on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Crossing:
    """Two figures that contradict each other, the larger first, and who must settle them."""

    kind: CrossingKind
    ahead: Side
    behind: Side
    settled_by: tuple[Actor, ...]

    @property
    def gap(self) -> Decimal:
        """By how much, in fractions of 1."""
        return self.ahead.value - self.behind.value

    @property
    def days_apart(self) -> int:
        """How many days lie between the two figures: part of the gap may be time."""
        return abs((self.ahead.on - self.behind.on).days)


@dataclass(frozen=True, slots=True)
class Crossings:
    """The latest figure of each source, what was paid, and every crossing, the widest first.

    `paid` is None where the agency sends no payment (or no amount is known): the page says so.
    """

    reports: tuple[Report, ...]
    paid: Side | None
    found: tuple[Crossing, ...]


def crossings(
    reports: Sequence[Report],
    payments: Sequence[Paid],
    *,
    amount: Decimal | None,
    on: date,
    tolerance: Decimal = TOLERANCE,
) -> Crossings:
    """What contradicts what on a day, from figures known for that day or before.

    `amount` is the contract's, amended. Two figures cross when they differ by more than the
    tolerance; each source is compared with the payments and with each other source.
    """
    latest = _latest(reports, on)
    sides = [Side(report.source, report.on, report.physical) for report in latest]
    paid = _paid(payments, amount, on)
    pairs = [*combinations(sides, 2), *((side, paid) for side in sides if paid is not None)]
    found = [
        _crossing(one, other) for one, other in pairs if abs(one.value - other.value) > tolerance
    ]
    return Crossings(
        latest, paid, tuple(sorted(found, key=lambda one: (-one.gap, one.kind, one.ahead.on)))
    )


def _latest(reports: Sequence[Report], on: date) -> tuple[Report, ...]:
    """The last report of each source, in the order of the sources."""
    known = sorted((r for r in reports if r.on <= on), key=lambda report: report.on)
    by_source = {report.source: report for report in known}
    return tuple(by_source[source] for source in ReportSource if source in by_source)


def _paid(payments: Sequence[Paid], amount: Decimal | None, on: date) -> Side | None:
    """The share of the amount that was paid by a day."""
    known = [payment for payment in payments if payment.on <= on]
    if not known:
        return None
    last = max(known, key=lambda payment: payment.on)
    share = Ratio(last.amount, amount).value
    return None if share is None else Side(None, last.on, share)


def _crossing(one: Side, other: Side) -> Crossing:
    """The contradiction of two sides."""
    ahead, behind = (one, other) if one.value > other.value else (other, one)
    if ahead.source is None:
        kind = CrossingKind.PAYMENT_AHEAD
    elif behind.source is None:
        kind = CrossingKind.PHYSICAL_AHEAD
    else:
        kind = CrossingKind.SOURCES_DISAGREE
    return Crossing(kind, ahead, behind, SETTLED_BY[kind])
