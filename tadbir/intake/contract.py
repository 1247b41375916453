"""What a domain tells intake about its files, and what intake gives it back: the joint of the two.

Pure: reading, the child process, staging and the domains all speak in these words.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from tadbir.audit.actor import Actor
from tadbir.intake.columns import Column as Column
from tadbir.intake.columns import Group as Group
from tadbir.intake.columns import Kind as Kind
from tadbir.intake.columns import Wording
from tadbir.territory.reach import Reach

Value = int | str | bool | Decimal | date | None
"""A cell once understood: amounts are whole centimes (int), rates fractions of 1 (Decimal),
counts int, durations whole days (int), dates date, texts str; None is blank, never zero."""


@dataclass(frozen=True, slots=True)
class Match:
    """A column found in a file. `group` is the code of its merged head, "" without one."""

    name: str
    group: str
    header: str
    letter: str
    index: int

    @property
    def key(self) -> str:
        """The name under which the values of the column stand: `name` or `group/name`."""
        return f"{self.group}/{self.name}" if self.group else self.name


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell (or a row, or a table) that was not understood: where, what, why, and what to do.

    `reason` and `remedy` are marked sentences with `{named}` places filled from `details` once
    translated. `cell` is an address such as "F12"; `value` is the cell as the file shows it.
    """

    sheet: str
    cell: str
    value: str
    code: str
    reason: str
    remedy: str
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many rows it stands for: `rows` of its details, where it says it of several."""
        return int(self.details.get("rows", 1))


@dataclass(frozen=True, slots=True)
class Difference:
    """An equality of the file that does not hold: a total and the sum of what it covers."""

    sheet: str
    cell: str
    column: str
    stated: Decimal
    computed: Decimal


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """How many equalities the file's own totals promise, how many hold, and which do not.

    `groups` counts the subtotals' equalities by column key; what `equalities` holds beyond them
    are the grand totals'.
    """

    equalities: int
    held: int
    differences: tuple[Difference, ...] = ()
    groups: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Whether every total agrees with its rows."""
        return self.held == self.equalities


@dataclass(frozen=True, slots=True)
class RowCounts:
    """How the rows under a header were classed."""

    data: int
    subtotal: int
    title: int
    note: int
    refused: int

    @property
    def total(self) -> int:
        """Every row that is not blank."""
        return self.data + self.subtotal + self.title + self.note + self.refused


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet, understood. Values are kept by column, aligned with `rows`.

    `rows` are 1-based row numbers of the sheet (data rows only). `context` holds what stands
    around the table (folded label → text: fiscal year, section, entity named in the title…).
    `headings` gives, per data row, the nearest title row above, or "". `marks` lists per data
    row what cannot be seen in values: "hidden", "struck", "filled:RRGGBB".
    """

    sheet: str
    layout: str
    header_cells: str
    as_of: date | None
    fiscal_year: int | None
    unit_factor: Decimal
    columns: tuple[Match, ...]
    rows: Sequence[int]
    values: Mapping[str, Sequence[Value]]
    headings: Sequence[str]
    marks: Mapping[int, tuple[str, ...]]
    counts: RowCounts
    totals: Mapping[str, Decimal | None]
    reconciliation: Reconciliation
    refused: tuple[Refusal, ...]
    context: Mapping[str, str]
    has_own_totals: bool
    left: "Table | None" = None

    def match(self, key: str) -> Match | None:
        """The column that stands under a key, if the file has it."""
        return next((m for m in self.columns if m.key == key), None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its tables, and what was seen and left aside (texts listed for the preview)."""

    name: str
    tables: tuple[Table, ...]
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file, read. `warnings` are marked sentences (marks unreadable, encoding…)."""

    file: str
    sha256: str
    format: str
    encoding: str
    delimiter: str
    sheets: tuple[Sheet, ...]
    warnings: tuple[str, ...] = ()


class Record(NamedTuple):
    """What one row says about one thing. `values` follow the dataset's `value_names`."""

    holder: str
    on_date: date
    key: tuple[str, ...]
    values: tuple[Value, ...]
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Sender:
    """For whom and when a file speaks, as declared with it, and how names are resolved.

    `find_entity` takes a name as written (and optionally kinds) and returns the codes of every
    entity it may be: none, one, or several (ambiguous, to be refused). `known` is what the
    dataset's own `knows` gathered.
    """

    entity: str | None
    on_date: date | None
    source: str
    today: date
    find_entity: Callable[[str], tuple[str, ...]]
    known: Any = None


Key = tuple[str, date, tuple[str, ...]]
"""What a record speaks of: its holder, its day, its key."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a domain made of a table: records, refusals of its own, and whom these speak of.

    `withheld` are the keys, by row of the sheet, of rows refused here of which it is known whom
    they speak of none the less.
    """

    records: Sequence[Record]
    refused: Sequence[Refusal] = ()
    withheld: Mapping[int, Key] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Records that may be kept only with a reason: against what they stand, and the cell to name.

    The cell named is that of `column` in the row of the first record, or the head of its table
    for "". `value` is what the file says; the details of the reason hold what it is held against.
    """

    records: Sequence[Record]
    column: str
    value: str
    code: str
    reason: str
    remedy: str
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Landing:
    """Where records land at commit: the batch, and one standing for each holder and day.

    Fact rows keep the standing's id; through it they know their batch, source, holder and day.
    """

    batch_id: int
    standings: Mapping[tuple[str, date], int]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a batch speaks for: a dataset and source, and each holder and day in it.

    `at_number` asks for what was known just after a number of the audit chain; None is now.
    `tadbir.intake.standings.of` gives the standings of a scope.
    """

    dataset: str
    source: str
    holders: frozenset[tuple[str, date]]
    at_number: int | None = None


@dataclass(frozen=True)
class Dataset:
    """A kind of file that a domain takes in.

    `draft` turns a table into records (no query, no clock: everything is in its arguments).
    `standing` returns the values that stand now for a scope, by (holder, day, key): the preview
    compares them. `write` stores records inside the transaction of the commit, in bulk.
    `template` returns the rows to pre-fill for one holder: values by column name, codes where
    its wording has words, and what `BESIDE` names; it raises `Refused` for a holder that such
    files cannot speak for.
    `sources` are the codes that may send it, the first by default; they never supersede one
    another. `domain` is the part of `Reach.domains` that may see it.
    `source_of` tells which source a table shows it comes from, when none was declared; None
    leaves the default. `found` is called in the transaction of a commit, before standings are
    made, with who commits and the holders of the records: where a national list is taken in by
    a reach that holds the whole ministry, it enters the holders that do not stand yet.
    `knows` gathers, once for a file and within the reach of who sends it, what drafts must know of
    the tables: they find it in `Sender.known`. `contradictions` tells which records contradict what
    stands: each waits for a reason, and is left out without one.
    `wording` is how the dataset speaks to people.
    """

    code: str
    title: str
    domain: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    value_names: tuple[str, ...]
    sources: tuple[str, ...]
    draft: Callable[[Table, Sender], Drafted]
    standing: Callable[[Scope], Mapping[Key, tuple[Value, ...]]]
    write: Callable[[Landing, Sequence[Record]], None]
    template: Callable[[str, date], Sequence[Mapping[str, Value]]]
    source_of: Callable[[Table], str | None] | None = None
    found: Callable[[Actor, frozenset[str]], None] | None = None
    knows: Callable[[Reach], Any] | None = None
    contradictions: Callable[[Sequence[Record], str], Sequence[Contradiction]] | None = None
    wording: Wording = Wording()

    def column(self, name: str) -> Column:
        """The canonical column of a name; KeyError when the dataset has none."""
        return next(c for c in self.columns if c.name == name)
