"""Many rows into a table at once: COPY on PostgreSQL, inserts of many rows on SQLite."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, islice
from sqlite3 import SQLITE_LIMIT_VARIABLE_NUMBER
from typing import Any

from django.db import connection
from django.db.models import Model

_ROWS_AT_MOST = 2_000


def insert_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of plain values, in the order of `columns` (names of the table's columns).

    Values go to the driver as they are: integers, texts, dates, None. Constraints of the table
    hold as always; call it inside the transaction of the action.
    """
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), ", ".join(quote(name) for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            know_size(model, cursor.rowcount)
            return
        one = f"({', '.join(['%s'] * len(columns))})"
        for count, pieces in groupby(_pieces(rows, _rows_at_once(len(columns))), len):
            values = ", ".join([one] * (count // len(columns)))
            cursor.executemany(
                f"INSERT INTO {table} ({names}) VALUES {values}",  # noqa: S608
                list(pieces),
            )


def _pieces(rows: Iterable[Sequence[Any]], count: int) -> Iterator[list[Any]]:
    """The values of so many rows after another."""
    source = iter(rows)
    while piece := list(chain.from_iterable(islice(source, count))):
        yield piece


def _rows_at_once(columns: int) -> int:
    """As many rows as one statement of SQLite can carry: each statement looks up the last key
    that the table gave, which costs as much as a row."""
    limit = connection.connection.getlimit(SQLITE_LIMIT_VARIABLE_NUMBER)
    return min(int(limit) // columns, _ROWS_AT_MOST)


def new_keys(model: type[Model], count: int) -> Sequence[int]:
    """Keys that no row of the table has nor will be given: rows may then be told from one another
    before they are inserted. Call it inside the transaction that inserts them."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), model._meta.pk.column, count],
            )
            return [key for (key,) in cursor.fetchall()]
        # One writer at a time: within its transaction the last key given stays the last.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        (last,) = cursor.fetchone() or (0,)
        return range(last + 1, last + 1 + count)


def know_size(model: type[Model], added: int) -> None:
    """Let PostgreSQL look at a table that an insert has at least doubled, before it is read.

    Until it looks by itself, minutes later, it takes a table just filled for an empty one and
    joins it row by row: a page of a region loaded a moment ago would never end.
    """
    if connection.vendor != "postgresql":
        return
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [table])
        (known,) = cursor.fetchone()
        if known < added:
            cursor.execute(f"ANALYZE {table}")
