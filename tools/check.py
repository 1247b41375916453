"""Runs the gates in order, fast ones first, and says how long each took."""

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHON = sys.executable
ON_POSTGRESQL = (PYTHON, "-m", "tools.postgresql", "run", "--")
PYTEST = (PYTHON, "-m", "pytest", "-q")
# A minute is what one waits for before each commit: tests of the database are for `full`.
FAST = (*PYTEST, "-n", "2", "--ignore=tests/house", "-m",
        "not database and not journey and not drill and not slow")  # fmt: skip


@dataclass(frozen=True)
class Gate:
    """A command that must succeed."""

    name: str
    command: tuple[str, ...]


LINT = [
    Gate("format", (PYTHON, "-m", "ruff", "format", "--check", ".")),
    Gate("lint", (PYTHON, "-m", "ruff", "check", ".")),
    Gate("contracts", (str(Path(PYTHON).parent / "lint-imports"), "--no-cache")),
    Gate("catalogues", (PYTHON, "-m", "tools.catalogues", "check")),
    Gate("migrations", (PYTHON, "manage.py", "makemigrations", "--check", "--dry-run")),
]
TYPES = Gate("types", (PYTHON, "-m", "mypy"))
HOUSE = Gate("house", (*PYTEST, "tests/house"))
FULL = [
    *LINT,
    HOUSE,
    TYPES,
    Gate("tests on SQLite", (*PYTEST, "-n", "2", "-m", "not journey and not drill")),
    Gate(
        "tests on PostgreSQL",
        (*ON_POSTGRESQL, *PYTEST, "-n", "2", "-m", "database and not journey and not drill"),
    ),
    Gate("acceptance", (PYTHON, "-m", "bench.acceptance")),
    Gate("journeys", (*PYTEST, "-m", "journey", "tests/journeys")),
]
GATES = {
    "quick": [*LINT, HOUSE, Gate("tests", FAST)],
    "full": FULL,
    "drill": [
        Gate("drill on SQLite", (*PYTEST, "-s", "-m", "drill")),
        Gate("drill on PostgreSQL", (*ON_POSTGRESQL, *PYTEST, "-s", "-m", "drill")),
    ],
}


def bring_browser() -> None:
    """Install Chromium from Debian when this is root on a machine that lacks it."""
    if shutil.which("chromium") or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    subprocess.run(["apt-get", "update", "-qq"], check=False)
    subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], check=False
    )


def passes(gate: Gate) -> bool:
    """Run a gate and print its name, time and outcome."""
    print(f"── {gate.name}", flush=True)
    start = time.monotonic()
    outcome = subprocess.run(gate.command, cwd=ROOT)
    # pytest answers 5 when nothing was selected: then the gate proved nothing and fails too.
    print(f"── {gate.name}: {'ok' if outcome.returncode == 0 else 'FAILED'} "
          f"in {time.monotonic() - start:.0f} s", flush=True)  # fmt: skip
    return outcome.returncode == 0


def main(arguments: list[str]) -> int:
    """`quick`, `full` or `drill`; stops at the first gate that fails."""
    kind = arguments[0] if arguments else "full"
    if kind == "full":
        bring_browser()
    start = time.monotonic()
    for gate in GATES[kind]:
        if not passes(gate):
            return 1
    print(f"all gates passed in {time.monotonic() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
