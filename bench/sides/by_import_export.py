"""The peer django-import-export at its quickest: bulk, no diff, no lookup, no row reports.

Lines and titles are made in bulk beforehand and found in dictionaries, as its guide advises for
relations; without that it asks the database several times a row.
"""

from pathlib import Path
from typing import Any

import tablib
from django.db import transaction
from import_export import resources, widgets
from import_export.fields import Field
from import_export.formats.base_formats import XLSX

from bench.sides import ground
from bench.sides.by_openpyxl import AMOUNT_NAMES
from bench.sides.plain import Cell, Rules, exact, is_total
from bench.workbook import AMOUNTS_FROM, HEADS
from tadbir.budget.models import Execution, Line, LineLabel

AT_ONCE = 5_000
KEYS = ("standing_id", "line_id", "label_id", "sheet", "row")


class Exact(widgets.Widget):
    """Whole centimes of a numeric cell."""

    def clean(self, value: Cell, row: object = None, **_: object) -> int | None:
        """The amount; ValueError becomes an error of the row."""
        return exact(value)


def _plain(name: str) -> Field:
    return Field(attribute=name, column_name=name, widget=widgets.Widget())


def _amount(name: str) -> Field:
    head = HEADS[AMOUNTS_FROM + AMOUNT_NAMES.index(name)]
    return Field(attribute=name, column_name=head, widget=Exact())


class Executions(resources.ModelResource):
    """A row of the workbook as an execution."""

    standing_id, line_id, label_id = _plain("standing_id"), _plain("line_id"), _plain("label_id")
    sheet, row = _plain("sheet"), _plain("row")
    opened, delegated, committed = _amount("opened"), _amount("delegated"), _amount("committed")
    issued, paid = _amount("issued"), _amount("paid")

    class Meta:
        model = Execution
        fields = (*KEYS, *AMOUNT_NAMES)
        import_id_fields = ("row",)
        use_bulk = True
        batch_size = AT_ONCE
        skip_diff = True
        force_init_instance = True
        report_skipped = False
        use_transactions = True

    def before_import(self, dataset: tablib.Dataset, **kwargs: Any) -> None:
        """Check the rows, make their lines and titles in bulk, and note the keys of each."""
        if is_total(dataset[-1]):
            del dataset[-1]
        rules = Rules(ground.holders())
        rows = [rules.row(cells) for cells in dataset]
        holders = ground.holders()
        codes = ground.codes()
        standings = ground.landing(kwargs["path"]).standings
        Line.objects.bulk_create(
            (
                Line(holder_id=holders[row.holder], fiscal_year=ground.ON.year, kind="general",
                     part=row.part, code_path=row.path)
                for row in rows
            ),
            batch_size=AT_ONCE,
        )  # fmt: skip
        titles = sorted({row.title for row in rows})
        LineLabel.objects.bulk_create((LineLabel(text=one) for one in titles), batch_size=AT_ONCE)
        lines = {
            (holder, part, path): pk
            for pk, holder, part, path in Line.objects.values_list(
                "pk", "holder_id", "part", "code_path"
            )
        }
        labels = dict(LineLabel.objects.values_list("text", "pk"))
        columns = {
            "standing_id": [standings[codes[row.holder], ground.ON] for row in rows],
            "line_id": [lines[holders[row.holder], row.part, row.path] for row in rows],
            "label_id": [labels.get(row.title) for row in rows],
            "sheet": ["Situation"] * len(rows),
            "row": list(range(2, len(rows) + 2)),
        }
        for name, values in columns.items():
            dataset.append_col(values, header=name)


@transaction.atomic
def work(path: str) -> dict[str, Any]:
    """Read, validate and load the workbook."""
    dataset = XLSX().create_dataset(Path(path).read_bytes())
    result = Executions().import_data(
        dataset, raise_errors=True, collect_failed_rows=False, path=Path(path)
    )
    return {"rows": result.totals["new"], "refused": len(result.invalid_rows)}
