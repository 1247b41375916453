"""The process that is killed: commits and withdraws batches of the ledger, and says what is done.

Run as `python tests/drill/committer.py prepare`, `… commit RUN SEED` or `… verify`, with the
environment of an installation of its own. A line is printed once the action it names returned.
"""

import json
import random
import sys
from itertools import count
from pathlib import Path

import django
from django.conf import settings

django.setup()

from django.core.management import call_command  # noqa: E402 - needs the settings
from django.db import connection  # noqa: E402
from django.db.models import Sum  # noqa: E402

from tadbir.audit import trail  # noqa: E402
from tadbir.audit.actor import Actor  # noqa: E402
from tadbir.intake import actions, mappings, verification  # noqa: E402
from tadbir.intake.models import Batch, Standing  # noqa: E402
from tadbir.intake.verdict import Ticks  # noqa: E402
from tadbir.territory.models import Area, Entity  # noqa: E402
from tadbir.territory.reach import DOMAINS, Reach  # noqa: E402
from tests.intake import ledger  # noqa: E402

BY = Actor("drill", "command")
REGION = Reach(("/MSPS/DR03/",), DOMAINS)
PATHS = {"DR03": "/MSPS/DR03/", "D231": "/MSPS/DR03/D231/", "D451": "/MSPS/DR03/D451/"}
ROWS = 200
UNDONE_EVERY = 4


def prepare() -> None:
    """Make the tables, the ledger's beside them, and a small territory."""
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(ledger.LedgerFact)
    area = Area.objects.create(
        code="03", kind="region", name_fr="Fès-Meknès", search="fes", counted=True
    )
    for code, path in PATHS.items():
        Entity.objects.create(
            code=code, kind="delegation", area=area, path=path, name_fr=code, search=code
        )


def commit(run: int, seed: int) -> None:
    """Commit batch after batch until killed; every fourth is withdrawn at once."""
    chance = random.Random(seed * 1000 + run)
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    for step in count(1):
        rows = [
            (holder, f"{run}.{step}.{line}", "Ligne", chance.randrange(10**9))
            for holder in chance.sample(sorted(PATHS), chance.randint(1, 3))
            for line in range(ROWS)
        ]
        path = ledger.plain_file(folder, f"{run}-{step}.json", rows, as_of="2025-06-30")
        kept = actions.take_in(
            by=BY, path=path, reach=REGION, dataset="notes", ticks=Ticks(accept_gone=True)
        )
        if kept.batch is None:
            raise RuntimeError(str(kept.refused))
        say("kept", kept.batch.pk)
        if step % UNDONE_EVERY == 0:
            actions.withdraw(by=BY, batch_id=kept.batch.pk, why="Drill", reach=REGION)
            say("undone", kept.batch.pk)


def say(what: str, batch: int) -> None:
    """Acknowledge."""
    sys.stdout.write(f"{what} {batch}\n")
    sys.stdout.flush()


def verify() -> None:
    """Print what stands and every fault, as JSON."""
    counted = dict(Standing.objects.values_list("batch").annotate(Sum("rows")))
    facts = ledger.LedgerFact.objects
    found = {
        "kept": sorted(Batch.objects.values_list("pk", flat=True)),
        "undone": sorted(Batch.objects.exclude(withdrawn_number=None).values_list("pk", flat=True)),
        "faults": [str(fault) for fault in verification.verify_batches(reach=REGION)],
        "first_altered": trail.verify().first_altered,
        "half_done": [b.pk for b in Batch.objects.all() if counted.get(b.pk) != b.rows],
        "orphans": facts.count() - sum(counted.values())
        + facts.exclude(standing__in=Standing.objects.all()).count(),
    }  # fmt: skip
    sys.stdout.write(json.dumps(found))


def main(arguments: list[str]) -> None:
    """Do what is asked, with the ledger as the only dataset."""
    settings.DATASETS = ["tests.intake.ledger.NOTES"]
    settings.REFRESHERS = ["tests.intake.ledger.refresh"]
    mappings.read = ledger.read_plain  # type: ignore[assignment]
    match arguments:
        case ["prepare"]:
            prepare()
        case ["commit", run, seed]:
            commit(int(run), int(seed))
        case ["verify"]:
            verify()


main(sys.argv[1:])
