"""From a table of a budget to records: one for each holder, budget, part and line. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, compress, repeat

import numpy as np

from tadbir.budget.terms import AMOUNTS, PATH_SEPARATOR
from tadbir.core.memory import many_objects
from tadbir.core.words import N_, fold
from tadbir.intake.contract import Drafted, Record, Refusal, Sender, Table, Value
from tadbir.intake.holder import Holders
from tadbir.intake.refuse import NO_DAY, TWICE, Why, at_cell, at_table, column, day_of
from tadbir.intake.repeated import Flags, Places, Repeated, firsts, together
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

    paths: Repeated[str]
    labels: Repeated[str]
    near: Repeated[tuple[str, str]]

    def times(self, count: int) -> "_Lines":
        """The same rows so many times, one after another."""
        return _Lines(self.paths.times(count), self.labels.times(count), self.near.times(count))


def split_code(text: str) -> tuple[str, str]:
    """The code and the label of a cell that holds both: "22239 Gestion" is 22239 and Gestion."""
    found = _CODE_AND_LABEL.fullmatch(text)
    return (found[1], found[2].strip()) if found else (text.strip(), "")


def _lines(table: Table) -> _Lines:
    """The line of every row, from its levels; without any code, its folded label is its path."""
    paths = deepest = Repeated.one("", len(table.rows))
    for name in _LEVELS:
        if name in table.values:
            codes = _codes(table.values[name])
            paths = together(paths, codes).each(_joined)
            deepest = together(deepest, codes).each(
                lambda row: row[1][1] if any(row[1]) else row[0]
            )
    labels = together(_texts(table, "label"), deepest).each(lambda row: row[0] or row[1])
    if "" in paths.different:
        paths = together(paths, labels).each(lambda row: row[0] or fold(row[1]))
    near = together(_texts(table, "path_4"), _texts(table, "path_1"))
    return _Lines(paths, labels, near)


def _joined(row: tuple[str, tuple[str, str]]) -> str:
    """A path, with the code of one level more."""
    path, (code, _label) = row
    return f"{path}{PATH_SEPARATOR}{code}" if path and code else path or code


def _texts(table: Table, name: str) -> Repeated[str]:
    """The values of a column as trimmed texts, "" where it is blank or the table has none."""
    if name not in table.values:
        return Repeated.one("", len(table.rows))
    values = Repeated.of(table.values[name])
    return values.each(lambda value: "" if value is None else str(value).strip())


def _codes(values: Sequence[Value]) -> Repeated[tuple[str, str]]:
    """The code and the label of each cell of a level, both "" where it is blank."""
    return Repeated.of(values).each(lambda v: ("", "") if v is None else split_code(str(v)))


def groups_of(table: Table) -> tuple[str, ...]:
    """The groups under which the table holds amounts that are kept, in the file's order."""
    kept = frozenset(AMOUNTS) | {"delegated_net"}
    found = dict.fromkeys(m.group for m in table.columns if m.name in kept)
    return tuple(group for group in found if group != TOTAL_GROUP)


def _amounts(table: Table, group: str) -> list[Sequence[Value]]:
    """The columns of `AMOUNTS`, credits made net and total where the file parts them."""
    prefix = f"{group}/" if group else ""
    columns = {name: column(table, prefix + name) for name in AMOUNTS}
    has = {m.name for m in table.columns if m.group == group}
    columns["delegated"] = _delegated(table, prefix)
    if "current" not in has and has & {"transfers", "carried_in"}:
        columns["current"] = _total_of_credits(table, prefix)
    return [columns[name] for name in AMOUNTS]


def _under(*groups: list[Sequence[Value]]) -> list[Sequence[Value]]:
    """The columns of some groups, those of one group under those of another."""
    first, *others = groups
    return [list(chain(*parts)) for parts in zip(*groups, strict=True)] if others else first


def _have_some(columns: Sequence[Sequence[Value]], length: int) -> Flags:
    """Which rows are not blank in all of some columns."""
    if any(None not in values for values in columns):
        return np.ones(length, dtype=np.bool_)
    rows = zip(*columns, strict=True)
    return np.fromiter((row.count(None) < len(row) for row in rows), np.bool_, length)


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
    """What is drafted of one table: its rows once for each group of amounts, one group after
    another; a place is that of a row in a group."""

    def __init__(self, table: Table, sender: Sender, day: date, groups: Sequence[str]) -> None:
        self.table, self.day = table, day
        self.year = str(table.fiscal_year or day.year)
        self.around = nature.of_texts(reversed((table.sheet, *table.context.values())))
        self.times = len(groups)
        self.rows = np.tile(np.array(table.rows, dtype=np.int64), self.times)
        self.amounts = _under(*(_amounts(table, group) for group in groups))
        lines, self.holder_of = _lines(table), Holders(table, sender)
        self.lines = lines.times(self.times)
        self.holders = self.holder_of.of_rows().times(self.times)
        natures = together(
            Repeated(groups, np.repeat(np.arange(self.times), len(table.rows))),
            _said_in_columns(table).times(self.times),
            self.lines.paths.each(nature.chapter),
            self.lines.near,
            _headings(table, lines).times(self.times),
        ).each(lambda row: self._nature(*row))
        self.keys = together(natures, self.lines.paths).each(self._key)

    def _nature(
        self, group: str, said: str, chapter: str, near: tuple[str, str], title: str
    ) -> tuple[str, str] | None:
        """The budget and part: said by columns, head, chapter, levels, titles or the sheet."""
        kind, part = nature.settled(
            (
                nature.of_texts((said,)),
                nature.OF_GROUP[group],
                nature.of_chapter(chapter),
                nature.of_texts((*near, title)),
                self.around,
            )
        )
        return (kind.value, part.value) if kind and part else None

    def _key(self, row: tuple[tuple[str, str] | None, str]) -> tuple[str, ...] | None:
        """What tells a line from others of its holder; None where nothing can."""
        said, path = row
        if said is None or len(path) > _LONGEST_PATH:
            return None
        kind, part = said
        return self.year, kind, part, path

    def drafted(self) -> Drafted:
        """Every row of a group that has an amount: a record, or a refusal."""
        table = self.table
        given = _have_some(self.amounts, len(self.rows))
        named = given & ~self.holders.have(None) & ~self.keys.have(None)
        first = self._firsts(named)
        kept = named & (self.rows == self.rows[first])
        labels = self.lines.labels, _texts(table, "label_ar").times(self.times)
        parts = zip(
            self.holders,
            repeat(self.day),
            self.keys,
            zip(*self.amounts, *labels, strict=True),
            repeat(table.sheet),
            self.rows.tolist(),
            strict=False,
        )
        records = list(map(Record._make, compress(parts, kept.tolist())))
        left = np.flatnonzero(given & ~kept)
        refused = [
            self._why(*both) for both in zip(left.tolist(), first[left].tolist(), strict=True)
        ]
        return Drafted(records, said_once(table, records, refused))

    def _firsts(self, named: Flags) -> Places:
        """For each of the places named, the first of them that speaks of the same line."""
        found, places = np.arange(len(named)), np.flatnonzero(named)
        found[places] = places[firsts(self.holders.at(places), self.keys.at(places))]
        return found

    def _why(self, place: int, first: int) -> Refusal:
        """Why a row is refused; `first` is the place that speaks of the same line before it."""
        table, index = self.table, place % len(self.table.rows)
        holder = self.holder_of.of_row(index)
        if isinstance(holder, Refusal):
            return holder
        if len(self.lines.paths[place]) > _LONGEST_PATH:
            return at_cell(table, index, "path_5", _PATH_TOO_LONG, longest=str(_LONGEST_PATH))
        if self.keys[place] is None:
            return at_cell(table, index, "path_5", _NO_PART)
        return at_cell(table, index, "path_5", TWICE, first=str(self.rows[first]))


def _said_in_columns(table: Table) -> Repeated[str]:
    """What the columns of budget and part say, row by row."""
    present = [Repeated.of(column(table, name)) for name in ("part", "budget") if table.match(name)]
    if not present:
        return Repeated.one("", len(table.rows))
    return together(*present).each(lambda row: " ".join(str(value or "") for value in row))


def _headings(table: Table, lines: _Lines) -> Repeated[str]:
    """The title above each row; a row without any amount that names a part is one too."""
    amounts = [table.values[m.key] for m in table.columns if m.name in _MONEY]
    given = _have_some(amounts, len(table.rows))
    if given.all():
        return Repeated.of(table.headings)
    above, headings = "", []
    rows = zip(table.headings, lines.paths, lines.labels, given.tolist(), strict=True)
    for title, path, label, has_amount in rows:
        if not has_amount and nature.part_said(text := f"{path} {label}"):
            above = text
        headings.append(title or above)
    return Repeated.of(headings)


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
    return _Draft(table, sender, day, groups).drafted()


def said_once(
    table: Table, records: Sequence[Record], refused: Sequence[Refusal]
) -> tuple[Refusal, ...]:
    """The refusals of a table, as one when every row fails for one reason without a value."""
    causes = {(refusal.code, refusal.value) for refusal in refused}
    if records or len(refused) < 2 or len(causes) > 1:
        return tuple(refused)
    only = refused[0]
    return (at_table(table, (only.code, only.reason, only.remedy), **only.details),)
