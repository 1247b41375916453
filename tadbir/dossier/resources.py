"""SEGMA centres, conventions with delegated owners, files and last days, as tables of a pack."""

from functools import partial

from django.utils.translation import gettext as _

from tadbir.budget.calc.calendar import Scrutiny
from tadbir.budget.presenters import calendar, resources
from tadbir.budget.presenters.words import source_name
from tadbir.budget.queries import resources_of
from tadbir.budget.terms import CONVENTION_AMOUNTS, BudgetKind, Control, Part, Source
from tadbir.core.words import N_
from tadbir.dossier.naming import short, typed
from tadbir.dossier.pack import Missing, Pack, SourceRow
from tadbir.intake.labels import dataset_label, source_label
from tadbir.ui import tables
from tadbir.ui.tables import Column, Row, Table, in_millions, only
from tadbir.ui.words import language

DATASETS = {
    "budget": N_("Budget execution"),
    "operations": N_("Operations"),
    "receipts": N_("SEGMA receipts"),
    "conventions": N_("Conventions"),
}


def segma_table(pack: Pack) -> Table:
    """SEGMA centres by section: rates on opened credits, and payments on what was collected."""
    return resources.segma_table(
        resources.Segma(
            short(pack.frame, one.holder),
            one.part,
            one.amounts,
            resources_of([row for row in pack.receipts if row.holder == one.holder], one.part),
            one.on_date,
        )
        for part in Part
        for one in pack.held
        if (one.kind, one.part) == (BudgetKind.SEGMA, part)
    )


def segma_on_paper(pack: Pack) -> Table:
    """The same in millions, without what the other columns divide."""
    kept = ("name", "part", "credits", "commitment", "issuance", "collected", "second", "cash",
            "on_date")  # fmt: skip
    return in_millions(only(segma_table(pack), *kept), language())


def conventions_table(pack: Pack) -> Table:
    """Conventions with delegated owners; money sent is not work done."""
    return resources.conventions_table(pack.conventions, partial(short, pack.frame))


def conventions_on_paper(pack: Pack) -> Table:
    """The same in millions, for the width of a page."""
    kept = ("purpose", "holder", *CONVENTION_AMOUNTS, "share")
    return in_millions(only(conventions_table(pack), *kept), language())


def calendar_table(pack: Pack) -> Table:
    """The last days of the year, what they rest on, and the working days left."""
    frame = pack.frame
    controls = {frame.controls.get(one.code, Control.ORDINARY) for one in frame.holders}
    scrutinies = {Scrutiny(control.value) for control in controls or {Control.ORDINARY}}
    if frame.exempt:
        scrutinies.add(Scrutiny.EXEMPT)
    rules = frame.rules()[Control.ORDINARY]
    return calendar.calendar_table(calendar.Calendar(rules, scrutinies, frame.on))


def calendar_on_paper(pack: Pack) -> Table:
    """The same without the texts that the days rest on, for the width of a page."""
    kept = ("deadline", "spending", "control", "day", "left", "basis", "status")
    return only(calendar_table(pack), *kept)


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
        "call": _(", ").join(
            typed(name) for name in pack.frame.whom_to_call(one.sender, language())
        )
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
        "dataset": _(DATASETS[one.dataset])
        if one.dataset in DATASETS
        else dataset_label(one.dataset),
        "file": one.file,
        "source": source_name(Source(one.source))
        if one.source in set(Source)
        else source_label(one.source),
        "last": one.last,
        "known_on": one.known_on,
        "number": one.number,
        "holders": one.holders,
        "rows": one.rows,
    }


def forecast_table(pack: Pack) -> Table:
    """What 31 December should find, with the interval or with its floor and ceiling."""
    return resources.forecasts_table(pack.situation.forecasts, is_share=True)


def forecast_on_paper(pack: Pack) -> Table:
    """Commitments and payments alone, of a SEGMA as one; the workbook has the rest too."""
    found = [one for one in pack.situation.forecasts if one.measure != "issued"]
    together = {one.kind for one in found if one.part is None}
    kept = [one for one in found if one.part is None or one.kind not in together]
    whole = resources.forecasts_table(kept, is_share=True)
    return only(whole, "budget", "measure", "floor", "low", "median", "high", "ceiling", "years")
