"""Levers: what to act on first, by the dirhams that would lapse and can still be saved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tadbir.budget.calc.amounts import Measure
from tadbir.budget.calc.fate import Fate, Line, LineFate, Pool, fate_of
from tadbir.budget.calc.operations import CAUSES, POOLS, Cause, Operation, Outlook, outlook
from tadbir.budget.calc.rates import CREDITS_OF
from tadbir.core.money import ZERO
from tadbir.core.ratio import Ratio
from tadbir.core.workdays import MOROCCO, WorkCalendar

# The pools of delegated credits that a dirham still has to leave before it is one of an amount.
_POOLS_BEFORE: Mapping[Measure, frozenset[Pool]] = {
    Measure.COMMITMENTS: frozenset({Pool.NOT_COMMITTED}),
    Measure.ISSUANCES: frozenset({Pool.NOT_COMMITTED, Pool.NOT_ISSUED}),
    Measure.PAYMENTS: frozenset({Pool.NOT_COMMITTED, Pool.NOT_ISSUED}),
}


@dataclass(frozen=True, slots=True)
class Lever:
    """Something to act on: an operation, or what no operation explains on a line.

    `amount` is what waits; `would_lapse` the part of it that 31 December takes; `to_save` the
    part of that which can still pass (0 when too late, and while undecided). `points` are what
    it adds to the line's rate when it passes. `operation` is "" for the line itself.
    """

    line: str
    operation: str
    cause: Cause
    pool: Pool
    amount: Decimal
    would_lapse: Decimal
    to_save: Decimal
    outlook: Outlook
    points: Ratio


def levers(
    lines: Iterable[Line],
    operations: Iterable[Operation],
    *,
    today: date,
    calendar: WorkCalendar = MOROCCO,
) -> tuple[Lever, ...]:
    """Every lever, ranked by dirhams to save, then by points of rate, then by name.

    On each line the operations share what the line itself shows as unexecuted, largest first:
    the levers of a line never promise more than its lapse. Where the line's own amount was not
    received, each operation stands for itself. What no operation explains is the line's own
    lever: it was not delegated, or no operation is known for it.
    """
    by_line: dict[str, list[Operation]] = {}
    for operation in operations:
        by_line.setdefault(operation.line, []).append(operation)
    found = [
        lever
        for line in lines
        for lever in _levers_of(line, by_line.get(line.key, []), today, calendar)
    ]
    return tuple(sorted(found, key=_rank))


def to_save(found: Iterable[Lever]) -> Decimal:
    """The dirhams that would lapse and can still be saved."""
    return sum((lever.to_save for lever in found), ZERO)


def too_late(found: Iterable[Lever], *, before: Measure) -> Decimal:
    """The dirhams whose operation can no longer be committed, or no longer issued, this year.

    What no operation explains is not among them: it may still find one.
    """
    pools = _POOLS_BEFORE[before]
    late = (one for one in found if one.outlook is Outlook.TOO_LATE and one.pool in pools)
    return sum((one.amount for one in late), ZERO)


def by_cause(found: Iterable[Lever]) -> dict[Cause, Decimal]:
    """The dirhams that would lapse, by their cause, largest first."""
    totals: dict[Cause, Decimal] = {}
    for lever in found:
        totals[lever.cause] = totals.get(lever.cause, ZERO) + lever.would_lapse
    return dict(sorted(totals.items(), key=lambda entry: (-entry[1], entry[0])))


def _rank(lever: Lever) -> tuple[Decimal, Decimal, str, str, str]:
    """Dirhams first, then the rate, then names, so that ties never move."""
    points = lever.points.value or ZERO
    return (-lever.to_save, -points, lever.line, lever.operation, lever.cause)


def _levers_of(
    line: Line, operations: list[Operation], today: date, calendar: WorkCalendar
) -> list[Lever]:
    """The levers of one line: its operations in each pool, then what they leave unexplained."""
    fate = fate_of(line)
    credit = line.amounts.of(CREDITS_OF[line.officer])
    left = {pool: held for pool, held in fate.pools.items() if held is not None}
    found = []
    for operation in sorted(operations, key=lambda entry: (-(entry.amount or ZERO), entry.key)):
        pool = POOLS.get(operation.phase)
        if pool is None or not operation.amount:
            continue
        held = min(operation.amount, left.get(pool, operation.amount))
        if pool in left:
            left[pool] -= held
        judged = outlook(operation, today=today, calendar=calendar) or Outlook.UNDECIDED
        found.append(_lever(fate, operation, held, judged, credit))
    return found + _unexplained(fate, left, credit)


def _lever(
    fate: LineFate,
    operation: Operation,
    held: Decimal,
    judged: Outlook,
    credit: Decimal | None,
) -> Lever:
    """The lever of one operation, for the dirhams that its line really holds."""
    pool = POOLS[operation.phase]
    lapses = held if fate.fates[pool] is Fate.LAPSES else ZERO
    return Lever(
        line=fate.key,
        operation=operation.key,
        cause=CAUSES[operation.state],
        pool=pool,
        amount=held,
        would_lapse=lapses,
        to_save=lapses if judged is Outlook.IN_TIME else ZERO,
        outlook=judged,
        points=Ratio(held, credit),
    )


# What a line waits for where no operation explains it; visaed amounts without a dossier wait
# for their payment order.
_OWN_CAUSES: Mapping[Pool, Cause] = {
    Pool.NOT_DELEGATED: Cause.LATE_DELEGATION,
    Pool.NOT_COMMITTED: Cause.NO_OPERATION,
    Pool.NOT_ISSUED: Cause.AWAITING_ISSUANCE,
}


def _unexplained(
    fate: LineFate, left: Mapping[Pool, Decimal], credit: Decimal | None
) -> list[Lever]:
    """The line's own levers: undecided, since no dossier says whether they can still pass."""
    return [
        Lever(
            line=fate.key,
            operation="",
            cause=_OWN_CAUSES[pool],
            pool=pool,
            amount=held,
            would_lapse=held if fate.fates[pool] is Fate.LAPSES else ZERO,
            to_save=ZERO,
            outlook=Outlook.UNDECIDED,
            points=Ratio(held, credit),
        )
        for pool, held in left.items()
        if held > ZERO
    ]
