"""Ours: the scan, the confined child that reads, classes and reconciles, one bulk write."""

from pathlib import Path
from typing import Any

from django.db import transaction

from bench.sides import ground
from tadbir.budget.intake import BUDGET
from tadbir.core.clock import today
from tadbir.intake.contract import Sender
from tadbir.intake.reading.read import read
from tadbir.territory import queries as territory
from tadbir.territory.reach import EVERYWHERE


def work(path: str) -> dict[str, Any]:
    """Read, validate and load the workbook."""
    reading = read(Path(path), BUDGET)
    sender = Sender(None, ground.ON, "holder", today(), territory.finder(reach=EVERYWHERE))
    drafts = [BUDGET.draft(table, sender) for sheet in reading.sheets for table in sheet.tables]
    refused = sum(len(one.refused) for one in drafts)
    with transaction.atomic():
        landed = ground.landing(Path(path))
        records = ground.held((record for one in drafts for record in one.records), landed)
        BUDGET.write(landed, records)
    return {"rows": len(records), "refused": refused}
