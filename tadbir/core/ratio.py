"""A rate that never forgets what it divides: numerator, denominator and, without one, no rate."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Ratio:
    """A fraction of 1 kept as its two parts; either part is None when it was not received."""

    numerator: Decimal | None
    denominator: Decimal | None

    @property
    def value(self) -> Decimal | None:
        """The fraction, or None when a part is missing or the denominator is zero."""
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator / self.denominator

    @property
    def is_defined(self) -> bool:
        """Whether there is a rate to show; otherwise a page shows a dash and the reason."""
        return self.value is not None


def ratio_of_totals(ratios: Iterable[Ratio]) -> Ratio:
    """The rate of totals, never the mean of rates; parts that were not received are left out.

    A member counts only when both of its parts are known, so that the numerator and the
    denominator speak of the same members. Without any such member both parts are None.
    """
    known = [
        (ratio.numerator, ratio.denominator)
        for ratio in ratios
        if ratio.numerator is not None and ratio.denominator is not None
    ]
    if not known:
        return Ratio(None, None)
    zero = Decimal(0)
    return Ratio(
        sum((numerator for numerator, _ in known), zero),
        sum((denominator for _, denominator in known), zero),
    )
