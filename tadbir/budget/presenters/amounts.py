"""An amount of a holder and the cells it is the sum of: where a click on a figure leads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.budget.calc.amounts import Measure
from tadbir.budget.presenters.lines import label_of
from tadbir.budget.presenters.words import MEASURE_LABELS, budget_name, typed
from tadbir.budget.queries import LineFigures
from tadbir.budget.terms import AMOUNT_LABELS, BUDGET_LABELS, BudgetKind, Part
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.ui.addresses import page_address
from tadbir.ui.tables import Column, Row, Table


@dataclass(frozen=True, slots=True)
class Named:
    """An amount of one budget, of one part or of both: a column of files, or a measure of rates."""

    amount: str
    kind: BudgetKind
    part: Part | None = None

    @property
    def title(self) -> str:
        """Its name with that of its budget."""
        label = AMOUNT_LABELS.get(self.amount) or MEASURE_LABELS[Measure(self.amount)]
        return f"{self.budget} · {_(label)}"

    @property
    def budget(self) -> str:
        """The budget, and the part where there is one."""
        return budget_name(self.kind, self.part) if self.part else _(BUDGET_LABELS[self.kind])

    def of(self, line: LineFigures) -> Decimal | None:
        """What a line has of it; None for a line of another budget."""
        if line.kind is not self.kind or self.part not in {None, line.part}:
            return None
        if self.amount in AMOUNT_LABELS:
            return line.values[self.amount]
        return line.amounts.of(Measure(self.amount))

    def address(self, holder: str) -> str:
        """The page of the cells that a holder's amount is made of."""
        budget = ".".join(filter(None, (self.kind.value, self.part and self.part.value)))
        return page_address("budget:amount", holder, self.amount, budget=budget)


def named(amount: str, budget: str) -> Named:
    """The amount of an address; raises Refused("budget.unknown") where there is no such amount."""
    kind, _dot, part = budget.partition(".")
    if amount not in {*AMOUNT_LABELS, *Measure} or kind not in {*BudgetKind} or part not in _PARTS:
        raise Refused("budget.unknown", N_("There is no such amount."))
    return Named(amount, BudgetKind(kind), Part(part) if part else None)


_PARTS = {"", *Part}


def cells_table(found: Iterable[LineFigures], of: Named) -> Table:
    """The lines that have the amount, the largest first, each with the cell it was read in."""
    having = [(value, line) for line in found if (value := of.of(line)) is not None]
    ordered = sorted(having, key=lambda one: (-one[0], one[1].code_path))
    return Table(
        columns=[
            Column("code", _("Code"), "code", href="href"),
            Column("label", _("Title"), wide=True),
            *([] if of.part else [Column("part", _("Budget"))]),
            Column("value", _("Dirhams"), "amount", href="cell"),
            Column("file", _("File"), "code"),
            Column("place", _("Sheet and row"), href="cell"),
        ],
        rows=[_row(value, line) for value, line in ordered],
        caption=of.title,
        footer=_total([value for value, _line in ordered]),
        empty=_("No line of this holder has this amount."),
    )


def _row(value: Decimal, line: LineFigures) -> Row:
    return {
        "code": line.code_path or "—",
        "href": page_address("budget:line", line.line),
        "label": label_of(line),
        "part": budget_name(line.kind, line.part),
        "value": value,
        "cell": page_address("intake:cell", line.batch, line.sheet, line.row),
        "file": line.file,
        "place": _("%(sheet)s, row %(row)s") % {"sheet": typed(line.sheet), "row": line.row},
    }


def _total(values: Sequence[Decimal]) -> Row | None:
    return {"code": _("Total"), "value": sum(values, Decimal(0))} if len(values) > 1 else None
