"""The amounts of a line or a holder on a day, each with its one name; not received is None."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum

from tadbir.core.money import ZERO


class Measure(StrEnum):
    """The name of an amount, printed wherever the amount divides or is divided."""

    OPENED_CREDITS = "opened_credits"
    NOTIFIED_ENVELOPE = "notified_envelope"
    DELEGATED_CREDITS = "delegated_credits"
    CONSOLIDATION_CREDITS = "consolidation_credits"
    PROPOSALS_DEPOSITED = "proposals_deposited"
    PROPOSALS_SUSPENDED = "proposals_suspended"
    PROPOSALS_REJECTED = "proposals_rejected"
    COMMITMENTS = "commitments"
    ISSUANCES = "issuances"
    PAYMENTS = "payments"
    COMMITMENT_CREDITS = "commitment_credits"
    COMMITMENTS_ON_COMMITMENT_CREDITS = "commitments_on_commitment_credits"


@dataclass(frozen=True, slots=True)
class Amounts:
    """Cumulated dirhams since 1 January; None was not received, which is not zero.

    `opened_credits` are the year's payment credits after transfers between lines and
    carry-overs. `consolidation_credits` are a part of them, never added on top.
    `delegated_credits` are net of withdrawals (`delegated_net`). `commitments` are visaed;
    proposals deposited, suspended and rejected stand apart. Commitment credits (crédits
    d'engagement) are a measure apart, with their own commitments.
    """

    opened_credits: Decimal | None = None
    notified_envelope: Decimal | None = None
    delegated_credits: Decimal | None = None
    consolidation_credits: Decimal | None = None
    proposals_deposited: Decimal | None = None
    proposals_suspended: Decimal | None = None
    proposals_rejected: Decimal | None = None
    commitments: Decimal | None = None
    issuances: Decimal | None = None
    payments: Decimal | None = None
    commitment_credits: Decimal | None = None
    commitments_on_commitment_credits: Decimal | None = None

    def of(self, measure: Measure) -> Decimal | None:
        """The amount that carries this name."""
        return _READERS[measure](self)


_READERS: Mapping[Measure, Callable[[Amounts], Decimal | None]] = {
    Measure.OPENED_CREDITS: lambda amounts: amounts.opened_credits,
    Measure.NOTIFIED_ENVELOPE: lambda amounts: amounts.notified_envelope,
    Measure.DELEGATED_CREDITS: lambda amounts: amounts.delegated_credits,
    Measure.CONSOLIDATION_CREDITS: lambda amounts: amounts.consolidation_credits,
    Measure.PROPOSALS_DEPOSITED: lambda amounts: amounts.proposals_deposited,
    Measure.PROPOSALS_SUSPENDED: lambda amounts: amounts.proposals_suspended,
    Measure.PROPOSALS_REJECTED: lambda amounts: amounts.proposals_rejected,
    Measure.COMMITMENTS: lambda amounts: amounts.commitments,
    Measure.ISSUANCES: lambda amounts: amounts.issuances,
    Measure.PAYMENTS: lambda amounts: amounts.payments,
    Measure.COMMITMENT_CREDITS: lambda amounts: amounts.commitment_credits,
    Measure.COMMITMENTS_ON_COMMITMENT_CREDITS: (
        lambda amounts: amounts.commitments_on_commitment_credits
    ),
}


def amounts_of(values: Mapping[Measure, Decimal | None]) -> Amounts:
    """The amounts under their names; a name left out was not received."""
    return Amounts(*(values.get(Measure(field.name)) for field in fields(Amounts)))


# The measure under which each column of an execution (`terms.AMOUNTS`) enters the calculations.
_COLUMNS: Mapping[str, Measure] = {
    "notified": Measure.NOTIFIED_ENVELOPE,
    "delegated": Measure.DELEGATED_CREDITS,
    "consolidation": Measure.CONSOLIDATION_CREDITS,
    "deposited": Measure.PROPOSALS_DEPOSITED,
    "suspended": Measure.PROPOSALS_SUSPENDED,
    "rejected": Measure.PROPOSALS_REJECTED,
    "committed": Measure.COMMITMENTS,
    "issued": Measure.ISSUANCES,
    "paid": Measure.PAYMENTS,
    "commitment_credits": Measure.COMMITMENT_CREDITS,
    "commitments_on_commitment_credits": Measure.COMMITMENTS_ON_COMMITMENT_CREDITS,
}


def amounts_from(columns: Mapping[str, Decimal | None]) -> Amounts:
    """The amounts of an execution whose columns are named as in `terms.AMOUNTS`.

    The year's payment credits are the total after transfers and carry-overs ("current") where
    the file has it, otherwise what the finance law opened.
    """
    current = columns.get("current")
    opened = columns.get("opened") if current is None else current
    named = {measure: columns.get(column) for column, measure in _COLUMNS.items()}
    return amounts_of({Measure.OPENED_CREDITS: opened, **named})


def delegated_net(delegated: Decimal | None, withdrawals: Decimal | None) -> Decimal | None:
    """Delegated credits net of withdrawals, which files write with either sign.

    None where nothing says what was delegated; no withdrawal column means nothing withdrawn.
    """
    return None if delegated is None else delegated - abs(withdrawals or ZERO)


def difference(whole: Decimal | None, part: Decimal | None) -> Decimal | None:
    """What remains, or None when a side was not received."""
    return None if whole is None or part is None else whole - part


def total(members: Iterable[Amounts]) -> Amounts:
    """The sum, name by name, of what was received; None where no member has the amount.

    A name that some members lack adds up fewer members than another: divide totals only through
    `rates_of_totals`, which keeps numerator and denominator on the same members.
    """
    listed = list(members)
    return amounts_of({measure: _sum_of(listed, measure) for measure in Measure})


def without(whole: Amounts, part: Amounts) -> Amounts:
    """The amounts less a part of them, name by name; None where either was not received.

    Used for transfers to delegated owners (money sent is not work done: Court of Accounts,
    report on 2017) and for the subsidy to SEGMA holders.
    """
    return amounts_of(
        {measure: difference(whole.of(measure), part.of(measure)) for measure in Measure}
    )


def _sum_of(members: list[Amounts], measure: Measure) -> Decimal | None:
    """The sum of one name over the members that have it, or None."""
    known = [value for member in members if (value := member.of(measure)) is not None]
    return sum(known, ZERO) if known else None
