"""Which drafted records may go on: one of a kind, dated, for an entity of the sender's."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tadbir.core.words import N_
from tadbir.intake.contract import Drafted, Record, Refusal, Sender, Table
from tadbir.intake.report import Understood

Draft = Callable[[Table, Sender], Drafted]


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
    letter = one.table.columns[0].letter if one.table.columns else "A"
    unnamed = 0
    strange: list[Record] = []
    for record in one.drafted.records:
        first = repeated[record.holder, record.on_date, record.key]
        cell = f"{letter}{record.row}"
        if not record.holder:
            unnamed += 1
        elif record.holder not in reachable:
            strange.append(record)
        elif record.on_date > latest_day:
            refused.append(_not_yet(record, cell, latest_day))
        elif first is not record:
            refused.append(_twice(record, cell, first))
        else:
            kept.append(record)
    if strange:
        refused.append(_out_of_reach(one.table, strange, letter))
    if unnamed:
        refused.append(_unnamed(one.table, unnamed))
    return Understood(one.table, kept, refused)


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


def _out_of_reach(table: Table, records: Sequence[Record], letter: str) -> Refusal:
    """One refusal for all of them: a list of the whole country has thousands, and is no error."""
    numbers = [record.row for record in records]
    first, last = min(numbers), max(numbers)
    return Refusal(
        table.sheet,
        f"{letter}{first}" if first == last else f"{letter}{first}:{letter}{last}",
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
        {"rows": str(len(set(numbers))), "first": str(first), "last": str(last)},
    )


def _not_yet(record: Record, cell: str, latest_day: date) -> Refusal:
    return Refusal(
        record.sheet,
        cell,
        record.on_date.isoformat(),
        "intake.day-to-come",
        N_("The row describes {day}, after {known}, the day on which the file was known."),
        N_("Correct the day of the figures, or the day on which the file was known."),
        {"day": record.on_date.isoformat(), "known": latest_day.isoformat()},
    )


def _twice(record: Record, cell: str, first: Record) -> Refusal:
    return Refusal(
        record.sheet,
        cell,
        " · ".join(part for part in record.key if part),
        "intake.row-twice",
        N_("The same thing stands already in {sheet}, row {row}."),
        N_("Keep one of the two rows."),
        {"sheet": first.sheet, "row": str(first.row)},
    )
