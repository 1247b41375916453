"""Conventions with delegated owners: money sent is not work done."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tadbir.budget.calc.amounts import difference
from tadbir.core.money import ZERO
from tadbir.core.ratio import Ratio


@dataclass(frozen=True, slots=True)
class Convention:
    """A convention on a day, in dirhams; None was not received.

    `called` are the tranches the owner asked for, `transferred` what was sent, `justified` what
    the owner proved to have spent on the works.
    """

    amount: Decimal | None
    called: Decimal | None = None
    transferred: Decimal | None = None
    justified: Decimal | None = None

    @property
    def transfer_rate(self) -> Ratio:
        """Transferred on the amount of the convention."""
        return Ratio(self.transferred, self.amount)

    @property
    def justification_rate(self) -> Ratio:
        """Justified on transferred: the part of the money sent that is work done."""
        return Ratio(self.justified, self.transferred)

    @property
    def awaiting_transfer(self) -> Decimal | None:
        """Called and not yet sent."""
        return difference(self.called, self.transferred)

    @property
    def unjustified(self) -> Decimal | None:
        """Sent and not yet justified."""
        return difference(self.transferred, self.justified)


def total_of_conventions(conventions: Iterable[Convention]) -> Convention:
    """The sum of several conventions; an amount that one of them lacks is unknown as a whole.

    Without any convention everything is zero: nothing was agreed, which is known.
    """
    listed = list(conventions)
    return Convention(
        amount=_whole(entry.amount for entry in listed),
        called=_whole(entry.called for entry in listed),
        transferred=_whole(entry.transferred for entry in listed),
        justified=_whole(entry.justified for entry in listed),
    )


def _whole(parts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum, or None when a part was not received."""
    whole = ZERO
    for part in parts:
        if part is None:
            return None
        whole += part
    return whole
