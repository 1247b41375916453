"""Horizontal bars that grow from the reading side, each with its status, value and target."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tadbir.ui.charts.figure import Figure
from tadbir.ui.reader import Reader
from tadbir.ui.status import Status


@dataclass(frozen=True, slots=True)
class Cause:
    """Why dirhams stand still: a stable code and its words in the reader's language."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Segment:
    """The part of a bar that one cause explains."""

    cause: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `value` None is drawn as a dash with its `note`, never as an empty bar."""

    label: str
    value: Decimal | None
    status: Status | None = None
    note: str = ""
    segments: Sequence[Segment] = ()
    href: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """What is drawn; `kind` is a kind of number of `tables` (percent, millions, count…)."""

    title: str
    description: str
    label_title: str
    value_title: str
    bars: Sequence[Bar]
    kind: str = "percent"
    target: Decimal | None = None
    target_label: str = ""
    maximum: Decimal | None = None
    causes: Sequence[Cause] = ()


def figure(chart: BarChart, reader: Reader) -> Figure:
    """The chart in both widths, and its table."""
    raise NotImplementedError
