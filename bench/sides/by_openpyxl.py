"""The peer openpyxl, read-only, with the same rules and the same bulk write as ours."""

from pathlib import Path
from typing import Any

from django.db import transaction
from openpyxl import load_workbook

from bench.sides import ground
from bench.sides.plain import Rules, is_total
from tadbir.budget.intake import BUDGET
from tadbir.budget.terms import AMOUNTS
from tadbir.intake.contract import Record

AMOUNT_NAMES = ("opened", "delegated", "committed", "issued", "paid")
_PLACES = [AMOUNTS.index(name) for name in AMOUNT_NAMES]


def work(path: str) -> dict[str, Any]:
    """Read, validate and load the workbook."""
    sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
    codes = ground.codes()
    rules = Rules(codes)
    records = []
    for number, cells in enumerate(sheet.iter_rows(min_row=2, values_only=True), 2):
        if is_total(cells):
            continue
        row = rules.row(cells)
        values: list[int | str | None] = [None] * len(AMOUNTS)
        for place, amount in zip(_PLACES, row.amounts, strict=True):
            values[place] = amount
        key = (str(ground.ON.year), "general", row.part, row.path)
        values += [row.title, ""]
        records.append(
            Record(codes[row.holder], ground.ON, key, tuple(values), sheet.title, number)
        )
    with transaction.atomic():
        BUDGET.write(ground.landing(Path(path)), records)
    return {"rows": len(records), "refused": 0}
