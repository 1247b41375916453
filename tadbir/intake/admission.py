"""Which drafted records may go on: one of a kind, dated, for an entity of the sender's."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tadbir.core.words import N_
from tadbir.intake.contract import Drafted, Record, Refusal, Sender, Table
from tadbir.intake.report import Understood

Draft = Callable[[Table, Sender], Drafted]
MOST_SAID = 80
"""Characters of a row that a refusal repeats."""


@dataclass(frozen=True, slots=True)
class Drafts:
    """A table and what its domain drafted of it."""

    table: Table
    drafted: Drafted


def draft(table: Table, sender: Sender, make: Draft) -> Drafts:
    """What the domain makes of a table; refused as a whole when nothing says its day."""
    if table.as_of is None and sender.on_date is None:
        return Drafts(table, Drafted((), (_undated(table),)))
    return Drafts(table, make(table, sender))


def _undated(table: Table) -> Refusal:
    return Refusal(
        table.sheet,
        table.header_cells,
        "",
        "intake.day-missing",
        N_("Neither the file nor you said which day its figures describe."),
        N_("Say it: --on 2025-06-30 on the command line, or the field “Figures of” on the page."),
    )


def admit(
    drafts: Sequence[Drafts], *, reachable: frozenset[str], latest_day: date
) -> list[Understood]:
    """Tables with the records that may go on, and with the refusal of each that may not.

    `reachable` are the codes of entities the sender may speak for: an entity that does not exist
    and one that is out of reach get the same answer. `latest_day` is the day it was known.
    """
    repeated = _repeated(drafts)
    return [_admitted(one, repeated, reachable, latest_day) for one in drafts]


def codes(drafts: Iterable[Drafts]) -> frozenset[str]:
    """The codes of every entity that the records speak of."""
    return frozenset(record.holder for one in drafts for record in one.drafted.records)


def _admitted(
    one: Drafts,
    repeated: Mapping[tuple[str, date, tuple[str, ...]], Record],
    reachable: frozenset[str],
    latest_day: date,
) -> Understood:
    kept: list[Record] = []
    refused = [*one.table.refused, *one.drafted.refused]
    unnamed = 0
    strange: list[Record] = []
    early: list[Record] = []
    again: dict[tuple[int, str, int], Refusal] = {}
    for record in one.drafted.records:
        first = repeated[record.holder, record.on_date, record.key]
        if not record.holder:
            unnamed += 1
        elif record.holder not in reachable:
            strange.append(record)
        elif record.on_date > latest_day:
            early.append(record)
        elif first is not record:
            again[record.row, first.sheet, first.row] = _twice(one.table, record.row, first)
        else:
            kept.append(record)
    whole = [
        *again.values(),
        *([_not_yet(one.table, early, latest_day)] if early else ()),
        *([_out_of_reach(one.table, strange)] if strange else ()),
        *([_unnamed(one.table, unnamed)] if unnamed else ()),
    ]
    return Understood(one.table, kept, [*refused, *whole])


def _repeated(drafts: Sequence[Drafts]) -> dict[tuple[str, date, tuple[str, ...]], Record]:
    """The first record of each key, over the whole file."""
    first: dict[tuple[str, date, tuple[str, ...]], Record] = {}
    for one in drafts:
        for record in one.drafted.records:
            first.setdefault((record.holder, record.on_date, record.key), record)
    return first


def _unnamed(table: Table, count: int) -> Refusal:
    return Refusal(
        table.sheet,
        table.header_cells,
        "",
        "intake.holder-missing",
        N_("Neither the file nor you said for which entity these rows speak ({count})."),
        N_("Say it: --for D231 on the command line, or the field “Entity” on the page."),
        {"count": str(count)},
    )


def _out_of_reach(table: Table, records: Sequence[Record]) -> Refusal:
    """One refusal for all of them: a list of the whole country has thousands, and is no error."""
    rows, told = _rows_of(records)
    return Refusal(
        table.sheet,
        _span(table, rows),
        "",
        "intake.holder-unknown",
        N_(
            "Rows about entities for which you may not send figures: {rows},"
            " from row {first} to row {last}."
        ),
        N_(
            "Leave them out when the file covers more than your territory; otherwise ask whoever"
            " answers for those entities to send it."
        ),
        told,
    )


def _not_yet(table: Table, records: Sequence[Record], latest_day: date) -> Refusal:
    """One refusal for all of them: the day is that of the table, no cell of a row says it."""
    rows, told = _rows_of(records)
    return Refusal(
        table.sheet,
        _span(table, rows),
        "",
        "intake.day-to-come",
        N_(
            "The figures describe {day}, after {known}, the day on which the file was known:"
            " {rows} rows, from row {first} to row {last}."
        ),
        N_("Correct the day of the figures, or the day on which the file was known."),
        {**told, "day": _said(max(one.on_date for one in records)), "known": _said(latest_day)},
    )


def _twice(table: Table, row: int, first: Record) -> Refusal:
    """No one cell makes two rows the same: the whole row is named, with the texts it holds."""
    index = table.rows.index(row)
    values = (table.values[match.key][index] for match in table.columns)
    return Refusal(
        table.sheet,
        _span(table, [row]),
        " · ".join(value for value in values if isinstance(value, str) and value)[:MOST_SAID],
        "intake.row-twice",
        N_("The same thing stands already in {sheet}, row {row}."),
        N_("Keep one of the two rows."),
        {"sheet": first.sheet, "row": str(first.row)},
    )


def _rows_of(records: Sequence[Record]) -> tuple[Sequence[int], Mapping[str, str]]:
    """The rows of some records, and what a sentence says of them."""
    rows = sorted({record.row for record in records})
    return rows, {"rows": str(len(rows)), "first": str(rows[0]), "last": str(rows[-1])}


def _span(table: Table, rows: Sequence[int]) -> str:
    """The cells of a table from the first to the last of some rows: "A6:L14"."""
    letters = sorted((match.letter for match in table.columns), key=lambda one: (len(one), one))
    first, last = (letters[0], letters[-1]) if letters else ("A", "A")
    return f"{first}{rows[0]}:{last}{rows[-1]}"


def _said(day: date) -> str:
    return f"{day:%d/%m/%Y}"
