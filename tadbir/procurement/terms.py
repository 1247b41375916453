"""The words of an operation: its kinds, its dated states and their transitions, where it lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tadbir.audit.kinds import Inside, Plain, Written
from tadbir.core.words import N_


class Kind(StrEnum):
    """What an operation (a dossier) is."""

    CONTRACT = "contract"
    PURCHASE_ORDER = "purchase_order"
    FRAMEWORK_CONTRACT = "framework_contract"
    CONVENTION = "convention"
    INVOICE = "invoice"
    STATEMENT = "statement"
    AMENDMENT = "amendment"


class BudgetKind(StrEnum):
    """Which budget a line belongs to; SEGMA is never added to the general budget."""

    GENERAL = "general"
    SEGMA = "segma"
    SPECIAL = "special"


class Part(StrEnum):
    """Operating (for SEGMA: exploitation) or investment."""

    OPERATING = "operating"
    INVESTMENT = "investment"


UNDER_WAY, UNDER_WAY_LABEL = "under_way", N_("under way")
"""What stands for the day of a state that is only under way."""


class State(StrEnum):
    """How far an operation is; each state is dated where the file says when."""

    NEED = "need"
    LAUNCHED = "launched"
    BIDS_OPENED = "bids_opened"
    UNSUCCESSFUL = "unsuccessful_tender"
    AWARDED = "awarded"
    DEPOSITED = "deposited"
    SUSPENDED = "suspended"
    REJECTED = "rejected"
    VISAED = "visaed"
    APPROVED = "approved"
    NOTIFIED = "notified"
    SERVICE_ORDER = "service_order"
    SERVICE_DONE = "service_done"
    LIQUIDATED = "liquidated"
    ISSUED = "issued"
    REJECTED_BY_ACCOUNTANT = "rejected_by_accountant"
    ACCEPTED_BY_ACCOUNTANT = "accepted_by_accountant"
    PAID = "paid"
    CANCELLED = "cancelled"


class Place(StrEnum):
    """Who must act next: where the dossier lies."""

    HOLDER = "holder"
    CONTROLLER = "controller"
    APPROVING_AUTHORITY = "approving_authority"
    SUPPLIER = "supplier"
    AGENCY = "agency"
    ACCOUNTANT = "accountant"
    NOBODY = "nobody"


class Phase(StrEnum):
    """The part of the way that a state belongs to: what is still missing in dirhams."""

    NOT_LAUNCHED = "not_launched"
    TENDER = "tender"
    VISA = "visa"
    COMMITTED = "committed"
    ISSUED = "issued"
    PAID = "paid"
    ENDED = "ended"


class TaxBasis(StrEnum):
    """Whether an amount includes tax; said by the column, else by the title, else not said."""

    WITH_TAX = "with_tax"
    WITHOUT_TAX = "without_tax"
    UNSAID = "unsaid"


class Nature(StrEnum):
    """What a contract buys."""

    WORKS = "works"
    STUDIES = "studies"
    SUPPLIES = "supplies"
    SERVICES = "services"


class DurationUnit(StrEnum):
    """How a contract counts its delay; a month runs to the same day of a later month."""

    MONTHS = "months"
    DAYS = "days"


class OrderKind(StrEnum):
    """An order that stops the running of the delay, or starts it again."""

    SUSPENSION = "suspension"
    RESTART = "restart"


MOST_PENALTY_RATE = Decimal("0.01")
"""A day: ten times the thousandth of most contracts. A percentage typed as such is above it."""
MOST_PENALTY_CAP = Decimal("0.2")
"""Twice what general conditions give at most."""
MOST_DURATION: Mapping[DurationUnit, int] = {DurationUnit.MONTHS: 120, DurationUnit.DAYS: 3660}
"""Ten years: beyond, one unit was taken for the other."""
MOST_GUARANTEE_MONTHS = 120


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the transition table: a state, where it lies, its phase, what may follow."""

    label: str
    place: Place
    phase: Phase
    following: tuple[State, ...]


_S = State
_TABLE: tuple[tuple[State, str, Place, Phase, tuple[State, ...]], ...] = (
    (_S.NEED, N_("Need expressed"), Place.HOLDER, Phase.NOT_LAUNCHED,
     (_S.LAUNCHED, _S.AWARDED, _S.DEPOSITED, _S.SERVICE_DONE, _S.CANCELLED)),
    (_S.LAUNCHED, N_("Launched"), Place.HOLDER, Phase.TENDER,
     (_S.BIDS_OPENED, _S.AWARDED, _S.UNSUCCESSFUL, _S.CANCELLED)),
    (_S.BIDS_OPENED, N_("Bids opened"), Place.HOLDER, Phase.TENDER,
     (_S.AWARDED, _S.UNSUCCESSFUL, _S.CANCELLED)),
    (_S.UNSUCCESSFUL, N_("Unsuccessful tender"), Place.HOLDER, Phase.TENDER,
     (_S.LAUNCHED, _S.CANCELLED)),
    (_S.AWARDED, N_("Awarded"), Place.HOLDER, Phase.TENDER, (_S.DEPOSITED, _S.CANCELLED)),
    (_S.DEPOSITED, N_("Commitment proposal deposited"), Place.CONTROLLER, Phase.VISA,
     (_S.VISAED, _S.SUSPENDED, _S.REJECTED, _S.CANCELLED)),
    (_S.SUSPENDED, N_("Visa suspended"), Place.HOLDER, Phase.VISA,
     (_S.DEPOSITED, _S.VISAED, _S.REJECTED, _S.CANCELLED)),
    (_S.REJECTED, N_("Visa rejected"), Place.HOLDER, Phase.VISA, (_S.DEPOSITED, _S.CANCELLED)),
    (_S.VISAED, N_("Visaed"), Place.APPROVING_AUTHORITY, Phase.COMMITTED,
     (_S.APPROVED, _S.NOTIFIED, _S.SERVICE_ORDER, _S.SERVICE_DONE, _S.CANCELLED)),
    (_S.APPROVED, N_("Approved"), Place.HOLDER, Phase.COMMITTED, (_S.NOTIFIED, _S.CANCELLED)),
    (_S.NOTIFIED, N_("Notified"), Place.HOLDER, Phase.COMMITTED,
     (_S.SERVICE_ORDER, _S.SERVICE_DONE, _S.CANCELLED)),
    (_S.SERVICE_ORDER, N_("Service order given"), Place.SUPPLIER, Phase.COMMITTED,
     (_S.SERVICE_DONE, _S.CANCELLED)),
    (_S.SERVICE_DONE, N_("Service done"), Place.HOLDER, Phase.COMMITTED, (_S.LIQUIDATED,)),
    (_S.LIQUIDATED, N_("Liquidated"), Place.HOLDER, Phase.COMMITTED, (_S.ISSUED,)),
    (_S.ISSUED, N_("Payment order issued"), Place.ACCOUNTANT, Phase.ISSUED,
     (_S.ACCEPTED_BY_ACCOUNTANT, _S.REJECTED_BY_ACCOUNTANT, _S.PAID)),
    (_S.REJECTED_BY_ACCOUNTANT, N_("Rejected by the accountant"), Place.HOLDER, Phase.ISSUED,
     (_S.ISSUED, _S.CANCELLED)),
    (_S.ACCEPTED_BY_ACCOUNTANT, N_("Accepted by the accountant"), Place.ACCOUNTANT, Phase.ISSUED,
     (_S.PAID,)),
    (_S.PAID, N_("Paid"), Place.NOBODY, Phase.PAID, ()),
    (_S.CANCELLED, N_("Cancelled"), Place.NOBODY, Phase.ENDED, ()),
)  # fmt: skip
STEPS: Mapping[State, Step] = {
    state: Step(label, place, phase, following) for state, label, place, phase, following in _TABLE
}
"""The one transition table: every state, in the order of the way."""

ORDER: tuple[State, ...] = tuple(STEPS)

PLACE_BY_KIND: Mapping[tuple[Kind, State], Place] = {
    (Kind.CONVENTION, State.APPROVED): Place.AGENCY,
    (Kind.CONVENTION, State.NOTIFIED): Place.AGENCY,
    (Kind.CONVENTION, State.SERVICE_ORDER): Place.AGENCY,
    (Kind.PURCHASE_ORDER, State.VISAED): Place.HOLDER,
    (Kind.INVOICE, State.VISAED): Place.HOLDER,
    (Kind.STATEMENT, State.VISAED): Place.HOLDER,
}
"""Where a kind of operation lies otherwise than the table says."""

BUDGET_LABELS: Mapping[BudgetKind, str] = {
    BudgetKind.GENERAL: N_("General budget"),
    BudgetKind.SEGMA: N_("SEGMA"),
    BudgetKind.SPECIAL: N_("Special accounts"),
}
PART_LABELS: Mapping[Part, str] = {
    Part.OPERATING: N_("Operating"), Part.INVESTMENT: N_("Investment"),
}  # fmt: skip
KIND_LABELS: Mapping[Kind, str] = {
    Kind.CONTRACT: N_("Public contract"),
    Kind.PURCHASE_ORDER: N_("Purchase order"),
    Kind.FRAMEWORK_CONTRACT: N_("Framework contract"),
    Kind.CONVENTION: N_("Convention"),
    Kind.INVOICE: N_("Invoice"),
    Kind.STATEMENT: N_("Statement of account"),
    Kind.AMENDMENT: N_("Amendment"),
}
PLACE_LABELS: Mapping[Place, str] = {
    Place.HOLDER: N_("With the holder"),
    Place.CONTROLLER: N_("With the commitment controller"),
    Place.APPROVING_AUTHORITY: N_("With the approving authority"),
    Place.SUPPLIER: N_("With the supplier"),
    Place.AGENCY: N_("With the delegated owner"),
    Place.ACCOUNTANT: N_("With the accountant"),
    Place.NOBODY: N_("Nothing more to do"),
}
PHASE_LABELS: Mapping[Phase, str] = {
    Phase.NOT_LAUNCHED: N_("Not launched"),
    Phase.TENDER: N_("Tender under way"),
    Phase.VISA: N_("Visa pending"),
    Phase.COMMITTED: N_("Committed, not issued"),
    Phase.ISSUED: N_("Issued, not paid"),
    Phase.PAID: N_("Paid"),
    Phase.ENDED: N_("Ended without payment"),
}
TAX_LABELS: Mapping[TaxBasis, str] = {
    TaxBasis.WITH_TAX: N_("tax included"),
    TaxBasis.WITHOUT_TAX: N_("tax excluded"),
    TaxBasis.UNSAID: N_("the file does not say whether tax is included"),
}
WITH_REASON = frozenset(
    {State.UNSUCCESSFUL, State.SUSPENDED, State.REJECTED, State.REJECTED_BY_ACCOUNTANT}
)
"""States that stop a dossier and come with a reason."""

TO_SAVE = (Phase.NOT_LAUNCHED, Phase.TENDER, Phase.VISA)
"""Phases whose money lapses at 31 December unless the operation is visaed before."""


def place_of(kind: Kind, state: State) -> Place:
    """Where an operation of a kind lies when it is in a state."""
    return PLACE_BY_KIND.get((kind, state), STEPS[state].place)


def may_follow(state: State, following: State) -> bool:
    """Whether the transition table lets a state follow another one directly."""
    return following in STEPS[state].following


def states_in(phases: tuple[Phase, ...]) -> tuple[State, ...]:
    """The states of some phases, in the order of the way."""
    return tuple(state for state in ORDER if STEPS[state].phase in phases)


NATURE_LABELS: Mapping[Nature, str] = {
    Nature.WORKS: N_("Works"), Nature.STUDIES: N_("Studies"),
    Nature.SUPPLIES: N_("Supplies"), Nature.SERVICES: N_("Services"),
}  # fmt: skip
DURATION_LABELS = {DurationUnit.MONTHS: N_("Months"), DurationUnit.DAYS: N_("Days")}
ORDER_LABELS = {OrderKind.SUSPENSION: N_("Suspension"), OrderKind.RESTART: N_("Restart")}
FIELDS: Mapping[str, str] = {
    "nature": N_("What the contract buys"),
    "service_order_on": N_("Service order"),
    "duration": N_("Delay of the contract"),
    "duration_unit": N_("Unit of the delay"),
    "penalty_rate": N_("Penalty of a day late"),
    "penalty_cap": N_("Cap of penalties"),
    "guarantee_months": N_("Guarantee, in months"),
    "lots": N_("Lots"),
    "kind": N_("Kind of order"),
    "on_date": N_("Day of the order"),
    "reason": N_("Reason"),
}
VALUES: Mapping[str, Written] = {
    "nature": NATURE_LABELS,
    "service_order_on": Plain.DAY,
    "duration": Plain.COUNT,
    "duration_unit": DURATION_LABELS,
    "penalty_rate": Plain.NUMBER,
    "penalty_cap": Plain.RATE,
    "guarantee_months": Plain.COUNT,
    "lots": Inside(
        {
            "number": (N_("Number of the lot"), Plain.COUNT),
            "title": (N_("Title of the lot"), Plain.TEXT),
            "amount": (N_("Amount"), Plain.DIRHAMS),
            "provisional_acceptance_on": (N_("Provisional acceptance"), Plain.DAY),
            "final_acceptance_on": (N_("Final acceptance"), Plain.DAY),
        }
    ),
    "kind": ORDER_LABELS,
    "on_date": Plain.DAY,
    "reason": Plain.TEXT,
}
ACTIONS: Mapping[str, str] = {
    "procurement.enter_contract": N_("Contract entered"),
    "procurement.give_order": N_("Suspension or restart order entered"),
    "procurement.withdraw_order": N_("Suspension or restart order withdrawn"),
}
