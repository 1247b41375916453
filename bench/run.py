"""Runs one side of a comparison in a process of its own: `python -m bench.run MODULE ARGUMENTS`.

Django is set up first; the side says what its work alone took as JSON, on its last line.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import Any

import django

from bench.measure import cpu_of
from tadbir.core import clock

SETTINGS = "bench.settings"
TODAY = date(2025, 12, 12)


@dataclass(frozen=True, slots=True)
class Told:
    """What a side says of its work, once Django is up: CPU and wall seconds, peaks in megabytes.

    `child_mb` is the largest child's peak, 0 without one; `facts` is what the side adds.
    """

    cpu: float
    wall: float
    own_mb: float
    child_mb: float
    facts: dict[str, Any]


def side(module: str, *arguments: str, data: Path, **environment: str) -> Told:
    """Run a side over a data folder, in a process of its own, and hear what it took."""
    told = cpu_of(
        "bench.run", module, *arguments, environment={**environment_of(data), **environment}
    )
    return Told(**json.loads(told.output.splitlines()[-1]))


def environment_of(data: Path) -> dict[str, str]:
    """The environment of a process that works on a data folder of its own."""
    return {"DJANGO_SETTINGS_MODULE": SETTINGS, "TADBIR_DATA": str(data), "DATABASE_URL": ""}


def _seconds() -> float:
    both = (getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def main(module: str, arguments: list[str]) -> None:
    """Set Django up, do the work between two readings of the clocks, print what it took."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    work: Callable[..., dict[str, Any]] = import_module(f"bench.sides.{module}").work
    clock.fix_today(TODAY)
    cpu, wall = _seconds(), time.monotonic()
    facts = work(*arguments)
    told = Told(
        cpu=_seconds() - cpu,
        wall=time.monotonic() - wall,
        own_mb=getrusage(RUSAGE_SELF).ru_maxrss / 1024,
        child_mb=getrusage(RUSAGE_CHILDREN).ru_maxrss / 1024,
        facts=facts,
    )
    print(json.dumps(asdict(told)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
