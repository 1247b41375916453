"""One list of columns for a page, a workbook and a typeset document."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from tadbir.ui import formats
from tadbir.ui.reader import Reader
from tadbir.ui.status import look

NUMBERS = frozenset(formats.DECIMAL_FORMATS)
MANY_COLUMNS = 5
KINDS = NUMBERS | {"text", "code", "day", "instant", "status", "flag"}


@dataclass(frozen=True, slots=True)
class Missing:
    """A value that cannot be shown, with the reason (a sentence in the reader's language)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A number with a kind of its own, in a column whose rows have several units."""

    value: Decimal | int | None
    kind: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key of its cells, its title in the reader's language, and its kind.

    Kinds: text, code, amount, millions, percent, points, count, decimal, day, instant, status,
    flag. `href` names the key of the row that holds the address the cell leads to. `wide` lets
    the column take the room that is left; every other column keeps to one line.
    """

    key: str
    title: str
    kind: str = "text"
    href: str = ""
    wide: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of column: {self.kind}")

    @property
    def is_number(self) -> bool:
        """Whether cells line up on their last digit."""
        return self.kind in NUMBERS

    @property
    def align(self) -> str:
        """`number` (digits line up on their right edge in every language) or `start`."""
        return "number" if self.is_number else "start"

    @property
    def css(self) -> str:
        """The classes of the column's cells in a page."""
        kind = "number" if self.is_number else _CSS.get(self.kind, self.kind)
        return " ".join(filter(None, (kind, "wide" if self.wide else "")))


_CSS = {"status": "status-cell", "text": ""}

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, rows of raw values, and the totals underneath; the caption says what it is.

    Values: Decimal or int for numbers (rates as fractions of 1, money in dirhams), date,
    datetime, Status, bool for flags, `Measured`, str, None for "not there" or `Missing` with a reason. A key
    that a row lacks leaves its cell empty (a total has no date).
    """

    columns: Sequence[Column]
    rows: Sequence[Row]
    caption: str = ""
    footer: Row | None = None
    empty: str = ""

    @property
    def has_many_columns(self) -> bool:
        """Whether the columns may ask for more room than a page has."""
        return len(self.columns) > MANY_COLUMNS


def only(table: Table, *keys: str) -> Table:
    """The same table with some of its columns, in the order named."""
    by_key = {column.key: column for column in table.columns}
    return replace(table, columns=[by_key[key] for key in keys])


def in_millions(table: Table, lang: str) -> Table:
    """The same table with its amounts in millions, as their titles say: for narrow columns."""
    unit = formats.million_unit(lang).replace(" ", formats.NO_BREAK_SPACE)
    columns = [
        replace(column, kind="millions", title=f"{column.title} ({unit})")
        if column.kind == "amount"
        else column
        for column in table.columns
    ]
    return replace(table, columns=columns)


def _status_text(value: object, reader: Reader) -> str:
    return reader.translate(look(str(value)).word)


def _flag_text(value: object, reader: Reader) -> str:
    return "✓" if value else formats.DASH


def _day_text(value: object, reader: Reader) -> str:
    return formats.day(value, reader.lang) if isinstance(value, date) else str(value)


def _instant_text(value: object, reader: Reader) -> str:
    return formats.instant(value, reader.lang) if isinstance(value, datetime) else str(value)


def _code_text(value: object, reader: Reader) -> str:
    return formats.isolate(str(value))


_TEXTS: Mapping[str, Callable[[object, Reader], str]] = {
    "status": _status_text,
    "flag": _flag_text,
    "day": _day_text,
    "instant": _instant_text,
    "code": _code_text,
}


def text(value: object, kind: str, reader: Reader) -> str:
    """One cell as plain text for this reader; a dash for None and for `Missing`."""
    if isinstance(value, Measured):
        return text(value.value, value.kind, reader)
    if value is None or isinstance(value, Missing):
        return formats.DASH
    if kind in NUMBERS and isinstance(value, int | Decimal):
        return formats.DECIMAL_FORMATS[kind](Decimal(value), reader.lang)
    return _TEXTS[kind](value, reader) if kind in _TEXTS else str(value)


def texts(table: Table, reader: Reader) -> dict[str, object]:
    """The whole table as plain text, ready for JSON: what a typeset document receives."""

    def line(row: Row) -> list[str]:
        return [text(row[c.key], c.kind, reader) if c.key in row else "" for c in table.columns]

    return {
        "caption": table.caption,
        "empty": table.empty,
        "columns": [
            {"title": c.title, "align": c.align, "kind": c.kind, "wide": c.wide}
            for c in table.columns
        ],
        "rows": [line(row) for row in table.rows],
        "statuses": [
            [
                str(row[c.key]) if c.kind == "status" and row.get(c.key) else ""
                for c in table.columns
            ]
            for row in table.rows
        ],
        "footer": line(table.footer) if table.footer else None,
    }
