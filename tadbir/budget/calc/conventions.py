"""Conventions with delegated owners: money sent is not work done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tadbir.budget.calc.amounts import Amounts, Measure, amounts_of, difference, without
from tadbir.budget.calc.rates import AuthorisingOfficer, Rate, RateKind, rates_of_totals
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


class NotNet(StrEnum):
    """Why there is no rate without transfers; a page prints a dash and this reason."""

    NO_CONVENTION = "no_convention"
    SENT_UNKNOWN = "sent_unknown"
    MORE_THAN_PAID = "more_than_paid"


@dataclass(frozen=True, slots=True)
class Paying:
    """A holder's amounts in one budget and part, and what each of its conventions sent this year.

    `sent` is empty without any convention; an element is None where the year's transfers of a
    convention cannot be told.
    """

    amounts: Amounts
    sent: Sequence[Decimal | None] = ()


@dataclass(frozen=True, slots=True)
class NetRates:
    """The rates once the money sent to delegated owners is left out, or why there are none."""

    sent: Decimal | None
    rates: Mapping[RateKind, Rate]
    reason: NotNet | None = None


# A dirham sent was opened, delegated, committed, issued and paid: it leaves each of these.
_SENT_IN = (
    Measure.OPENED_CREDITS,
    Measure.DELEGATED_CREDITS,
    Measure.COMMITMENTS,
    Measure.ISSUANCES,
    Measure.PAYMENTS,
)


def sent_this_year(now: Decimal | None, at_last_year_end: Decimal | None) -> Decimal | None:
    """What a convention sent since 1 January, from totals that run since its signature.

    None where either was not received, or where the total fell: then one of the two is wrong.
    """
    sent = difference(now, at_last_year_end)
    return None if sent is None or sent < ZERO else sent


def rates_without_transfers(members: Iterable[Paying], *, officer: AuthorisingOfficer) -> NetRates:
    """The rates of totals of some holders, less what they sent to delegated owners this year.

    A holder without a convention counts whole. Without any convention there is nothing to leave
    out, and no second rate; nor is there one where a transfer is unknown, or exceeds what its
    holder paid (another budget paid it).
    """
    listed = list(members)
    if not any(member.sent for member in listed):
        return NetRates(None, {}, NotNet.NO_CONVENTION)
    sent = [_whole(member.sent) for member in listed]
    if any(one is None for one in sent):
        return NetRates(None, {}, NotNet.SENT_UNKNOWN)
    pairs = [(member.amounts, one or ZERO) for member, one in zip(listed, sent, strict=True)]
    whole = sum((one for _, one in pairs), ZERO)
    if any(amounts.payments is not None and one > amounts.payments for amounts, one in pairs):
        return NetRates(whole, {}, NotNet.MORE_THAN_PAID)
    net = (
        without(amounts, amounts_of(dict.fromkeys(_SENT_IN, one))) if one else amounts
        for amounts, one in pairs
    )
    return NetRates(whole, rates_of_totals(net, officer=officer))
