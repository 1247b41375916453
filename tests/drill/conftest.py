"""An installation of its own for the process that is killed, on the database of these tests."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.installation import ROOT, own_environment

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


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """An installation that nothing else uses."""
    with own_environment(tmp_path, "drill") as environment:
        yield Installation(environment)
