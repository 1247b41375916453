"""An installation of its own for the process that is killed, on the database of these tests."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60
KILLS = int(os.environ.get("TADBIR_KILLS", "50"))


@dataclass(frozen=True)
class Installation:
    """Where a script of this folder runs, to its end or until it is killed."""

    environment: Mapping[str, str]

    def run(self, script: str, *arguments: str) -> str:
        """What a script prints that runs to its end."""
        done = subprocess.run(
            self._command(script, arguments), env=self.environment, cwd=ROOT, timeout=PATIENCE,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def killed(self, script: str, *arguments: str, after: float) -> list[str]:
        """The whole lines that a script printed, killed so many seconds after the first."""
        child = subprocess.Popen(
            self._command(script, arguments), env=self.environment, cwd=ROOT,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert child.stdout is not None
        first = child.stdout.readline()
        assert first, child.communicate()[1]
        time.sleep(after)
        child.kill()
        said, _errors = child.communicate(timeout=PATIENCE)
        lines = (first + said).splitlines(keepends=True)
        return [line.rstrip("\n") for line in lines if line.endswith("\n")]

    @staticmethod
    def _command(script: str, arguments: tuple[str, ...]) -> list[str]:
        return [sys.executable, str(ROOT / "tests" / "drill" / script), *arguments]


def _environment(folder: Path, database_url: str) -> dict[str, str]:
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
        yield Installation(_environment(tmp_path, ""))
        return
    host, user = str(kept["HOST"]), str(kept["USER"])
    name = f"drill_{os.getpid()}"
    link = {"host": host, "user": user, "port": kept["PORT"] or None, "dbname": "postgres",
            "password": kept["PASSWORD"] or None}  # fmt: skip
    with psycopg.connect(**link, autocommit=True) as server:  # type: ignore[arg-type]
        server.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        try:
            address = f"postgresql://{quote(user)}@/{name}?host={quote(host, safe='')}"
            yield Installation(_environment(tmp_path, address))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]
