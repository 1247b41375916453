"""What moved between two days, by how much, and which entities made most of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tadbir.scorecard.catalogue import Indicator
from tadbir.scorecard.figure import Board, Figure

MOST_OF_IT = Decimal("0.8")
"""Contributors are named until they make this share of a move."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one holder added to the numerator of a move, in the unit of its parts."""

    entity: str
    change: Decimal


@dataclass(frozen=True, slots=True)
class Move:
    """An indicator of an entity between two situations; None where it was undefined."""

    indicator: str
    before: Decimal | None
    after: Decimal | None
    contributions: Sequence[Contribution] = ()

    @property
    def change(self) -> Decimal | None:
        """After less before, in the unit of the figure (fractions of 1 for rates)."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


def _value(figure: Figure | None, indicator: Indicator) -> Decimal | None:
    return figure.value(indicator) if figure else None


def _part(figure: Figure | None) -> Decimal:
    """The numerator as a number to subtract; nothing received yet counts as nothing done."""
    return Decimal(figure.numerator or 0) if figure else Decimal(0)


def contributions(
    indicator: str, holders: Iterable[str], before: Board, after: Board
) -> Sequence[Contribution]:
    """The holders that made most of a change of numerator, the largest first.

    Only those that went the way of the whole are named, until four fifths of it are explained.
    """
    changes = [
        Contribution(h, _part(after.get((h, indicator))) - _part(before.get((h, indicator))))
        for h in holders
    ]
    whole = sum((c.change for c in changes), Decimal(0))
    along = sorted(
        (c for c in changes if c.change * whole > 0), key=lambda c: (-abs(c.change), c.entity)
    )
    named: list[Contribution] = []
    for one in along:
        if abs(sum((c.change for c in named), Decimal(0))) >= MOST_OF_IT * abs(whole):
            break
        named.append(one)
    return named


def moves(
    entity: str,
    indicators: Mapping[str, Indicator],
    before: Board,
    after: Board,
    holders: Sequence[str] = (),
) -> list[Move]:
    """The indicators of an entity whose value is not what it was, in catalogue order.

    `before` and `after` hold the entity's sums; the holders' own figures, where given, tell who
    made the change.
    """
    found = []
    for code, indicator in indicators.items():
        was = _value(before.get((entity, code)), indicator)
        now = _value(after.get((entity, code)), indicator)
        if was != now:
            found.append(Move(code, was, now, contributions(code, holders, before, after)))
    return found
