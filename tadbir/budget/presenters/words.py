"""Labels of the budget's figures in the reader's language, and why a figure is not there."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tadbir.budget.calc import norms
from tadbir.budget.calc.amounts import Measure
from tadbir.budget.calc.calendar import Basis, Scrutiny
from tadbir.budget.calc.conventions import NotNet
from tadbir.budget.calc.fate import Fate
from tadbir.budget.calc.forecast.year_end import NoBand
from tadbir.budget.calc.gap import Step
from tadbir.budget.calc.operations import Cause, Outlook
from tadbir.budget.calc.rates import Rate, RateKind, Undefined
from tadbir.budget.terms import BUDGET_LABELS, CONTROL_LABELS, PART_LABELS, BudgetKind, Part, Source
from tadbir.core.words import N_
from tadbir.intake.labels import source_label
from tadbir.ui.formats import FIRST_STRONG, isolate
from tadbir.ui.tables import Missing
from tadbir.ui.words import reader

RATE_LABELS: Mapping[RateKind, str] = {
    RateKind.COMMITMENT: N_("Commitment rate"),
    RateKind.ISSUANCE_ON_COMMITMENTS: N_("Issuance on commitments"),
    RateKind.ISSUANCE: N_("Issuance rate"),
    RateKind.PAYMENT: N_("Payment rate on issuances"),
    RateKind.EXECUTION: N_("Execution rate, payments on credits"),
    RateKind.COMMITMENT_CREDIT: N_("Commitment rate of commitment credits"),
}
MEASURE_LABELS: Mapping[Measure, str] = {
    Measure.OPENED_CREDITS: N_("Opened credits"),
    Measure.NOTIFIED_ENVELOPE: N_("Notified envelope"),
    Measure.DELEGATED_CREDITS: N_("Delegated credits"),
    Measure.CONSOLIDATION_CREDITS: N_("Of which consolidation credits"),
    Measure.PROPOSALS_DEPOSITED: N_("Proposals deposited"),
    Measure.PROPOSALS_SUSPENDED: N_("Proposals suspended"),
    Measure.PROPOSALS_REJECTED: N_("Proposals rejected"),
    Measure.COMMITMENTS: N_("Commitments visaed"),
    Measure.ISSUANCES: N_("Payment orders issued"),
    Measure.PAYMENTS: N_("Payments"),
    Measure.COMMITMENT_CREDITS: N_("Commitment credits"),
    Measure.COMMITMENTS_ON_COMMITMENT_CREDITS: N_("Commitments on commitment credits"),
}
RATE_HEADS: Mapping[RateKind, str] = {
    RateKind.COMMITMENT: N_("Committed on credits"),
    RateKind.ISSUANCE_ON_COMMITMENTS: N_("Issued on committed"),
    RateKind.ISSUANCE: N_("Issued on credits"),
    RateKind.PAYMENT: N_("Paid on issued"),
    RateKind.EXECUTION: N_("Paid on credits"),
}
"""A rate as the head of a narrow column, beside the column of the credits."""
UNDEFINED: Mapping[Undefined, str] = {
    Undefined.NUMERATOR_NOT_RECEIVED: N_("numerator not received"),
    Undefined.DENOMINATOR_NOT_RECEIVED: N_("denominator not received"),
    Undefined.DENOMINATOR_ZERO: N_("denominator is zero"),
}
NOT_NET_LABELS: Mapping[NotNet, str] = {
    NotNet.SENT_UNKNOWN: N_("what was sent since 1 January is not known"),
    NotNet.MORE_THAN_PAID: N_("more was sent than this budget paid: another one paid it"),
}
STEP_LABELS: Mapping[Step, str] = {
    Step.NOT_DELEGATED: N_("Not delegated"),
    Step.NOT_COMMITTED: N_("Not committed"),
    Step.NOT_ISSUED: N_("Committed, not issued"),
    Step.NOT_PAID: N_("Issued, not paid"),
}
CAUSE_LABELS: Mapping[Cause, str] = {
    Cause.LATE_DELEGATION: N_("Late delegation"),
    Cause.NO_OPERATION: N_("No operation known"),
    Cause.NOT_LAUNCHED: N_("Not launched"),
    Cause.TENDER_UNDER_WAY: N_("Tender under way"),
    Cause.TENDER_FAILED: N_("Tender failed"),
    Cause.TO_DEPOSIT: N_("Proposal to deposit"),
    Cause.VISA_PENDING: N_("Visa pending"),
    Cause.VISA_SUSPENDED: N_("Visa suspended"),
    Cause.VISA_REJECTED: N_("Visa rejected"),
    Cause.AWAITING_APPROVAL: N_("Awaiting approval"),
    Cause.AWAITING_SERVICE: N_("Awaiting the service"),
    Cause.AWAITING_ISSUANCE: N_("Awaiting the payment order"),
    Cause.REJECTED_BY_ACCOUNTANT: N_("Rejected by the accountant"),
    Cause.WITH_ACCOUNTANT: N_("With the accountant"),
}
OUTLOOK_LABELS: Mapping[Outlook, str] = {
    Outlook.IN_TIME: N_("Can still pass"),
    Outlook.TOO_LATE: N_("Too late this year"),
    Outlook.UNDECIDED: N_("Not decided: no route or no last day"),
}
FATE_LABELS: Mapping[Fate, str] = {
    Fate.LAPSES: N_("Would lapse"),
    Fate.CARRIED_OVER: N_("Would be carried over"),
    Fate.SEGMA_EXCESS: N_("Would be SEGMA excess"),
}
BASIS_LABELS: Mapping[Basis, str] = {
    Basis.CIRCULAR: N_("circular of the year"),
    Basis.ESTIMATED: N_("estimated: no circular loaded"),
    Basis.EXEMPT: N_("outside the regularity control, estimated"),
    Basis.NO_CIRCULAR: N_("no circular loaded"),
    Basis.NO_RULE: N_("no rule for this legal form"),
    Basis.NO_HOLIDAYS: N_("the public holidays of the year are not loaded"),
}
SCRUTINY_LABELS: Mapping[Scrutiny, str] = {
    **{Scrutiny(control.value): label for control, label in CONTROL_LABELS.items()},
    Scrutiny.EXEMPT: N_("Outside the regularity control"),
}
NORM_LABELS: Mapping[str, str] = {
    norms.VISA_DELAY_CONTRACT: N_("Visa delay, contracts"),
    norms.VISA_DELAY_OTHER: N_("Visa delay, other spending"),
    norms.VISA_DELAY_CONTRACT_TIERED: N_("Visa delay under tiered control, contracts"),
    norms.VISA_DELAY_OTHER_TIERED: N_("Visa delay under tiered control, other spending"),
    norms.REGULARITY_EXEMPTION_CEILING: N_("Ceiling of spending outside the regularity control"),
    norms.INVESTMENT_CARRY_OVER_CEILING: N_("Ceiling of investment carry-overs"),
    norms.PURCHASE_ORDER_CEILING: N_("Ceiling of purchase orders"),
}
NO_BAND_LABELS: Mapping[NoBand, str] = {
    NoBand.TOO_FEW_YEARS: N_("fewer than three comparable years: floor and ceiling only"),
    NoBand.OTHER_HOLDERS: N_("the holders of past years were others: floor and ceiling only"),
    NoBand.NO_CREDITS: N_("no credits to forecast"),
}
ENTITY_KIND_ORDER = (BudgetKind.GENERAL, BudgetKind.SEGMA, BudgetKind.SPECIAL)


def name_of(name_fr: str, name_ar: str) -> str:
    """A name in the reader's language, in French where Arabic is missing."""
    return (name_ar if reader().is_rtl else "") or name_fr or name_ar


def budget_name(kind: BudgetKind, part: Part | None) -> str:
    """A budget and its part, if it is not of both: a SEGMA's operating part is its exploitation."""
    if part is None:
        return _(BUDGET_LABELS[kind])
    if kind is BudgetKind.SEGMA and part is Part.OPERATING:
        return _("SEGMA, exploitation")
    return _(", ").join((_(BUDGET_LABELS[kind]), _(PART_LABELS[part])))


def total_name(unlisted: int) -> str:
    """What a line of totals is called, with how many of the holders it counts are not listed."""
    if not unlisted:
        return _("Total")
    return ngettext(
        "Total, with %(number)d holder not listed: it is out of your reach today",
        "Total, with %(number)d holders not listed: they are out of your reach today",
        unlisted,
    ) % {"number": unlisted}


def unlisted(number: int) -> str:
    """How many holders of the day asked are not in a list; nothing where all are."""
    if not number:
        return ""
    return ngettext(
        "%(number)d holder of this day is out of your reach today and is not listed.",
        "%(number)d holders of this day are out of your reach today and are not listed.",
        number,
    ) % {"number": number}


def source_name(source: Source) -> str:
    """Who sent a figure."""
    return source_label(source.value)


def typed(words: str) -> str:
    """What somebody typed, in whichever language, closed in on itself inside Arabic."""
    return isolate(words, FIRST_STRONG) if reader().is_rtl else words


def section_name(part: Part) -> str:
    """A part of a SEGMA: its operating part is its exploitation."""
    return _("Exploitation") if part is Part.OPERATING else _(PART_LABELS[part])


def cited(source: str) -> str:
    """What a rule rests on: the product's own sources in the reader's language, others as typed."""
    return _(source) if source else ""


INDICATOR_LABELS: Mapping[str, str] = {
    "operating_commitment_rate": N_("Operating: committed on delegated credits"),
    "investment_commitment_rate": N_("Investment: committed on delegated credits"),
    "segma_commitment_rate": N_("SEGMA: committed on opened credits"),
    "issuance_on_commitments": N_("General budget: issued on committed"),
}
"""Indicators of the scorecard, which stands above, as targets name them."""


def target_name(code: str) -> str:
    """What a target is about: an indicator, or a rate of one budget and part; the code if neither."""
    if code in INDICATOR_LABELS:
        return _(INDICATOR_LABELS[code])
    kind, _dot, rest = code.partition(".")
    part, _dot, rate = rest.partition(".")
    if kind in set(BudgetKind) and part in set(Part) and rate in set(RateKind):
        return f"{budget_name(BudgetKind(kind), Part(part))} · {_(RATE_LABELS[RateKind(rate)])}"
    return code


def target_names(codes: Collection[str]) -> Mapping[str, str]:
    """What targets are about, for histories; a code that means nothing now has no name."""
    return {code: name for code in codes if (name := target_name(code)) != code}


def rate_name(rate: Rate) -> str:
    """A rate with what it divides: never in short."""
    parts = {
        "rate": _(RATE_LABELS[rate.kind]),
        "numerator": _(MEASURE_LABELS[rate.numerator]),
        "denominator": _(MEASURE_LABELS[rate.denominator]),
    }
    return _("%(rate)s: %(numerator)s on %(denominator)s") % parts


def rate_value(rate: Rate) -> object:
    """The fraction, or why there is none."""
    reason = rate.undefined
    return rate.value if reason is None else Missing(_(UNDEFINED[reason]))
