"""Budget facts landed in bulk, month by month, with a fixed seed: what prepared rows are made of."""

import random
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

from django.db import transaction

from bench.run import TODAY
from bench.sides.world import BY
from tadbir.audit import trail
from tadbir.audit.actor import Subject
from tadbir.budget.intake import BUDGET
from tadbir.budget.terms import AMOUNTS
from tadbir.core import clock
from tadbir.core.period import month_end
from tadbir.intake.contract import Landing, Record
from tadbir.intake.models import Batch, SourceFile, Standing
from tadbir.intake.registry import StandingChange
from tadbir.territory import queries as territory

SEED = 20_251_212
PARTS = ("operating", "investment")
SHARES = {"notified": 1.0, "delegated": 0.9, "committed": 0.8, "issued": 0.6, "paid": 0.5}
"""What each amount may reach of the credits by the end of the year."""


def month_ends(first_year: int, last: date = TODAY) -> list[date]:
    """The ends of the months of some years, up to a day."""
    years = range(first_year, last.year + 1)
    days = [month_end(year, month) for year in years for month in range(1, 13)]
    return [day for day in days if day <= last]


@transaction.atomic
def land(region: str, days: Sequence[date], lines: int) -> list[StandingChange]:
    """A return of each holder of a region for some days; nothing is rolled up yet."""
    holders = territory.holders(region)
    batch = _batch(len(holders) * len(days) * max(lines, 1))
    standings = Standing.objects.bulk_create(
        Standing(
            dataset="budget", source="holder", holder=holder, on_date=day, batch=batch,
            number=batch.number, rows=lines, places={}, digest="",
        )
        for holder, day in product(holders, days)
    )  # fmt: skip
    places = {(one.holder.code, one.on_date): one.pk for one in standings}
    records = [record for holder, day in places for record in _records(holder, day, lines)]
    BUDGET.write(Landing(batch.pk, places), records)
    trail.record(by=BY, action="intake.commit", subject=Subject("batch", str(batch.pk)))
    return [StandingChange("budget", "holder", holder, day) for holder, day in places]


def _batch(rows: int) -> Batch:
    number, at = trail.next_number(), clock.now()
    file = SourceFile.objects.create(
        sha256=f"{number:064d}", name=f"{number}.xlsx", size=1, path=f"{number}",
        received_at=at, received_by="bench",
    )  # fmt: skip
    return Batch.objects.create(
        dataset="budget", source="holder", known_on=at.date(), file=file, number=number,
        seen_number=number - 1, rows=rows, report={}, digest="", committed_at=at,
        committed_by="bench",
    )  # fmt: skip


def _records(holder: str, day: date, lines: int) -> Iterator[Record]:
    chance = random.Random(f"{SEED} {holder} {day.year}")
    for line in range(lines):
        part = PARTS[line % 2]
        opened = chance.randrange(10_000_000, 900_000_000)
        values = dict.fromkeys(AMOUNTS, None) | {"opened": opened}
        for name, share in SHARES.items():
            reached = share * chance.random() * (1 if name == "notified" else day.month / 12)
            values[name] = int(opened * reached)
        kind = "segma" if holder.startswith("CH") else "general"
        key = (str(day.year), kind, part, f"1.2.1.2.0.08.000.{line // 50:03d}.{line:04d}")
        yield Record(holder, day, key, (*values.values(), f"Ligne {line}", ""), "1", line + 1)
