"""SEGMA centres, conventions with delegated owners, files and last days, as tables of a pack."""

from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.budget.calc.calendar import LastDay, working_days_left
from tadbir.budget.calc.rates import RateKind, rates
from tadbir.budget.calc.segma import segma_position
from tadbir.budget.presenters.words import BASIS_LABELS, budget_name, rate_value, source_name
from tadbir.budget.queries import ForecastFigures, officer_of, resources_of
from tadbir.budget.terms import (
    CONVENTION_AMOUNTS,
    CONVENTION_LABELS,
    DEADLINE_LABELS,
    SPENDING_LABELS,
    BudgetKind,
    Part,
    Source,
)
from tadbir.core.ratio import Ratio
from tadbir.core.words import N_
from tadbir.dossier.naming import short, typed
from tadbir.dossier.pack import Held, Missing, Pack, SourceRow
from tadbir.scorecard.deadlines import days_in_words, status
from tadbir.ui import tables
from tadbir.ui.tables import Column, Row, Table

DATASETS = {
    "budget": N_("Budget execution"),
    "operations": N_("Operations"),
    "receipts": N_("SEGMA receipts"),
    "conventions": N_("Conventions"),
}


def segma_table(pack: Pack) -> Table:
    """SEGMA centres by section: rates on opened credits, and payments on what was collected."""
    return Table(
        columns=[
            Column("name", _("Hospital centre"), wide=True),
            Column("part", _("Section")),
            Column("credits", _("Opened (M DH)"), "millions"),
            Column("commitment", _("Committed on opened"), "percent"),
            Column("issuance", _("Issued on committed"), "percent"),
            Column("collected", _("Collected (M DH)"), "millions"),
            Column("second", _("Paid on collected"), "percent"),
            Column("cash", _("Cash available (M DH)"), "millions"),
            Column("on_date", _("Figures of"), "day"),
        ],
        rows=[
            _segma_row(pack, one)
            for part in Part
            for one in pack.held
            if (one.kind, one.part) == (BudgetKind.SEGMA, part)
        ],
        caption=_("SEGMA centres, apart from the general budget"),
        empty=_("No SEGMA figure has been received for this year."),
    )


def _segma_row(pack: Pack, one: Held) -> Row:
    own = [row for row in pack.receipts if row.holder == one.holder]
    resources = resources_of(own, one.part)
    position = segma_position(one.part, one.amounts, resources)
    found = rates(one.amounts, officer=officer_of(one.kind))
    unknown = tables.Missing(_("resources unknown"))
    has = not position.resources_unknown
    return {
        "name": short(pack.frame, one.holder),
        "part": _("Exploitation") if one.part is Part.OPERATING else _("Investment"),
        "credits": one.amounts.opened_credits,
        "commitment": rate_value(found[RateKind.COMMITMENT]),
        "issuance": rate_value(found[RateKind.ISSUANCE_ON_COMMITMENTS]),
        "collected": resources.collected if resources and has else unknown,
        "second": position.payments_on_resources.value if has else unknown,
        "cash": position.cash_available if has else unknown,
        "on_date": one.on_date,
    }


def conventions_table(pack: Pack) -> Table:
    """Conventions with delegated owners; money sent is not work done."""
    return Table(
        columns=[
            Column("purpose", _("Convention"), wide=True),
            Column("owner", _("Delegated owner")),
            Column("holder", _("Budget holder")),
            *(Column(name, _(CONVENTION_LABELS[name]), "amount") for name in CONVENTION_AMOUNTS),
            Column("share", _("Justified on transferred"), "percent"),
        ],
        rows=[
            {
                "purpose": typed(one.purpose or one.reference),
                "owner": typed(one.delegated_owner),
                "holder": short(pack.frame, one.holder),
                "share": Ratio(one.amounts["justified"], one.amounts["transferred"]).value,
                **one.amounts,
            }
            for one in pack.conventions
        ],
        caption=_("Conventions with delegated owners"),
        empty=_("No convention has been received for this year."),
    )


def conventions_on_paper(pack: Pack) -> Table:
    """The same in millions, each with its owner under its purpose, for the width of a page."""
    whole = conventions_table(pack)
    return Table(
        columns=[
            Column("purpose", _("Convention"), wide=True),
            Column("holder", _("Budget holder")),
            *(
                Column(
                    name,
                    _("%(amount)s (M DH)") % {"amount": _(CONVENTION_LABELS[name])},
                    "millions",
                )
                for name in CONVENTION_AMOUNTS
            ),
            Column("share", _("Justified on transferred"), "percent"),
        ],
        rows=whole.rows,
        caption=whole.caption,
        empty=whole.empty,
    )


def calendar_table(pack: Pack) -> Table:
    """The last days of the year, what they rest on, and the working days left."""
    known = pack.frame.deadlines
    return Table(
        columns=[
            Column("what", _("Last day of the year"), wide=True),
            Column("spending", _("Spending")),
            Column("day", _("Day"), "day"),
            Column("left", _("Left")),
            Column("basis", _("Rests on")),
            Column("status", _("Status"), "status"),
        ],
        rows=[_day_row(pack, one) for one in (known.contracts, known.others, known.orders)],
        caption=_("Calendar of the last days"),
    )


def _day_row(pack: Pack, one: LastDay) -> Row:
    on = pack.frame.on
    left = working_days_left(one, today=on)
    basis = _(BASIS_LABELS[one.basis])
    return {
        "what": _(DEADLINE_LABELS[one.deadline]),
        "spending": _(SPENDING_LABELS[one.spending]),
        "day": one.day,
        "left": tables.Missing(basis) if left is None else days_in_words(one, on),
        "basis": f"{basis} ({one.source})" if one.source and not one.norm else basis,
        "status": status(one, on),
    }


def missing_table(pack: Pack) -> Table:
    """Who has not sent what, with its share of the money, and whom to call."""
    rows = [(returns, one) for returns in pack.returns for one in returns.missing]
    return Table(
        columns=[
            Column("name", _("Budget holder"), wide=True),
            Column("dataset", _("File expected")),
            Column("period", _("Period until"), "day"),
            Column("due_on", _("Due on"), "day"),
            Column("share", _("Share of the money"), "percent"),
            Column("call", _("Whom to call")),
            Column("status", _("Status"), "status"),
        ],
        rows=[_missing_row(pack, one) for _returns, one in rows],
        caption=_("Returns that did not come"),
        empty=_("Every expected return came."),
    )


def _missing_row(pack: Pack, one: Missing) -> Row:
    return {
        "name": short(pack.frame, one.sender),
        "dataset": _(DATASETS[one.dataset]),
        "period": one.period,
        "due_on": one.due_on,
        "share": one.share,
        "call": _(", ").join(typed(name) for name in one.called)
        or tables.Missing(_("nobody is named")),
        "status": "late" if one.is_late else "watch",
    }


def sources_table(pack: Pack) -> Table:
    """Every file that speaks in the pack: what it says, of which days, known when."""
    return Table(
        columns=[
            Column("dataset", _("Content")),
            Column("file", _("File"), "code", wide=True),
            Column("source", _("Source")),
            Column("last", _("Situation on"), "day"),
            Column("known_on", _("Known on"), "day"),
            Column("number", _("Number"), "count"),
            Column("holders", _("Holders"), "count"),
            Column("rows", _("Rows"), "count"),
        ],
        rows=[_source_row(one) for one in pack.sources],
        caption=_("Sources and freshness"),
        footer={
            "dataset": _("Total"),
            "rows": sum(one.rows for one in pack.sources),
        },
        empty=_("No file has been received for this year."),
    )


def _source_row(one: SourceRow) -> Row:
    return {
        "dataset": _(DATASETS[one.dataset]),
        "file": one.file,
        "source": source_name(Source(one.source)) if one.source in set(Source) else one.source,
        "last": one.last,
        "known_on": one.known_on,
        "number": one.number,
        "holders": one.holders,
        "rows": one.rows,
    }


def _forecasts(pack: Pack) -> list[ForecastFigures]:
    """The general budget first, operating before investment, in the order of the spending."""
    kinds, parts, measures = list(BudgetKind), list(Part), list(MEASURES)
    return sorted(
        pack.situation.forecasts,
        key=lambda one: (
            kinds.index(one.kind), parts.index(one.part), measures.index(one.measure),
        ),
    )  # fmt: skip


def forecast_on_paper(pack: Pack) -> Table:
    """Commitments and payments alone; the workbook has the issuances too."""
    whole = forecast_table(pack)
    kept = [
        row
        for row, one in zip(whole.rows, _forecasts(pack), strict=True)
        if one.measure != "issued"
    ]
    return Table(whole.columns, kept, whole.caption, empty=whole.empty)


def forecast_table(pack: Pack) -> Table:
    """What 31 December should find, with the interval or with its floor and ceiling."""
    return Table(
        columns=[
            Column("budget", _("Budget"), wide=True),
            Column("measure", _("Measure")),
            Column("middle", _("Forecast on 31 December"), "percent"),
            Column("low", _("Four years in five: from"), "percent"),
            Column("high", _("to"), "percent"),
            Column("floor", _("Floor"), "percent"),
            Column("ceiling", _("Ceiling"), "percent"),
            Column("years", _("Years learnt from"), "count"),
        ],
        rows=[
            {
                "budget": budget_name(one.kind, one.part),
                "measure": _(MEASURES[one.measure]),
                "years": one.years,
                **{
                    name: _share(value, one.credits)
                    for name, value in (
                        ("middle", one.median), ("low", one.low), ("high", one.high),
                        ("floor", one.floor), ("ceiling", one.ceiling),
                    )
                },
            }
            for one in _forecasts(pack)
        ],
        caption=_("Forecast for the year’s end, as a share of the credits"),
        empty=_("No forecast has been prepared."),
    )  # fmt: skip


MEASURES = {"committed": N_("Commitments visaed"), "issued": N_("Payment orders issued"),
            "paid": N_("Payments")}  # fmt: skip


def _share(value: Decimal | None, whole: Decimal) -> Decimal | None:
    return Ratio(value, whole).value
