"""The only writers of what ties a project to its contracts, of its planned curve, and of the dates
a region asks outlooks for."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from tadbir.audit import trail
from tadbir.audit.trail import Actor, Subject, record
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.procurement.queries import operation as find_operation
from tadbir.territory import queries as territory
from tadbir.territory.reach import Reach
from tadbir.territory.terms import EntityKind
from tadbir.works import queries
from tadbir.works.actions.outlooks import prepare, refresh_of
from tadbir.works.calc.readiness.waiting import HORIZON
from tadbir.works.models import OutlookDate, PlannedPoint, Project, ProjectContract

Point = tuple[date, Decimal]
"""A day, and the share planned by then, a fraction of 1."""


@transaction.atomic
def link_contract(
    *, by: Actor, reach: Reach, project: str, operation: int, lot: int | None = None
) -> ProjectContract:
    """Say that an operation, or one of its lots, carries out a project.

    Raises `Refused` out of reach of either, for a link that stands, and for a lot beside the whole.
    """
    of = queries.project(project, reach=reach)
    known = find_operation(operation, reach=reach).operation
    before = list(of.contracts.filter(operation=known).values_list("lot", flat=True))
    if lot in before:
        raise Refused(
            "works.already-there", N_("{name} already stands."), name=_called(known.reference, lot)
        )
    if before and (lot is None or None in before):
        raise Refused(
            "works.lot-beside-the-whole",
            N_("The whole of {name} or some of its lots carry out a project, not both."),
            name=known.reference,
        )
    link = ProjectContract.objects.create(project=of, operation=known, lot=lot)
    refresh_of(of)
    after: dict[str, object] = {"operation": known.reference, "lot": lot}
    _keep(by, "works.link_contract", of, after=after)
    return link


@transaction.atomic
def unlink_contract(
    *, by: Actor, reach: Reach, project: str, operation: int, lot: int | None = None, why: str
) -> None:
    """Take a link back; raises `Refused` without a reason, or where there is none."""
    of = queries.project(project, reach=reach)
    why = _reason(why)
    link = of.contracts.filter(operation_id=operation, lot=lot).select_related("operation").first()
    if link is None:
        raise Refused("works.unknown", N_("This contract does not carry out the project."))
    before: dict[str, object] = {"operation": link.operation.reference, "lot": lot}
    link.delete()
    refresh_of(of)
    _keep(by, "works.unlink_contract", of, before=before, why=why)


@transaction.atomic
def enter_plan(
    *, by: Actor, reach: Reach, project: str, since: date, points: Sequence[Point]
) -> list[PlannedPoint]:
    """Enter the planned curve of a project as it holds from a day; earlier plans stay.

    Raises `Refused` for a plan of that day entered already, for fewer than two points, for shares
    outside 0 to 1 or that fall, for days that do not follow, and for a plan that never ends.
    """
    of = queries.project(project, reach=reach)
    if of.planned.filter(planned_since=since).exists():
        raise Refused("works.already-there", N_("{name} already stands."), name=since.isoformat())
    _check_plan(points)
    made = PlannedPoint.objects.bulk_create(
        [PlannedPoint(project=of, planned_since=since, on=on, share=share) for on, share in points]
    )
    said = [f"{on} {share}" for on, share in points]
    _keep(by, "works.enter_plan", of, after={"planned_since": since, "points": said})
    return made


def _check_plan(points: Sequence[Point]) -> None:
    days, shares = [on for on, _share in points], [share for _on, share in points]
    is_curve = (
        len(points) > 1
        and days == sorted(set(days))
        and shares == sorted(shares)
        and shares[0] >= 0
        and shares[-1] == 1
    )
    if not is_curve:
        raise Refused(
            "works.no-plan",
            N_(
                "A planned curve has at least two days that follow one another, with shares from 0"
                " to 100 % that never fall, the last being 100 %."
            ),
        )


@transaction.atomic
def choose_date(*, by: Actor, reach: Reach, region: str, day: date) -> OutlookDate:
    """Ask outlooks for a date besides the end of the year; they are prepared at once.

    Raises `Refused` out of reach, for another body than a region's, a day past or too far, or one
    chosen already.
    """
    entity = territory.entity(region, reach=reach)
    if entity.kind != EntityKind.DIRECTORATE:
        raise Refused("works.no-region", N_("Dates are chosen for a whole region."))
    if not 0 <= (day - clock.today()).days < HORIZON - 1:
        raise Refused(
            "works.date-too-far",
            N_("{day} is past or more than five years away: readiness is not forecast for it."),
            day=day,
        )
    if OutlookDate.objects.filter(entity=entity, day=day).exists():
        raise Refused("works.already-there", N_("{name} already stands."), name=day.isoformat())
    chosen = OutlookDate.objects.create(entity=entity, day=day)
    prepare(entity.path, trail.next_number())
    subject = Subject("entity", region)
    record(by=by, action="works.choose_date", subject=subject, after={"day": day})
    return chosen


@transaction.atomic
def drop_date(*, by: Actor, reach: Reach, region: str, day: date, why: str) -> None:
    """Ask no more outlooks for a date; those prepared before stay."""
    entity = territory.entity(region, reach=reach)
    why = _reason(why)
    dropped, _by_table = OutlookDate.objects.filter(entity=entity, day=day).delete()
    if not dropped:
        raise Refused("works.unknown", N_("This date was not chosen."))
    subject = Subject("entity", region)
    record(by=by, action="works.drop_date", subject=subject, before={"day": day}, why=why)


def _reason(why: str) -> str:
    if not why.strip():
        raise Refused("works.no-reason", N_("Say why it is taken back."))
    return why.strip()


def _called(reference: str, lot: int | None) -> str:
    return reference if lot is None else f"{reference} / {lot}"


def _keep(
    by: Actor,
    action: str,
    project: Project,
    *,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
    why: str = "",
) -> None:
    subject = Subject("project", project.code)
    record(by=by, action=action, subject=subject, before=before, after=after, why=why)
