"""What changed between two dates: which amounts moved, and what moved a rate."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tadbir.budget.calc.amounts import Amounts, Measure, difference
from tadbir.core.ratio import Ratio


class Presence(StrEnum):
    """Whether a line is in both situations."""

    BOTH = "both"
    APPEARED = "appeared"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class LineMovement:
    """How the amounts of one line moved; `moves` holds the measures known on both dates.

    A line that appeared or is gone has no moves: what it held is in the situation that has it.
    """

    key: str
    presence: Presence
    moves: Mapping[Measure, Decimal]


@dataclass(frozen=True, slots=True)
class RateMovement:
    """A rate on two dates and, in points that sum exactly to the change, what moved it.

    `by_numerator`: what more was executed, on the credits of the later date. `by_denominator`:
    what the change of credits alone did to the rate.
    """

    before: Decimal
    after: Decimal
    by_numerator: Decimal
    by_denominator: Decimal

    @property
    def change(self) -> Decimal:
        """The points gained or lost."""
        return self.by_numerator + self.by_denominator


def movements(
    before: Mapping[str, Amounts], after: Mapping[str, Amounts]
) -> tuple[LineMovement, ...]:
    """The lines whose amounts moved, or that are only in one situation, by key."""
    found = (_movement(key, before.get(key), after.get(key)) for key in {*before, *after})
    return tuple(
        sorted(
            (line for line in found if line.moves or line.presence is not Presence.BOTH),
            key=lambda line: line.key,
        )
    )


def rate_movement(before: Ratio, after: Ratio) -> RateMovement | None:
    """What moved a rate between two dates; None unless it is defined on both."""
    executed = difference(after.numerator, before.numerator)
    by_numerator = Ratio(executed, after.denominator).value
    if before.value is None or after.value is None or by_numerator is None:
        return None
    change = after.value - before.value
    return RateMovement(before.value, after.value, by_numerator, change - by_numerator)


def _movement(key: str, before: Amounts | None, after: Amounts | None) -> LineMovement:
    """One line on the two dates."""
    if before is None or after is None:
        return LineMovement(key, Presence.GONE if after is None else Presence.APPEARED, {})
    moves = {
        measure: move
        for measure in Measure
        if (move := difference(after.of(measure), before.of(measure)))
    }
    return LineMovement(key, Presence.BOTH, moves)
