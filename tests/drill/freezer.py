"""The process that is killed inside a freeze: the secretary's page and the worker, one after another.

Run as `python tests/drill/freezer.py prepare MEETINGS`, `… freeze POINT`, `… finish` or `… verify`, with the environment of an installation of its own.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import django
from django.conf import settings

django.setup()

from django.core.management import call_command  # noqa: E402 - needs the settings
from django_tasks_db.models import DBTaskResult  # noqa: E402

from tadbir.accounts.doors import seat_for_command  # noqa: E402
from tadbir.accounts.models import Post, User  # noqa: E402
from tadbir.audit import trail  # noqa: E402
from tadbir.audit.models import Entry  # noqa: E402
from tadbir.dossier import actions, freezing, queries, vault  # noqa: E402
from tadbir.dossier.models import Freezing, Pack, PackFile  # noqa: E402
from tadbir.dossier.terms import Form  # noqa: E402
from tadbir.meetings.models import Series  # noqa: E402
from tadbir.territory.reach import EVERYWHERE  # noqa: E402
from tests.budget import hand  # noqa: E402
from tests.dossier.conftest import hold, operation, take_in  # noqa: E402

FIRST_DAY = date(2025, 10, 1)
SECRETARY = "secretaire"
DEADLY = {"file": (vault, "keep"), "document": (actions, "_made"), "row": (actions, "record")}
"""What a freeze goes through, by the name of the point at which the process can end."""


def prepare(wanted: int) -> None:
    """A small region whose figures move, so many meetings held, and their secretary."""
    call_command("migrate", verbosity=0)
    found = hand.found_entities()
    user = User.objects.create(username=SECRETARY, name=SECRETARY)
    Post.objects.create(
        user=user, role="meeting_secretary", entity=found["DR03"], valid_from=date(2020, 1, 1)
    )
    series = Series.objects.create(
        code="DR03-coordination", entity=found["DR03"], kind="coordination", rhythm="daily"
    )
    for index in range(wanted):
        day = FIRST_DAY + timedelta(days=index)
        committed = (300 + index) * 100
        hold(series, day, take_in("D231", day, (1_000_00, committed, committed)))
    operation("D231", FIRST_DAY, 200_00)


def freeze(point: str) -> None:
    """Say what the last kill left, ask for the first pack that is missing, and be its worker.

    Ends at a point, `file.2`, if any.
    """
    say("seen", json.dumps(left()))
    meeting = missing()[0]
    if point:
        kill_at(*point.split("."))
    resume()
    freezing.ask(seat_for_command(SECRETARY), meeting=meeting)
    say("asked", meeting)
    work()
    if queries.pack(meeting, reach=EVERYWHERE):
        say("frozen", meeting)
    signal.pause()


def kill_at(name: str, time: str) -> None:
    """End this process without a word when it comes to a point for the nth time, its work done."""
    module, function = DEADLY[name]
    original: Callable[..., Any] = getattr(module, function)
    left = iter(range(int(time)))

    def deadly(*arguments: Any, **named: Any) -> Any:
        done = original(*arguments, **named)
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    setattr(module, function, deadly)


def resume() -> None:
    """As a restart after a long silence: what a dead worker left is handed over."""
    Freezing.objects.update(seen_at="2025-01-01T00:00:00Z")
    freezing.revive_all()


def work() -> None:
    """Run every waiting task, as the worker of a server does."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def missing() -> list[str]:
    """The meetings without a pack, the oldest first."""
    return sorted(one.code for one, _state in queries.without_pack(reach=EVERYWHERE))


def left() -> dict[str, object]:
    """What others see after a kill: the packs, and those that are not whole or still waited for."""
    return {
        "packs": sorted(Pack.objects.values_list("meeting__code", flat=True)),
        "half": [str(one.meeting) for one in Pack.objects.all() if not is_whole(one)],
        "both": Freezing.objects.filter(meeting__pack__isnull=False).count(),
    }


def is_whole(pack: Pack) -> bool:
    """Whether a pack has its text and four files, each bearing its print."""
    return pack.files.count() == len(actions.FILES) and actions.verify(pack).is_whole


def kept_files() -> list[Path]:
    """Every file in the folder of packs, finished or not."""
    folder = Path(settings.MEDIA_ROOT) / vault.FOLDER
    return [path for path in folder.rglob("*") if path.is_file()]


def finish() -> None:
    """Freeze what is left, as people would: by what was asked for, else by asking again."""
    resume()
    work()
    for meeting in missing():
        freezing.ask(seat_for_command(SECRETARY), meeting=meeting)
    work()


def verify() -> None:
    """Print what stands at the end and every fault, as JSON."""
    root = Path(settings.MEDIA_ROOT)
    packs = list(Pack.objects.select_related("meeting"))
    frozen = Entry.objects.filter(action="dossier.freeze").values_list("code", flat=True)
    found = {
        "missing": missing(),
        "half": [str(pack.meeting) for pack in packs if not is_whole(pack)],
        "replayed_otherwise": [
            f"{pack.meeting} {form} {lang}" for pack in packs for form, lang in actions.FILES
            if not actions.replay(pack, form=Form(form), lang=lang).is_same
        ],
        "frozen_twice": len(frozen) - len(set(frozen)),
        "waiting": Freezing.objects.count(),
        "orphans": sorted(
            {str(path.relative_to(root)) for path in kept_files()}
            - set(PackFile.objects.values_list("path", flat=True))
        ),
        "failed_tasks": DBTaskResult.objects.filter(status="FAILED").count(),
        "first_altered": trail.verify().first_altered,
    }  # fmt: skip
    sys.stdout.write(json.dumps(found))


def say(what: str, of: str) -> None:
    """Acknowledge."""
    sys.stdout.write(f"{what} {of}\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> None:
    """Do what is asked."""
    match arguments:
        case ["prepare", wanted]:
            prepare(int(wanted))
        case ["freeze", point]:
            freeze(point)
        case ["finish"]:
            finish()
        case ["verify"]:
            verify()


main(sys.argv[1:])
