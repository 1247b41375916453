"""What came of files taken in, in words: one block a file, in the language asked for."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, gettext

from tadbir.cli.terminal import Terminal
from tadbir.intake.contract import Dataset, Kind
from tadbir.intake.labels import column_label, column_of
from tadbir.intake.outcome import Outcome
from tadbir.intake.report import Report, columns_of
from tadbir.ui.formats import DASH


def report(terminal: Terminal, found: Sequence[tuple[Path, Outcome]], dataset: Dataset) -> None:
    """Print what came of each file: an object for one file as JSON, a list for several.

    When quiet, one line a file; otherwise everything that was read and refused.
    """
    told = [{"file": path.name} | outcome.as_json(get_language()) for path, outcome in found]
    words = [_line(one) if terminal.quiet else in_words(one, dataset) for one in told]
    terminal.data(told[0] if len(told) == 1 else told, "\n".join(words))


def _line(told: Report) -> str:
    return f"{told['file']}\t{told['batch'] or ''}\t{_verdict(told)}"


def _verdict(told: Report) -> str:
    if told["why"]:
        return str(told["why"])
    return gettext("kept") if told["batch"] else gettext("may be kept")


def in_words(told: Report, dataset: Dataset) -> str:
    """A report as lines one can read."""
    lines = [f"{told['file']}: {_verdict(told)}"]
    lines += [f"  ! {one['sentence']}" for one in told.get("taken_before", ())]
    lines += [f"  ! {warning}" for warning in told.get("warnings", ())]
    for sheet in told.get("sheets", ()):
        for table in sheet["tables"]:
            lines += _table_in_words(sheet["name"], table, dataset)
    lines += [
        f"  ✗ {one['sheet']}!{one['cell']}{_value(one)}: {one['reason']} → {one['remedy']}"
        for one in told.get("refused", ())
    ]
    lines += [
        f"  ? {one['sheet']}!{one['cell']}{_value(one)}: {one['reason']} → {one['remedy']}"
        for one in told.get("contradictions", ())
    ]
    lines += [
        f"  ✓ {one['sheet']}!{one['cell']}{_value(one)}: {one['reason']} ← {one['why']}"
        for one in told.get("accepted", ())
    ]
    if changes := told.get("changes"):
        lines.append("  " + " · ".join(_changes(changes)))
    if told["batch"]:
        lines.append("  " + gettext("Batch %(batch)s") % {"batch": told["batch"]})
    return "\n".join(lines)


def _value(refused: Mapping[str, str]) -> str:
    return f" « {refused['value']} »" if refused["value"] else ""


def _table_in_words(sheet: str, table: Report, dataset: Dataset) -> Iterator[str]:
    """Where a table stands, how much of it was understood, and its totals in full."""
    found, rows = table["reconciliation"], table["rows"]
    said = gettext(
        "%(place)s: layout %(layout)s; rows of data: %(data)s of %(total)s;"
        " totals that agree: %(held)s of %(equalities)s"
    )
    yield "  " + said % {
        "place": f"{sheet} {table['header_cells']}", "layout": table["layout"],
        "data": rows["data"], "total": rows["total"],
        "held": found["held"], "equalities": found["equalities"],
    }  # fmt: skip
    for key, _match in columns_of(table):
        if key in table["totals"]:
            total = table["totals"][key]
            shown = DASH if total is None else f"{total}{_unit(dataset, key)}"
            yield f"    {_label(dataset, key)}: {shown}"


def _label(dataset: Dataset, key: str) -> str:
    """The title of a column, after the group it stands under."""
    group = key.rpartition("/")[0]
    label = column_label(dataset, key)
    return f"{gettext(group)} · {label}" if group else label


def _unit(dataset: Dataset, key: str) -> str:
    column = column_of(dataset, key.rpartition("/")[2])
    return " " + gettext("DH") if column and column.kind is Kind.AMOUNT else ""


def _changes(changes: Mapping[str, Any]) -> Iterator[str]:
    labels = {
        "new": gettext("new rows"),
        "changed": gettext("changed"),
        "same": gettext("unchanged"),
        "gone": gettext("no longer there"),
        "left_out": gettext("standing and refused here, or perhaps"),
        "superseded": gettext("returns replaced"),
    }
    for name, label in labels.items():
        yield f"{label}: {changes[name]}"
