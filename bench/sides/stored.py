"""Every figure that a side stored, told cell by cell: their number, their sums, their digest."""

import hashlib
from typing import Any

from bench.sides.by_openpyxl import AMOUNT_NAMES
from tadbir.budget.models import Execution


def work() -> dict[str, Any]:
    """The figures in the order of their rows."""
    rows = Execution.objects.order_by("row").values_list(
        "sheet", "row", "standing__holder__code", "line__fiscal_year", "line__kind", "line__part",
        "line__code_path", "label__text", *AMOUNT_NAMES,
    )  # fmt: skip
    digest = hashlib.sha256()
    sums = [0] * len(AMOUNT_NAMES)
    count = 0
    for row in rows.iterator(chunk_size=20_000):
        count += 1
        digest.update(repr(row).encode())
        sums = [total + (one or 0) for total, one in zip(sums, row[-5:], strict=True)]
    return {"rows": count, "sums": sums, "digest": digest.hexdigest()}
