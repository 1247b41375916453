"""The door itself: receive a file, stage it, commit it, withdraw it. The only writer of batches."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Unpack

from django.db import transaction

from tadbir.audit import trail
from tadbir.audit.actor import Actor, Subject
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake import (
    contradictions,
    landing,
    mappings,
    originals,
    queries,
    registry,
    report,
    staging,
    waiting,
)
from tadbir.intake.contract import Record
from tadbir.intake.contradictions import Reasons
from tadbir.intake.declared import Declared
from tadbir.intake.mappings import Progress
from tadbir.intake.models import Batch, SourceFile, Staging
from tadbir.intake.outcome import Outcome
from tadbir.intake.said import Said, declare
from tadbir.intake.verdict import NO_TICK, Ticks, first_obstacle
from tadbir.territory.reach import Reach


def receive(*, by: Actor, source: originals.Source, name: str) -> SourceFile:
    """Keep a file as it came; the same bytes are the same file, whatever their name."""
    sha256, size, path = originals.keep(source, name)
    file, _is_new = SourceFile.objects.get_or_create(
        sha256=sha256,
        defaults={
            "name": originals.plain_name(name),
            "size": size,
            "path": path,
            "received_at": clock.now(),
            "received_by": by.name,
        },
    )
    return file


def stage(
    *, by: Actor, file: SourceFile, reach: Reach, progress: Progress | None = None,
    **said: Unpack[Said],
) -> Staging:  # fmt: skip
    """Read a file and keep its preview, ready for a decision.

    Raises `Refused("intake.already-there")` for a file committed before, and whatever stops a
    file from being read; nothing waits then.
    """
    declared = declare(reach=reach, sender=by.name, **said)
    waiting.refuse_if_there(file.sha256, declared, reach=reach)
    return stage_declared(by=by, file=file, declared=declared, reach=reach, progress=progress)


def stage_declared(
    *, by: Actor, file: SourceFile, declared: Declared, reach: Reach,
    progress: Progress | None = None,
) -> Staging:  # fmt: skip
    """As `stage`, for what was declared and checked already."""
    row = waiting.queue(by=by, file=file, declared=declared)
    try:
        return waiting.fill(row, declared, reach=reach, progress=progress)
    except Refused:
        waiting.drop(row)
        raise


class PreviewMoved(Refused):
    """What stands has changed since the preview was made: what the file changes now is here."""

    def __init__(self, changed: report.Report, digest: str, seen_number: int) -> None:
        super().__init__(
            "intake.preview-moved",
            N_("Figures have changed since you looked at this preview. Look at it again."),
        )
        self.changed, self.digest, self.seen_number = changed, digest, seen_number


def commit(
    *, by: Actor, staging_id: int, reach: Reach, accept_gone: bool = False,
    leave_out_refused: bool = False, reasons: Reasons | None = None,
) -> Batch:  # fmt: skip
    """Keep a previewed file: one transaction, whole or not at all; once, however often asked.

    `reasons` say why rows that contradict are kept; without one they are refused like others.

    Raises `Refused` where `verdict.first_obstacle` finds one, `"intake.preview-moved"` when what
    stands is no longer what the preview showed (the preview is then made again), and
    `"intake.already-there"` when the same file was committed meanwhile.
    """
    row = queries.staging(staging_id, by=by)
    if row.batch is not None:
        return row.batch
    records = waiting.records(row)
    ticks = Ticks(accept_gone, leave_out_refused, reasons or {})
    try:
        batch = _commit(row.pk, records, by=by, reach=reach, ticks=ticks)
    except PreviewMoved as moved:
        waiting.show_again(row, moved.changed, moved.digest, moved.seen_number)
        raise
    transaction.on_commit(lambda: waiting.forget_files(row.pk))  # kept if a gathering breaks
    return batch


@transaction.atomic
def _commit(
    staging_id: int, records: Sequence[Record], *, by: Actor, reach: Reach, ticks: Ticks
) -> Batch:
    row = Staging.objects.select_for_update(of=("self",)).get(pk=staging_id)
    if row.batch is not None:
        return row.batch
    last_number = trail.next_number() - 1
    waiting.refuse_if_standing(row.file.sha256, records, row.dataset, row.source)
    _check_preview(row, records, last_number)
    if obstacle := first_obstacle(row.report or {}, ticks):
        raise obstacle
    kept = _decided(row, records, ticks)
    holders = _holders(row, kept, by=by, reach=reach)
    number = trail.next_number()
    batch = landing.land(row, kept, holders=holders, number=number, by=by)
    mappings.remember(row.entity or by.name, row.dataset, row.layout, row.mapping)
    landing.refresh(batch, number)
    _written_under(number, batch, by=by, action="intake.commit", after=landing.summary(batch))
    return batch


def _decided(row: Staging, records: Sequence[Record], ticks: Ticks) -> Sequence[Record]:
    """The records that are kept, once the contradictions of their report are settled there too."""
    told = row.report or {}
    if not told.get("contradictions"):
        return records
    settled = contradictions.decided(records, told, ticks.reasons)
    left_out = report.left_out_in(told).beside(settled.left_out)
    dataset = registry.dataset(row.dataset)
    changes = staging.changes_of(settled.records, dataset, row.source, left_out)
    row.report = contradictions.closed(
        {**settled.report, **report.changed(changes), "records": len(settled.records)}
    )
    if obstacle := first_obstacle(row.report, ticks):
        raise obstacle  # what the rows let through change, that the preview did not count
    return settled.records


def _holders(row: Staging, records: Sequence[Record], *, by: Actor, reach: Reach) -> dict[str, int]:
    """The holders of the records, entered first where the dataset founds them.

    Rights are asked again: they may have changed since the file was read.
    """
    dataset = registry.dataset(row.dataset)
    codes = frozenset(record.holder for record in records)
    if dataset.found and staging.may_found_holders(dataset, reach):
        dataset.found(by, codes)
    holders = staging.holders(codes, reach)
    if not reach.sees(dataset.domain) or codes - holders.keys():
        raise Refused(
            "intake.not-allowed", N_("You may no longer send these figures. Send the file again.")
        )
    return holders


def _check_preview(row: Staging, records: Sequence[Record], last_number: int) -> None:
    """Compare again when anything was written since the preview."""
    if row.seen_number == last_number:
        return
    told = row.report or {"withheld": (), "sheets": ()}
    now = staging.weigh(records, registry.dataset(row.dataset), row.source, told)
    before = told.get("contradictions", [])
    has_same = now.told.get("contradictions", []) == before
    if now.digest != row.changes_digest or not has_same:
        raise PreviewMoved({"contradictions": [], **now.told}, now.digest, last_number)


def withdraw(*, by: Actor, batch_id: int, why: str, reach: Reach) -> Batch:
    """Undo a batch as a whole; what it superseded stands again, and its file may return.

    Raises `Refused("intake.stood-on")` when a later batch stands on it,
    `"intake.why-missing"` without a reason, `"intake.batch.unknown"` out of reach.
    """
    if not why.strip():
        raise Refused("intake.why-missing", N_("Say why this batch is withdrawn."))
    with transaction.atomic():
        number = trail.next_number()
        batch = queries.whole_batch(batch_id, reach=reach)
        _check_withdrawal(batch)
        landing.lift(batch, number)
        landing.refresh(batch, number)
        _written_under(
            number, batch, by=by, action="intake.withdraw", before=landing.summary(batch), why=why
        )
    return batch


def _check_withdrawal(batch: Batch) -> None:
    if batch.withdrawn_number is not None:
        raise Refused(
            "intake.already-withdrawn",
            N_("Batch {batch} was withdrawn already."),
            batch=batch.pk,
        )
    later = landing.stood_on_by(batch)
    if later is not None:
        raise Refused(
            "intake.stood-on",
            N_("Batch {later} stands on batch {batch}. Withdraw it first."),
            later=later.batch_id,
            batch=batch.pk,
        )


def _written_under(number: int, batch: Batch, *, by: Actor, action: str, **row: Any) -> None:
    """The row of the trail, last of the transaction, under the number that its rows bear."""
    subject = Subject("batch", str(batch.pk))
    written = trail.record(by=by, action=action, subject=subject, digest=batch.digest, **row)
    if written != number:
        raise RuntimeError(f"the trail wrote {written} where {number} was held")


def take_in(
    *, by: Actor, path: Path, reach: Reach, dry_run: bool = False, ticks: Ticks = NO_TICK,
    progress: Progress | None = None, **said: Unpack[Said],
) -> Outcome:  # fmt: skip
    """Receive, stage and commit in one go; on a dry run read and compare, and write nothing.

    What stands in the way of keeping the file is in the outcome, as is a file that is there
    already or of which no table is understood. Raises `Refused` for a file that cannot be read at all.
    """
    declared = declare(reach=reach, sender=by.name, **said)
    if dry_run:
        found = mappings.matched(path, path.name, declared, progress)
        return compared(found, declared, reach=reach, ticks=ticks)
    file = receive(by=by, source=path, name=path.name)
    try:
        waiting.refuse_if_there(file.sha256, declared, reach=reach)
        row = stage_declared(by=by, file=file, declared=declared, reach=reach, progress=progress)
        return keep(row, by=by, reach=reach, ticks=ticks)
    except waiting.AlreadyThere as there:
        return Outcome(None, there.batch, there)


def compared(found: mappings.Matched, declared: Declared, *, reach: Reach, ticks: Ticks) -> Outcome:
    """What would come of a file that was read; nothing is written."""
    read = staging.prepare(found, declared, reach=reach)
    sha256, kind = found.reading.sha256, declared.dataset.code
    try:
        waiting.refuse_if_there(sha256, declared, reach=reach)
        waiting.refuse_if_standing(sha256, read.records, kind, read.source)
    except waiting.AlreadyThere as there:
        return Outcome(read.report, there.batch, there)
    return Outcome(read.report, None, first_obstacle(read.report, ticks))


def keep(row: Staging, *, by: Actor, reach: Reach, ticks: Ticks) -> Outcome:
    """Commit what was staged, or say why not and let nothing wait."""
    kept = row.report
    if obstacle := first_obstacle(kept or {}, ticks):
        waiting.drop(row)
        return Outcome(kept, None, obstacle)
    batch = commit(
        by=by,
        staging_id=row.pk,
        reach=reach,
        accept_gone=ticks.accept_gone,
        leave_out_refused=ticks.leave_out_refused,
        reasons=ticks.reasons,
    )
    return Outcome(batch.report, batch, None)
