"""Freezing as a job: one at a time for a meeting, its progress in a row, taken on after a restart."""

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django_tasks import task

from tadbir.accounts.policies import check_can_freeze_pack
from tadbir.accounts.seat import Seat
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.dossier import actions
from tadbir.dossier.models import Freezing, Pack
from tadbir.dossier.terms import INTERRUPTED
from tadbir.intake import jobs
from tadbir.meetings import queries as meetings


def ask(seat: Seat, *, meeting: str) -> None:
    """Hand the freezing of a pack to a worker; nothing changes while it is under way already.

    Raises Refused as `actions.freeze` does, before anything is made.
    """
    _check(seat, meeting)
    row = _claimed(seat, meeting, "queued")
    if row is not None:
        freeze_pack.enqueue(row.pk)


def freeze_now(seat: Seat, *, meeting: str, progress: actions.Progress) -> Pack:
    """Freeze while the person waits (the command); raises Refused("dossier.under-way") too."""
    _check(seat, meeting)
    row = _claimed(seat, meeting, "running")
    if row is None:
        raise _under_way(meeting)
    try:
        return _frozen(seat, row, progress)
    finally:
        _own(row).delete()


@task()
def freeze_pack(freezing_id: int) -> None:
    """Freeze what was asked, in the seat of who asked; what stops it is kept for them to see."""
    row = _taken(freezing_id)
    if row is None:
        return
    try:
        _frozen(jobs.seat_of_asker(row.asked_by), row)
    except Refused as refused:
        _own(row).update(state="stopped", refusal=jobs.as_kept(refused))


def revive(row: Freezing) -> bool:
    """Hand a freezing whose worker died to another, or stop it; whether it was dead.

    Called when someone looks at it and when the server starts. One that still waits for a worker
    is handed over again without counting: two tasks freeze no pack twice.
    """
    if row.state == "stopped" or not is_silent(row):
        return False
    if row.turn >= jobs.MOST_ATTEMPTS:
        stopped = Refused("dossier.interrupted", INTERRUPTED)
        _own(row).update(state="stopped", refusal=jobs.as_kept(stopped))
        return True
    if _own(row).update(state="queued", done=0, seen_at=clock.now()):
        freeze_pack.enqueue(row.pk)
    return True


def revive_all() -> int:
    """Revive every dead freezing; how many were."""
    return sum(revive(row) for row in Freezing.objects.exclude(state="stopped"))


def is_silent(row: Freezing) -> bool:
    """Whether a freezing has shown no sign of life for too long."""
    return clock.now() - row.seen_at > jobs.SILENCE


def _check(seat: Seat, meeting: str) -> None:
    """The meeting first, then the right, then whether it can be frozen at all."""
    meetings.meeting(meeting, reach=seat.reach)
    check_can_freeze_pack(seat)
    actions.check_ready(meeting, reach=seat.reach)


@transaction.atomic
def _claimed(seat: Seat, meeting: str, state: str) -> Freezing | None:
    """One's own freezing, in the place of one that stopped or died; None while another lives."""
    held = meetings.meeting(meeting, reach=seat.reach)
    gone = Q(state="stopped") | Q(seen_at__lt=clock.now() - jobs.SILENCE)
    Freezing.objects.filter(gone, meeting=held).delete()
    row, is_new = Freezing.objects.get_or_create(
        meeting=held,
        defaults={"state": state, "seen_at": clock.now(), "asked_by": seat.actor.name},
    )
    return row if is_new else None


def _taken(freezing_id: int) -> Freezing | None:
    """The freezing, if this worker is the one that takes it on."""
    waiting = Freezing.objects.filter(pk=freezing_id, state="queued")
    if not waiting.update(state="running", turn=F("turn") + 1, seen_at=clock.now()):
        return None
    return Freezing.objects.select_related("meeting").filter(pk=freezing_id).first()


def _own(row: Freezing) -> QuerySet[Freezing]:
    """The row, unless someone else has taken it on since it was read."""
    return Freezing.objects.filter(pk=row.pk, turn=row.turn, state=row.state)


def _frozen(seat: Seat, row: Freezing, progress: actions.Progress | None = None) -> Pack:
    """The pack, frozen now; the right is asked for again, for a job may have waited."""
    check_can_freeze_pack(seat)

    def noted(done: int, steps: int) -> None:
        if not _own(row).update(done=done, seen_at=clock.now()):
            raise _under_way(row.meeting.code)
        if progress is not None:
            progress(done, steps)

    return actions.freeze(by=seat.actor, meeting=row.meeting.code, reach=seat.reach, progress=noted)


def _under_way(meeting: str) -> Refused:
    return Refused(
        "dossier.under-way",
        N_("The pack of {meeting} is being frozen already: wait for it, or look at its page."),
        meeting=meeting,
    )
