"""The words of the budget: kinds, parts, amounts, rates, and what each of them means."""

from collections.abc import Mapping
from enum import StrEnum

from tadbir.audit.kinds import Beside, Named, Parts, Plain, Written
from tadbir.core.words import N_
from tadbir.procurement.terms import BUDGET_LABELS as BUDGET_LABELS
from tadbir.procurement.terms import PART_LABELS as PART_LABELS
from tadbir.procurement.terms import BudgetKind as BudgetKind
from tadbir.procurement.terms import Part as Part
from tadbir.territory.terms import FORM_LABELS


class Source(StrEnum):
    """Who sends figures; sources stand side by side and never supersede one another."""

    HOLDER = "holder"
    TREASURY = "treasury"
    DIRECTORATE = "directorate"


class ReceiptNature(StrEnum):
    """Where the resources of a SEGMA come from; cash is what it holds, not a receipt."""

    OWN_RECEIPTS = "own_receipts"
    SUBSIDY = "subsidy"
    EXCESS_BROUGHT_FORWARD = "excess_brought_forward"
    CASH = "cash"


class Spending(StrEnum):
    """The kinds of spending for which a closing circular gives its own last day."""

    CONTRACT = "contract"
    OTHER = "other"


class Deadline(StrEnum):
    """The two last days of a year: to deposit commitment proposals, to send payment orders."""

    COMMITMENT = "commitment"
    PAYMENT_ORDER = "payment_order"


class Control(StrEnum):
    """The control of spending a holder is under (decree 2-07-1235)."""

    ORDINARY = "ordinary"
    TIERED = "tiered"


PREFERENCE: tuple[Source, ...] = (Source.TREASURY, Source.HOLDER, Source.DIRECTORATE)
"""Which source is shown when two speak of the same day; the others stand beside it."""

AMOUNTS: tuple[str, ...] = (
    "opened",
    "current",
    "notified",
    "delegated",
    "consolidation",
    "commitment_credits",
    "committed",
    "commitments_on_commitment_credits",
    "deposited",
    "suspended",
    "rejected",
    "issued",
    "rejected_by_accountant",
    "accepted",
    "paid",
)
"""The amounts of a line at a date, cumulative over the fiscal year; None is "not in the file".

`opened` is what the finance law voted; `current` is the total of credits after transfers and
carry-overs; `delegated` is net of withdrawals; `consolidation` is a part of the year's payment
credits and is never added to them; `accepted` is what the accountant has taken in charge.
"""

AMOUNT_LABELS: Mapping[str, str] = {
    "opened": N_("Opened credits"),
    "current": N_("Total of credits"),
    "notified": N_("Notified envelope"),
    "delegated": N_("Delegated credits, net of withdrawals"),
    "consolidation": N_("Of which consolidation credits"),
    "commitment_credits": N_("Commitment credits"),
    "committed": N_("Commitments visaed"),
    "commitments_on_commitment_credits": N_("Commitments on commitment credits"),
    "deposited": N_("Proposals deposited"),
    "suspended": N_("Proposals suspended"),
    "rejected": N_("Proposals rejected"),
    "issued": N_("Payment orders issued"),
    "rejected_by_accountant": N_("Payment orders rejected by the accountant"),
    "accepted": N_("Payment orders accepted by the accountant"),
    "paid": N_("Payments"),
}
RECEIPT_LABELS: Mapping[ReceiptNature, str] = {
    ReceiptNature.OWN_RECEIPTS: N_("Own receipts"),
    ReceiptNature.SUBSIDY: N_("Subsidy"),
    ReceiptNature.EXCESS_BROUGHT_FORWARD: N_("Excess brought forward"),
    ReceiptNature.CASH: N_("Cash available"),
}
SPENDING_LABELS: Mapping[Spending, str] = {
    Spending.CONTRACT: N_("Contracts"),
    Spending.OTHER: N_("Other spending"),
}
DEADLINE_LABELS: Mapping[Deadline, str] = {
    Deadline.COMMITMENT: N_("Last day to deposit commitment proposals"),
    Deadline.PAYMENT_ORDER: N_("Last day to send payment orders"),
}
CONTROL_LABELS: Mapping[Control, str] = {
    Control.ORDINARY: N_("Ordinary control"),
    Control.TIERED: N_("Tiered control"),
}
RECEIPT_AMOUNTS: tuple[str, ...] = ("forecast", "collected")
CONVENTION_AMOUNTS: tuple[str, ...] = ("agreed", "called", "transferred", "justified")
CONVENTION_LABELS: Mapping[str, str] = {
    "agreed": N_("Amount of the convention"),
    "called": N_("Tranches called"),
    "transferred": N_("Transferred"),
    "justified": N_("Justified"),
}
PATH_SEPARATOR = "."
"""Between the codes of a line's path, outermost first; codes keep their leading zeros."""


class RouteStep(StrEnum):
    """The steps of a procurement route before the deposit of its commitment proposal."""

    PUBLICATION = "publication"
    BID_EXAMINATION = "bid_examination"
    AWARD = "award"
    DEPOSIT = "deposit"


ROUTE_STEP_LABELS: Mapping[RouteStep, str] = {
    RouteStep.PUBLICATION: N_("Publication and receipt of bids"),
    RouteStep.BID_EXAMINATION: N_("Examination of bids"),
    RouteStep.AWARD: N_("Award and signature"),
    RouteStep.DEPOSIT: N_("Preparation of the proposal"),
}
UNIT_LABELS: Mapping[str, str] = {
    "clear working days": N_("clear working days"),
    "MAD": N_("dirhams"),
    "share of the ministry's investment credits": N_(
        "percent of the ministry’s investment credits"
    ),
}
"""The units of the rules; a share is read and typed in percent."""

ROUTES_SOURCE = N_(
    "House estimate in clear working days; publication delays of decree 2-22-431, to confirm"
)
"""The source of the routes that the product comes with, as the tables keep it."""

FIELDS: Mapping[str, str] = {
    "deadline": N_("Deadline"),
    "spending": N_("Spending"),
    "form": N_("Legal form"),
    "last_day": N_("Last day"),
    "source": N_("Source"),
    "control": N_("Control of spending"),
    "valid_from": N_("From"),
    "steps": N_("Steps, in clear working days"),
    "value": N_("Value"),
    "unit": N_("Unit"),
    "is_exempt": N_("Outside the regularity control"),
    "indicator": N_("Indicator"),
    "fiscal_year": N_("Fiscal year"),
    "points": N_("Points of the trajectory"),
    "days": N_("Days off"),
}
ALWAYS = ("deadline", "fiscal_year", "form", "indicator", "spending")
"""What a row is about: told in a history even where it did not change."""

_BY_UNIT: Mapping[str, Written] = {
    "clear working days": Plain.COUNT,
    "MAD": Plain.NUMBER,
    "share of the ministry's investment credits": Plain.RATE,
}
VALUES: Mapping[str, Written] = {
    "deadline": DEADLINE_LABELS,
    "spending": SPENDING_LABELS,
    "form": FORM_LABELS,
    "last_day": Plain.DAY,
    "source": Plain.SENTENCE,
    "control": CONTROL_LABELS,
    "valid_from": Plain.DAY,
    "steps": Parts(ROUTE_STEP_LABELS, Plain.COUNT),
    "value": Beside("unit", _BY_UNIT),
    "unit": UNIT_LABELS,
    "is_exempt": Plain.YES_NO,
    "indicator": Named("indicator"),
    "fiscal_year": Plain.YEAR,
    "points": Parts(Plain.DAY, Plain.RATE),
    "days": Parts(Plain.DAY, Plain.SENTENCE),
}
ACTIONS: Mapping[str, str] = {
    "budget.set_target": N_("Target set"),
    "budget.set_closing_date": N_("Last day of the circular entered"),
    "budget.remove_closing_date": N_("Last day of the circular removed"),
    "budget.load_days_off": N_("Days off of a year loaded"),
    "budget.set_control": N_("Control regime set"),
    "budget.set_route": N_("Steps of a procurement route set"),
    "budget.set_norm": N_("Norm set"),
    "budget.set_exempt": N_("Regularity control changed"),
}


_INDICATORS: Mapping[tuple[BudgetKind, Part, str], str] = {
    (BudgetKind.GENERAL, Part.OPERATING, "commitment_rate"): "operating_commitment_rate",
    (BudgetKind.GENERAL, Part.INVESTMENT, "commitment_rate"): "investment_commitment_rate",
}
"""Rates that are indicators of the scorecard: a target of one is a target of the other."""


def indicator_code(kind: BudgetKind, part: Part, rate: str) -> str:
    """The name under which a target of a rate is kept: its indicator's where it is one."""
    return _INDICATORS.get((kind, part, rate), f"{kind.value}.{part.value}.{rate}")
