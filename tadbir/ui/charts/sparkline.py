"""A curve the size of a word, for a tile."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Values from the oldest to the newest (None where nothing was received), and the target."""

    title: str
    values: Sequence[Decimal | None]
    target: Decimal | None = None


def svg(sparkline: Sparkline) -> str:
    """The drawing; time runs from left to right in every language."""
    raise NotImplementedError
