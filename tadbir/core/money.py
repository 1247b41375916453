"""Money is exact: Decimal dirhams in Python, whole centimes in tables."""

from decimal import Decimal

from tadbir.core.refused import Refused
from tadbir.core.words import N_

CENTIMES_PER_DIRHAM = 100
ZERO = Decimal("0.00")


def centimes(dirhams: Decimal) -> int:
    """Whole centimes of an amount in dirhams.

    Raises `Refused("money.below-a-centime")` when the amount is not a whole number of centimes:
    rounding money silently would make totals disagree with their file.
    """
    amount = dirhams * CENTIMES_PER_DIRHAM
    whole = int(amount)
    if whole != amount:
        raise Refused(
            "money.below-a-centime",
            N_("The amount {amount} is finer than a centime."),
            amount=str(dirhams),
        )
    return whole


def dirhams(whole_centimes: int) -> Decimal:
    """The amount in dirhams, with its two decimals, of a whole number of centimes."""
    return Decimal(whole_centimes).scaleb(-2)
