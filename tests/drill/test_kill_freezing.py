"""kill -9 inside a freeze shows nobody half a pack, and the freeze is taken on again."""

import json
import random
import sys

import pytest

from tests.drill.conftest import KILLS, Installation

FREEZER = "freezer.py"
SEED = 20251212
LONGEST_RUN = 1.5
POINTS = ("", "", "document.0", "document.3", "file.0", "file.3", "row.0")
"""Where the process ends: at a random moment, or right after a step, before the pack stands."""


def drilled(installation: Installation, kills: int) -> None:
    """Kill so many times, look after each, freeze what is left, then verify everything."""
    chance = random.Random(SEED)
    said: set[str] = set()
    unsaid: set[str] = set()
    installation.run(FREEZER, "prepare", str(kills))
    for _run in range(kills):
        point = chance.choice(POINTS)
        lines = installation.killed(FREEZER, "freeze", point, after=chance.uniform(0, LONGEST_RUN))
        seen = json.loads(lines[0].removeprefix("seen "))
        assert (seen["half"], seen["both"]) == ([], 0)
        assert said <= set(seen["packs"])
        unsaid |= set(seen["packs"]) - said
        said |= {line.removeprefix("frozen ") for line in lines if line.startswith("frozen ")}

    installation.run(FREEZER, "finish")
    found = json.loads(installation.run(FREEZER, "verify"))
    sys.stdout.write(
        f"{kills} kills inside a freeze: {len(said)} packs acknowledged, {len(unsaid)} kept whole"
        f" before they could be\n"
    )

    assert found == {
        "missing": [], "half": [], "replayed_otherwise": [], "frozen_twice": 0, "waiting": 0,
        "orphans": [], "failed_tasks": 0, "first_altered": None,
    }  # fmt: skip


@pytest.mark.django_db
def test_four_kills_inside_a_freeze_leave_no_half_pack(installation: Installation) -> None:
    drilled(installation, 4)


@pytest.mark.drill
@pytest.mark.django_db
def test_fifty_kills_inside_a_freeze_leave_no_half_pack(installation: Installation) -> None:
    drilled(installation, KILLS)
