"""What the pages of intake show: lists of batches, one batch, returns, source rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext, ngettext

from tadbir.intake.contract import Dataset
from tadbir.intake.labels import (
    column_label,
    dataset_label,
    name_of,
    source_label,
    taken_before,
)
from tadbir.intake.models import Batch, RefusedCell, Staging, Standing
from tadbir.intake.report import Report, columns_of, told
from tadbir.intake.returns import Due
from tadbir.intake.terms import BATCH_STATES, INTERRUPTED, PUNCTUALITIES, STATES
from tadbir.intake.verdict import obstacles
from tadbir.ui import formats
from tadbir.ui.addresses import page_address
from tadbir.ui.pages import sentence
from tadbir.ui.status import Status
from tadbir.ui.tables import Column, Missing, Row, Table
from tadbir.ui.words import language

STATUS_OF = {"late": Status.LATE, "due": Status.WATCH, "done": Status.ON_TRACK}


# --- Batches ---


def state_of(batch: Batch) -> str:
    """The code of a batch's state; reads `is_superseded`, which `queries.batches` adds."""
    if batch.withdrawn_number is not None:
        return "withdrawn"
    return "superseded" if getattr(batch, "is_superseded", False) else "committed"


def batch_table(batches: Iterable[Batch]) -> Table:
    """The list of batches."""
    columns = (
        Column("number", gettext("Batch"), "code", href="href"),
        Column("file", gettext("File"), wide=True),
        Column("dataset", gettext("Kind of file")),
        Column("source", gettext("Source")),
        Column("at", gettext("Kept"), "instant"),
        Column("known_on", gettext("Known on"), "day"),
        Column("by", gettext("By")),
        Column("state", gettext("State")),
    )
    rows = [
        {
            "number": str(batch.pk),
            "href": page_address("intake:batch", batch.pk),
            "file": batch.file.name,
            "dataset": dataset_label(batch.dataset),
            "source": source_label(batch.source),
            "at": batch.committed_at,
            "known_on": batch.known_on,
            "by": batch.committed_by,
            "state": gettext(BATCH_STATES[state_of(batch)]),
        }
        for batch in batches
    ]
    return Table(columns, rows, empty=gettext("No file was kept yet."))


def waiting_table(stagings: Iterable[Staging]) -> Table:
    """What waits for the decision of the person who looks."""
    columns = (
        Column("file", gettext("File"), href="href"),
        Column("dataset", gettext("Kind of file")),
        Column("at", gettext("Sent"), "instant"),
        Column("state", gettext("State")),
        Column("verdict", gettext("What to know"), wide=True),
    )
    rows = [
        {
            "file": one.file.name,
            "href": page_address("intake:preview", one.pk),
            "dataset": dataset_label(one.dataset),
            "at": one.created_at,
            "state": gettext(STATES[one.state]),
            "verdict": _verdict(one),
        }
        for one in stagings
    ]
    return Table(columns, rows, empty=gettext("Nothing waits for your decision."))


def _verdict(row: Staging) -> str:
    """In one sentence, what stands in the way of a file, or what it changes."""
    if row.refusal or row.report is None:
        return refusal_text(row)
    if found := obstacles(row.report):
        return sentence(found[0][0])
    if before := row.report.get("taken_before"):
        return taken_before(before[0])
    changes = {
        name: formats.count(row.report["changes"][name], language())
        for name in ("new", "changed", "same")
    }
    return gettext("New rows: %(new)s; changed: %(changed)s; unchanged: %(same)s.") % changes


@dataclass(frozen=True, slots=True)
class BatchSheet:
    """One batch as its page shows it."""

    title: str
    facts: Sequence[tuple[str, str]]
    state: str
    is_withdrawn: bool


def batch_sheet(batch: Batch, *, is_whole: bool) -> BatchSheet:
    """The provenance of a batch; what it counts in all only for who may see all of it."""
    lang = language()
    state = gettext(BATCH_STATES[state_of(batch)])
    facts = [
        (gettext("File"), batch.file.name),
        (gettext("Kind of file"), dataset_label(batch.dataset)),
        (gettext("Source"), source_label(batch.source)),
        (gettext("State"), state),
        (gettext("Kept"), formats.instant(batch.committed_at, lang)),
        (gettext("By"), batch.committed_by),
        (gettext("Known on"), formats.day(batch.known_on, lang)),
        (gettext("Number in the trail"), formats.count(batch.number, lang)),
    ]
    if is_whole:
        facts += [
            (gettext("Rows kept"), formats.count(batch.rows, lang)),
            (gettext("Digest of the file"), batch.file.sha256[:16]),
        ]
    title = gettext("Batch %(number)s") % {"number": formats.isolate(str(batch.pk))}
    return BatchSheet(title, facts, state, batch.withdrawn_number is not None)


def returns_table(standings: Iterable[Standing]) -> Table:
    """What a batch speaks for, within reach; each leads to its first source row."""
    columns = (
        Column("holder", gettext("Entity"), wide=True),
        Column("on_date", gettext("Figures of"), "day"),
        Column("rows", gettext("Rows"), "count"),
        Column("state", gettext("State")),
        Column("first", gettext("First row"), "code", href="href"),
    )
    return Table(columns, [_return_row(standing) for standing in standings])


def _return_row(standing: Standing) -> Row:
    sheet, runs = next(iter(standing.places.items()))
    row = runs[0][0]
    state = "committed" if standing.is_current else "superseded"
    state = state if standing.withdrawn_number is None else "withdrawn"
    return {
        "holder": name_of(standing.holder),
        "on_date": standing.on_date,
        "rows": standing.rows,
        "state": gettext(BATCH_STATES[state]),
        "first": f"{sheet} {row}",
        "href": page_address("intake:cell", standing.batch_id, sheet, row),
    }


def refused_table(refused: Iterable[Mapping[str, str]]) -> Table:
    """Cells that were refused, each with its reason and remedy in the reader's language."""
    columns = (
        Column("sheet", gettext("Sheet")),
        Column("cell", gettext("Cell"), "code"),
        Column("value", gettext("Value")),
        Column("reason", gettext("Reason"), wide=True),
        Column("remedy", gettext("What to do"), wide=True),
    )
    return Table(columns, [dict(one) for one in refused])


def refused_rows(cells: Iterable[RefusedCell]) -> list[dict[str, str]]:
    """Refused cells of a batch, in the reader's language."""
    return [
        {
            "sheet": cell.sheet,
            "cell": cell.cell,
            "value": cell.value,
            "reason": told(cell.reason, cell.details, gettext),
            "remedy": told(cell.remedy, cell.details, gettext),
        }
        for cell in cells
    ]


def totals_table(report: Report, dataset: Dataset) -> Table:
    """The totals of each table of a file, from its leaf rows alone."""
    columns = (
        Column("table", gettext("Table"), "code"),
        Column("name", gettext("Column"), wide=True),
        Column("total", gettext("Total"), "amount"),
    )
    rows = [
        {
            "table": f"{sheet['name']} {table['header_cells']}",
            "name": column_label(dataset, key),
            "total": None if table["totals"][key] is None else Decimal(table["totals"][key]),
        }
        for sheet in report["sheets"]
        for table in sheet["tables"]
        for key, _match in columns_of(table)
        if key in table["totals"]
    ]
    return Table(columns, rows)


# --- What stops a staging ---


def refusal_text(row: Staging) -> str:
    """Why a staging stopped, in the reader's language; empty when it did not."""
    if row.state == "lost":
        return gettext(INTERRUPTED)
    kept = row.refusal
    return told(kept["message"], kept["details"], gettext) if kept else ""


# --- Returns expected ---


def due_table(dues: Iterable[Due], calls: Mapping[int, Sequence[str]]) -> Table:
    """Returns, late ones first, with whom to call for those that did not come."""
    columns = (
        Column("status", gettext("Status"), "status"),
        Column("state", gettext("Return")),
        Column("dataset", gettext("Kind of file")),
        Column("sender", gettext("Entity"), wide=True),
        Column("period", gettext("Until"), "day"),
        Column("due_on", gettext("Due on"), "day"),
        Column("whom", gettext("Whom to call"), href="href"),
    )
    order = {"late": 0, "due": 1, "done": 2}
    rows = [_due_row(due, calls) for due in sorted(dues, key=lambda due: order[due.state])]
    return Table(columns, rows, empty=gettext("No return is expected."))


def _due_row(due: Due, calls: Mapping[int, Sequence[str]]) -> Row:
    row: dict[str, object] = {
        "status": STATUS_OF[due.state],
        "state": gettext(PUNCTUALITIES[due.state]),
        "dataset": dataset_label(due.dataset),
        "sender": name_of(due.sender),
        "period": due.period.last,
        "due_on": due.period.due_on,
    }
    if due.state != "done":
        people = " · ".join(calls.get(due.sender.pk, ()))
        row["whom"] = people or Missing(gettext("Nobody holds a post there."))
    return row


def hidden_sentence(number: int) -> str:
    """How many returns count without being listed; nothing where none does."""
    if not number:
        return ""
    return ngettext(
        "%(number)s return counts and is not listed: its sender is out of your reach today.",
        "%(number)s returns count and are not listed: their senders are out of your reach today.",
        number,
    ) % {"number": number}


def received_by_file(found: Iterable[Due]) -> str:
    """How many came of each kind of file."""
    told: dict[str, list[bool]] = {}
    for due in found:
        told.setdefault(due.dataset, []).append(due.state == "done")
    return " · ".join(
        f"{dataset_label(code)} {formats.x_of_y(sum(came), len(came), language())}"
        for code, came in told.items()
    )


def received_sentence(received: int, expected: int, on: date) -> str:
    """How many of the returns expected came."""
    return ngettext(
        "%(received)s return received of %(expected)s expected, on %(day)s.",
        "%(received)s returns received of %(expected)s expected, on %(day)s.",
        received,
    ) % {"received": received, "expected": expected, "day": formats.day(on, language(), "long")}
