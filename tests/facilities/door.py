"""The door for tests: commits and withdraws hand-made lists as intake does, without a file."""

import hashlib
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from tadbir.audit import trail
from tadbir.audit.trail import Actor, Subject
from tadbir.core import clock
from tadbir.facilities.intake import FACILITIES
from tadbir.facilities.intake.draft import draft, source_of
from tadbir.intake import landing
from tadbir.intake.comparison import Changes
from tadbir.intake.contract import Record, Table, Value
from tadbir.intake.models import Batch, SourceFile, Staging
from tadbir.intake.staging import changes_of
from tadbir.territory.models import Entity
from tests.facilities.hand import sender, table

BY = Actor("test", "command")
Rows = Sequence[Sequence[Value]]


def records_of(listed: Table, on: date, source: str) -> tuple[Sequence[Record], Changes]:
    """The records of a table, and what they change."""
    drafted = draft(listed, sender(on))
    assert drafted.refused == ()
    return drafted.records, changes_of(drafted.records, FACILITIES, source)


@transaction.atomic
def keep(listed: Table, on: date) -> tuple[Batch, Changes]:
    """Commit a list of a day; the batch, and what it changed."""
    source = source_of(listed) or ""
    records, changes = records_of(listed, on, source)
    found_holders = FACILITIES.found
    assert found_holders is not None
    found_holders(BY, frozenset(record.holder for record in records))
    codes = {record.holder for record in records}
    holders = dict(Entity.objects.filter(code__in=codes).values_list("code", "pk"))
    number = trail.next_number()
    batch = landing.land(
        _staging(listed, on, source), records, holders=holders, number=number, by=BY
    )
    landing.refresh(batch, number)
    trail.record(by=BY, action="intake.commit", subject=Subject("batch", str(batch.pk)))
    return batch, changes


@transaction.atomic
def take_back(batch: Batch) -> None:
    """Withdraw a batch."""
    number = trail.next_number()
    landing.lift(batch, number)
    landing.refresh(batch, number)
    trail.record(by=BY, action="intake.withdraw", subject=Subject("batch", str(batch.pk)))


def _staging(listed: Table, on: date, source: str) -> Staging:
    sha256 = hashlib.sha256(repr((listed.values, on, trail.last_number())).encode()).hexdigest()
    file = SourceFile.objects.create(
        sha256=sha256, name="liste.xlsx", size=1, path=sha256,
        received_at=clock.now(), received_by=BY.name,
    )  # fmt: skip
    return Staging.objects.create(
        dataset="facilities", source=source, on_date=on, known_on=on, file=file, state="ready",
        report={"sheets": [], "refused": [], "changes": {}}, seen_number=trail.last_number(),
        created_at=clock.now(), created_by=BY.name,
    )  # fmt: skip


def ministry(rows: Rows) -> Table:
    """A list of the ministry."""
    return table(rows)
