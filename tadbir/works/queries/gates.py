"""Gates and reserves as the monthly forms of delegations say them."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models import F, Max, QuerySet, Window

from tadbir.intake import standings
from tadbir.territory.querysets import within
from tadbir.territory.reach import Reach
from tadbir.works.models import GateReport
from tadbir.works.queries.said import GatesSaid
from tadbir.works.terms import Gate

DATASET = "gates"


def gates(
    *, reach: Reach, on: date, programme: str = "", at_number: int | None = None
) -> Mapping[str, GatesSaid]:
    """What the last form of the delegation said of each project, as of a day: one query."""
    found = _reports(reach, on, at_number)
    if programme:
        found = found.filter(project__programme__code=programme)
    last = Window(Max("standing__on_date"), partition_by=[F("project")])
    return {one.project: one for one in _gates(found.annotate(last=last).filter(
        standing__on_date=F("last")
    ))}  # fmt: skip


def gate_history(
    *, reach: Reach, on: date, project: str = "", at_number: int | None = None
) -> Mapping[str, list[GatesSaid]]:
    """Every form that stands until a day, by project, the first one first: one query."""
    found = _reports(reach, on, at_number)
    by_project: dict[str, list[GatesSaid]] = defaultdict(list)
    for one in _gates(found.filter(project__code=project) if project else found):
        by_project[one.project].append(one)
    return by_project


def _reports(reach: Reach, on: date, at_number: int | None) -> QuerySet[GateReport]:
    """The forms that stand until a day on sites within reach; none without the domain."""
    if not reach.sees("works"):
        return GateReport.objects.none()
    standing = standings.at(at_number, DATASET).filter(on_date__lte=on)
    return GateReport.objects.filter(within(reach, "project__site__path"), standing__in=standing)


def _gates(found: QuerySet[GateReport]) -> list[GatesSaid]:
    rows = found.order_by("standing__on_date", "pk").values_list(
        "project__code", "standing__on_date", *(gate.value for gate in Gate), "open_reserves",
        "remarks", "standing__batch_id", "sheet", "row",
    )  # fmt: skip
    many = len(Gate)
    return [
        GatesSaid(project, on, dict(zip(Gate, rest[:many], strict=True)), *rest[many:])
        for project, on, *rest in rows
    ]
