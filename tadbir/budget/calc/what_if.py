"""What if some levers passed by the last day: the rates and the lapse before and after."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tadbir.budget.calc.amounts import Amounts, Measure, amounts_of
from tadbir.budget.calc.fate import FATES, Fate, Line, Pool
from tadbir.budget.calc.levers import Lever
from tadbir.budget.calc.rates import Rate, RateKind, rates_of_totals
from tadbir.core.money import ZERO

# The amount that dirhams enter when they leave a pool, and the pool in which they then wait.
ENTERS: Mapping[Pool, Measure] = {
    Pool.NOT_DELEGATED: Measure.DELEGATED_CREDITS,
    Pool.NOT_COMMITTED: Measure.COMMITMENTS,
    Pool.NOT_ISSUED: Measure.ISSUANCES,
}
NEXT: Mapping[Pool, Pool] = {
    Pool.NOT_DELEGATED: Pool.NOT_COMMITTED,
    Pool.NOT_COMMITTED: Pool.NOT_ISSUED,
}


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The rates of a budget before and after some levers pass one stage, and what they move.

    `saved` are the dirhams that lapse no more; `still_lapsing` those that moved on to a stage
    where 31 December takes them too (an operating commitment lapses until it is issued).
    """

    before: Mapping[RateKind, Rate]
    after: Mapping[RateKind, Rate]
    moved: Mapping[Measure, Decimal]
    saved: Decimal
    still_lapsing: Decimal


def what_if(members: Sequence[Line], passed: Iterable[tuple[str, Lever]]) -> WhatIf:
    """The consequences for one budget and part, of which `members` are the holders, each as a line.

    `passed` names the member of each lever. An amount that was not received stays so: a lever
    on it moves no rate. Raises ValueError without a member.
    """
    if not members:
        raise ValueError("a rate needs at least one holder")
    given = list(passed)
    first = members[0]
    fates = FATES[first.kind, first.part]
    after = [replace(one, amounts=_moved(one, given)) for one in members]
    return WhatIf(
        before=rates_of_totals((one.amounts for one in members), officer=first.officer),
        after=rates_of_totals((one.amounts for one in after), officer=first.officer),
        moved=_sums((ENTERS[lever.pool], lever.amount) for _member, lever in given),
        saved=_sum(lever for _member, lever in given if not _lapses_next(lever, fates)),
        still_lapsing=_sum(lever for _member, lever in given if _lapses_next(lever, fates)),
    )


def _moved(member: Line, passed: Iterable[tuple[str, Lever]]) -> Amounts:
    """A member's amounts once its own levers have passed."""
    shift = _sums((ENTERS[lever.pool], lever.amount) for key, lever in passed if key == member.key)
    return amounts_of(
        {
            measure: None if (known := member.amounts.of(measure)) is None
            else known + shift.get(measure, ZERO)
            for measure in Measure
        }
    )  # fmt: skip


def _lapses_next(lever: Lever, fates: Mapping[Pool, Fate]) -> bool:
    following = NEXT.get(lever.pool)
    return following is not None and fates[following] is Fate.LAPSES


def _sum(levers: Iterable[Lever]) -> Decimal:
    return sum((lever.would_lapse for lever in levers), ZERO)


def _sums(amounts: Iterable[tuple[Measure, Decimal]]) -> dict[Measure, Decimal]:
    found: dict[Measure, Decimal] = {}
    for measure, amount in amounts:
        found[measure] = found.get(measure, ZERO) + amount
    return found
