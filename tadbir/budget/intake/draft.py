"""From a table of a budget to records: one for each holder, budget, part and line. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tadbir.budget.terms import AMOUNTS, PATH_SEPARATOR
from tadbir.core.memory import many_objects
from tadbir.core.words import N_, fold
from tadbir.intake.contract import Drafted, Record, Refusal, Sender, Table, Value
from tadbir.intake.holder import Holders
from tadbir.intake.refuse import NO_DAY, TWICE, Why, at_cell, at_table, column, day_of, each
from tadbir.procurement.calc import nature

LABELS = ("label", "label_ar")
VALUE_NAMES = (*AMOUNTS, *LABELS)
TOTAL_GROUP = "total"
_MONEY = frozenset(AMOUNTS) | {"delegated_net", "transfers", "carried_in", "withdrawn"}
_LEVELS = tuple(f"path_{level}" for level in range(1, 6))
_CODE_AND_LABEL = re.compile(r"\s*([0-9][0-9A-Za-z./-]*)\s+(\S.*)", re.DOTALL)
_LONGEST_PATH = 200
_NO_PART: Why = (
    "line.no-part",
    N_("Nothing says whether these credits are operating or investment."),
    N_("Add a column that says it, or write it in the title above the table."),
)
_PATH_TOO_LONG: Why = (
    "line.path-too-long",
    N_("The code of this line is longer than {longest} characters."),
    N_("Give the line its code in one column of its own."),
)


@dataclass(frozen=True, slots=True)
class _Lines:
    """The line of each data row: its path of codes, its label, its economic nature and chapter."""

    paths: Sequence[str]
    labels: Sequence[str]
    natures: Sequence[tuple[str, str]]


def split_code(text: str) -> tuple[str, str]:
    """The code and the label of a cell that holds both: "22239 Gestion" is 22239 and Gestion."""
    found = _CODE_AND_LABEL.fullmatch(text)
    return (found[1], found[2].strip()) if found else (text.strip(), "")


def _lines(table: Table) -> _Lines:
    """The line of every row, from its levels; without any code, its folded label is its path."""
    columns = [_split(table.values[name]) for name in _LEVELS if name in table.values]
    own = _texts(column(table, "label"))
    if not columns:
        return _Lines([fold(label) for label in own], own, [("", "")] * len(own))
    levels = list(zip(*columns, strict=True))
    labels = [label or _deepest(row) for label, row in zip(own, levels, strict=True)]
    paths = [
        PATH_SEPARATOR.join([code for code, _ in row if code]) or fold(label)
        for row, label in zip(levels, labels, strict=True)
    ]
    chapters = (_texts(column(table, name)) for name in ("path_4", "path_1"))
    return _Lines(paths, labels, list(zip(*chapters, strict=True)))


def _texts(values: Sequence[Value]) -> list[str]:
    """The values as trimmed texts, blanks as ""."""
    return each(values, lambda value: "" if value is None else str(value).strip())


def _split(values: Sequence[Value]) -> list[tuple[str, str]]:
    """The code and the label of each cell of a level, both "" where it is blank."""
    return each(values, lambda value: ("", "") if value is None else split_code(str(value)))


def _deepest(row: Sequence[tuple[str, str]]) -> str:
    """The label in the deepest level that is filled."""
    return next((text for code, text in reversed(row) if code or text), "")


def groups_of(table: Table) -> tuple[str, ...]:
    """The groups under which the table holds amounts that are kept, in the file's order."""
    kept = frozenset(AMOUNTS) | {"delegated_net"}
    found = dict.fromkeys(m.group for m in table.columns if m.name in kept)
    return tuple(group for group in found if group != TOTAL_GROUP)


def _amounts(table: Table, group: str) -> Iterator[tuple[Value, ...]]:
    """The amounts of `AMOUNTS` row by row, credits made net and total where the file parts them."""
    prefix = f"{group}/" if group else ""
    columns = {name: column(table, prefix + name) for name in AMOUNTS}
    has = {m.name for m in table.columns if m.group == group}
    columns["delegated"] = _delegated(table, prefix)
    if "current" not in has and has & {"transfers", "carried_in"}:
        columns["current"] = _total_of_credits(table, prefix)
    return zip(*(columns[name] for name in AMOUNTS), strict=True)


def _delegated(table: Table, prefix: str) -> Sequence[Value]:
    """Delegated credits net of withdrawals, whatever sign withdrawals are written with."""
    if table.match(f"{prefix}delegated") is None:
        return column(table, f"{prefix}delegated_net")
    gross = column(table, f"{prefix}delegated")
    withdrawn = column(table, f"{prefix}withdrawn")
    return [
        value - abs(back) if isinstance(value, int) and isinstance(back, int) else value
        for value, back in zip(gross, withdrawn, strict=True)
    ]


def _total_of_credits(table: Table, prefix: str) -> Sequence[Value]:
    """Opened credits after transfers and carry-overs; None where nothing was opened."""
    opened, transfers, carried = (
        column(table, prefix + name) for name in ("opened", "transfers", "carried_in")
    )
    return [
        None
        if not isinstance(value, int)
        else value + sum(part for part in parts if isinstance(part, int))
        for value, *parts in zip(opened, transfers, carried, strict=True)
    ]


class _Draft:
    """Gathers the records and the refusals of one table."""

    def __init__(self, table: Table, sender: Sender, day: date) -> None:
        self.table, self.day = table, day
        self.year = str(table.fiscal_year or day.year)
        self.holders = Holders(table, sender)
        self.lines = _lines(table)
        self.around = (table.sheet, *table.context.values())
        self.said_around = nature.of_texts(reversed(self.around))
        self.said = self._said_in_columns()
        self.headings = self._headings()
        self.records: list[Record] = []
        self.refused: list[Refusal] = []
        self.first: dict[tuple[str, tuple[str, ...]], int] = {}

    def _said_in_columns(self) -> Sequence[str]:
        """What the columns of budget and part say, row by row."""
        present = [name for name in ("part", "budget") if self.table.match(name)]
        if not present:
            return ("",) * len(self.table.rows)
        rows = list(zip(*(self.table.values[name] for name in present), strict=True))
        return each(rows, lambda row: " ".join(str(value or "") for value in row))

    def _headings(self) -> Sequence[str]:
        """The title above each row; a row without any amount that names a part is one too."""
        amounts = [self.table.values[m.key] for m in self.table.columns if m.name in _MONEY]
        rows = zip(*amounts, strict=True)
        bare = {index for index, row in enumerate(rows) if row.count(None) == len(row)}
        if not bare:
            return self.table.headings
        above, headings = "", []
        for index, title in enumerate(self.table.headings):
            if index in bare:
                text = f"{self.lines.paths[index]} {self.lines.labels[index]}"
                above = text if nature.part_said(text) else above
            headings.append(title or above)
        return headings

    def take(self, group: str) -> None:
        """Draft every row of one group that has an amount: a record, or a refusal."""
        table, lines, day, year = self.table, self.lines, self.day, self.year
        wordings = zip(lines.labels, _texts(column(table, "label_ar")), strict=True)
        amounts_of = _amounts(table, group)
        natures = self._natures(group)
        rows = zip(table.rows, amounts_of, natures, lines.paths, wordings, strict=True)
        for index, (row, amounts, said, path, wording) in enumerate(rows):
            if amounts.count(None) == len(amounts):
                continue
            holder = self.holders.of_row(index)
            if isinstance(holder, Refusal) or said is None or len(path) > _LONGEST_PATH:
                self.refused.append(self._why(index, holder, path))
                continue
            key = (year, *said, path)
            first = self.first.setdefault((holder, key), row)
            if first != row:
                self.refused.append(at_cell(table, index, "path_5", TWICE, first=str(first)))
                continue
            self.records.append(Record(holder, day, key, amounts + wording, table.sheet, row))

    def _why(self, index: int, holder: str | Refusal, path: str) -> Refusal:
        """Why the holder or the line of a row cannot be told."""
        if isinstance(holder, Refusal):
            return holder
        if len(path) > _LONGEST_PATH:
            return at_cell(self.table, index, "path_5", _PATH_TOO_LONG, longest=str(_LONGEST_PATH))
        return at_cell(self.table, index, "path_5", _NO_PART)

    def _natures(self, group: str) -> Sequence[tuple[str, str] | None]:
        """The budget and part of each row: its columns, head, chapter, levels, titles, the sheet."""
        chapters = map(nature.of_path, self.lines.paths)
        rows = zip(self.said, chapters, self.lines.natures, self.headings, strict=True)
        return each(list(rows), lambda row: self._nature(group, *row))

    def _nature(
        self, group: str, said: str, chapter: nature.Nature, near: tuple[str, str], title: str
    ) -> tuple[str, str] | None:
        kind, part = nature.settled(
            (
                nature.of_texts((said,)),
                nature.OF_GROUP[group],
                chapter,
                nature.of_texts((*near, title)),
                self.said_around,
            )
        )
        return (kind.value, part.value) if kind and part else None


@many_objects()
def draft(table: Table, sender: Sender) -> Drafted:
    """The records of a budget table.

    A table of totals or of ratios alone gives none. When not one row could be placed and the
    reason is the same for all, it is said once.
    """
    groups = groups_of(table)
    if not groups:
        return Drafted(())
    day = day_of(table, sender)
    if day is None:
        return Drafted((), (at_table(table, NO_DAY),))
    work = _Draft(table, sender, day)
    for group in groups:
        work.take(group)
    return Drafted(work.records, said_once(table, work.records, work.refused))


def said_once(
    table: Table, records: Sequence[Record], refused: Sequence[Refusal]
) -> tuple[Refusal, ...]:
    """The refusals of a table, as one when every row fails for one reason without a value."""
    causes = {(refusal.code, refusal.value) for refusal in refused}
    if records or len(refused) < 2 or len(causes) > 1:
        return tuple(refused)
    only = refused[0]
    return (at_table(table, (only.code, only.reason, only.remedy), **only.details),)
