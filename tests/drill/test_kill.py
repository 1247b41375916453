"""kill -9 at random points of commits loses nothing acknowledged and leaves nothing half done."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings

ROOT = Path(__file__).parent.parent.parent
COMMITTER = [sys.executable, str(ROOT / "tests" / "drill" / "committer.py")]
SEED = 20251212
LONGEST_RUN = 0.8
PATIENCE = 60


@dataclass
class Installation:
    """An installation of its own for the process that is killed."""

    environment: Mapping[str, str]
    kept: list[int] = field(default_factory=list)
    undone: list[int] = field(default_factory=list)

    def run(self, *arguments: str) -> str:
        """Run the committer to its end."""
        done = subprocess.run(
            [*COMMITTER, *arguments], env=self.environment, cwd=ROOT, timeout=PATIENCE,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def kill_after(self, run: int, delay: float) -> None:
        """Let it commit for a while after its first acknowledgement, kill it, note what it said."""
        child = subprocess.Popen(
            [*COMMITTER, "commit", str(run), str(SEED)], env=self.environment, cwd=ROOT,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert child.stdout is not None
        first = child.stdout.readline()
        assert first, child.communicate()[1]
        time.sleep(delay)
        child.kill()
        said, _errors = child.communicate(timeout=PATIENCE)
        for line in (first + said).splitlines(keepends=True):
            if line.endswith("\n"):
                what, batch = line.split()
                (self.kept if what == "kept" else self.undone).append(int(batch))


def environment(folder: Path, database_url: str) -> dict[str, str]:
    """What the committer's installation runs with."""
    return {
        **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "tadbir.config.settings",
        "TADBIR_DATA": str(folder),
        "DATABASE_URL": database_url,
    }


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """An SQLite file, or a database of its own on the server that these tests run on."""
    kept = settings.DATABASES["default"]
    if "sqlite" in kept["ENGINE"]:
        yield Installation(environment(tmp_path, ""))
        return
    host, user = str(kept["HOST"]), str(kept["USER"])
    name = f"drill_{os.getpid()}"
    link = {"host": host, "user": user, "port": kept["PORT"] or None, "dbname": "postgres",
            "password": kept["PASSWORD"] or None}  # fmt: skip
    with psycopg.connect(**link, autocommit=True) as server:  # type: ignore[arg-type]
        server.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        try:
            address = f"postgresql://{quote(user)}@/{name}?host={quote(host, safe='')}"
            yield Installation(environment(tmp_path, address))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


def drilled(installation: Installation, kills: int) -> None:
    """Kill so many times, then look at what stands."""
    chance = random.Random(SEED)
    installation.run("prepare")
    for run in range(1, kills + 1):
        installation.kill_after(run, chance.uniform(0, LONGEST_RUN))

    found = json.loads(installation.run("verify"))
    unsaid = len(found["kept"]) - len(set(installation.kept))
    sys.stdout.write(
        f"{kills} kills: {len(installation.kept)} batches and {len(installation.undone)}"
        f" withdrawals acknowledged, {unsaid} batches kept whole before they could be\n"
    )

    assert set(installation.kept) <= set(found["kept"])
    assert set(installation.undone) <= set(found["undone"])
    assert len(installation.kept) >= kills
    assert {name: found[name] for name in ("faults", "first_altered", "half_done", "orphans")} == {
        "faults": [], "first_altered": None, "half_done": [], "orphans": 0,
    }  # fmt: skip


@pytest.mark.django_db
def test_five_kills_lose_nothing_and_leave_nothing_half_done(installation: Installation) -> None:
    drilled(installation, 5)


@pytest.mark.drill
@pytest.mark.django_db
def test_fifty_kills_lose_nothing_and_leave_nothing_half_done(installation: Installation) -> None:
    drilled(installation, int(os.environ.get("TADBIR_KILLS", "50")))
