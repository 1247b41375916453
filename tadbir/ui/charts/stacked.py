"""The gap explained: from the credits to what was paid, one step under the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tadbir.ui.charts.figure import Figure
from tadbir.ui.reader import Reader


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the gap in dirhams and as a fraction of the whole; `cause` picks its colour."""

    label: str
    value: Decimal
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class GapChart:
    """The whole, the steps that are lost on the way, and what remains (paid), in dirhams."""

    title: str
    description: str
    whole_label: str
    whole: Decimal
    steps: Sequence[Step]
    rest_label: str
    rest: Decimal
    rest_share: Decimal | None


def figure(chart: GapChart, reader: Reader) -> Figure:
    """The chart in both widths, and its table."""
    raise NotImplementedError
