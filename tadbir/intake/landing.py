"""The writing of a batch and of its withdrawal, inside the transaction of the action."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Exists, OuterRef

from tadbir.audit.actor import Actor
from tadbir.core import clock
from tadbir.intake import gathering, registry, standings
from tadbir.intake.bulk import know_size
from tadbir.intake.contract import Landing, Record, Scope
from tadbir.intake.fingerprint import batch_digest, digest_of, places
from tadbir.intake.models import Batch, RefusedCell, Staging, Standing
from tadbir.intake.registry import StandingChange

AT_ONCE = 1000


def land(
    staging: Staging, records: Sequence[Record], *, holders: dict[str, int], number: int, by: Actor
) -> Batch:
    """Write the batch, its standings, what they supersede, its facts and its refused cells.

    `holders` are the identifiers of the entities by code; `number` is the place in the audit
    chain that this transaction holds.
    """
    dataset = registry.dataset(staging.dataset)
    grouped = _by_standing(records)
    digests = {at: digest_of((r.key, r.values) for r in some) for at, some in grouped.items()}
    batch = _batch(staging, len(records), number, by, digests)
    standings.of(Scope(dataset.code, staging.source, frozenset(grouped))).update(is_current=False)
    made = Standing.objects.bulk_create(
        [
            Standing(
                dataset=dataset.code,
                source=staging.source,
                holder_id=holders[holder],
                on_date=day,
                batch=batch,
                number=number,
                rows=len(some),
                places=places((record.sheet, record.row) for record in some),
                digest=digests[holder, day],
            )
            for (holder, day), some in grouped.items()
        ],
        batch_size=AT_ONCE,
    )
    know_size(Standing, len(made))
    ids = {at: standing.pk for at, standing in zip(grouped, made, strict=True)}
    dataset.write(Landing(batch.pk, ids), records)
    _keep_refused(batch, staging)
    staging.state, staging.batch = "done", batch
    staging.save(update_fields=("state", "batch"))
    return batch


def _by_standing(records: Iterable[Record]) -> dict[tuple[str, date], list[Record]]:
    grouped: dict[tuple[str, date], list[Record]] = defaultdict(list)
    for record in records:
        grouped[record.holder, record.on_date].append(record)
    return dict(grouped)


def _batch(
    staging: Staging, rows: int, number: int, by: Actor, digests: dict[tuple[str, date], str]
) -> Batch:
    return Batch.objects.create(
        dataset=staging.dataset,
        source=staging.source,
        entity=staging.entity,
        on_date=staging.on_date,
        known_on=staging.known_on,
        sheet=staging.sheet,
        mapping=staging.mapping,
        layout=staging.layout,
        file=staging.file,
        number=number,
        seen_number=staging.seen_number or 0,
        rows=rows,
        report=staging.report,
        digest=batch_digest((holder, day, one) for (holder, day), one in digests.items()),
        committed_at=clock.now(),
        committed_by=by.name,
    )


def _keep_refused(batch: Batch, staging: Staging) -> None:
    refused = (staging.report or {}).get("refused", ())
    cells = [RefusedCell(batch=batch, **one) for one in refused]
    RefusedCell.objects.bulk_create(cells, batch_size=AT_ONCE)


def stood_on_by(batch: Batch) -> Standing | None:
    """A later standing, not withdrawn, of a return that the batch holds; None when there is none."""
    same = Standing.objects.filter(
        batch=batch,
        dataset=OuterRef("dataset"),
        source=OuterRef("source"),
        holder=OuterRef("holder"),
        on_date=OuterRef("on_date"),
    )
    later = Standing.objects.filter(
        Exists(same), withdrawn_number=None, number__gt=batch.number, dataset=batch.dataset
    )
    return later.order_by("-number").first()


def lift(batch: Batch, number: int) -> None:
    """Withdraw a batch on which nothing stands, and let what it superseded stand again."""
    batch.withdrawn_number = number
    batch.save(update_fields=("withdrawn_number",))
    batch.standings.update(withdrawn_number=number, is_current=False)
    before = standings.of(Scope(batch.dataset, batch.source, _returns(batch), batch.number - 1))
    again = list(before.filter(withdrawn_number=None).values_list("pk", flat=True))
    for start in range(0, len(again), AT_ONCE):
        Standing.objects.filter(pk__in=again[start : start + AT_ONCE]).update(is_current=True)


def _returns(batch: Batch) -> frozenset[tuple[str, date]]:
    return frozenset(batch.standings.values_list("holder__code", "on_date"))


def refresh(batch: Batch, number: int) -> None:
    """Let every refresher know what a commit or a withdrawal moved."""
    moved = [
        StandingChange(batch.dataset, batch.source, holder, day)
        for holder, day in sorted(_returns(batch))
    ]
    gathering.tell(moved, number)


def _contradictions_accepted(batch: Batch) -> list[dict[str, str]]:
    """The cells that contradict what was known and were kept, each with the reason given."""
    return [
        {"cell": f"{one['sheet']}!{one['cell']}", "why": one["why"]}
        for one in batch.report.get("accepted", ())
    ]


def summary(batch: Batch) -> dict[str, object]:
    """What the trail keeps of a batch: its file, its counts, its totals; no name, no value."""
    tables = [table for sheet in batch.report["sheets"] for table in sheet["tables"]]
    accepted = _contradictions_accepted(batch)
    return {
        "file": batch.file.sha256,
        "dataset": batch.dataset,
        "source": batch.source,
        "entity": batch.entity,
        "known_on": batch.known_on.isoformat(),
        "rows": batch.rows,
        "refused": len(batch.report["refused"]),
        "changes": batch.report["changes"],
        "totals": [table["totals"] for table in tables],
        **({"accepted": accepted} if accepted else {}),
    }
