"""Lines, levers and changes as tables: the same columns for page, workbook and document."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.budget.calc.amounts import difference
from tadbir.budget.calc.gap import Step, main_contributors
from tadbir.budget.calc.rates import RateKind, rates
from tadbir.budget.presenters.words import (
    CAUSE_LABELS,
    OUTLOOK_LABELS,
    STEP_LABELS,
    budget_name,
    name_of,
    rate_value,
    source_name,
)
from tadbir.budget.queries import (
    Change,
    FoundLever,
    HolderFigures,
    LineFigures,
    contradictions,
    officer_of,
)
from tadbir.budget.terms import AMOUNT_LABELS, AMOUNTS, BudgetKind, Part
from tadbir.procurement.terms import STEPS
from tadbir.ui.addresses import page_address
from tadbir.ui.tables import Column, Row, Table, only

_LINE_AMOUNTS = ("current", "opened", "notified", "delegated", "committed", "issued", "paid")
_COMPARED = ("delegated", "committed", "issued", "paid")


def label_of(line: LineFigures) -> str:
    """A line's title in the reader's language, its code where no file titles it."""
    return name_of(line.label, line.label_ar) or line.code_path or _("Whole part")


def lines_table(found: Sequence[LineFigures]) -> Table:
    """The lines of a holder with the amounts that at least one of them has."""
    shown = [name for name in _LINE_AMOUNTS if any(line.values[name] is not None for line in found)]
    return Table(
        columns=[
            Column("code", _("Code"), "code", href="href"),
            Column("label", _("Title"), wide=True),
            Column("budget", _("Budget")),
            *(Column(name, _(AMOUNT_LABELS[name]), "amount") for name in shown),
            Column("rate", _("Commitment rate"), "percent"),
        ],
        rows=[_line_row(line) for line in found],
        caption=_("Lines"),
        empty=_("No line has been received for this year."),
    )


def on_page(table: Table) -> Table:
    """A table of lines or returns with the amounts that its rates divide, for the width of a page.

    The credits are those delegated, where there are any.
    """
    keys = [column.key for column in table.columns]
    credit = next((one for one in ("delegated", "current", "opened") if one in keys), "")
    aside = {*AMOUNTS, "sheet", "number"} - {credit, "committed", "issued", "paid"}
    return only(table, *(key for key in keys if key not in aside))


def _line_row(line: LineFigures) -> Row:
    rate = rates(line.amounts, officer=officer_of(line.kind))[RateKind.COMMITMENT]
    return {
        "code": line.code_path or "—",
        "href": page_address("budget:line", line.line),
        "label": label_of(line),
        "budget": budget_name(line.kind, line.part),
        "rate": rate_value(rate),
        **line.values,
    }


def returns_table(found: Sequence[LineFigures]) -> Table:
    """Every return that spoke of a line: its amounts, and the cells they were read in."""
    shown = [name for name in AMOUNTS if any(line.values[name] is not None for line in found)]
    return Table(
        columns=[
            Column("on_date", _("Situation on"), "day"),
            Column("source", _("Source")),
            *(Column(name, _(AMOUNT_LABELS[name]), "amount") for name in shown),
            Column("file", _("File"), wide=True),
            Column("sheet", _("Sheet"), href="cell"),
            Column("row", _("Row"), "count", href="cell"),
            Column("number", _("Batch number"), "count"),
            Column("is_current", _("In force"), "flag"),
        ],
        rows=[
            {
                "on_date": line.on_date,
                "source": source_name(line.source),
                "file": line.file,
                "cell": page_address("intake:cell", line.batch, line.sheet, line.row),
                "sheet": line.sheet,
                "row": line.row,
                "number": line.number,
                "is_current": line.is_current,
                **line.values,
            }
            for line in found
        ],
        caption=_("What each file says of this line"),
    )


def contributors_table(found: Sequence[LineFigures]) -> Table:
    """The lines that make four fifths of each step of the gap."""
    by_key = {line.key: line for line in found}
    rows: list[Row] = []
    for kind in dict.fromkeys(line.kind for line in found):
        own = {line.key: line.amounts for line in found if line.kind is kind}
        for step, several in main_contributors(own, officer=officer_of(kind)).items():
            rows += [_contributor(step, by_key[one.key], one.amount, one.share) for one in several]
    return Table(
        columns=[
            Column("step", _("Step")),
            Column("label", _("Line"), href="href", wide=True),
            Column("budget", _("Budget")),
            Column("amount", _("Dirhams"), "amount"),
            Column("share", _("Share of the step"), "percent"),
        ],
        rows=rows,
        caption=_("The lines that make four fifths of each step"),
        empty=_("Nothing is held back, or the amounts were not received."),
    )


def _contributor(step: Step, line: LineFigures, amount: Decimal, share: Decimal) -> Row:
    return {
        "step": _(STEP_LABELS[step]),
        "label": label_of(line),
        "href": page_address("budget:line", line.line),
        "budget": budget_name(line.kind, line.part),
        "amount": amount,
        "share": share,
    }


def levers_table(found: Sequence[FoundLever], names: Mapping[str, str] | None = None) -> Table:
    """What to act on first.

    `names` gives the holders' names by code; a page of one holder leaves that column out.
    """
    return Table(
        columns=[
            Column("what", _("Operation or line"), href="href", wide=True),
            *([Column("holder", _("Budget holder"))] if names else []),
            Column("cause", _("Cause")),
            Column("state", _("State")),
            Column("amount", _("Dirhams held back"), "amount"),
            Column("would_lapse", _("Would lapse on 31 December"), "amount"),
            Column("to_save", _("Can still be saved"), "amount"),
            Column("points", _("Points of the line's rate"), "points"),
            Column("outlook", _("Outlook")),
        ],
        rows=[_lever_row(one, names or {}) for one in found],
        caption=_("What to act on first"),
        empty=_("Nothing would lapse, or nothing was received."),
    )


def _lever_row(one: FoundLever, names: Mapping[str, str]) -> Row:
    lever, dossier, line = one.lever, one.operation, one.line
    if dossier:
        what, href = dossier.purpose, page_address("procurement:operation", dossier.number)
    else:
        what = label_of(line) if line else lever.line
        href = page_address("budget:line", line.line) if line else ""
    return {
        "what": what,
        "href": href,
        "holder": names.get(one.holder, one.holder),
        "cause": _(CAUSE_LABELS[lever.cause]),
        "state": _(STEPS[dossier.state].label) if dossier else None,
        "amount": lever.amount,
        "would_lapse": lever.would_lapse,
        "to_save": lever.to_save,
        "points": lever.points.value,
        "outlook": _(OUTLOOK_LABELS[lever.outlook]),
    }


def changes_table(found: Iterable[Change]) -> Table:
    """What moved between two moments, holder by holder, amount by amount."""
    return Table(
        columns=[
            Column("name", _("Budget holder"), href="href", wide=True),
            Column("budget", _("Budget")),
            Column("amount", _("Amount")),
            Column("before", _("Before"), "amount"),
            Column("after", _("After"), "amount"),
            Column("moved", _("Difference"), "amount"),
            Column("before_on", _("Situation before"), "day"),
            Column("after_on", _("Situation after"), "day"),
        ],
        rows=[row for change in found for row in _change_rows(change)],
        caption=_("What changed"),
        empty=_("Nothing changed between the two."),
    )


def _change_rows(change: Change) -> list[Row]:
    before, after = _values(change.before), _values(change.after)
    return [
        {
            "name": name_of(change.name_fr, change.name_ar),
            "href": page_address("budget:holder", change.holder),
            "budget": budget_name(change.kind, change.part),
            "amount": _(AMOUNT_LABELS[name]),
            "before": before.get(name),
            "after": after.get(name),
            "moved": difference(after.get(name), before.get(name)),
            "before_on": change.before.on_date if change.before else None,
            "after_on": change.after.on_date if change.after else None,
        }
        for name in AMOUNTS
        if before.get(name) != after.get(name)
    ]


def _values(figures: HolderFigures | None) -> Mapping[str, Decimal | None]:
    return figures.values if figures else {}


def sources_table(found: Sequence[HolderFigures]) -> Table:
    """Every source side by side, dated, never averaged; contradictions stand first.

    Sources contradict one another on an amount that both give. What one of them leaves out is
    not a contradiction.
    """
    differing: dict[tuple[str, BudgetKind, Part], list[str]] = {}
    for name in _COMPARED:
        for several in contradictions(found, name):
            differing.setdefault(_place(several[0]), []).append(_(AMOUNT_LABELS[name]))
    first_apart = sorted(found, key=lambda one: _place(one) not in differing)
    return Table(
        columns=[
            Column("name", _("Budget holder"), href="href", wide=True),
            Column("budget", _("Budget")),
            Column("source", _("Source")),
            Column("on_date", _("Situation on"), "day"),
            *(Column(name, _(AMOUNT_LABELS[name]), "amount") for name in _COMPARED),
            Column("differs", _("Sources differ on")),
        ],
        rows=[_source_row(one, differing.get(_place(one), ())) for one in first_apart],
        caption=_("Sources side by side"),
        empty=_("No return has been received for this year."),
    )


def _place(one: HolderFigures) -> tuple[str, BudgetKind, Part]:
    return one.holder, one.kind, one.part


def _source_row(one: HolderFigures, differs: Sequence[str]) -> Row:
    return {
        "name": name_of(one.name_fr, one.name_ar),
        "href": page_address("budget:holder", one.holder),
        "budget": budget_name(one.kind, one.part),
        "source": source_name(one.source),
        "on_date": one.on_date,
        "differs": _(", ").join(differs) or None,
        **{name: one.values[name] for name in _COMPARED},
    }
