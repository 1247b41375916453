"""Reads the terms of the contracts of projects, always within a reach.

A contract is seen with its project, whoever holds its operation: its terms are the project's, and
a deadline is the same for everyone who sees the project.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import F, Q, QuerySet

from tadbir.procurement.calc.deadline import Dated
from tadbir.procurement.terms import DurationUnit, OrderKind
from tadbir.territory.reach import Reach
from tadbir.works.calc.contracts import Terms
from tadbir.works.models import ProjectContract
from tadbir.works.queries.projects import within_reach

_CONTRACT = "operation__contract__"
_TERMS = (
    "operation__reference", "operation__holder__path", f"{_CONTRACT}service_order_on",
    f"{_CONTRACT}duration", f"{_CONTRACT}duration_unit", f"{_CONTRACT}penalty_rate",
    f"{_CONTRACT}penalty_cap",
)  # fmt: skip


def terms(*, reach: Reach, codes: Collection[str] | None = None) -> Mapping[str, Sequence[Terms]]:
    """The contracts entered for each project within reach, with their orders; two queries.

    `codes` asks for some projects alone.
    """
    wanted = within_reach(reach)
    if codes is not None:
        wanted = wanted.filter(code__in=list(codes))
    links = ProjectContract.objects.filter(project__in=wanted, operation__contract__isnull=False)
    given = _orders(links)
    found: dict[str, list[Terms]] = defaultdict(list)
    rows = links.values_list("project__code", "operation_id", *_TERMS).distinct()
    for code, number, *values in rows.order_by("project__code", "operation_id"):
        reference, holder, start, duration, unit, rate, cap = values
        one = Terms(
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
        found[code].append(one)
    return found


def acceptances(*, reach: Reach) -> Mapping[str, Sequence[date | None]]:
    """The provisional acceptance of each lot that carries out a project within reach; one query.

    None for a lot that has none yet; every lot of a contract counts where none is named.
    """
    carrying = Q(lot=None) | Q(lot=F(f"{_CONTRACT}lots__number"))
    lots = ProjectContract.objects.filter(
        carrying, operation__contract__lots__isnull=False, project__in=within_reach(reach)
    )
    rows = lots.values_list(
        "project__code", "operation_id", f"{_CONTRACT}lots__number",
        f"{_CONTRACT}lots__provisional_acceptance_on",
    )  # fmt: skip
    found: dict[str, list[date | None]] = defaultdict(list)
    for code, _operation, _lot, day in rows.distinct():
        found[code].append(day)
    return found


def _orders(links: QuerySet[ProjectContract]) -> Mapping[int, tuple[Dated, ...]]:
    """The orders that stand of each contract, by the number of its operation."""
    rows = links.filter(operation__contract__orders__withdrawn_why="").values_list(
        "operation_id", f"{_CONTRACT}orders__on_date", f"{_CONTRACT}orders__kind"
    )
    given: dict[int, list[Dated]] = defaultdict(list)
    for number, day, kind in rows.distinct():
        given[number].append((day, OrderKind(kind)))
    return {number: tuple(sorted(orders)) for number, orders in given.items()}
