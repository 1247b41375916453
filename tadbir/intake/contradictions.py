"""Contradictions: rows against what is known, kept with a reason or left out; nothing between."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tadbir.intake.contract import Contradiction, Dataset, Key, Record
from tadbir.intake.reading.address import column_index, position
from tadbir.intake.report import Report

EVERY = "*"
"""Stands for every contradiction of a file, among the reasons given."""

Reasons = Mapping[str, str]
"""Why contradictions are accepted: by name of one, by cell, or by `EVERY`."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What becomes of the records of a file that contradict: those kept, and the report that says so.

    `left_out` are the keys of those for which nobody gave a reason.
    """

    records: Sequence[Record]
    report: Report
    left_out: Sequence[Key]


def found(
    records: Sequence[Record], dataset: Dataset, source: str, sheets: Sequence[Report]
) -> list[Report]:
    """What some records contradict, as a report tells it: a refusal, a name, whose keys.

    `sheets` are those of the report, which know where columns stand.
    """
    if dataset.contradictions is None:
        return []
    return [_told(one, sheets) for one in dataset.contradictions(records, source)]


def _told(found: Contradiction, sheets: Sequence[Report]) -> Report:
    first = found.records[0]
    table = _table(first, sheets)
    cell = _cell(found.column, first, table)
    return {
        "name": f"{first.sheet}!{cell}:{found.code}",
        "sheet": first.sheet,
        "cell": cell,
        "value": found.value,
        "code": found.code,
        "reason": found.reason,
        "remedy": found.remedy,
        "details": dict(found.details),
        "inside_totals": table["has_own_totals"],
        "keys": [_as_kept(record) for record in found.records],
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


def keys(told: Iterable[Report]) -> list[Key]:
    """The keys of the records that some contradictions speak of, each once."""
    spoken = [
        (str(holder), date.fromisoformat(day), tuple(key))
        for one in told
        for holder, day, key in one["keys"]
    ]
    return list(dict.fromkeys(spoken))


def sure(records: Sequence[Record], against: Collection[Key]) -> list[Record]:
    """The records that contradict nothing."""
    kept = frozenset(against)
    return [one for one in records if (one.holder, one.on_date, one.key) not in kept]


def decided(records: Sequence[Record], report: Report, reasons: Reasons) -> Decided:
    """The records that a sender's reasons let through, and the report of what was accepted.

    A record that contradicts two things is kept once both have a reason.
    """
    every: Sequence[Report] = report.get("contradictions", ())
    accepted = [one | {"why": why} for one in every if (why := _reason(one, reasons))]
    named = {one["name"] for one in accepted}
    left = [one for one in every if one["name"] not in named]
    left_out = keys(left)
    before = report.get("accepted", [])
    told = {**report, "contradictions": left, "accepted": [*before, *accepted]} if every else report
    return Decided(sure(records, left_out), told, left_out)


def closed(report: Report) -> Report:
    """A report of which everything is decided: contradictions without a reason are refused."""
    refused = [
        {name: one[name] for name in _OF_A_REFUSAL} for one in report.get("contradictions", ())
    ]  # fmt: skip
    return {**report, "contradictions": [], "refused": [*report["refused"], *refused]}


_OF_A_REFUSAL = ("sheet", "cell", "value", "code", "reason", "remedy", "details")


def _reason(one: Report, reasons: Reasons) -> str:
    """Why a contradiction is accepted, "" when nobody said."""
    cell, sheet = one["cell"], one["sheet"]
    asked = (one["name"], f"{sheet}!{cell}", cell, EVERY)
    return next((why for name in asked if (why := reasons.get(name, "").strip())), "")


def unknown(report: Report, reasons: Reasons) -> list[str]:
    """The cells for which a reason was given though nothing is contradicted there."""
    known = {EVERY}
    for one in (*report.get("contradictions", ()), *report.get("accepted", ())):
        known |= {one["name"], one["cell"], f"{one['sheet']}!{one['cell']}"}
    return sorted(set(reasons) - known)
