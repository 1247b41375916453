"""Figures side by side: two moments, and the sources of one day; each leads to its own cells."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.budget.calc.amounts import difference
from tadbir.budget.presenters.amounts import Named
from tadbir.budget.presenters.lines import amount_columns
from tadbir.budget.presenters.words import budget_name, name_of, source_name
from tadbir.budget.queries import Change, HolderFigures, Moment, contradictions
from tadbir.budget.terms import AMOUNT_LABELS, AMOUNTS, BudgetKind, Part
from tadbir.ui.addresses import page_address
from tadbir.ui.tables import Column, Row, Table

_COMPARED = ("delegated", "committed", "issued", "paid")


def nothing_changed() -> Table:
    """The table of changes without any."""
    return changes_table((), Moment(date.min), Moment(date.min))


def changes_table(found: Iterable[Change], before: Moment, after: Moment) -> Table:
    """What moved between two moments, holder by holder, amount by amount.

    Each of two figures leads to its cells as they were known at its own moment.
    """
    return Table(
        columns=[
            Column("name", _("Budget holder"), href="href", wide=True),
            Column("budget", _("Budget")),
            Column("amount", _("Amount")),
            Column("before", _("Before"), "amount", href="before_href"),
            Column("after", _("After"), "amount", href="after_href"),
            Column("moved", _("Difference"), "amount"),
            Column("before_on", _("Situation before"), "day"),
            Column("after_on", _("Situation after"), "day"),
        ],
        rows=[row for change in found for row in _change_rows(change, before, after)],
        caption=_("What changed"),
        empty=_("Nothing changed between the two."),
    )


def _change_rows(change: Change, first: Moment, second: Moment) -> list[Row]:
    before, after = _values(change.before), _values(change.after)
    return [
        {
            "name": name_of(change.name_fr, change.name_ar),
            "href": page_address("budget:holder", change.holder),
            "budget": budget_name(change.kind, change.part),
            "amount": _(AMOUNT_LABELS[name]),
            "before": before.get(name),
            "after": after.get(name),
            "before_href": _figure_at(change, name, first),
            "after_href": _figure_at(change, name, second),
            "moved": difference(after.get(name), before.get(name)),
            "before_on": change.before.on_date if change.before else None,
            "after_on": change.after.on_date if change.after else None,
        }
        for name in AMOUNTS
        if before.get(name) != after.get(name)
    ]


def _figure_at(change: Change, name: str, moment: Moment) -> str:
    """The cells of an amount at a moment, whichever moment the page itself is asked for."""
    named = Named(name, change.kind, change.part)
    return named.address(change.holder, on=moment.on, at=moment.at_number)


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
            *amount_columns(_COMPARED),
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
        **{
            f"{name}_href": Named(name, one.kind, one.part).address(
                one.holder, source=one.source.value
            )
            for name in _COMPARED
        },
    }
