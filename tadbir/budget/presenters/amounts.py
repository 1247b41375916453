"""An amount of a holder and the cells it is the sum of: where a click on a figure leads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.budget.calc.amounts import Measure
from tadbir.budget.calc.rates import RateKind
from tadbir.budget.presenters.lines import label_of
from tadbir.budget.presenters.words import MEASURE_LABELS, budget_name, typed
from tadbir.budget.queries import HolderFigures, LineFigures
from tadbir.budget.terms import AMOUNT_LABELS, BUDGET_LABELS, BudgetKind, Part, Source
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

    def of(self, line: LineFigures | HolderFigures) -> Decimal | None:
        """What a line or a holder has of it; None for one of another budget."""
        if line.kind is not self.kind or self.part not in {None, line.part}:
            return None
        if self.amount in AMOUNT_LABELS:
            return line.values[self.amount]
        return line.amounts.of(Measure(self.amount))

    @property
    def code(self) -> str:
        """The budget, and the part where there is one, as addresses name them."""
        return budget_code(self.kind, self.part)

    def address(self, holder: str, **more: object) -> str:
        """The page of the cells that a holder's amount is made of; `more` goes to its query."""
        return page_address("budget:amount", holder, self.amount, budget=self.code, **more)

    def whole(self, **more: object) -> str:
        """The page of the holders that the amount of all is the sum of."""
        return page_address("budget:total", self.amount, budget=self.code, **more)


def budget_code(kind: BudgetKind, part: Part | None) -> str:
    """A budget, and its part where there is one, as addresses name them."""
    return ".".join(filter(None, (kind.value, part and part.value)))


def rate_address(kind: RateKind, budget: tuple[BudgetKind, Part], **more: object) -> str:
    """The page of the holders whose amounts a rate of totals divides, or of one `holder`."""
    return page_address("budget:rate", kind.value, budget=budget_code(*budget), **more)


def transfers_address(budget: tuple[BudgetKind, Part], **more: object) -> str:
    """The page of the conventions whose transfers of the year are left out of a budget's rates."""
    return page_address("budget:transfers", part=budget[1].value, **more)


def named(amount: str, budget: str) -> Named:
    """The amount of an address; raises Refused("budget.unknown") where there is no such amount."""
    if amount not in {*AMOUNT_LABELS, *Measure}:
        raise _no_such_amount()
    return Named(amount, *budget_named(budget))


def budget_named(budget: str) -> tuple[BudgetKind, Part | None]:
    """The budget of an address; raises Refused("budget.unknown") where there is no such budget."""
    kind, _dot, part = budget.partition(".")
    if kind not in {*BudgetKind} or part not in _PARTS:
        raise _no_such_amount()
    return BudgetKind(kind), Part(part) if part else None


def source_named(source: str) -> Source | None:
    """The source of an address, None for the one that speaks first; Refused where there is none."""
    if source and source not in {*Source}:
        raise _no_such_amount()
    return Source(source) if source else None


def _no_such_amount() -> Refused:
    return Refused("budget.unknown", N_("There is no such amount."))


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
