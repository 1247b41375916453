"""Execution over the year as cumulative curves: this year, last year, plan and forecast."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tadbir.ui.charts.figure import Figure
from tadbir.ui.reader import Reader

Point = tuple[date, Decimal]


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve; `role` is `actual`, `last_year` or `plan`. Points carry their own dates."""

    label: str
    points: Sequence[Point]
    role: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """The band of an interval and its median, from today to the end of the year."""

    label: str
    median: Sequence[Point]
    low: Sequence[Point]
    high: Sequence[Point]


@dataclass(frozen=True, slots=True)
class Mark:
    """A day that matters: today, or a last day; `is_today` is drawn apart."""

    day: date
    label: str
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class SCurve:
    """What is drawn over one fiscal year; `kind` is percent or millions."""

    title: str
    description: str
    year: int
    curves: Sequence[Curve]
    forecast: Forecast | None = None
    marks: Sequence[Mark] = ()
    kind: str = "percent"
    maximum: Decimal | None = None


def figure(chart: SCurve, reader: Reader) -> Figure:
    """The chart in both widths, and its table."""
    raise NotImplementedError
