"""Jobs outlive a restart: what a dead worker left is taken on again, or said to be lost."""

import os
from datetime import timedelta

import pytest
from pytest_django import Settings

from tadbir.core import clock
from tadbir.intake import actions, jobs, presenters, waiting
from tadbir.intake.models import Batch, Staging
from tadbir.intake.said import declare
from tadbir.territory.models import Entity
from tests.intake import ledger
from tests.intake.conftest import BY, REGION
from tests.intake.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def queued(territory: dict[str, Entity], ledger_only: None, settings: Settings) -> Staging:
    """A file that waits to be read by a worker."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    person("h.alami", "head_of_service", territory["DR03"])
    folder = waiting.records_path(1).parent
    folder.mkdir(parents=True)
    path = ledger.plain_file(folder, "a.json", [("D451", "1", "Gaz", 5_00)], as_of="2025-06-30")
    file = actions.receive(by=BY, source=path, name="a.json")
    declared = declare(reach=REGION, sender=BY.name, dataset="notes")
    return waiting.queue(by=BY, file=file, declared=declared)


def silenced(row: Staging) -> Staging:
    """As if nothing had been heard of a job for long."""
    waiting.note_progress(row.pk, 3, 10)
    then = (clock.now() - jobs.SILENCE - timedelta(seconds=1)).timestamp()
    os.utime(waiting.progress_path(row.pk), (then, then))
    row.refresh_from_db()
    return row


def test_reading_left_by_a_dead_worker_is_taken_on_again(queued: Staging) -> None:
    Staging.objects.update(state="reading")

    assert jobs.revive_all() == 0
    silenced(queued)
    assert jobs.revive_all() == 1

    queued.refresh_from_db()
    assert (queued.state, queued.attempts) == ("queued", 1)
    jobs.read_staging.call(queued.pk)
    queued.refresh_from_db()
    assert queued.state == "ready"


def test_commit_left_by_a_dead_worker_is_made_once(queued: Staging) -> None:
    jobs.read_staging.call(queued.pk)
    queued.refresh_from_db()
    jobs.start_keeping(queued, accept_gone=False, leave_out_refused=False)
    jobs.revive(silenced(queued))
    jobs.keep_staging.call(queued.pk)
    jobs.keep_staging.call(queued.pk)

    queued.refresh_from_db()
    assert (queued.state, queued.batch) == ("done", Batch.objects.get())


def test_file_that_kills_every_worker_is_said_to_be_lost(queued: Staging) -> None:
    Staging.objects.update(attempts=jobs.MOST_ATTEMPTS - 1, state="reading")

    jobs.revive(silenced(queued))

    queued.refresh_from_db()
    assert queued.state == "lost"
    assert presenters.refusal_text(queued) != ""


def test_two_workers_do_not_read_one_file_twice(queued: Staging) -> None:
    jobs.read_staging.call(queued.pk)
    queued.refresh_from_db()
    report = queued.report
    jobs.read_staging.call(queued.pk)

    queued.refresh_from_db()
    assert (queued.state, queued.report) == ("ready", report)


def test_refused_commit_waits_again_with_its_reason(queued: Staging) -> None:
    jobs.read_staging.call(queued.pk)
    queued.refresh_from_db()
    waiting.records_path(queued.pk).unlink()
    jobs.start_keeping(queued, accept_gone=False, leave_out_refused=False)
    jobs.keep_staging.call(queued.pk)

    queued.refresh_from_db()
    assert queued.state == "ready"
    assert queued.refusal is not None
    assert queued.refusal["code"] == "intake.staging-lost"


def test_what_waited_too_long_is_dropped(queued: Staging) -> None:
    Staging.objects.update(created_at=clock.now() - waiting.KEPT_FOR - timedelta(days=1))

    assert waiting.drop_stale() == 1
    assert not Staging.objects.exists()
