"""What is told about a file: one shape for the preview, the command's JSON and the batch's row.

Stored with its sentences untranslated; `localised` puts them in a reader's language.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tadbir.core.words import filled
from tadbir.intake.comparison import Changes, FigureChange, Move, Stood
from tadbir.intake.contract import Difference, Reading, Record, Refusal, Table, Value
from tadbir.intake.doubts import Doubt, LeftOut
from tadbir.intake.reading.refusals import TABLE_LEVEL, UnknownLayout
from tadbir.intake.reading.shares import DECIDED

Report = dict[str, Any]
Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Understood:
    """A table, what its domain made of it, and every refusal it met."""

    table: Table
    records: Sequence[Record]
    refused: Sequence[Refusal]


def report(reading: Reading, tables: Sequence[Understood], left_out: LeftOut) -> Report:
    """What a report says of the file, whatever stands; exact figures are text, days are ISO."""
    by_sheet: dict[str, list[Understood]] = {}
    for one in tables:
        by_sheet.setdefault(one.table.sheet, []).append(one)
    return {
        "file": reading.file,
        "sha256": reading.sha256,
        "format": reading.format,
        "encoding": reading.encoding,
        "delimiter": reading.delimiter,
        "warnings": list(reading.warnings),
        "sheets": [
            {
                "name": sheet.name,
                "ignored": list(sheet.ignored),
                "tables": [_table(one) for one in by_sheet.get(sheet.name, ())],
            }
            for sheet in reading.sheets
        ],
        "refused": [_refusal(refusal) for one in tables for refusal in one.refused],
        "withheld": [
            [holder, day.isoformat(), list(key)] for holder, day, key in left_out.withheld
        ],
        "doubts": [list(doubt) for doubt in left_out.doubts],
        "understood": sum(one.table.counts.data for one in tables),
    }


def unread(unknown: UnknownLayout) -> Report:
    """The report of a file of which no table is understood: its sheets, and what is refused."""
    return {
        "file": unknown.details["file"],
        "sha256": unknown.sha256,
        "warnings": [],
        "sheets": [{"name": name, "ignored": [], "tables": []} for name in unknown.sheets],
        "refused": [_refusal(refusal) for refusal in unknown.refusals],
        "records": 0,
    }


def left_out_in(report: Report) -> LeftOut:
    """What a file says and is refused, as its report keeps it."""
    return LeftOut(
        [(holder, date.fromisoformat(day), tuple(key)) for holder, day, key in report["withheld"]],
        [Doubt(*doubt) for doubt in report.get("doubts", ())],  # none in reports of before 2026
    )


def changed(changes: Changes) -> Report:
    """The part of a report that depends on what stands."""
    return {
        "changes": {
            "new": changes.new,
            "changed": changes.changed,
            "same": changes.same,
            "superseded": changes.superseded,
            "gone": changes.gone,
            "left_out": changes.left_out,
        },
        "figures": [_figure(figure) for figure in changes.figures],
        "gone": [_stood(row) for row in changes.gone_rows],
        "left_out": [_stood(row) for row in changes.left_out_rows],
        "moves": [_move(move) for move in changes.moves],
    }


def _table(one: Understood) -> Report:
    table = one.table
    counts = table.counts
    found = table.reconciliation
    return {
        "layout": table.layout,
        "header_cells": table.header_cells,
        "as_of": table.as_of.isoformat() if table.as_of else None,
        "fiscal_year": table.fiscal_year,
        "unit_factor": exact(table.unit_factor),
        "columns": {m.key: {"header": m.header, "letter": m.letter} for m in table.columns},
        "rows": {
            "data": counts.data,
            "subtotal": counts.subtotal,
            "title": counts.title,
            "note": counts.note,
            "refused": counts.refused,
            "total": counts.total,
        },
        "totals": {key: plain(total) for key, total in table.totals.items()},
        "reconciliation": {
            "equalities": found.equalities,
            "held": found.held,
            "groups": dict(found.groups),
            "differences": [_difference(one) for one in found.differences],
        },
        "has_own_totals": table.has_own_totals,
        "decided": _decided(table),
        "records": len(one.records),
        "refusals": sum(each.rows for each in one.refused if each.code not in TABLE_LEVEL),
        "undecided": sum(refusal.code in TABLE_LEVEL for refusal in one.refused),
    }


def _difference(difference: Difference) -> Report:
    return {
        "sheet": difference.sheet,
        "cell": difference.cell,
        "column": difference.column,
        "stated": exact(difference.stated),
        "computed": exact(difference.computed),
    }


def _decided(table: Table) -> list[str]:
    """The cells of rates that were decided by the amounts of their rows."""
    return [
        f"{mark.partition(':')[2]}{row}"
        for row, marks in table.marks.items()
        for mark in marks
        if mark.startswith(f"{DECIDED}:")
    ]


def columns_of(table: Report) -> list[tuple[str, Report]]:
    """The columns of a table's report, from the first letter to the last.

    A report that was stored has no order of its own: PostgreSQL keeps none inside JSON.
    """
    columns: dict[str, Report] = table["columns"]
    return sorted(columns.items(), key=lambda item: (len(item[1]["letter"]), item[1]["letter"]))


def _refusal(refusal: Refusal) -> Report:
    return asdict(refusal) | {"details": dict(refusal.details)}


def _figure(figure: FigureChange) -> Report:
    return {
        "holder": figure.holder,
        "on_date": figure.on_date.isoformat(),
        "key": list(figure.key),
        "title": figure.title,
        "name": figure.name,
        "before": plain(figure.before),
        "after": plain(figure.after),
        "sheet": figure.sheet,
        "row": figure.row,
    }


def _stood(row: Stood) -> Report:
    return {
        "holder": row.holder,
        "on_date": row.on_date.isoformat(),
        "key": list(row.key),
        "title": row.title,
    } | ({"perhaps": list(row.perhaps)} if row.perhaps else {})


def _move(move: Move) -> Report:
    return {
        "holder": move.holder,
        "on_date": move.on_date.isoformat(),
        "name": move.name,
        "before": plain(move.before),
        "after": plain(move.after),
    }


def exact(value: Decimal) -> str:
    """The decimal as text, without exponent nor needless zeros: 1000, 0.5, 12.34."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain(value: Value) -> int | str | bool | None:
    """A value as JSON takes it without losing a digit: decimals and days become text."""
    if isinstance(value, Decimal):
        return exact(value)
    return value.isoformat() if isinstance(value, date) else value


def told(sentence: str, details: Mapping[str, str], translate: Translate) -> str:
    """A marked sentence in the reader's language, its places filled."""
    if not details:
        return translate(sentence) if sentence else ""
    return filled(sentence, details, translate)


def localised(kept: Report, translate: Translate) -> Report:
    """The report with its sentences in the reader's language."""
    return (
        kept
        | {
            "warnings": [translate(warning) for warning in kept["warnings"]],
        }
        | {
            name: list(refusals(kept[name], translate))
            for name in ("refused", "contradictions", "accepted")
            if name in kept
        }
    )


def refusals(kept: Iterable[Report], translate: Translate) -> Iterable[Report]:
    """Refusals with their reason and remedy in the reader's language."""
    for one in kept:
        yield one | {
            "reason": told(one["reason"], one["details"], translate),
            "remedy": told(one["remedy"], one["details"], translate),
        }
