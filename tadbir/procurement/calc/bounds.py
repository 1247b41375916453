"""What a contract stipulates, and what it cannot: a rate, a cap, a duration out of all measure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.procurement.terms import (
    MOST_DURATION,
    MOST_GUARANTEE_MONTHS,
    MOST_PENALTY_CAP,
    MOST_PENALTY_RATE,
    DurationUnit,
    Nature,
)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a contract stipulates; rate and cap are fractions of its amount, None when unsaid."""

    nature: Nature
    service_order_on: date | None = None
    duration: int | None = None
    duration_unit: DurationUnit = DurationUnit.MONTHS
    penalty_rate: Decimal | None = None
    penalty_cap: Decimal | None = None
    guarantee_months: int | None = None


def check_terms(terms: Terms) -> None:
    """Raise `Refused` for the first term out of its bounds, with them; what is unsaid passes."""
    bounds = (
        (
            _is_within(terms.penalty_rate, MOST_PENALTY_RATE),
            N_(
                "The penalty of a day late is a fraction of the amount, above 0 and at most {most}: "
                "one per thousand is 0.001."
            ),
            MOST_PENALTY_RATE,
        ),
        (
            _is_within(terms.penalty_cap, MOST_PENALTY_CAP),
            N_(
                "The cap of penalties is a fraction of the amount, above 0 and at most {most}: "
                "eight per cent is 0.08."
            ),
            MOST_PENALTY_CAP,
        ),
        (
            _is_within(terms.duration, MOST_DURATION[terms.duration_unit]),
            N_("The delay of a contract is from 1 to {most} in this unit, months or days."),
            MOST_DURATION[terms.duration_unit],
        ),
        (
            terms.guarantee_months is None or 0 <= terms.guarantee_months <= MOST_GUARANTEE_MONTHS,
            N_("The guarantee of a contract is at most {most} months."),
            MOST_GUARANTEE_MONTHS,
        ),
    )
    for is_kept, sentence, most in bounds:
        if not is_kept:
            raise Refused("procurement.term-out-of-bounds", sentence, most=most)


def _is_within(value: Decimal | int | None, most: Decimal | int) -> bool:
    return value is None or 0 < value <= most
