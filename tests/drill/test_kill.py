"""kill -9 at random points of commits loses nothing acknowledged and leaves nothing half done."""

import json
import random
import sys

import pytest

from tests.drill.conftest import KILLS, Installation

COMMITTER = "committer.py"
SEED = 20251212
LONGEST_RUN = 0.8


def drilled(installation: Installation, kills: int) -> None:
    """Kill so many times, then look at what stands."""
    chance = random.Random(SEED)
    kept, undone = [], []
    installation.run(COMMITTER, "prepare")
    for run in range(1, kills + 1):
        delay = chance.uniform(0, LONGEST_RUN)
        for line in installation.killed(COMMITTER, "commit", str(run), str(SEED), after=delay):
            what, batch = line.split()
            (kept if what == "kept" else undone).append(int(batch))

    found = json.loads(installation.run(COMMITTER, "verify"))
    unsaid = len(found["kept"]) - len(set(kept))
    sys.stdout.write(
        f"{kills} kills: {len(kept)} batches and {len(undone)} withdrawals acknowledged,"
        f" {unsaid} batches kept whole before they could be\n"
    )

    assert set(kept) <= set(found["kept"])
    assert set(undone) <= set(found["undone"])
    assert len(kept) >= kills
    assert {name: found[name] for name in ("faults", "first_altered", "half_done", "orphans")} == {
        "faults": [], "first_altered": None, "half_done": [], "orphans": 0,
    }  # fmt: skip


@pytest.mark.django_db
def test_five_kills_lose_nothing_and_leave_nothing_half_done(installation: Installation) -> None:
    drilled(installation, 5)


@pytest.mark.drill
@pytest.mark.django_db
def test_fifty_kills_lose_nothing_and_leave_nothing_half_done(installation: Installation) -> None:
    drilled(installation, KILLS)
