"""Measuring whole pieces of work: CPU seconds, wall seconds and peak memory of child processes."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One claim: `ratio` says how many times better ours is, `at_least` what is promised."""

    work: str
    against: str
    ratio: float
    at_least: float
    peak_mb: float
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether the claim came out."""
        return self.ratio >= self.at_least

    def as_json(self) -> dict[str, object]:
        """The row as it is kept in out/bench.json."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Spent:
    """What a process took: CPU seconds of itself and its children, and its peak in megabytes."""

    cpu: float
    wall: float
    peak_mb: float
    output: str


def spent(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Spent:
    """Run a command to its end and say what it took; raises when it fails."""
    before = time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})}
    )
    assert process.stdout is not None
    with process.stdout as told:
        output = told.read()
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Spent(usage.ru_utime + usage.ru_stime, time.monotonic() - before,
                 usage.ru_maxrss / 1024, output)  # fmt: skip


def cpu_of(work: str, *arguments: str, environment: Mapping[str, str] | None = None) -> Spent:
    """Run one piece of work (a module under bench) in a process of its own."""
    return spent([sys.executable, "-m", work, *arguments], environment)


def children_peak_mb() -> float:
    """The largest memory that any child of this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
