"""What the sides of the intake share: whom the file speaks for, and a batch to land in."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from tadbir.core import clock
from tadbir.intake.contract import Landing, Record
from tadbir.intake.models import Batch, SourceFile, Standing
from tadbir.territory import queries as territory

ON = date(2025, 6, 30)
REGION = "03"


def holders() -> Mapping[str, int]:
    """The budget holders of the region by French name."""
    return {one.name_fr: one.pk for one in territory.holders(REGION)}


def codes() -> Mapping[str, str]:
    """Their codes by French name."""
    return {one.name_fr: one.code for one in territory.holders(REGION)}


def landing(path: Path) -> Landing:
    """A batch with one standing for each holder; inside the transaction of the write."""
    at = clock.now()
    file = SourceFile.objects.create(
        sha256="0" * 64, name=path.name, size=path.stat().st_size, path=path.name,
        received_at=at, received_by="bench",
    )  # fmt: skip
    batch = Batch.objects.create(
        dataset="budget", source="holder", known_on=at.date(), file=file, number=1,
        seen_number=0, rows=1, report={}, digest="", committed_at=at, committed_by="bench",
    )  # fmt: skip
    standings = Standing.objects.bulk_create(
        Standing(
            dataset="budget", source="holder", holder=holder, on_date=ON, batch=batch, number=1,
            rows=1, places={}, digest="",
        )
        for holder in territory.holders(REGION)
    )  # fmt: skip
    return Landing(batch.pk, {(one.holder.code, ON): one.pk for one in standings})


def held(records: Iterable[Record], landed: Landing) -> list[Record]:
    """The records; KeyError when one speaks for nobody that the batch speaks for."""
    found = list(records)
    for holder in {record.holder for record in found}:
        landed.standings[holder, ON]
    return found
