"""What is known of the contracts of a project, and the deadline they give together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tadbir.procurement.calc.deadline import Dated, add_months
from tadbir.procurement.terms import DurationUnit, OrderKind
from tadbir.works.calc.delay import ContractTime, Delay, Penalty, delay, penalty


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one contract, as entered or, without that, as a report says them.

    `rate` (a day) and `cap` are fractions of the amount, None where the contract is not entered;
    `orders` suspend and restart; `is_entered` is false for what a report alone says; `operation`
    is the number of the operation, None without one, and `holder` the path of who holds it.
    """

    reference: str
    service_order_on: date | None
    duration: int | None
    unit: DurationUnit
    rate: Decimal | None = None
    cap: Decimal | None = None
    amount: Decimal | None = None
    orders: tuple[Dated, ...] = ()
    is_entered: bool = False
    operation: int | None = None
    holder: str = ""

    @property
    def days(self) -> int | None:
        """The days of the contract as signed, suspensions apart; None without a duration.

        Months run from the service order; before there is one they count 30 days each.
        """
        if self.duration is None or self.unit is DurationUnit.DAYS:
            return self.duration
        start = self.service_order_on
        return (add_months(start, self.duration) - start).days if start else 30 * self.duration

    def time(self, accepted_on: date | None = None) -> ContractTime:
        """The time it gives, until works are accepted."""
        return ContractTime(
            self.service_order_on, self.duration, self.unit, self.orders, accepted_on
        )

    def delay(self, on: date, accepted_on: date | None = None) -> Delay:
        """Its deadline and its delay on a day."""
        return delay(self.time(accepted_on), on=on)

    def penalty(self, on: date, accepted_on: date | None = None) -> Penalty | None:
        """What its delay costs; None without an amount, a rate or a deadline."""
        if self.amount is None:
            return None
        days = self.delay(on, accepted_on).days
        return penalty(self.amount, days, rate=self.rate, cap=self.cap)

    def is_suspended(self, on: date) -> bool:
        """Whether the last order given by a day stops the works."""
        given = [(day, kind) for day, kind in sorted(self.orders) if day <= on]
        return bool(given) and given[-1][1] is OrderKind.SUSPENSION


def latest_deadline(contracts: Sequence[Terms], on: date, accepted_on: date | None = None) -> Delay:
    """The deadline of a project: that of its contract that ends last, with its days of delay.

    None where one of its contracts does not say its time: the others do not speak for it.
    """
    delays = [one.delay(on, accepted_on) for one in contracts]
    if not delays or any(one.deadline is None for one in delays):
        return Delay(None, None)
    return max(delays, key=lambda one: one.deadline or date.min)
