"""Lines and levers as tables: the same columns for page, workbook and document."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.budget.calc.gap import Step, main_contributors
from tadbir.budget.calc.operations import Cause
from tadbir.budget.calc.rates import RateKind, rates
from tadbir.budget.presenters.words import (
    CAUSE_LABELS,
    OUTLOOK_LABELS,
    STEP_LABELS,
    budget_name,
    name_of,
    rate_value,
    source_name,
    total_name,
)
from tadbir.budget.queries import (
    FoundLever,
    LineFigures,
    officer_of,
)
from tadbir.budget.terms import AMOUNT_LABELS, AMOUNTS
from tadbir.core.money import ZERO
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.procurement.terms import STEPS
from tadbir.ui.addresses import page_address
from tadbir.ui.tables import Column, Row, Table, only

_LINE_AMOUNTS = ("current", "opened", "notified", "delegated", "committed", "issued", "paid")


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
            *amount_columns(shown, href="cell"),
            Column("rate", _("Commitment rate"), "percent"),
        ],
        rows=[_line_row(line) for line in found],
        caption=_("Lines"),
        empty=_("No line has been received for this year."),
    )


def amount_columns(names: Iterable[str], *, href: str = "") -> list[Column]:
    """A column for each amount of files; `href` is the key of where each leads."""
    return [
        Column(name, _(AMOUNT_LABELS[name]), "amount", href=href or f"{name}_href")
        for name in names
    ]


def _cell(line: LineFigures) -> str:
    """The row of the file that a line was read in."""
    return page_address("intake:cell", line.batch, line.sheet, line.row)


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
        "cell": _cell(line),
        **line.values,
    }


def returns_table(found: Sequence[LineFigures]) -> Table:
    """Every return that spoke of a line: its amounts, and the cells they were read in."""
    shown = [name for name in AMOUNTS if any(line.values[name] is not None for line in found)]
    return Table(
        columns=[
            Column("on_date", _("Situation on"), "day"),
            Column("source", _("Source")),
            *amount_columns(shown, href="cell"),
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
                "cell": _cell(line),
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
            Column("amount", _("Dirhams"), "amount", href="href"),
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


def causes_named(asked: Mapping[str, str]) -> frozenset[Cause]:
    """The causes that an address asks for, with commas between; empty is all of them.

    Raises Refused("budget.unknown") where there is no such cause.
    """
    codes = set(filter(None, asked.get("causes", "").split(",")))
    if codes - {*Cause}:
        raise Refused("budget.unknown", N_("There is no such cause."))
    return frozenset(Cause(code) for code in codes)


def causes_in_words(causes: Collection[Cause]) -> str:
    """The causes that a list is narrowed to, in the order of the way; empty for all of them."""
    return _(", ").join(_(label) for cause, label in CAUSE_LABELS.items() if cause in causes)


def levers_address(causes: Iterable[Cause] = (), **more: object) -> str:
    """The page of what to act on first, narrowed to some causes."""
    named = ",".join(sorted(cause.value for cause in causes))
    return page_address("budget:levers", **({"causes": named} if named else {}), **more)


def levers_table(
    found: Sequence[FoundLever],
    names: Mapping[str, str] | None = None,
    *,
    of: Sequence[FoundLever] | None = None,
) -> Table:
    """What to act on first.

    `names` gives the holders' names by code; a page of one holder leaves that column out. `of`
    are those that the totals underneath count; None is a table without totals.
    """
    return Table(
        columns=[
            Column("what", _("Operation or line"), href="href", wide=True),
            *([Column("holder", _("Budget holder"))] if names else []),
            Column("cause", _("Cause")),
            Column("state", _("State")),
            Column("amount", _("Dirhams held back"), "amount", href="href"),
            Column("would_lapse", _("Would lapse on 31 December"), "amount", href="href"),
            Column("to_save", _("Can still be saved"), "amount", href="href"),
            Column("points", _("Points of the line's rate"), "points"),
            Column("outlook", _("Outlook")),
        ],
        rows=[_lever_row(one, names or {}) for one in found],
        caption=_("What to act on first"),
        footer=None if of is None else _levers_total(found, of),
        empty=_("Nothing would lapse, or nothing was received."),
    )


def _levers_total(found: Sequence[FoundLever], of: Sequence[FoundLever]) -> Row:
    """What all would lose and can save, with those whose holders are not named."""
    hidden = {one.holder for one in of} - {one.holder for one in found}
    levers = [one.lever for one in of]
    return {
        "what": total_name(len(hidden)),
        "would_lapse": sum((one.would_lapse for one in levers), ZERO),
        "to_save": sum((one.to_save for one in levers), ZERO),
    }


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
