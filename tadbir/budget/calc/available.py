"""What a column headed "disponible" holds, decided by its arithmetic and never by its name."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tadbir.core.money import ZERO
from tadbir.core.refused import Refused
from tadbir.core.words import N_


class AvailableMeaning(StrEnum):
    """A total of credits, or the credits that are not committed yet."""

    CREDITS = "credits"
    UNCOMMITTED_BALANCE = "uncommitted_balance"


@dataclass(frozen=True, slots=True)
class AvailableRow:
    """One row of the table: the column in doubt beside the credits and the commitments."""

    available: Decimal
    credits: Decimal
    commitments: Decimal


def available_meaning(
    rows: Iterable[AvailableRow], *, tolerance: Decimal = ZERO
) -> AvailableMeaning:
    """What the column holds: every row must agree on one meaning.

    `tolerance` in dirhams covers columns rounded by their author. Raises
    `Refused("budget.available-undecided")` when the rows agree on neither meaning, and
    `Refused("budget.available-ambiguous")` when both fit, as before the first commitment.
    """
    listed = list(rows)
    fits_credits = all(abs(row.available - row.credits) <= tolerance for row in listed)
    fits_balance = all(
        abs(row.available - (row.credits - row.commitments)) <= tolerance for row in listed
    )
    if fits_credits and fits_balance:
        raise Refused(
            "budget.available-ambiguous",
            N_(
                "The column “disponible” could be a total of credits or an uncommitted balance: "
                "no row has a commitment that would tell. Rename the column."
            ),
        )
    if fits_credits:
        return AvailableMeaning.CREDITS
    if fits_balance:
        return AvailableMeaning.UNCOMMITTED_BALANCE
    raise Refused(
        "budget.available-undecided",
        N_(
            "The column “disponible” is neither a total of credits nor credits less commitments "
            "on every row. Check its rows or rename the column."
        ),
    )
