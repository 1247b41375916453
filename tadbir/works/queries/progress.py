"""How far works are, as each source says it: statements as of a day, histories, crossings."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import F, Max, QuerySet, Window

from tadbir.intake import standings
from tadbir.territory.querysets import within
from tadbir.territory.reach import Reach
from tadbir.works.calc import crossing
from tadbir.works.models import Report
from tadbir.works.queries.said import SAID_FIELDS, Said, by_source, progress_of, said_of, total
from tadbir.works.terms import ReportSource

DATASET = "progress"


def latest(
    *, reach: Reach, on: date, programme: str = "", at_number: int | None = None,
    codes: Collection[str] | None = None,
) -> Mapping[str, Sequence[Said]]:  # fmt: skip
    """The last statement of each source on each lot, by project, as of a day: one query.

    Sources stand side by side, in their order; what an earlier statement said of a lot that a later
    one leaves out still stands. `at_number` asks for what was known just after a number of the
    audit chain, `codes` for some projects alone.
    """
    found = _reports(reach, on, at_number)
    if codes is not None:
        found = found.filter(project__code__in=list(codes))
    if programme:
        found = found.filter(project__programme__code=programme)
    last = Window(
        Max("standing__on_date"), partition_by=[F("project"), F("standing__source"), F("lot")]
    )
    rows = found.annotate(last=last).filter(standing__on_date=F("last"))
    return {
        project: [one for own in by_source(said).values() for one in own]
        for project, said in _by_project(rows).items()
    }


def history(project: str, *, reach: Reach, on: date, at_number: int | None = None) -> list[Said]:
    """Every statement that stands of a project until a day, the first one first: one query."""
    found = _reports(reach, on, at_number).filter(project__code=project)
    return _by_project(found).get(project, [])


def histories(*, reach: Reach, on: date) -> Mapping[str, list[Said]]:
    """The history of every project within reach: one query that grows with the statements.

    For what prepares figures, never for a page.
    """
    return _by_project(_reports(reach, on, None))


def crossings(
    *, reach: Reach, on: date, programme: str = "", at_number: int | None = None
) -> Mapping[str, crossing.Crossings]:
    """What crosses in each project that someone reported, as of a day: one query.

    Paid is what the agency says it paid, on the contract it says; None where it sends none.
    """
    found = latest(reach=reach, on=on, programme=programme, at_number=at_number)
    return {project: crossings_of(said, on) for project, said in found.items()}


def crossings_of(said: Sequence[Said], on: date) -> crossing.Crossings:
    """What crosses in what was last said of one project by a day."""
    reports = [
        crossing.Report(source, max(one.on for one in own), share)
        for source, own in by_source(said).items()
        if (share := progress_of(own)) is not None
    ]
    own = [one for one in said if one.source is ReportSource.AGENCY]
    paid = [
        crossing.Paid(max(one.on for one in own), amount)
        for amount in [total(own, "paid")]
        if amount is not None
    ]
    return crossing.crossings(reports, paid, amount=total(own, "amount"), on=on)


def _reports(reach: Reach, on: date, at_number: int | None) -> QuerySet[Report]:
    """The reports that stand until a day on sites within reach; none without the domain."""
    if not reach.sees("works"):
        return Report.objects.none()
    standing = standings.at(at_number, DATASET).filter(on_date__lte=on)
    return Report.objects.filter(within(reach, "project__site__path"), standing__in=standing)


def _by_project(found: QuerySet[Report]) -> dict[str, list[Said]]:
    rows = found.order_by("standing__on_date", "lot", "contract_reference", "pk")
    by_project: dict[str, list[Said]] = defaultdict(list)
    for row in rows.values_list(*SAID_FIELDS):
        said = said_of(row)
        by_project[said.project].append(said)
    return by_project
