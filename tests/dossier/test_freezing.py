"""Freezing outlives its workers: one at a time, taken on again, or stopped with the reason."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tadbir.accounts.doors import seat_for_command
from tadbir.accounts.models import Post, User
from tadbir.accounts.seat import Seat
from tadbir.audit.models import Entry
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.dossier import actions, freezing, vault
from tadbir.dossier.models import Freezing
from tadbir.dossier.models import Pack as Frozen
from tadbir.dossier.terms import Form
from tadbir.intake import jobs
from tadbir.territory.models import Entity
from tests.budget.hand import signed_in
from tests.dossier.conftest import CODE

pytestmark = pytest.mark.django_db
PAGE = f"/dossiers/{CODE}/"
FREEZE = f"{PAGE}figer/"


def unseen(_done: int, _steps: int) -> None:
    """Nobody looks."""


@pytest.fixture
def waiting_worker(settings: Any) -> None:
    """Tasks wait: the test is the worker."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def seat(person: Callable[[str, str], User]) -> Seat:
    """Whoever may freeze."""
    return seat_for_command(person("meeting_secretary", "DR03").username)


@pytest.fixture
def asked(seat: Seat, waiting_worker: None, light_makers: None) -> Freezing:
    """A freezing that waits for a worker."""
    freezing.ask(seat, meeting=CODE)
    return Freezing.objects.get()


def silenced() -> Freezing:
    """As if nothing had been heard of the freezing for long."""
    Freezing.objects.update(seen_at=clock.now() - jobs.SILENCE - timedelta(seconds=1))
    return Freezing.objects.get()


@contextmanager
def dying(*, after: int) -> Iterator[None]:
    """The worker dies while it makes a file, having made so many."""
    made = iter(range(after))

    def die(_derived: object, *, digest: str, lang: str) -> bytes:
        if next(made, None) is None:
            raise KeyboardInterrupt
        return f"{digest} {lang}".encode()

    with killed(actions, "MAKERS", dict.fromkeys(Form, die)):
        yield


@contextmanager
def killed(module: object, name: str, deadly: object) -> Iterator[None]:
    """A process ends inside the block, at what was put in the place of a name."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, name, deadly)
        with pytest.raises(KeyboardInterrupt):
            yield


def test_job_freezes_in_the_seat_of_who_asked_and_leaves_nothing_waiting(asked: Freezing) -> None:
    assert (asked.state, asked.asked_by) == ("queued", "meeting_secretary.DR03")

    freezing.freeze_pack.call(asked.pk)

    assert Frozen.objects.get().frozen_by == "meeting_secretary.DR03"
    assert Entry.objects.get(action="dossier.freeze").door == "job"
    assert not Freezing.objects.exists()


def test_asking_again_changes_nothing_while_it_is_under_way(asked: Freezing, seat: Seat) -> None:
    freezing.ask(seat, meeting=CODE)

    assert Freezing.objects.get() == asked


def test_task_delivered_twice_freezes_once(asked: Freezing) -> None:
    freezing.freeze_pack.call(asked.pk)
    freezing.freeze_pack.call(asked.pk)

    assert Entry.objects.filter(action="dossier.freeze").count() == 1


def test_progress_is_seen_by_others_while_the_worker_goes_on(
    asked: Freezing, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def look(_derived: object, *, digest: str, lang: str) -> bytes:
        seen.append(Freezing.objects.get().done)
        return b"file"

    monkeypatch.setattr(actions, "MAKERS", dict.fromkeys(Form, look))
    freezing.freeze_pack.call(asked.pk)

    assert seen == [1, 2, 3, 4]


def test_freezing_of_a_dead_worker_is_taken_on_again(asked: Freezing) -> None:
    with dying(after=2):
        freezing.freeze_pack.call(asked.pk)
    left = Freezing.objects.get()
    assert (left.state, left.turn, left.done) == ("running", 1, 3)

    assert freezing.revive_all() == 0
    silenced()
    assert freezing.revive_all() == 1
    freezing.freeze_pack.call(asked.pk)

    assert Frozen.objects.get().files.count() == 4
    assert not Freezing.objects.exists()


def test_worker_thought_dead_stops_once_another_took_over(
    asked: Freezing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(_derived: object, *, digest: str, lang: str) -> bytes:
        Freezing.objects.update(turn=2)
        return b"late"

    monkeypatch.setattr(actions, "MAKERS", dict.fromkeys(Form, overtaken))
    freezing.freeze_pack.call(asked.pk)

    assert not Frozen.objects.exists()
    left = Freezing.objects.get()
    assert (left.state, left.turn) == ("running", 2)


def test_pack_that_kills_every_worker_stops_and_is_asked_for_again(
    asked: Freezing, seat: Seat
) -> None:
    Freezing.objects.update(state="running", turn=jobs.MOST_ATTEMPTS)
    freezing.revive(silenced())
    stopped = Freezing.objects.get()
    assert (stopped.state, stopped.refusal["code"]) == ("stopped", "dossier.interrupted")

    freezing.ask(seat, meeting=CODE)
    freezing.freeze_pack.call(Freezing.objects.get().pk)

    assert Frozen.objects.exists()


def test_person_who_lost_the_right_meanwhile_is_told(asked: Freezing) -> None:
    Post.objects.update(role="reader")

    freezing.freeze_pack.call(asked.pk)

    stopped = Freezing.objects.get()
    assert (stopped.state, stopped.refusal["code"]) == ("stopped", "accounts.not-allowed")


def test_command_waits_for_no_job_and_freezes_in_its_place_once_it_is_dead(
    asked: Freezing, seat: Seat
) -> None:
    with pytest.raises(Refused) as refused:
        freezing.freeze_now(seat, meeting=CODE, progress=unseen)
    assert refused.value.code == "dossier.under-way"
    silenced()

    freezing.freeze_now(seat, meeting=CODE, progress=unseen)
    freezing.freeze_pack.call(asked.pk)

    assert Entry.objects.get(action="dossier.freeze").door == "command"


def test_command_that_is_interrupted_leaves_the_meeting_free(
    seat: Seat, light_makers: None
) -> None:
    with dying(after=1):
        freezing.freeze_now(seat, meeting=CODE, progress=unseen)

    assert not Freezing.objects.exists()
    assert freezing.freeze_now(seat, meeting=CODE, progress=unseen).meeting.code == CODE


def test_crash_between_files_and_row_leaves_no_pack_and_the_next_writes_over_it(
    seat: Seat, light_makers: None
) -> None:
    def crash(**_said: object) -> int:
        raise KeyboardInterrupt

    with killed(actions, "record", crash):
        freezing.freeze_now(seat, meeting=CODE, progress=unseen)
    assert vault.content_of(f"packs/{CODE}/{CODE}-ar.pdf") is not None
    assert not Frozen.objects.exists()

    pack = freezing.freeze_now(seat, meeting=CODE, progress=unseen)

    assert actions.verify(pack).is_whole


@pytest.fixture
def secretary(region: dict[str, Entity]) -> Client:
    """A browser of someone who may freeze, in Arabic."""
    return signed_in("meeting_secretary", region["DR03"])


def test_page_follows_a_freezing_with_and_without_script(
    secretary: Client, waiting_worker: None, light_makers: None
) -> None:
    secretary.post(FREEZE)
    Freezing.objects.update(state="running", turn=1, done=2)

    page = secretary.get(PAGE).content.decode()

    assert '<progress value="2" max="5">' in page
    assert page.count('aria-current="step"') == 1
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page
    assert f'hx-get="{PAGE}" hx-trigger="every 1s"' in page
    assert FREEZE not in page
    assert "قيد الإعداد" in secretary.get("/dossiers/").content.decode()


def test_whoever_looks_hands_a_dead_freezing_on(
    secretary: Client, waiting_worker: None, light_makers: None
) -> None:
    secretary.post(FREEZE)
    Freezing.objects.update(state="running", turn=1, done=2)
    silenced()

    page = secretary.get(PAGE).content.decode()

    assert "في انتظار دوره" in page
    assert Freezing.objects.get().state == "queued"


def test_page_says_why_it_stopped_and_offers_to_start_again(
    secretary: Client, waiting_worker: None, light_makers: None
) -> None:
    secretary.post(FREEZE)
    Freezing.objects.update(state="running", turn=jobs.MOST_ATTEMPTS)
    silenced()

    page = secretary.get(PAGE).content.decode()

    assert "توقف إعداد هذا الملف عدة مرات" in page
    assert FREEZE in page
    assert "hx-trigger" not in page
    secretary.post(FREEZE)
    assert Freezing.objects.get().state == "queued"


@pytest.mark.parametrize("role", ["director", "head_of_service", "meeting_secretary"])
def test_who_holds_the_region_freezes(
    person: Callable[[str, str], User], light_makers: None, role: str
) -> None:
    seat = seat_for_command(person(role, "DR03").username)

    assert freezing.freeze_now(seat, meeting=CODE, progress=unseen).frozen_by == f"{role}.DR03"


@pytest.mark.parametrize(
    ("role", "entity", "code"),
    [
        ("reader", "DR03", "meetings.unknown"),
        ("budget_officer", "DR03", "meetings.unknown"),
        ("delegate", "D231", "meetings.unknown"),
        ("director", "DR05", "meetings.unknown"),
    ],
)
def test_nobody_else_freezes(
    person: Callable[[str, str], User], role: str, entity: str, code: str
) -> None:
    seat = seat_for_command(person(role, entity).username)

    with pytest.raises(Refused) as refused:
        freezing.freeze_now(seat, meeting=CODE, progress=unseen)

    assert refused.value.code == code
    assert not Frozen.objects.exists()
