"""The tables of a pack: the same rows for the typeset document and for the workbook."""

from dataclasses import replace
from decimal import Decimal
from itertools import groupby, islice

from django.utils.translation import gettext as _

from tadbir.budget.calc.amounts import Amounts, Measure, total
from tadbir.budget.calc.gap import Step, gap
from tadbir.budget.presenters.words import (
    BASIS_LABELS,
    CAUSE_LABELS,
    MEASURE_LABELS,
    STEP_LABELS,
    budget_name,
    source_name,
)
from tadbir.budget.queries import officer_of
from tadbir.budget.terms import PART_LABELS, BudgetKind, Part
from tadbir.dossier.glossary import TERMS
from tadbir.dossier.naming import short, typed
from tadbir.dossier.pack import Held, Pack, Saving
from tadbir.procurement.terms import PLACE_LABELS, STEPS
from tadbir.ui import formats
from tadbir.ui.tables import Column, Missing, Row, Table
from tadbir.ui.words import language

KINDS = (BudgetKind.GENERAL, BudgetKind.SEGMA, BudgetKind.SPECIAL)
LINES_ON_PAPER = 2
Budget = tuple[BudgetKind, Part]


def budgets(pack: Pack) -> list[Budget]:
    """The budgets and parts that the pack speaks of, the general budget first."""
    present = {(one.kind, one.part) for one in pack.held}
    return [(kind, part) for kind in KINDS for part in Part if (kind, part) in present]


def held_in(pack: Pack, budget: Budget) -> list[Held]:
    """The holders of one budget and part."""
    return [one for one in pack.held if (one.kind, one.part) == budget]


def gap_table(pack: Pack) -> Table:
    """The gap of each budget and part, step by step, in dirhams and points of its credits."""
    return Table(
        columns=[
            Column("budget", _("Budget")),
            Column("step", _("Step"), wide=True),
            Column("amount", _("Dirhams"), "amount"),
            Column("share", _("Points of the credits"), "percent"),
            Column("credits", _("Credits explained"), "amount"),
        ],
        rows=[
            {
                "budget": budget_name(*budget),
                "step": _(STEP_LABELS[step.step]),
                "amount": _known(step.amount, step.step),
                "share": step.points.value,
                "credits": found.credits,
            }
            for budget in budgets(pack)
            for found in [gap(_whole(pack, budget), officer=officer_of(budget[0]))]
            for step in found.steps
        ],
        caption=_("The gap explained"),
    )


def _known(amount: Decimal | None, step: Step) -> object:
    """The dirhams of a step, or why there are none."""
    if amount is not None:
        return amount
    is_envelope = step is Step.NOT_DELEGATED
    return Missing(_("no envelope was notified") if is_envelope else _("not received"))


def _whole(pack: Pack, budget: Budget) -> Amounts:
    return total(one.amounts for one in held_in(pack, budget))


def explained_table(pack: Pack) -> Table:
    """The lines that hold back most of each step; the step says how many make 80 % of it."""
    return Table(
        columns=[
            Column("step", _("Step")),
            Column("label", _("Line"), wide=True),
            Column("holder", _("Budget holder")),
            Column("budget", _("Budget")),
            Column("amount", _("Dirhams"), "amount"),
            Column("share", _("Share of the step"), "percent"),
        ],
        rows=[
            {
                "step": _("%(step)s (%(lines)s lines)")
                % {"step": _(STEP_LABELS[one.step]), "lines": one.lines},
                "label": typed(one.label.name(language()) or one.code_path),
                "holder": short(pack.frame, one.holder),
                "budget": budget_name(one.kind, one.part),
                "part": _(PART_LABELS[one.part]),
                "amount": one.amount,
                "share": one.share,
            }
            for one in pack.explained
        ],
        caption=_("The lines that make 80 % of each step"),
        empty=_("Nothing is held back, or the amounts were not received."),
    )


def explained_on_paper(pack: Pack) -> Table:
    """The first lines of each step of the general budget; the workbook has the others."""
    general = [one for one in pack.explained if one.kind is BudgetKind.GENERAL]
    first = [
        one
        for _step, several in groupby(general, key=lambda one: (one.part, one.step))
        for one in islice(several, LINES_ON_PAPER)
    ]
    whole = explained_table(replace(pack, explained=first))
    columns = [
        Column("part", _("Part")) if column.key == "budget" else column for column in whole.columns
    ]
    return Table(columns, whole.rows, whole.caption, whole.footer, whole.empty)


def to_save_table(pack: Pack) -> Table:
    """The operations that can still pass before their last day, the most dirhams first."""
    return Table(
        columns=[
            Column("purpose", _("Operation"), wide=True),
            Column("reference", _("Reference"), "code"),
            Column("holder", _("Budget holder")),
            Column("to_save", _("To save (DH)"), "amount"),
            Column("state", _("State")),
            Column("since", _("Since"), "day"),
            Column("place", _("Where it lies")),
            Column("last_day", _("Last day"), "day"),
            Column("cause", _("Cause")),
        ],
        rows=[_saving_row(pack, one) for one in pack.to_save],
        caption=_("Operations to save before the last day"),
        footer={
            "purpose": _("Total"),
            "to_save": sum((one.to_save for one in pack.to_save), Decimal(0)),
        }
        if pack.to_save
        else None,
        empty=_("No operation can still be saved, or none is known."),
    )


def _saving_row(pack: Pack, one: Saving) -> Row:
    return {
        "purpose": typed(one.purpose),
        "reference": one.reference if any(c.isdigit() for c in one.reference) else None,
        "holder": short(pack.frame, one.holder),
        "to_save": one.to_save,
        "state": _(STEPS[one.state].label),
        "since": one.state_on,
        "place": _(PLACE_LABELS[one.place]),
        "last_day": one.last_day or Missing(_(BASIS_LABELS[one.basis])),
        "cause": _(CAUSE_LABELS[one.cause]),
    }


def contradictions_table(pack: Pack) -> Table:
    """Sources that disagree on commitments, side by side and dated; never averaged."""
    return Table(
        columns=[
            Column("name", _("Budget holder"), wide=True),
            Column("budget", _("Budget")),
            Column("source", _("Source")),
            Column("on_date", _("Situation on"), "day"),
            Column("committed", _(MEASURE_LABELS[Measure.COMMITMENTS]), "amount"),
            Column("issued", _(MEASURE_LABELS[Measure.ISSUANCES]), "amount"),
            Column("paid", _(MEASURE_LABELS[Measure.PAYMENTS]), "amount"),
        ],
        rows=[
            {
                "name": short(pack.frame, one.holder),
                "budget": budget_name(one.kind, one.part),
                "source": source_name(one.source),
                "on_date": one.on_date,
                "committed": one.amounts.commitments,
                "issued": one.amounts.issuances,
                "paid": one.amounts.payments,
            }
            for one in pack.contradictions
        ],
        caption=_("Sources that do not say the same"),
        empty=_("No two sources contradict one another."),
    )


def glossary_table() -> Table:
    """The words of the pack, in both languages."""
    is_arabic = language() == "ar"
    first, second = ("ar", "fr") if is_arabic else ("fr", "ar")
    titles = {"ar": _("In Arabic"), "fr": _("In French")}
    return Table(
        columns=[
            Column(first, _("Word")),
            Column(second, titles[second]),
            Column("meaning", _("Meaning"), wide=True),
        ],
        rows=[
            {
                "fr": formats.isolate(one.fr) if is_arabic else one.fr,
                "ar": one.ar if is_arabic else formats.isolate(one.ar, formats.RIGHT_TO_LEFT),
                "meaning": _(one.meaning),
            }
            for one in TERMS
        ],
        caption=_("Glossary"),
    )
