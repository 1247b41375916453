"""Reads what files say of projects, and their contracts, always within a reach.

What stands is the latest file of each holder from each source; older files speak in histories.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from tadbir.core.money import dirhams
from tadbir.intake.models import Standing
from tadbir.procurement.calc.deadline import Dated
from tadbir.procurement.terms import DurationUnit, OrderKind
from tadbir.territory.reach import Reach
from tadbir.works.calc.contracts import Terms
from tadbir.works.models import ProjectContract, Report
from tadbir.works.queries.projects import within_reach
from tadbir.works.terms import ReportSource, Stated

PROGRESS = "progress"


class LotSaid(NamedTuple):
    """What one row of a file says of one lot; fractions of 1, dirhams, None where not said."""

    source: ReportSource
    on: date
    reference: str
    lot: int
    contractor: str
    amount: Decimal | None
    service_order_on: date | None
    duration: int | None
    unit: DurationUnit | None
    physical: Decimal | None
    financial: Decimal | None
    paid: Decimal | None
    expected_on: date | None
    stated: Stated | None
    stops: str
    remarks: str
    batch: int
    sheet: str
    row: int


_FIELDS = (
    "project__code", "standing__source", "standing__on_date", "contract_reference", "lot",
    "contractor", "amount", "service_order_on", "duration", "duration_unit", "physical",
    "financial", "paid", "expected_on", "stated", "stops", "remarks", "standing__batch_id",
    "sheet", "row",
)  # fmt: skip


def latest(
    *, reach: Reach, on: date, codes: Collection[str] | None = None
) -> Mapping[str, Sequence[LotSaid]]:
    """What each source last said of each project by a day, lot by lot; one query."""
    spoken = Standing.objects.current().filter(dataset=PROGRESS, on_date__lte=on)
    ranked = spoken.annotate(
        rank=Window(
            RowNumber(),
            partition_by=[F("holder_id"), F("source")],
            order_by=[F("on_date").desc(), F("number").desc()],
        )
    ).filter(rank=1)
    found = Report.objects.filter(standing__in=ranked.values("pk"))
    return _by_project(found, reach, codes)


def history(*, reach: Reach, on: date, code: str) -> Sequence[LotSaid]:
    """Everything that sources said of a project by a day, the oldest first; one query."""
    found = Report.objects.filter(standing__is_current=True, standing__on_date__lte=on).order_by(
        "standing__on_date", "lot", "pk"
    )
    return _by_project(found, reach, [code]).get(code, [])


def _by_project(
    found: QuerySet[Report], reach: Reach, codes: Collection[str] | None
) -> Mapping[str, list[LotSaid]]:
    found = found.filter(project__in=within_reach(reach))
    if codes is not None:
        found = found.filter(project__code__in=list(codes))
    said: dict[str, list[LotSaid]] = defaultdict(list)
    for code, *values in found.values_list(*_FIELDS):
        said[code].append(_lot(values))
    return said


def _lot(values: Sequence[Any]) -> LotSaid:
    source, on, reference, lot, contractor, amount, ordered, duration, unit, *rest = values
    physical, financial, paid, expected, stated, stops, remarks, batch, sheet, row = rest
    return LotSaid(
        source=ReportSource(source),
        on=on,
        reference=reference,
        lot=lot,
        contractor=contractor,
        amount=_money(amount),
        service_order_on=ordered,
        duration=duration,
        unit=DurationUnit(unit) if unit else None,
        physical=physical,
        financial=financial,
        paid=_money(paid),
        expected_on=expected,
        stated=Stated(stated) if stated else None,
        stops=stops,
        remarks=remarks,
        batch=batch,
        sheet=sheet,
        row=row,
    )


def _money(value: int | None) -> Decimal | None:
    return None if value is None else dirhams(value)


def contracts(
    *, reach: Reach, codes: Collection[str] | None = None
) -> Mapping[str, Sequence[Terms]]:
    """The contracts entered for each project within reach, with their orders; two queries.

    A contract is seen with its project, whoever holds its operation: its terms are the project's.
    """
    links = ProjectContract.objects.filter(
        project__in=within_reach(reach), operation__contract__isnull=False
    )
    if codes is not None:
        links = links.filter(project__code__in=list(codes))
    given = _orders(links)
    found: dict[str, list[Terms]] = defaultdict(list)
    rows = links.values_list("project__code", "operation_id", *_TERMS).distinct()
    for code, number, *values in rows.order_by("project__code", "operation_id"):
        reference, holder, start, duration, unit, rate, cap = values
        terms = Terms(
            reference=reference,
            service_order_on=start,
            duration=duration,
            unit=DurationUnit(unit),
            rate=rate,
            cap=cap,
            orders=given.get(number, ()),
            is_entered=True,
            operation=number,
            holder=holder,
        )
        found[code].append(terms)
    return found


_CONTRACT = "operation__contract__"
_TERMS = (
    "operation__reference", "operation__holder__path", f"{_CONTRACT}service_order_on",
    f"{_CONTRACT}duration", f"{_CONTRACT}duration_unit", f"{_CONTRACT}penalty_rate",
    f"{_CONTRACT}penalty_cap",
)  # fmt: skip


def _orders(links: QuerySet[ProjectContract]) -> Mapping[int, tuple[Dated, ...]]:
    """The orders that stand of each contract, by the number of its operation."""
    rows = links.filter(operation__contract__orders__withdrawn_why="").values_list(
        "operation_id", f"{_CONTRACT}orders__on_date", f"{_CONTRACT}orders__kind"
    )
    given: dict[int, list[Dated]] = defaultdict(list)
    for number, day, kind in rows.distinct():
        given[number].append((day, OrderKind(kind)))
    return {number: tuple(sorted(orders)) for number, orders in given.items()}
