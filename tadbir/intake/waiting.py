"""Files waiting for a decision: working memory, outside the audit trail, dropped at will."""

import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from django.utils.timezone import localtime

from tadbir.audit.actor import Actor
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake import mappings, originals, records_file, staging
from tadbir.intake.contract import Record
from tadbir.intake.declared import Declared
from tadbir.intake.mappings import Matched, Progress
from tadbir.intake.models import Batch, SourceFile, Staging
from tadbir.intake.report import Report
from tadbir.intake.verdict import obstacles
from tadbir.territory.reach import Reach

NOT_READ = N_("This file was not read yet.")
KEPT_FOR = timedelta(days=14)
"""How long a preview waits for its decision before what was read of it is dropped."""


def queue(*, by: Actor, file: SourceFile, declared: Declared) -> Staging:
    """A staging that waits to be read, by a job or at once."""
    return Staging.objects.create(
        dataset=declared.dataset.code,
        source=declared.source,
        entity=declared.entity,
        on_date=declared.on_date,
        known_on=declared.known_on,
        sheet=declared.sheet,
        mapping=dict(declared.mapping),
        layout=declared.layout,
        encoding=declared.encoding,
        delimiter=declared.delimiter,
        file=file,
        state="queued",
        created_at=clock.now(),
        created_by=by.name,
    )


def fill(
    waiting: Staging, declared: Declared, *, reach: Reach, progress: Progress | None = None,
    found: Matched | None = None,
) -> Staging:  # fmt: skip
    """Read the file of a staging (unless it was) and keep what was read; it becomes "ready"."""
    if found is None:
        path = originals.folder() / waiting.file.path
        found = mappings.matched(path, waiting.file.name, declared, progress)
    prepared = staging.prepare(found, declared, reach=reach)
    refuse_if_standing(
        waiting.file.sha256, prepared.records, declared.dataset.code, prepared.source
    )
    waiting.records_digest = records_file.write(records_path(waiting.pk), prepared.records)
    waiting.state, waiting.source = "ready", prepared.source
    waiting.mapping, waiting.layout = dict(prepared.mapping), prepared.layout
    waiting.report, waiting.seen_number = prepared.report, prepared.seen_number
    waiting.changes_digest = prepared.digest
    waiting.save()
    return waiting


def show_again(waiting: Staging, changed: Report, digest: str, seen_number: int) -> None:
    """Put what a file changes now in the place of what its preview said."""
    waiting.report = {**(waiting.report or {}), **changed}
    waiting.seen_number, waiting.changes_digest = seen_number, digest
    waiting.save(update_fields=("report", "seen_number", "changes_digest"))


def records(waiting: Staging) -> list[Record]:
    """The records that wait; raises `Refused("intake.staging-lost")`."""
    return records_file.read(records_path(waiting.pk), waiting.records_digest)


def is_clean(waiting: Staging) -> bool:
    """Whether nothing has to be looked at before a file is kept: no obstacle, and no twin."""
    told = waiting.report or {}
    is_ready = waiting.state == "ready" and waiting.refusal is None
    return is_ready and not told.get("taken_before") and not obstacles(told)


def drop(waiting: Staging) -> None:
    """Forget a staging and what was read for it; the file itself is kept."""
    forget_files(waiting.pk)
    waiting.delete()


def forget_files(staging_id: int) -> None:
    """Remove what was written beside a staging."""
    records_path(staging_id).unlink(missing_ok=True)
    progress_path(staging_id).unlink(missing_ok=True)


def drop_stale() -> int:
    """Drop every staging older than `KEPT_FOR` that waits for nobody; how many were."""
    old = Staging.objects.filter(created_at__lt=clock.now() - KEPT_FOR).exclude(state="done")
    found = list(old)
    for waiting in found:
        drop(waiting)
    return len(found)


def records_path(staging_id: int) -> Path:
    """Where the records of a staging are kept."""
    return originals.folder() / "staging" / f"{staging_id}.records"


def progress_path(staging_id: int) -> Path:
    """Where the progress of a staging is written."""
    return originals.folder() / "staging" / f"{staging_id}.progress"


def note_progress(staging_id: int, done: int, total: int) -> None:
    """Write how far a job is: a file, because a row would wait for the writer of a commit."""
    path = progress_path(staging_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".moving")
    unfinished.write_text(json.dumps([done, total]), encoding="ascii")
    unfinished.replace(path)


def progress(staging_id: int) -> tuple[int, int] | None:
    """How far a job is, as done and total; None before it said so."""
    path = progress_path(staging_id)
    if not path.exists():
        return None
    done, total = json.loads(path.read_text(encoding="ascii"))
    return done, total


class AlreadyThere(Refused):
    """The file is there already: the batch it became."""

    def __init__(self, batch: Batch) -> None:
        super().__init__(
            "intake.already-there",
            N_("This file is already there: batch {batch}, kept by {by} on {day}."),
            batch=batch.pk,
            by=batch.committed_by,
            day=f"{localtime(batch.committed_at):%d/%m/%Y}",
        )
        self.batch = batch


def refuse_if_there(sha256: str, declared: Declared, *, reach: Reach) -> None:
    """Refuses a file committed before under the same words, before it is read at all."""
    same = Batch.objects.standing().within(reach).filter(
        file__sha256=sha256,
        dataset=declared.dataset.code,
        entity=declared.entity,
        on_date=declared.on_date,
        sheet=declared.sheet,
    )  # fmt: skip
    if declared.source:
        same = same.filter(source=declared.source)
    if batch := same.first():
        raise AlreadyThere(batch)


def refuse_if_standing(sha256: str, arriving: Sequence[Record], dataset: str, source: str) -> None:
    """Refuses a file of which one batch in force holds every return already."""
    returns = {(record.holder, record.on_date) for record in arriving}
    if not returns:
        return
    same = Batch.objects.standing().filter(file__sha256=sha256, dataset=dataset, source=source)
    for batch in same:
        if returns <= set(batch.standings.values_list("holder__code", "on_date")):
            raise AlreadyThere(batch)
