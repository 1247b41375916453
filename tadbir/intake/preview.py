"""What a preview shows of a file: its tables, what they change, what stands in the way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.utils.translation import gettext

from tadbir.core.refused import Refused
from tadbir.intake import registry, verdict
from tadbir.intake.comparison import MOST_SHOWN
from tadbir.intake.contract import Dataset
from tadbir.intake.contradicted import Contradicting, contradicting_rows
from tadbir.intake.labels import both_texts, column_label, row_text, sum_value, taken_before
from tadbir.intake.listed import ON_A_PAGE, Listed, shown
from tadbir.intake.models import Staging
from tadbir.intake.presenters import refused_table, totals_table
from tadbir.intake.report import Report, columns_of, refusals
from tadbir.ui import formats
from tadbir.ui.pages import sentence
from tadbir.ui.tables import Column, Row, Table
from tadbir.ui.words import language

CUT = frozenset({"figures", "gone", "left_out"})
"""Lists of which `MOST_SHOWN` rows are kept."""


@dataclass(frozen=True, slots=True)
class TableFound:
    """One table of the file: where it is, how it was understood, and whether its totals hold."""

    place: str
    facts: Sequence[tuple[str, str]]
    columns: Table
    differences: Table


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that helps to decide on one file."""

    warnings: Sequence[str]
    taken_before: Sequence[tuple[str, int]]
    tables: Sequence[TableFound]
    ignored: Sequence[str]
    totals: Table
    changes: Sequence[tuple[str, int]]
    lists: Sequence[Listed]
    blocking: Sequence[str]
    ticks: Mapping[str, str]
    contradictions: Sequence[Contradicting]


def preview(row: Staging, names: Mapping[str, str], pages: Mapping[str, str]) -> Preview:
    """The preview of a staging that is ready; `names` are those of entities by code, `pages` the
    page asked for of each list."""
    report: Report = row.report or {}
    dataset = registry.dataset(row.dataset)
    found = verdict.obstacles(report)
    return Preview(
        warnings=[*(gettext(warning) for warning in report["warnings"]), *_decided(report)],
        taken_before=[
            (taken_before(one, names), one["batch"]) for one in report.get("taken_before", ())
        ],
        tables=[
            _table(sheet["name"], table, dataset)
            for sheet in report["sheets"]
            for table in sheet["tables"]
        ],
        ignored=[text for sheet in report["sheets"] for text in sheet["ignored"]],
        totals=totals_table(report, dataset),
        changes=_changes(report["changes"]),
        lists=_lists(report, dataset, names, pages),
        blocking=[sentence(refused) for refused, tick in found if not tick],
        ticks=_ticks(found),
        contradictions=contradicting_rows(report),
    )


def _lists(
    report: Report, dataset: Dataset, names: Mapping[str, str], pages: Mapping[str, str]
) -> list[Listed]:
    """The lists that have rows, each at its own page."""
    made: Sequence[tuple[str, str, Callable[[Sequence[Report]], Table]]] = (
        ("refused", gettext("Refused cells"), lambda some: refused_table(refusals(some, gettext))),
        ("moves", gettext("Sums that move"), lambda some: _moves(some, dataset, names)),
        ("figures", gettext("Figures that change"), lambda some: _figures(some, dataset, names)),
        ("gone", gettext("Rows no longer there"), lambda some: _stood(some, dataset, names)),
        ("left_out", gettext("Rows that stand and are, or may be, refused here"),
         lambda some: _stood(some, dataset, names, is_left_out=True)),
    )  # fmt: skip
    found = []
    for name, title, table in made:
        if report[name]:
            page = Paginator(report[name], ON_A_PAGE).get_page(pages.get(name))
            some = list(page.object_list)
            found.append(Listed(name, title, table(some), page, _shown(report, name, len(some))))
    return found


def _shown(report: Report, name: str, number: int) -> list[str]:
    """How many rows of a list are on the page, and that not all of them were kept."""
    kept, lang = len(report[name]), language()
    notes = [shown(number, max(kept, report["changes"].get(name, 0)))]
    if name in CUT and kept == MOST_SHOWN:
        notes.append(
            gettext("The first %(kept)s are listed.") % {"kept": formats.count(kept, lang)}
        )
    return notes


def heads(row: Staging) -> list[tuple[str, str]]:
    """The heads of a file with the title of the column each was matched to, without repeats."""
    dataset = registry.dataset(row.dataset)
    report: Report = row.report or {"sheets": ()}
    found: dict[str, str] = {}
    for sheet in report["sheets"]:
        for table in sheet["tables"]:
            for key, match in columns_of(table):
                found.setdefault(match["header"], column_label(dataset, key))
    return list(found.items())


def _ticks(found: Sequence[tuple[Refused, str]]) -> dict[str, str]:
    """The question of each tick that is needed, and what is asked of reasons."""
    asked: dict[str, list[str]] = {}
    for refused, tick in found:
        if tick:
            asked.setdefault(tick, []).append(sentence(refused))
    return {tick: " ".join(questions) for tick, questions in asked.items()}


def _changes(changes: Mapping[str, int]) -> list[tuple[str, int]]:
    labels = (
        ("new", gettext("New rows")),
        ("changed", gettext("Changed rows")),
        ("same", gettext("Unchanged rows")),
        ("gone", gettext("Rows no longer there")),
        ("left_out", gettext("Rows that stand and are, or may be, refused here")),
        ("superseded", gettext("Returns replaced")),
    )
    return [(label, changes[code]) for code, label in labels]


def _table(sheet: str, table: Report, dataset: Dataset) -> TableFound:
    rows, held = table["rows"], table["reconciliation"]
    facts = [
        (gettext("Rows of data"), str(rows["data"])),
        (gettext("Subtotals and totals"), str(rows["subtotal"])),
        (gettext("Titles and notes"), str(rows["title"] + rows["note"])),
        (gettext("Refused rows"), str(rows["refused"])),
        (gettext("Totals that agree"), _agreeing(held)),
        (gettext("Unit"), table["unit_factor"]),
        (gettext("Figures of"), formats.day(_day(table["as_of"]), language())),
    ]
    columns = Table(
        (
            Column("letter", gettext("Column"), "code"),
            Column("header", gettext("Head in the file"), wide=True),
            Column("title", gettext("Understood as"), wide=True),
        ),
        [match | {"title": column_label(dataset, key)} for key, match in columns_of(table)],
    )
    return TableFound(
        f"{sheet} {table['header_cells']}", facts, columns, _differences(held, dataset)
    )


def _differences(held: Report, dataset: Dataset) -> Table:
    columns = (
        Column("cell", gettext("Cell"), "code"),
        Column("column", gettext("Column"), wide=True),
        Column("stated", gettext("The file says"), "code"),
        Column("computed", gettext("Its rows give"), "code"),
    )
    rows = [
        one
        | {"cell": f"{one['sheet']} {one['cell']}", "column": column_label(dataset, one["column"])}
        for one in held["differences"]
    ]
    return Table(columns, rows)


def _moves(moves: Sequence[Report], dataset: Dataset, names: Mapping[str, str]) -> Table:
    columns = (
        Column("holder", gettext("Entity"), wide=True),
        Column("on_date", gettext("Figures of"), "day"),
        Column("name", gettext("Column")),
        Column("before", gettext("Before"), "amount"),
        Column("after", gettext("After"), "amount"),
        Column("by", gettext("Difference"), "amount"),
    )
    return Table(columns, [_move(one, dataset, names) for one in moves])


def _move(one: Report, dataset: Dataset, names: Mapping[str, str]) -> Row:
    before, after = (sum_value(dataset, one["name"], one[side]) for side in ("before", "after"))
    return {
        "holder": names.get(one["holder"], one["holder"]),
        "on_date": _day(one["on_date"]),
        "name": column_label(dataset, one["name"]),
        "before": before,
        "after": after,
        "by": None if before is None or after is None else after - before,
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _agreeing(held: Report) -> str:
    """How many totals agree of those that the file has."""
    return formats.x_of_y(held["held"], held["equalities"], language())


def _figures(figures: Sequence[Report], dataset: Dataset, names: Mapping[str, str]) -> Table:
    columns = (
        Column("place", gettext("Cell"), "code"),
        Column("holder", gettext("Entity")),
        Column("row", gettext("Row"), wide=True),
        Column("name", gettext("Column")),
        Column("before", gettext("Before")),
        Column("after", gettext("After")),
    )
    return Table(columns, [_figure(one, dataset, names) for one in figures])


def _figure(one: Report, dataset: Dataset, names: Mapping[str, str]) -> Row:
    before, after = both_texts(dataset, one["name"], one["before"], one["after"])
    return {
        "place": f"{one['sheet']} {one['row']}",
        "holder": names.get(one["holder"], one["holder"]),
        "row": row_text(dataset, one),
        "name": column_label(dataset, one["name"]),
        "before": before,
        "after": after,
    }


def _stood(
    stood: Sequence[Report],
    dataset: Dataset,
    names: Mapping[str, str],
    *,
    is_left_out: bool = False,
) -> Table:
    """Rows that stand today and that the file would not keep; of those left out, why."""
    columns = (
        Column("holder", gettext("Entity")),
        Column("on_date", gettext("Figures of"), "day"),
        Column("row", gettext("Row"), wide=True),
        *((Column("why", gettext("Why"), wide=True),) if is_left_out else ()),
    )
    rows = [
        {
            "holder": names.get(one["holder"], one["holder"]),
            "on_date": _day(one["on_date"]),
            "row": row_text(dataset, one),
            "why": _doubt(one),
        }
        for one in stood
    ]
    return Table(columns, rows)


def _doubt(stood: Report) -> str:
    """Whether a row is known to be refused in the file, or only may be."""
    if not stood.get("perhaps"):
        return gettext("Refused in this file")
    places = " · ".join(formats.isolate(place) for place in stood["perhaps"])
    return gettext("Perhaps the refused row at %(places)s") % {"places": places}


def _decided(report: Report) -> list[str]:
    """A sentence for each table of which rates were decided by the amounts beside them."""
    return [
        gettext(
            "%(sheet)s: rates that could be read in two ways, decided by the amounts of their"
            " rows: %(cells)s."
        )
        % {
            "sheet": formats.isolate(sheet["name"], formats.FIRST_STRONG),
            "cells": formats.isolate(", ".join(table["decided"][:MOST_SHOWN])),
        }
        for sheet in report["sheets"]
        for table in sheet["tables"]
        if table.get("decided")
    ]
