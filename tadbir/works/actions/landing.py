"""Facts about works as they land at a commit: in bulk, inside its transaction."""

from collections.abc import Sequence
from typing import Any

from tadbir.intake.bulk import insert_rows
from tadbir.intake.contract import Landing, Record
from tadbir.works.models import GateReport, Project, Report
from tadbir.works.terms import NO, YES

_GATE_OF = {YES: True, NO: False, "": None}
_PROGRESS = (
    "written", "contractor", "amount", "service_order_on", "duration", "duration_unit", "stops",
    "physical", "financial", "paid", "expected_on", "stated", "remarks",
)  # fmt: skip
_GATES = ("written", "equipment", "staff", "water_and_power", "commissioning", "open_reserves",
          "remarks")  # fmt: skip
_SHARES = (_PROGRESS.index("physical"), _PROGRESS.index("financial"))


def write_progress(landing: Landing, records: Sequence[Record]) -> None:
    """Keep the reports of a batch: one row for each lot of each project."""
    columns = ("standing_id", "project_id", "contract_reference", "lot", *_PROGRESS, "sheet", "row")
    projects = _projects(records)
    insert_rows(
        Report,
        columns,
        [
            (
                landing.standings[record.holder, record.on_date], projects[record.key[1]],
                record.key[2], int(record.key[3]), *_plain(record), record.sheet, record.row,
            )
            for record in records
        ],
    )  # fmt: skip


def write_gates(landing: Landing, records: Sequence[Record]) -> None:
    """Keep what the form of a delegation says of each project."""
    columns = ("standing_id", "project_id", *_GATES, "sheet", "row")
    projects = _projects(records)
    insert_rows(
        GateReport,
        columns,
        [
            (
                landing.standings[record.holder, record.on_date], projects[record.key[1]],
                record.values[0], *(_GATE_OF[str(said)] for said in record.values[1:5]),
                *record.values[5:], record.sheet, record.row,
            )
            for record in records
        ],
    )  # fmt: skip


def _projects(records: Sequence[Record]) -> dict[str, int]:
    """The keys of the projects that records speak of."""
    wanted = {record.key[1] for record in records}
    return dict(Project.objects.filter(code__in=wanted).values_list("code", "pk"))


def _plain(record: Record) -> list[Any]:
    """The values of a record as the driver takes them: shares as text with their digits."""
    values: list[Any] = list(record.values)
    for place in _SHARES:
        values[place] = None if values[place] is None else str(values[place])
    return values
