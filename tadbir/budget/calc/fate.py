"""The fate at 31 December of every dirham that was not executed: lapse, carry-over, or excess."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tadbir.budget.calc.amounts import Amounts, Measure, difference
from tadbir.budget.calc.rates import CREDITS_OF, AuthorisingOfficer
from tadbir.budget.terms import BudgetKind, Part
from tadbir.core.money import ZERO


class Fate(StrEnum):
    """What becomes of a credit that 31 December finds unexecuted."""

    LAPSES = "lapses"
    CARRIED_OVER = "carried_over"
    SEGMA_EXCESS = "segma_excess"


class Pool(StrEnum):
    """Where the unexecuted dirhams of a line stand."""

    NOT_DELEGATED = "not_delegated"
    NOT_COMMITTED = "not_committed"
    NOT_ISSUED = "not_issued"


_LAPSE = {pool: Fate.LAPSES for pool in Pool}
_EXCESS = {pool: Fate.SEGMA_EXCESS for pool in Pool}
_CARRIED = {pool: Fate.CARRIED_OVER for pool in Pool}
# Organic law 130-13: operating credits lapse; investment commitments that were visaed and not
# issued are carried over within 30 % of the ministry's investment credits; the balance of a
# special account is carried over whole. SEGMA: what is not spent is an excess.
FATES: Mapping[tuple[BudgetKind, Part], Mapping[Pool, Fate]] = {
    (BudgetKind.GENERAL, Part.OPERATING): _LAPSE,
    (BudgetKind.GENERAL, Part.INVESTMENT): {**_LAPSE, Pool.NOT_ISSUED: Fate.CARRIED_OVER},
    (BudgetKind.SEGMA, Part.OPERATING): _EXCESS,
    (BudgetKind.SEGMA, Part.INVESTMENT): _EXCESS,
    (BudgetKind.SPECIAL, Part.OPERATING): _CARRIED,
    (BudgetKind.SPECIAL, Part.INVESTMENT): _CARRIED,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A budget line, or a holder taken as one: its kind, its part and its amounts."""

    key: str
    kind: BudgetKind
    part: Part
    amounts: Amounts
    officer: AuthorisingOfficer = AuthorisingOfficer.SECONDARY


@dataclass(frozen=True, slots=True)
class LineFate:
    """The unexecuted dirhams of a line by where they stand and by what becomes of them.

    `pools` holds None where an amount was not received; a contradiction (more executed than
    credited) leaves nothing in its pool. `under_ceiling` marks a carry-over that depends on the
    ministry's 30 % ceiling, which a region cannot see. `awaiting_payment` was issued: it is
    executed and has no fate, unless the accountant rejects it.
    """

    key: str
    pools: Mapping[Pool, Decimal | None]
    fates: Mapping[Pool, Fate]
    awaiting_payment: Decimal | None
    under_ceiling: bool

    def meets(self, fate: Fate) -> Decimal:
        """The known dirhams that meet this fate."""
        return sum(
            (held for pool, held in self.pools.items() if held and self.fates[pool] is fate), ZERO
        )

    @property
    def is_complete(self) -> bool:
        """Whether every pool is known, "not delegated" apart where no envelope was notified."""
        return all(
            held is not None for pool, held in self.pools.items() if pool is not Pool.NOT_DELEGATED
        )


def fate_of(line: Line) -> LineFate:
    """What becomes of each dirham of a line if nothing more is done before 31 December."""
    amounts, credit = line.amounts, CREDITS_OF[line.officer]
    waits = credit is Measure.DELEGATED_CREDITS and amounts.notified_envelope is not None
    pools = {
        Pool.NOT_DELEGATED: _left(amounts.notified_envelope, amounts.of(credit)) if waits else None,
        Pool.NOT_COMMITTED: _left(amounts.of(credit), amounts.commitments),
        Pool.NOT_ISSUED: _left(amounts.commitments, amounts.issuances),
    }
    fates = FATES[line.kind, line.part]
    carried = pools[Pool.NOT_ISSUED]
    return LineFate(
        key=line.key,
        pools=pools,
        fates=fates,
        awaiting_payment=_left(amounts.issuances, amounts.payments),
        under_ceiling=bool(carried)
        and (line.kind, line.part) == (BudgetKind.GENERAL, Part.INVESTMENT),
    )


def fates_of(lines: Iterable[Line]) -> dict[Fate, Decimal]:
    """The known dirhams of several lines by what becomes of them."""
    found = [fate_of(line) for line in lines]
    return {fate: sum((line.meets(fate) for line in found), ZERO) for fate in Fate}


def _left(whole: Decimal | None, part: Decimal | None) -> Decimal | None:
    """What remains and never less than nothing; None where a side was not received."""
    left = difference(whole, part)
    return None if left is None else max(left, ZERO)
