"""Reading and keeping large files in the background: jobs that outlive a restart."""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django_tasks import task

from tadbir.accounts.doors import seat_for_command
from tadbir.accounts.seat import Seat
from tadbir.audit import installation
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.intake import actions, many, registry, waiting
from tadbir.intake.contradictions import Reasons
from tadbir.intake.declared import Declared
from tadbir.intake.models import Staging
from tadbir.territory.reach import Reach

LARGE = 512 * 1024
"""Bytes from which a file is read by a job rather than while its sender waits."""
MANY_ROWS = 20_000
"""Rows from which a file is kept by a job."""
SILENCE = timedelta(seconds=90)
"""A job that has shown no progress for so long died with its worker."""
MOST_ATTEMPTS = 3
NOTED_EVERY = 0.5


@task()
def read_staging(staging_id: int) -> None:
    """Read the file of a staging; what stops it is kept for its sender to see."""
    _read(staging_id)


def read_now(row: Staging) -> None:
    """Read the file of a staging while its sender waits, as the job would."""
    _read(row.pk)


def read_together(queued: Sequence[many.Queued], *, reach: Reach) -> None:
    """Read several files by one child while their sender waits; each is ready or says why not."""
    for one, refused in zip(queued, many.fill_all(queued, reach=reach), strict=True):
        if refused is not None:
            stop(one.row, refused)


def _read(staging_id: int) -> None:
    row = _taken(staging_id, "queued", "reading")
    if row is None:
        return
    try:
        seat = seat_of_asker(row.created_by)
        waiting.fill(row, declared(row), reach=seat.reach, progress=Noted(staging_id))
    except Refused as refused:
        stop(row, refused)


@task()
def keep_staging(staging_id: int) -> None:
    """Commit a staging as its sender decided; what stops it is kept for them to see."""
    row = Staging.objects.filter(pk=staging_id, state="committing").first()
    if row is None or row.decision is None:
        return
    try:
        seat = seat_of_asker(row.created_by)
        _commit(row, seat, row.decision)
    except Refused as refused:
        _give_back(staging_id, refused)


@task()
def keep_stagings(staging_ids: list[int]) -> None:
    """Commit several stagings together; what stops one is kept for its sender to see."""
    rows = list(Staging.objects.filter(pk__in=staging_ids, state="committing").order_by("pk"))
    if not rows:
        return
    try:
        seat = seat_of_asker(rows[0].created_by)
        found = many.keep_together(by=seat.actor, rows=rows, reach=seat.reach)
    except Refused as refused:
        found = [(row, refused) for row in rows]
    for row, why in found:
        if why is not None:
            _give_back(row.pk, why)


def _give_back(staging_id: int, refused: Refused) -> None:
    """A file that could not be kept waits for its sender again."""
    Staging.objects.filter(pk=staging_id, state="committing").update(
        state="ready", decision=None, refusal=as_kept(refused)
    )


def seat_of_asker(username: str) -> Seat:
    """The seat of the person a job works for, on the installation's own day.

    Raises Refused when they may no longer sign in or hold no post today.
    """
    installation.start_clock()
    return seat_for_command(username, door="job")


def _commit(row: Staging, seat: Seat, ticks: Mapping[str, Any]) -> None:
    actions.commit(
        by=seat.actor,
        staging_id=row.pk,
        reach=seat.reach,
        accept_gone=ticks["accept_gone"],
        leave_out_refused=ticks["leave_out_refused"],
        reasons=ticks.get("reasons"),
    )


def start_reading(row: Staging) -> None:
    """Hand a staging to a worker."""
    waiting.note_progress(row.pk, 0, 0)
    read_staging.enqueue(row.pk)


def start_keeping(
    row: Staging, *, accept_gone: bool, leave_out_refused: bool, reasons: Reasons | None = None
) -> None:
    """Hand the commit of a staging to a worker, with what its sender agreed to."""
    decision = {"accept_gone": accept_gone, "leave_out_refused": leave_out_refused}
    if _is_handed(row, **decision, reasons=dict(reasons or {})):
        keep_staging.enqueue(row.pk)


def start_keeping_together(rows: Sequence[Staging]) -> None:
    """Hand the commit of several stagings that nothing stops to one worker."""
    handed = [row.pk for row in rows if _is_handed(row, accept_gone=False, leave_out_refused=False)]
    keep_stagings.enqueue(handed)


def _is_handed(row: Staging, **decision: Any) -> bool:
    """Whether a staging that was ready now waits for a worker to commit it."""
    changed = Staging.objects.filter(pk=row.pk, state="ready")
    if not changed.update(state="committing", decision=decision, refusal=None):
        return False
    waiting.note_progress(row.pk, 0, 0)
    return True


def declared(row: Staging) -> Declared:
    """What was declared with a staging."""
    dataset = registry.dataset(row.dataset)
    return Declared(
        dataset=dataset,
        source=row.source,
        known_on=row.known_on,
        entity=row.entity,
        on_date=row.on_date,
        sheet=row.sheet,
        mapping=row.mapping,
        layout=row.layout,
        sender=row.entity or row.created_by,
        encoding=row.encoding,
        delimiter=row.delimiter,
    )


class Noted:
    """Notes progress twice a second at most."""

    def __init__(self, staging_id: int) -> None:
        self.staging_id = staging_id
        self.noted_at = 0.0

    def __call__(self, done: int, total: int) -> None:
        moment = time.monotonic()
        if done >= total or moment - self.noted_at >= NOTED_EVERY:
            self.noted_at = moment
            waiting.note_progress(self.staging_id, done, total)


def revive(row: Staging) -> bool:
    """Hand a staging whose worker died to another, or say that it is lost; whether it was dead.

    Called when its sender looks at it and when the worker starts: a restart forgets no file.
    """
    if row.state not in {"queued", "reading", "committing"} or not is_silent(row, clock.now()):
        return False
    mine = Staging.objects.filter(pk=row.pk, state=row.state, attempts=row.attempts)
    if row.attempts + 1 >= MOST_ATTEMPTS:
        mine.update(state="lost", decision=None)
        return True
    again = "committing" if row.state == "committing" else "queued"
    if mine.update(state=again, attempts=F("attempts") + 1):
        waiting.note_progress(row.pk, 0, 0)
        (keep_staging if again == "committing" else read_staging).enqueue(row.pk)
    return True


def revive_all() -> int:
    """Revive every dead job and drop what waited too long; how many were revived."""
    waiting.drop_stale()
    busy = Staging.objects.filter(state__in=("queued", "reading", "committing"))
    return sum(revive(row) for row in busy)


def is_silent(row: Staging, now: datetime) -> bool:
    """Whether a job has shown no sign of life for too long."""
    path = waiting.progress_path(row.pk)
    seen = path.stat().st_mtime if path.exists() else row.created_at.timestamp()
    return now.timestamp() - seen > SILENCE.total_seconds()


def as_kept(refused: Refused) -> dict[str, object]:
    """A refusal as a staging keeps it, to be translated when it is shown."""
    details = {name: str(value) for name, value in refused.details.items()}
    return {"code": refused.code, "message": refused.message, "details": details}


def _taken(staging_id: int, before: str, after: str) -> Staging | None:
    """The staging, if this worker is the one that takes it on."""
    taken = Staging.objects.filter(pk=staging_id, state=before).update(state=after)
    return Staging.objects.select_related("file").get(pk=staging_id) if taken else None


def stop(row: Staging, refused: Refused) -> None:
    """Let a file wait with why it is not read, for its sender to see."""
    row.state, row.refusal = "refused", as_kept(refused)
    row.save(update_fields=("state", "refusal"))
