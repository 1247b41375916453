"""What a past year had reached on the same day, counted back from its end."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from tadbir.core.money import ZERO
from tadbir.core.period import year_end


def same_day(day: date, *, year: int) -> date:
    """The day of another year that lies as many days before its 31 December.

    Counted from the end because what matters is how long is left, and 29 February then costs
    nothing.
    """
    return year_end(year) - (year_end(day.year) - day)


def amount_on(known: Mapping[date, Decimal], day: date) -> Decimal | None:
    """A cumulated amount on a day, straight between the two dates that frame it.

    The year starts from nothing on the eve of 1 January. None after the last known date: what
    came later was not known. All dates are of the same year as `day`.
    """
    eve = date(day.year, 1, 1) - timedelta(days=1)
    points = sorted({eve: ZERO, **known}.items())
    for (before, low), (after, high) in pairwise(points):
        if before <= day <= after:
            return low + (high - low) * (day - before).days / (after - before).days
    return None
