"""Days of delay against a deadline that suspensions move, and the penalty with the contract's cap.

The deadline is counted by `tadbir.procurement.calc.deadline`, days off giving way. The daily rate and the cap are fields
of the contract: general conditions give defaults (CCAG-T, decree 2-14-394), contracts differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from tadbir.procurement.calc.deadline import Dated, kept_deadline
from tadbir.procurement.terms import DurationUnit

CENTIME = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class ContractTime:
    """The time a contract gives: from its service order, in days or months, and its orders.

    `orders` suspend and restart in turn; `accepted_on` is the provisional acceptance, None while
    works go on.
    """

    service_order_on: date | None
    duration: int | None
    unit: DurationUnit
    orders: Sequence[Dated] = ()
    accepted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Delay:
    """The deadline as it stands, and the days past it; None without a deadline.

    The deadline itself is in time: the first day of delay is the next one.
    """

    deadline: date | None
    days: int | None


def delay(contract: ContractTime, *, on: date) -> Delay:
    """The delay on a day, or on the day of acceptance once works are accepted.

    Days of suspension move the deadline whole, also past it: no delay grows while works are
    stopped by order.
    """
    until = on if contract.accepted_on is None else min(on, contract.accepted_on)
    last = kept_deadline(
        contract.service_order_on, contract.duration, contract.unit, contract.orders, until
    )
    return Delay(last, None if last is None else max((until - last).days, 0))


@dataclass(frozen=True, slots=True)
class Penalty:
    """What a delay costs the contractor, in dirhams.

    `uncapped` is days × rate × amount, `cap` the most that the contract allows (None: no cap said),
    `due` the smaller, `cap_day` the day of delay on which the cap is reached.
    """

    days: int
    uncapped: Decimal
    cap: Decimal | None
    due: Decimal
    cap_day: int | None

    @property
    def is_capped(self) -> bool:
        """Whether more days would cost nothing more."""
        return self.cap is not None and self.uncapped >= self.cap


def penalty(
    amount: Decimal, days: int | None, *, rate: Decimal | None, cap: Decimal | None
) -> Penalty | None:
    """The penalty of a delay; `rate` a day and `cap` are fractions of the amount.

    `amount` is the contract's, amended. None where the delay is unknown or the contract names no
    rate: nothing is applied by default. To the centime, halves up.
    """
    if days is None or rate is None:
        return None
    uncapped = (amount * rate * days).quantize(CENTIME, ROUND_HALF_UP)
    if cap is None:
        return Penalty(days, uncapped, None, uncapped, None)
    most = (amount * cap).quantize(CENTIME, ROUND_HALF_UP)
    reached = int((cap / rate).to_integral_value(ROUND_CEILING)) if rate else None
    return Penalty(days, uncapped, most, min(uncapped, most), reached)
