"""Norms of the budget as dated values with unit and source; a region may load others over them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tadbir.core.period import Validity
from tadbir.core.words import N_

VISA_DELAY_CONTRACT = "visa_delay_contract"
VISA_DELAY_OTHER = "visa_delay_other"
VISA_DELAY_CONTRACT_TIERED = "visa_delay_contract_tiered"
VISA_DELAY_OTHER_TIERED = "visa_delay_other_tiered"
REGULARITY_EXEMPTION_CEILING = "regularity_exemption_ceiling"
INVESTMENT_CARRY_OVER_CEILING = "investment_carry_over_ceiling"
PURCHASE_ORDER_CEILING = "purchase_order_ceiling"

CLEAR_WORKING_DAYS = "clear working days"
DIRHAMS = "MAD"
SHARE_OF_MINISTRY = "share of the ministry's investment credits"
UNITS: Mapping[str, str] = {
    VISA_DELAY_CONTRACT: CLEAR_WORKING_DAYS,
    VISA_DELAY_OTHER: CLEAR_WORKING_DAYS,
    VISA_DELAY_CONTRACT_TIERED: CLEAR_WORKING_DAYS,
    VISA_DELAY_OTHER_TIERED: CLEAR_WORKING_DAYS,
    REGULARITY_EXEMPTION_CEILING: DIRHAMS,
    INVESTMENT_CARRY_OVER_CEILING: SHARE_OF_MINISTRY,
    PURCHASE_ORDER_CEILING: DIRHAMS,
}
"""Every rule that has a value, with its one unit."""


@dataclass(frozen=True, slots=True)
class Norm:
    """A value of the rules between two days; `to_confirm` where no official text was read."""

    code: str
    value: Decimal
    unit: str
    source: str
    validity: Validity = Validity()
    to_confirm: bool = False


# Delays of the tiered control are not declared: no public source gives them (load the circular's).
NORMS: tuple[Norm, ...] = (
    Norm(
        VISA_DELAY_CONTRACT,
        Decimal(12),
        CLEAR_WORKING_DAYS,
        N_("Decree 2-07-1235 of 4 November 2008; Médias24, 17 December 2018"),
        Validity(valid_from=date(2008, 11, 4)),
    ),
    Norm(
        VISA_DELAY_OTHER,
        Decimal(5),
        CLEAR_WORKING_DAYS,
        N_("Decree 2-07-1235 of 4 November 2008; Médias24, 17 December 2018"),
        Validity(valid_from=date(2008, 11, 4)),
    ),
    Norm(
        REGULARITY_EXEMPTION_CEILING,
        Decimal(20_000),
        DIRHAMS,
        N_("Decree 2-07-1235, article 10 (secondary source)"),
        Validity(valid_from=date(2008, 11, 4)),
        to_confirm=True,
    ),
    Norm(
        INVESTMENT_CARRY_OVER_CEILING,
        Decimal("0.30"),
        SHARE_OF_MINISTRY,
        N_("Organic law 130-13 on the finance law, reported by Finances News"),
        Validity(valid_from=date(2016, 1, 1)),
        to_confirm=True,
    ),
    Norm(
        PURCHASE_ORDER_CEILING,
        Decimal(200_000),
        DIRHAMS,
        N_("Decree 2-12-349 of 20 March 2013"),
        Validity(valid_from=date(2014, 1, 1), valid_to=date(2023, 9, 1)),
    ),
    Norm(
        PURCHASE_ORDER_CEILING,
        Decimal(500_000),
        DIRHAMS,
        N_("Decree 2-22-431, B.O. 7184 of 6 April 2023"),
        Validity(valid_from=date(2023, 9, 1)),
    ),
)


def norm_on(code: str, day: date, *, norms: Iterable[Norm] = NORMS) -> Norm | None:
    """The norm in force on a day, the one that began last; None where no rule is loaded."""
    in_force = [norm for norm in norms if norm.code == code and norm.validity.holds_on(day)]
    return max(in_force, key=lambda norm: norm.validity.valid_from or date.min, default=None)
