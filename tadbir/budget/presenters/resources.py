"""SEGMA resources, conventions and forecasts as tables."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tadbir.budget.calc.amounts import Amounts
from tadbir.budget.calc.segma import segma_position
from tadbir.budget.presenters.charts import MEASURE_OF
from tadbir.budget.presenters.words import MEASURE_LABELS, NO_BAND_LABELS, budget_name
from tadbir.budget.queries import (
    ConventionFigures,
    ForecastFigures,
    ReceiptFigures,
    resources_of,
)
from tadbir.budget.terms import (
    CONVENTION_AMOUNTS,
    CONVENTION_LABELS,
    PART_LABELS,
    RECEIPT_LABELS,
    Part,
)
from tadbir.ui.tables import Column, Missing, Table


def receipts_table(found: Sequence[ReceiptFigures]) -> Table:
    """The receipts of a SEGMA: forecast and collected, cash apart."""
    return Table(
        columns=[
            Column("nature", _("Nature"), wide=True),
            Column("part", _("Section")),
            Column("forecast", _("Forecast"), "amount"),
            Column("collected", _("Collected"), "amount"),
            Column("on_date", _("Situation on"), "day"),
        ],
        rows=[
            {
                "nature": _(RECEIPT_LABELS[one.nature]),
                "part": _(PART_LABELS[one.part]),
                "forecast": one.forecast,
                "collected": one.collected,
                "on_date": one.on_date,
            }
            for one in found
        ],
        caption=_("Resources of the SEGMA"),
        empty=_("Resources unknown: no receipts file has been received."),
    )


def position_table(found: Sequence[ReceiptFigures], amounts: dict[Part, Amounts]) -> Table:
    """Payments on resources collected, section by section."""
    unknown = Missing(_("resources unknown"))
    rows = []
    for part, own in amounts.items():
        position = segma_position(part, own, resources_of(found, part))
        payments, collection = position.payments_on_resources, position.collection_rate
        rows.append(
            {
                "part": _(PART_LABELS[part]),
                "rate": payments.value if payments.is_defined else unknown,
                "above": payments.numerator,
                "below": payments.denominator,
                "collected": collection.value if collection.is_defined else unknown,
            }
        )
    return Table(
        columns=[
            Column("part", _("Section"), wide=True),
            Column("rate", _("Payments on resources collected"), "percent"),
            Column("above", _("Payments"), "amount"),
            Column("below", _("Resources collected"), "amount"),
            Column("collected", _("Collected on forecast"), "percent"),
        ],
        rows=rows,
        caption=_("What the SEGMA can pay"),
    )


def conventions_table(found: Sequence[ConventionFigures]) -> Table:
    """Conventions with delegated owners: money sent is not work done."""
    return Table(
        columns=[
            Column("reference", _("Reference"), "code"),
            Column("purpose", _("Purpose"), wide=True),
            Column("owner", _("Delegated owner")),
            *(Column(name, _(CONVENTION_LABELS[name]), "amount") for name in CONVENTION_AMOUNTS),
            Column("on_date", _("Situation on"), "day"),
        ],
        rows=[
            {
                "reference": one.reference,
                "purpose": one.purpose,
                "owner": one.delegated_owner,
                "on_date": one.on_date,
                **one.amounts,
            }
            for one in found
        ],
        caption=_("Conventions with delegated owners"),
        empty=_("No convention has been received."),
    )


def forecasts_table(found: Sequence[ForecastFigures]) -> Table:
    """What the year should end with: floor, interval, ceiling, and why there is no interval."""
    reasons = {code.value: label for code, label in NO_BAND_LABELS.items()}
    return Table(
        columns=[
            Column("budget", _("Budget"), wide=True),
            Column("measure", _("Amount")),
            Column("floor", _("Floor, already reached"), "amount"),
            Column("low", _("Low, 10 %"), "amount"),
            Column("median", _("Median"), "amount"),
            Column("high", _("High, 90 %"), "amount"),
            Column("ceiling", _("Ceiling, all credits"), "amount"),
            Column("years", _("Comparable years"), "count"),
            Column("on_date", _("Prepared on"), "day"),
        ],
        rows=[
            {
                "budget": budget_name(one.kind, one.part),
                "measure": _(MEASURE_LABELS[MEASURE_OF[one.measure]]),
                "floor": one.floor,
                "ceiling": one.ceiling,
                "years": one.years,
                "on_date": one.on_date,
                **{
                    name: Missing(_(reasons[one.reason])) if one.reason else value
                    for name, value in (
                        ("low", one.low), ("median", one.median), ("high", one.high),
                    )
                },
            }
            for one in found
        ],
        caption=_("Forecast at 31 December"),
        empty=_("No forecast has been prepared for this year."),
    )  # fmt: skip
