"""How far a place offers what is asked of it: weights met over weights assessed.

House rule, printed wherever the figure is: a requirement partly met counts for half of its weight.
What is not applicable is left out of everything; what nobody assessed is in no score, and lowers
the share assessed instead.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from tadbir.core.ratio import Ratio
from tadbir.works.terms import Answer

PARTLY_COUNTS = Decimal("0.5")
"""What a requirement partly met counts for, in fractions of its weight: a house rule."""

SHARES: Mapping[Answer, Decimal] = {
    Answer.MET: Decimal(1),
    Answer.PARTLY: PARTLY_COUNTS,
    Answer.NOT_MET: Decimal(0),
}
GAPS = frozenset({Answer.PARTLY, Answer.NOT_MET})
_Item = TypeVar("_Item")
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Asked:
    """One requirement asked of one project: its weight, and what was last found; None: nothing yet."""

    weight: int
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Score:
    """Weights: met (half of those partly met), assessed, and asked, which leaves out what does not
    apply. Scores add up: that of a project is of all its requirements, never a mean of places."""

    met: Decimal
    assessed: int
    asked: int

    @property
    def rate(self) -> Decimal | None:
        """Weights met over weights assessed, a fraction of 1; None while nothing is assessed."""
        return Ratio(self.met, Decimal(self.assessed)).value

    @property
    def share_assessed(self) -> Decimal | None:
        """Weights assessed over weights asked, a fraction of 1; None where nothing is asked."""
        return Ratio(Decimal(self.assessed), Decimal(self.asked)).value

    @property
    def at_worst(self) -> Decimal | None:
        """The rate if what is not assessed were not met."""
        return Ratio(self.met, Decimal(self.asked)).value

    @property
    def at_best(self) -> Decimal | None:
        """The rate if what is not assessed were met."""
        return Ratio(self.met + self.asked - self.assessed, Decimal(self.asked)).value


def score(asked: Iterable[Asked]) -> Score:
    """The score of some requirements; adding up is exact."""
    applying = [one for one in asked if one.answer is not Answer.NOT_APPLICABLE]
    found = [(one.weight, one.answer) for one in applying if one.answer is not None]
    met = sum((weight * SHARES[answer] for weight, answer in found), Decimal(0))
    return Score(met, sum(weight for weight, _ in found), sum(one.weight for one in applying))


def score_by(
    items: Iterable[_Item], *, key: Callable[[_Item], _Key], asked: Callable[[_Item], Asked]
) -> dict[_Key, Score]:
    """The score of each group of items, in the order in which groups come first."""
    groups: dict[_Key, list[Asked]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(asked(item))
    return {name: score(members) for name, members in groups.items()}


def missing_weight(one: Asked) -> Decimal:
    """What closing a gap would add to the weights met; 0 for what is no gap."""
    if one.answer not in GAPS:
        return Decimal(0)
    return one.weight * (1 - SHARES[one.answer])
