"""How far a project is, source by source: figures side by side, what crosses, the curve."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.core.words import N_
from tadbir.ui import formats
from tadbir.ui.addresses import page_address
from tadbir.ui.charts import advance
from tadbir.ui.charts.advance import Advance, Curve
from tadbir.ui.charts.figure import Figure
from tadbir.ui.charts.timeaxis import Mark
from tadbir.ui.tables import Column, Missing, Row, Table
from tadbir.ui.words import language, reader
from tadbir.works.calc.crossing import Crossing, CrossingKind, Crossings, Side
from tadbir.works.calc.position import Position, Time
from tadbir.works.presenters import words
from tadbir.works.queries import Said
from tadbir.works.terms import ACTOR_LABELS, STATED_LABELS, ReportSource

Point = tuple[date, Decimal]
CROSSING_LABELS: Mapping[CrossingKind, str] = {
    CrossingKind.PHYSICAL_AHEAD: N_("Works ahead of what was paid"),
    CrossingKind.PAYMENT_AHEAD: N_("Payments ahead of the works"),
    CrossingKind.SOURCES_DISAGREE: N_("Two sources disagree"),
}


def sources_table(lots: Sequence[Said], on: date) -> Table:
    """The last figure of each source, lot by lot, never averaged; silent sources are told."""
    said = {lot.source for lot in lots}
    rows: list[Row] = [_lot_row(lot, on) for lot in lots]
    rows += [
        {"source": words.source(source), "physical": Missing(_("not received"))}
        for source in ReportSource
        if source not in said
    ]
    order = [words.source(source) for source in ReportSource]
    rows.sort(key=lambda row: order.index(str(row["source"])))
    return Table(
        [
            Column("source", _("Source"), wide=True),
            Column("on", _("Situation on"), "day"),
            Column("lot", _("Contract and lot"), "code"),
            Column("physical", _("Physical progress"), "percent"),
            Column("financial", _("Financial progress"), "percent"),
            Column("paid", _("Paid to the contractor"), "amount"),
            Column("amount", _("Amount of the contract"), "amount"),
            Column("expected", _("Expected end"), "day"),
            Column("stated", _("Said in words")),
            Column("remarks", _("Remarks"), wide=True),
            Column("cell", _("Read in"), href="href"),
        ],
        rows,
        _("What each source says"),
    )


def _lot_row(lot: Said, on: date) -> Row:
    lots = f"{lot.reference} / {lot.lot}" if lot.lot else lot.reference
    return {
        "source": words.source(lot.source),
        "on": lot.on,
        "lot": lots or None,
        "physical": Missing(_("not said")) if lot.physical is None else lot.physical,
        "financial": lot.financial,
        "paid": lot.paid,
        "amount": lot.amount,
        "expected": lot.expected_on,
        "stated": _(STATED_LABELS[lot.stated]) if lot.stated else None,
        "remarks": lot.remarks or None,
        "cell": f"{lot.sheet} · {lot.row}",
        "href": page_address("intake:cell", lot.batch, lot.sheet, lot.row),
    }


def crossings_table(found: Crossings) -> Table:
    """What contradicts what, both figures with their days, and who must settle it."""
    return Table(
        [
            Column("kind", _("What crosses"), wide=True),
            Column("ahead", _("The higher figure")),
            Column("behind", _("The lower figure")),
            Column("gap", _("Gap"), "points"),
            Column("apart", _("Days between them"), "count"),
            Column("who", _("Who must settle it"), wide=True),
        ],
        [_crossing_row(one) for one in found.found],
        _("Figures that contradict each other"),
        empty=_("No two figures differ by more than ten points."),
    )


def _crossing_row(one: Crossing) -> Row:
    return {
        "kind": _(CROSSING_LABELS[one.kind]),
        "ahead": _side(one.ahead),
        "behind": _side(one.behind),
        "gap": one.gap,
        "apart": one.days_apart,
        "who": " · ".join(_(ACTOR_LABELS[who]) for who in one.settled_by),
    }


def _side(side: Side) -> str:
    lang = language()
    who = words.source(side.source) if side.source else _("Payments of the agency")
    return f"{who} : {formats.percent(side.value, lang)} ({formats.day(side.on, lang)})"


def curve(
    history: Mapping[ReportSource, Sequence[Point]],
    plan: Sequence[Point],
    elapsed: Sequence[Point],
    time: Time | None,
    on: date,
    *,
    is_assumed: bool,
) -> Figure | None:
    """Physical progress by source beside the plan, or beside the time spent; None without any."""
    curves = [Curve(words.source(source), points) for source, points in history.items() if points]
    if not curves:
        return None
    if plan:
        curves.append(Curve(_("Assumed plan") if is_assumed else _("Plan"), plan, "plan"))
    elif elapsed:
        curves.append(Curve(_("Time of the contract spent"), elapsed, "elapsed"))
    marks = [Mark(on, _("Day of the situation"), is_today=True)]
    if time is not None:
        marks.append(Mark(time.deadline, _("Deadline of the contract")))
    drawn = Advance(
        title=_("Physical progress by source"),
        description=_("What each source said is done over time, never averaged."),
        curves=curves,
        marks=marks,
    )
    return advance.figure(drawn, reader())


def positions_table(found: Sequence[Position]) -> Table:
    """Each source's figure against the plan, or against the time spent."""
    has_plan = any(one.in_time for one in found)
    return Table(
        _plan_columns() if has_plan else _elapsed_columns(),
        [_plan_row(one) if has_plan else _elapsed_row(one) for one in found],
        _("Against the plan") if has_plan else _("Time spent against works done"),
        empty=_("No source gave a figure."),
    )


def _plan_columns() -> list[Column]:
    return [
        Column("source", _("Source"), wide=True),
        Column("on", _("Situation on"), "day"),
        Column("done", _("Physical progress"), "percent"),
        Column("planned", _("Planned by then"), "percent"),
        Column("earned", _("Earned schedule, days"), "count"),
        Column("actual", _("Days worked"), "count"),
        Column("variance", _("Ahead or behind, days"), "count"),
        Column("index", _("SPI(t), earned on worked days"), "decimal"),
        Column("estimate", _("Duration at this pace, days"), "count"),
        Column("value", _("Earned value"), "amount"),
        Column("cost", _("CPI, earned on paid"), "decimal"),
    ]


def _plan_row(one: Position) -> Row:
    earned, value = one.in_time, one.value
    return {
        "source": words.source(one.source),
        "on": one.on,
        "done": one.done,
        "planned": one.planned,
        "earned": _whole(earned.earned) if earned else None,
        "actual": _whole(earned.actual) if earned else None,
        "variance": _whole(earned.variance) if earned else None,
        "index": earned.index.value if earned else None,
        "estimate": _whole(earned.estimate) if earned else None,
        "value": value.earned if value else None,
        "cost": value.cost_index.value if value else None,
    }


def _whole(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal(1))


def _elapsed_columns() -> list[Column]:
    return [
        Column("source", _("Source"), wide=True),
        Column("on", _("Situation on"), "day"),
        Column("done", _("Physical progress"), "percent"),
        Column("elapsed", _("Time of the contract spent"), "percent"),
        Column("gap", _("Done less time spent"), "points"),
    ]


def _elapsed_row(one: Position) -> Row:
    spent = one.elapsed
    missing = Missing(_("service order or duration not known"))
    return {
        "source": words.source(one.source),
        "on": one.on,
        "done": one.done,
        "elapsed": spent.elapsed.value if spent and spent.elapsed.is_defined else missing,
        "gap": spent.gap if spent else None,
    }
