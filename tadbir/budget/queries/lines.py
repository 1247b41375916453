"""Lines of a holder: their latest amounts, one line across its returns, where each was read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from tadbir.budget.calc.amounts import Amounts
from tadbir.budget.models import Execution, Line
from tadbir.budget.queries.figures import amounts_of_values, asked, in_dirhams
from tadbir.budget.terms import BudgetKind, Part, Source
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake.speaking import NOT_READ_WITH_FACTS, latest, latest_by_source
from tadbir.territory.querysets import within
from tadbir.territory.reach import Reach


@dataclass(frozen=True, slots=True)
class LineFigures:
    """What a return says of a line: amounts in dirhams, and the cell's sheet and row.

    `line` is the line's number; `is_current` is false for a return superseded or withdrawn.
    """

    line: int
    holder: str
    kind: BudgetKind
    part: Part
    code_path: str
    label: str
    label_ar: str
    is_exempt: bool
    on_date: date
    source: Source
    number: int
    batch: int
    is_current: bool
    file: str
    sheet: str
    row: int
    values: Mapping[str, Decimal | None]

    @property
    def amounts(self) -> Amounts:
        """The amounts under the names that the calculations use."""
        return amounts_of_values(self.values)

    @property
    def key(self) -> str:
        """Holder, budget, part and path: a name that no other line of a region bears."""
        return f"{self.holder} {self.kind} {self.part} {self.code_path}"


_AT_ONCE = 2_000
_JOINED = ("line__holder", "label", "standing__batch__file")


def lines(
    *,
    reach: Reach,
    on: date,
    holders: Collection[str] | None = None,
    at_number: int | None = None,
    source: Source | None = None,
) -> list[LineFigures]:
    """The lines of the latest returns of some holders, in the order of their codes: one query.

    With a `source`, those of its latest returns, whichever source is shown first.
    """
    of_any = asked(reach=reach, on=on, holders=holders, at_number=at_number)
    wanted = latest_by_source(of_any).filter(source=source) if source else latest(of_any)
    found = Execution.objects.filter(standing__in=wanted, line__fiscal_year=on.year)
    ordered = joined(found).order_by(
        "line__holder__path", "line__kind", "line__part", "line__code_path"
    )
    return [line_figures(execution) for execution in ordered.iterator(_AT_ONCE)]


def joined(found: QuerySet[Execution]) -> QuerySet[Execution]:
    """Executions with what names them, without what is large and unread."""
    return found.select_related(*_JOINED, "standing").defer(*NOT_READ_WITH_FACTS)


def line(number: int, *, reach: Reach) -> Line:
    """A line by its number; refused alike when unknown and when out of reach."""
    found = Line.objects.filter(within(reach, "holder__path"), pk=number)
    one = found.select_related("holder").first() if reach.sees("budget") else None
    if one is None:
        raise Refused("budget.unknown", N_("There is no such budget line within your reach."))
    return one


def returns_of_line(number: int, *, reach: Reach) -> list[LineFigures]:
    """Every return that spoke of a line, superseded and withdrawn ones too, the latest first."""
    of = line(number, reach=reach)
    # Through the holder's standings: the table has no index by line alone.
    found = joined(Execution.objects.filter(standing__holder=of.holder_id, line=of))
    return [
        line_figures(execution)
        for execution in found.order_by("-standing__on_date", "-standing__number")
    ]


def line_figures(execution: Execution) -> LineFigures:
    """What an execution, `joined`, says of its line."""
    line, standing, label = execution.line, execution.standing, execution.label
    return LineFigures(
        line=line.pk,
        holder=line.holder.code,
        kind=BudgetKind(line.kind),
        part=Part(line.part),
        code_path=line.code_path,
        label=label.text if label else "",
        label_ar=label.ar if label else "",
        is_exempt=line.is_exempt,
        on_date=standing.on_date,
        source=Source(standing.source),
        number=standing.number,
        batch=standing.batch_id,
        is_current=standing.is_current,
        file=standing.batch.file.name,
        sheet=execution.sheet,
        row=execution.row,
        values=in_dirhams(execution),
    )
