"""SEGMA resources, conventions and forecasts: one list of columns for page, workbook and pack."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.budget.calc.amounts import Amounts, Measure
from tadbir.budget.calc.rates import RateKind, rates
from tadbir.budget.calc.segma import Resources, segma_position
from tadbir.budget.presenters.amounts import Named
from tadbir.budget.presenters.charts import MEASURE_OF
from tadbir.budget.presenters.words import (
    MEASURE_LABELS,
    NO_BAND_LABELS,
    budget_name,
    rate_value,
    section_name,
    typed,
)
from tadbir.budget.queries import (
    ConventionFigures,
    ForecastFigures,
    ReceiptFigures,
    officer_of,
    resources_of,
)
from tadbir.budget.terms import (
    CONVENTION_AMOUNTS,
    CONVENTION_LABELS,
    RECEIPT_LABELS,
    BudgetKind,
    Part,
)
from tadbir.core.ratio import Ratio
from tadbir.ui.addresses import page_address
from tadbir.ui.tables import Column, Missing, Row, Table, only

_MEASURES = list(MEASURE_OF)
_BAND = ("floor", "low", "median", "high", "ceiling")


def receipts_table(found: Sequence[ReceiptFigures]) -> Table:
    """The receipts of a SEGMA: forecast and collected, cash apart."""
    return Table(
        columns=[
            Column("nature", _("Nature"), wide=True),
            Column("part", _("Section")),
            Column("forecast", _("Forecast"), "amount", href="cell"),
            Column("collected", _("Collected"), "amount", href="cell"),
            Column("on_date", _("Situation on"), "day"),
        ],
        rows=[
            {
                "nature": _(RECEIPT_LABELS[one.nature]),
                "part": section_name(one.part),
                "forecast": one.forecast,
                "collected": one.collected,
                "cell": page_address("intake:cell", one.batch, one.sheet, one.row),
                "on_date": one.on_date,
            }
            for one in found
        ],
        caption=_("Resources of the SEGMA"),
        empty=_("Resources unknown: no receipts file has been received."),
    )


@dataclass(frozen=True, slots=True)
class Segma:
    """A section of a SEGMA centre: its amounts and its resources, None without a receipts file."""

    name: str
    part: Part
    amounts: Amounts
    resources: Resources | None
    on_date: date | None


def segma_table(found: Iterable[Segma]) -> Table:
    """SEGMA centres by section: rates on opened credits, and payments on what was collected."""
    return Table(
        columns=[
            Column("name", _("Hospital centre"), wide=True),
            Column("part", _("Section"), wide=True),
            Column("credits", _(MEASURE_LABELS[Measure.OPENED_CREDITS]), "amount"),
            Column("commitment", _("Committed on opened"), "percent"),
            Column("issuance", _("Issued on committed"), "percent"),
            Column("payments", _("Payments"), "amount"),
            Column("collected", _("Collected"), "amount"),
            Column("second", _("Paid on collected"), "percent"),
            Column("collection", _("Collected on forecast"), "percent"),
            Column("cash", _("Cash available"), "amount"),
            Column("on_date", _("Situation on"), "day"),
        ],
        rows=[_segma_row(one) for one in found],
        caption=_("SEGMA centres, apart from the general budget"),
        empty=_("No SEGMA figure has been received for this year."),
    )


def _segma_row(one: Segma) -> Row:
    position = segma_position(one.part, one.amounts, one.resources)
    found = rates(one.amounts, officer=officer_of(BudgetKind.SEGMA))
    unknown = Missing(_("resources unknown"))
    collection = position.collection_rate
    has = not position.resources_unknown
    return {
        "name": one.name,
        "part": section_name(one.part),
        "credits": one.amounts.opened_credits,
        "commitment": rate_value(found[RateKind.COMMITMENT]),
        "issuance": rate_value(found[RateKind.ISSUANCE_ON_COMMITMENTS]),
        "payments": one.amounts.payments,
        "collected": position.payments_on_resources.denominator if has else unknown,
        "second": position.payments_on_resources.value if has else unknown,
        "collection": collection.value if collection.is_defined else unknown,
        "cash": position.cash_available if has else unknown,
        "on_date": one.on_date,
    }


def position_table(found: Sequence[ReceiptFigures], amounts: Mapping[Part, Amounts]) -> Table:
    """What one SEGMA centre can pay, section by section, on the page of the centre."""
    sections = (
        Segma("", part, own, resources_of(found, part), None) for part, own in amounts.items()
    )
    kept = ("part", "second", "payments", "collected", "collection", "cash")
    return replace(only(segma_table(sections), *kept), caption=_("What the SEGMA can pay"))


def conventions_table(
    found: Iterable[ConventionFigures], name_of: Callable[[str], str] | None = None
) -> Table:
    """Conventions with delegated owners: money sent is not work done.

    `name_of` names a holder from its code; a page of one holder leaves that column out.
    """
    return Table(
        columns=[
            Column("reference", _("Reference"), "code"),
            Column("purpose", _("Convention"), wide=True),
            Column("owner", _("Delegated owner")),
            *([Column("holder", _("Budget holder"))] if name_of else []),
            *(
                Column(name, _(CONVENTION_LABELS[name]), "amount", href="cell")
                for name in CONVENTION_AMOUNTS
            ),
            Column("share", _("Justified on transferred"), "percent"),
            Column("on_date", _("Situation on"), "day"),
        ],
        rows=[
            {
                "reference": one.reference,
                "purpose": typed(one.purpose or one.reference),
                "owner": typed(one.delegated_owner),
                "holder": name_of(one.holder) if name_of else one.holder,
                "share": Ratio(one.amounts["justified"], one.amounts["transferred"]).value,
                "on_date": one.on_date,
                "cell": page_address("intake:cell", one.batch, one.sheet, one.row),
                **one.amounts,
            }
            for one in found
        ],
        caption=_("Conventions with delegated owners"),
        empty=_("No convention has been received for this year."),
    )


def forecasts_table(found: Iterable[ForecastFigures], *, is_share: bool = False) -> Table:
    """What the year should end with: floor, interval, ceiling, and why there is no interval.

    In dirhams, or as shares of the credits. The general budget stands first, operating before
    investment, in the order of the spending.
    """
    kind = "percent" if is_share else "amount"
    return Table(
        columns=[
            Column("budget", _("Budget")),
            Column("measure", _("Amount")),
            Column("floor", _("Floor, already reached"), kind, href="floor_href"),
            Column("low", _("Low, 10 %"), kind),
            Column("median", _("Median"), kind),
            Column("high", _("High, 90 %"), kind),
            Column("ceiling", _("Ceiling, what can still pass"), kind),
            Column("years", _("Comparable years"), "count"),
            Column("on_date", _("Prepared on"), "day"),
        ],
        rows=[_forecast_row(one, is_share) for one in sorted(found, key=_order)],
        caption=_("Forecast at 31 December, as a share of the credits")
        if is_share
        else _("Forecast at 31 December"),
        empty=_("No forecast has been prepared for this year."),
    )


def _order(one: ForecastFigures) -> tuple[int, int, int]:
    return (
        list(BudgetKind).index(one.kind),
        [*Part, None].index(one.part),
        _MEASURES.index(one.measure),
    )


def _floor_address(one: ForecastFigures) -> str:
    """The amounts already reached on the day of a forecast: of a holder, or of all under it."""
    named = Named(MEASURE_OF[one.measure].value, one.kind, one.part)
    if one.is_whole:
        return named.whole(under=one.entity, on=one.on_date)
    return named.address(one.entity, on=one.on_date)


def _forecast_row(one: ForecastFigures, is_share: bool) -> Row:
    reasons = {code.value: label for code, label in NO_BAND_LABELS.items()}
    missing = Missing(_(reasons[one.reason])) if one.reason else None

    def shown(value: Decimal | None) -> object:
        if value is None:
            return missing
        return Ratio(value, one.credits).value if is_share else value

    return {
        "budget": budget_name(one.kind, one.part),
        "measure": _(MEASURE_LABELS[MEASURE_OF[one.measure]]),
        "years": one.years,
        "on_date": one.on_date,
        "floor_href": _floor_address(one),
        **{name: shown(getattr(one, name)) for name in _BAND},
    }
