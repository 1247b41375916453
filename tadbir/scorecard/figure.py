"""A prepared figure as pages receive it: two parts, a day, and how complete it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tadbir.core.money import dirhams
from tadbir.core.ratio import Ratio
from tadbir.scorecard.catalogue import Indicator, indicators
from tadbir.scorecard.tree import PARTS_PER_MILLION


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator of an entity at a day, as known from a batch number on.

    Parts are centimes, or counts where the unit is a count. None is "not received".
    """

    indicator: str
    entity: str
    on_date: date
    number: int
    numerator: int | None
    denominator: int | None
    returns_expected: int
    returns_received: int
    median_ppm: int | None

    @property
    def ratio(self) -> Ratio:
        """Both parts in dirhams, or as counts; undefined while either is missing."""
        known = indicators().get(self.indicator)
        part = _count if known and known.parts == "count" else _dirhams
        return Ratio(part(self.numerator), part(self.denominator))

    @property
    def median(self) -> Decimal | None:
        """The median of the holders' own rates, as a fraction of 1."""
        if self.median_ppm is None:
            return None
        return Decimal(self.median_ppm) / PARTS_PER_MILLION

    def value(self, indicator: Indicator) -> Decimal | None:
        """What is shown: a fraction of 1, an amount in dirhams, or a count."""
        if indicator.unit == "rate":
            return self.ratio.value
        if indicator.unit == "dirhams":
            return _dirhams(self.numerator)
        return _count(self.numerator)


def _count(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def _dirhams(centimes: int | None) -> Decimal | None:
    return None if centimes is None else dirhams(centimes)


Board = Mapping[tuple[str, str], Figure]
"""Figures by (entity code, indicator code); a pair without a figure was never received."""
