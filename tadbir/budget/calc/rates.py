"""The five rates of execution and the rate of commitment credits, each with its denominator."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tadbir.budget.calc.amounts import Amounts, Measure, difference
from tadbir.core.ratio import Ratio, ratio_of_totals


class RateKind(StrEnum):
    """Which rate; never named in short, since "execution" alone means four things."""

    COMMITMENT = "commitment_rate"
    ISSUANCE_ON_COMMITMENTS = "issuance_on_commitments"
    ISSUANCE = "issuance_rate"
    PAYMENT = "payment_rate"
    EXECUTION = "execution_rate"
    COMMITMENT_CREDIT = "commitment_credit_rate"


class AuthorisingOfficer(StrEnum):
    """Who signs: a secondary authorising officer answers only for what was delegated."""

    PRINCIPAL = "principal"
    SECONDARY = "secondary"


class Undefined(StrEnum):
    """Why there is no rate; a page prints a dash and this reason, never 0."""

    NUMERATOR_NOT_RECEIVED = "numerator_not_received"
    DENOMINATOR_NOT_RECEIVED = "denominator_not_received"
    DENOMINATOR_ZERO = "denominator_zero"


# Secondary authorising officers are rated on delegated credits (design of the product, Budget).
CREDITS_OF: Mapping[AuthorisingOfficer, Measure] = {
    AuthorisingOfficer.PRINCIPAL: Measure.OPENED_CREDITS,
    AuthorisingOfficer.SECONDARY: Measure.DELEGATED_CREDITS,
}

# Numerator and denominator; None stands for the credits that the rule above names.
PARTS: Mapping[RateKind, tuple[Measure, Measure | None]] = {
    RateKind.COMMITMENT: (Measure.COMMITMENTS, None),
    RateKind.ISSUANCE_ON_COMMITMENTS: (Measure.ISSUANCES, Measure.COMMITMENTS),
    RateKind.ISSUANCE: (Measure.ISSUANCES, None),
    RateKind.PAYMENT: (Measure.PAYMENTS, Measure.ISSUANCES),
    RateKind.EXECUTION: (Measure.PAYMENTS, None),
    RateKind.COMMITMENT_CREDIT: (
        Measure.COMMITMENTS_ON_COMMITMENT_CREDITS,
        Measure.COMMITMENT_CREDITS,
    ),
}


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with the names of what it divides; a fraction of 1."""

    kind: RateKind
    numerator: Measure
    denominator: Measure
    ratio: Ratio

    @property
    def value(self) -> Decimal | None:
        """The fraction of 1, or None for the reason that `undefined` gives."""
        return self.ratio.value

    @property
    def undefined(self) -> Undefined | None:
        """Why there is no rate, or None when there is one."""
        if self.ratio.denominator is None:
            return Undefined.DENOMINATOR_NOT_RECEIVED
        if self.ratio.denominator == 0:
            return Undefined.DENOMINATOR_ZERO
        return Undefined.NUMERATOR_NOT_RECEIVED if self.ratio.numerator is None else None


def rate(amounts: Amounts, *, kind: RateKind, credit: Measure) -> Rate:
    """One rate; `credit` is the measure that stands for the year's payment credits."""
    numerator, named = PARTS[kind]
    denominator = named or credit
    return Rate(kind, numerator, denominator, Ratio(amounts.of(numerator), amounts.of(denominator)))


def rates(amounts: Amounts, *, officer: AuthorisingOfficer) -> dict[RateKind, Rate]:
    """Every rate of a line or a holder, in the order in which they are printed."""
    credit = CREDITS_OF[officer]
    return {kind: rate(amounts, kind=kind, credit=credit) for kind in RateKind}


def rates_of_totals(
    members: Iterable[Amounts], *, officer: AuthorisingOfficer
) -> dict[RateKind, Rate]:
    """The rates of the totals of several members, never the means of their rates.

    For each rate a member counts when both of its amounts were received.
    """
    listed = list(members)
    credit = CREDITS_OF[officer]
    return {kind: _rate_of_totals(listed, kind, credit) for kind in RateKind}


def uncommitted_balance(amounts: Amounts, *, officer: AuthorisingOfficer) -> Decimal | None:
    """Credits less visaed commitments (disponible, reste à engager); None if either is unknown.

    Proposals deposited are not yet commitments and stay in the balance.
    """
    return difference(amounts.of(CREDITS_OF[officer]), amounts.commitments)


def issuance_rate(commitment_rate: Decimal, issuance_on_commitments: Decimal) -> Decimal:
    """Issued on credits from the two rates that the Treasury publishes: their product."""
    return commitment_rate * issuance_on_commitments


def implied_credits(commitments: Decimal, commitment_rate: Decimal) -> Decimal | None:
    """The credits that a published amount and its commitment rate imply; None at a rate of 0."""
    return Ratio(commitments, commitment_rate).value


def _rate_of_totals(members: list[Amounts], kind: RateKind, credit: Measure) -> Rate:
    """One rate of totals, with the names of what it divides."""
    named = rate(Amounts(), kind=kind, credit=credit)
    ratio = ratio_of_totals(rate(member, kind=kind, credit=credit).ratio for member in members)
    return Rate(kind, named.numerator, named.denominator, ratio)
