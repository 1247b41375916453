"""Prepared figures: made again after one batch, and all of them from nothing."""

import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from statistics import median
from typing import Any

from django.db import connection, transaction

from bench.sides import facts
from tadbir.budget.models import Execution
from tadbir.intake.registry import StandingChange
from tadbir.scorecard import rollup
from tadbir.scorecard.models import Rollup

TIMES = 7
FIRST_YEAR = 2016
ONE_BATCH = [StandingChange("budget", "holder", "D231", date(2025, 11, 30))]


class _Undone(Exception):
    """Ends a transaction whose rows are not kept."""


def _cpu(work: Callable[[], None]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _after_one_batch(number: int) -> float:
    """CPU seconds to bring prepared figures up to one batch, undone so that each time is alike."""
    taken = 0.0
    try:
        with transaction.atomic():
            taken = _cpu(lambda: rollup.refresh(ONE_BATCH, number))
            raise _Undone
    except _Undone:
        return taken


@transaction.atomic
def _everything(moved: Sequence[StandingChange]) -> None:
    """Every prepared figure computed from the facts, a region and year at a time."""
    by_year = sorted(moved, key=lambda one: (one.on_date.year, one.holder_code))
    for year, some in groupby(by_year, key=lambda one: one.on_date.year):
        rollup.refresh(list(some), year)


def work(lines: str, *regions: str) -> dict[str, Any]:
    """CPU seconds of one batch and of everything, over regions with so many lines a return."""
    days = facts.month_ends(FIRST_YEAR)
    moved = [facts.land(region, days, int(lines)) for region in regions]
    everything = sum(_cpu(partial(_everything, some)) for some in moved)
    one = median(_after_one_batch(10_000 + number) for number in range(TIMES))
    return {
        "one": one,
        "everything": everything,
        "facts": Execution.objects.count(),
        "prepared": Rollup.objects.count(),
        "database": connection.vendor,
    }
