"""Doubts: rows that contradict what stands, kept with a reason or left out; nothing between."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tadbir.intake.contract import Dataset, Doubt, Key, Record
from tadbir.intake.reading.address import column_index, position
from tadbir.intake.report import Report

EVERY = "*"
"""Stands for every doubt of a file, among the reasons given."""

Reasons = Mapping[str, str]
"""Why doubts are accepted: by name of a doubt, by cell, or by `EVERY`."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What becomes of the doubtful records of a file: those kept, and the report that says so.

    `left_out` are the keys of those for which nobody gave a reason.
    """

    records: Sequence[Record]
    report: Report
    left_out: Sequence[Key]


def found(
    records: Sequence[Record], dataset: Dataset, source: str, sheets: Sequence[Report]
) -> list[Report]:
    """What is doubtful in some records, as a report tells it: a refusal, a name, whose keys.

    `sheets` are those of the report, which know where columns stand.
    """
    if dataset.doubts is None:
        return []
    return [_told(one, sheets) for one in dataset.doubts(records, source)]


def _told(doubt: Doubt, sheets: Sequence[Report]) -> Report:
    first = doubt.records[0]
    table = _table(first, sheets)
    cell = _cell(doubt.column, first, table)
    return {
        "name": f"{first.sheet}!{cell}:{doubt.code}",
        "sheet": first.sheet,
        "cell": cell,
        "value": doubt.value,
        "code": doubt.code,
        "reason": doubt.reason,
        "remedy": doubt.remedy,
        "details": dict(doubt.details),
        "inside_totals": table["has_own_totals"],
        "keys": [_as_kept(record) for record in doubt.records],
    }


def _cell(column: str, record: Record, table: Report) -> str:
    """The address of a column in the row of a record; the head of its table without one."""
    match = table["columns"].get(column)
    if not column:
        return str(table["header_cells"])
    letter = match["letter"] if match else _first_letter(table)
    return f"{letter}{record.row}"


def _table(record: Record, sheets: Sequence[Report]) -> Report:
    """The table that a record came from: the last one whose head stands above its row."""
    tables = [t for sheet in sheets if sheet["name"] == record.sheet for t in sheet["tables"]]
    return max((table for table in tables if _row(table) < record.row), key=_row)


def _row(table: Report) -> int:
    """The row, counted from 1, of the heads of a table, the last one where they take several."""
    return position(table["header_cells"].split(":")[-1])[0] + 1


def _first_letter(table: Report) -> str:
    letters = [match["letter"] for match in table["columns"].values()]
    return str(min(letters, key=column_index, default="A"))


def _as_kept(record: Record) -> list[object]:
    return [record.holder, record.on_date.isoformat(), list(record.key)]


def keys(doubts: Iterable[Report]) -> list[Key]:
    """The keys of the records that some doubts speak of, each once."""
    told = [
        (str(holder), date.fromisoformat(day), tuple(key))
        for one in doubts
        for holder, day, key in one["keys"]
    ]
    return list(dict.fromkeys(told))


def sure(records: Sequence[Record], doubtful: Collection[Key]) -> list[Record]:
    """The records of which nothing is doubted."""
    kept = frozenset(doubtful)
    return [one for one in records if (one.holder, one.on_date, one.key) not in kept]


def decided(records: Sequence[Record], report: Report, reasons: Reasons) -> Decided:
    """The records that a sender's reasons let through, and the report of what was accepted.

    A record of which two things are doubted is kept once both have a reason.
    """
    every: Sequence[Report] = report.get("doubts", ())
    accepted = [one | {"why": why} for one in every if (why := _reason(one, reasons))]
    named = {one["name"] for one in accepted}
    left = [one for one in every if one["name"] not in named]
    left_out = keys(left)
    before = report.get("accepted", [])
    told = {**report, "doubts": left, "accepted": [*before, *accepted]} if every else report
    return Decided(sure(records, left_out), told, left_out)


def closed(report: Report) -> Report:
    """A report of which everything is decided: doubts without a reason are refused cells."""
    refused = [
        {name: one[name] for name in _OF_A_REFUSAL} for one in report.get("doubts", ())
    ]  # fmt: skip
    return {**report, "doubts": [], "refused": [*report["refused"], *refused]}


_OF_A_REFUSAL = ("sheet", "cell", "value", "code", "reason", "remedy", "details")


def _reason(doubt: Report, reasons: Reasons) -> str:
    """Why a doubt is accepted, "" when nobody said."""
    cell, sheet = doubt["cell"], doubt["sheet"]
    asked = (doubt["name"], f"{sheet}!{cell}", cell, EVERY)
    return next((why for one in asked if (why := reasons.get(one, "").strip())), "")


def unknown(report: Report, reasons: Reasons) -> list[str]:
    """The cells for which a reason was given though nothing is doubted there."""
    known = {EVERY}
    for one in (*report.get("doubts", ()), *report.get("accepted", ())):
        known |= {one["name"], one["cell"], f"{one['sheet']}!{one['cell']}"}
    return sorted(set(reasons) - known)
