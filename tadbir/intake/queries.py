"""Reading batches, what waits and what they say, of those within reach alone."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from tadbir.audit.actor import Actor
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake import registry
from tadbir.intake.fingerprint import covers
from tadbir.intake.models import Batch, BatchQuerySet, Staging, Standing, StandingQuerySet
from tadbir.intake.reading.options import ReadOptions
from tadbir.territory.models import Entity
from tadbir.territory.reach import Reach


def staging(staging_id: int, *, by: Actor) -> Staging:
    """What waits for a decision of the person who sent it; nobody else sees it."""
    mine = Staging.objects.filter(pk=staging_id, created_by=by.name)
    found = mine.select_related("file", "batch").first()
    if found is None:
        raise Refused("intake.staging.unknown", N_("Nothing waits here for your decision."))
    return found


def stagings(*, by: Actor) -> QuerySet[Staging]:
    """Everything that waits for a decision of this person, the latest first."""
    mine = Staging.objects.filter(created_by=by.name).exclude(state="done")
    return mine.select_related("file")


def seen_datasets(reach: Reach) -> list[str]:
    """The codes of the datasets whose domain is within reach."""
    return [code for code, one in registry.datasets().items() if reach.sees(one.domain)]


def batches(*, reach: Reach) -> BatchQuerySet:
    """Batches that hold a return within reach, the latest first; `is_superseded` on each."""
    in_force = Standing.objects.filter(batch=OuterRef("pk"), is_current=True)
    found = Batch.objects.within(reach).filter(dataset__in=seen_datasets(reach))
    return found.select_related("file").defer("report").annotate(is_superseded=~Exists(in_force))


def batch(batch_id: int, *, reach: Reach) -> Batch:
    """A batch that holds a return within reach; unknown and out of reach are refused alike."""
    found = batches(reach=reach).defer(None).filter(pk=batch_id).first()
    if found is None:
        raise _unknown(batch_id)
    return found


def read_with(of: Batch) -> ReadOptions:
    """How the text file of a batch was written, to read it again as it was read."""
    return ReadOptions(of.report["encoding"] or None, of.report["delimiter"] or None)


def taken_before(sha256: str, *, reach: Reach) -> list[dict[str, Any]]:
    """Batches in the tables that the same bytes became, within reach: who, when, as what."""
    found = batches(reach=reach).filter(file__sha256=sha256, withdrawn_number=None)
    return [
        {
            "batch": one.pk,
            "dataset": one.dataset,
            "source": one.source,
            "entity": one.entity,
            "by": one.committed_by,
            "at": one.committed_at.isoformat(),
        }
        for one in found
    ]


def latest_day(dataset: str, *, reach: Reach) -> date | None:
    """The last day of which figures within reach stand; None when none do."""
    found = Standing.objects.within(reach).current().filter(dataset=dataset)
    day: date | None = (
        found.aggregate(day=Max("on_date"))["day"]
        if reach.sees(registry.dataset(dataset).domain)
        else None
    )
    return day


def is_whole(of: Batch, *, reach: Reach) -> bool:
    """Whether every return of a batch is within reach, and with it the file as it came."""
    seen = of.standings.within(reach).values("pk")
    return not of.standings.exclude(pk__in=seen).exists()


def whole_batch(batch_id: int, *, reach: Reach) -> Batch:
    """A batch all of whose returns are within reach.

    Raises `Refused("intake.batch.unknown")` when none is, `"intake.not-allowed"` when some are.
    """
    found = batch(batch_id, reach=reach)
    if not is_whole(found, reach=reach):
        raise Refused(
            "intake.not-allowed",
            N_("Batch {batch} also speaks for entities that are not yours."),
            batch=batch_id,
        )
    return found


def returns(of: Batch, *, reach: Reach) -> StandingQuerySet:
    """The returns of a batch within reach, by entity and day."""
    found = of.standings.within(reach).select_related("holder")
    return found.order_by("holder__path", "on_date")


def _unknown(batch_id: int) -> Refused:
    return Refused(
        "intake.batch.unknown", N_("There is no batch {batch} within your reach."), batch=batch_id
    )


def filtered(
    found: BatchQuerySet, *, dataset: str = "", state: str = "", text: str = ""
) -> BatchQuerySet:
    """Batches of a dataset, in a state, whose file or sender holds a text; "" asks for all."""
    if dataset:
        found = found.filter(dataset=dataset)
    if state:
        found = found.filter(_STATES[state])
    if text:
        found = found.filter(Q(file__name__icontains=text) | Q(committed_by__icontains=text))
    return found


_STATES = {
    "committed": Q(withdrawn_number=None, is_superseded=False),
    "superseded": Q(withdrawn_number=None, is_superseded=True),
    "withdrawn": Q(withdrawn_number__isnull=False),
}


def rows_near(of: Batch, sheet: str, row: int, *, reach: Reach, around: int) -> frozenset[int]:
    """The rows around one that may be shown: those of returns within reach.

    Whoever sees the whole batch sees every row around. Raises `Refused("intake.row.unknown")`
    when the row itself is not one of a return within reach.
    """
    mine = list(of.standings.within(reach).values_list("places", flat=True))
    wanted = range(row - around, row + around + 1)
    near = frozenset(n for n in wanted if any(covers(places, sheet, n) for places in mine))
    if row not in near:
        raise Refused(
            "intake.row.unknown", N_("There is no such row within your reach."), batch=of.pk
        )
    return frozenset(wanted) if is_whole(of, reach=reach) else near


def names(codes: Iterable[str], *, reach: Reach) -> dict[str, Entity]:
    """Entities within reach by code, for what a report names."""
    found = Entity.objects.within(reach).filter(code__in=set(codes))
    return {entity.code: entity for entity in found}
