"""Many rows into a table at once: COPY on PostgreSQL, one prepared insert elsewhere."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


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
        places = ", ".join(["%s"] * len(columns))
        cursor.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({places})",  # noqa: S608 - quoted names
            rows,  # type: ignore[arg-type]  # drivers take any iterable
        )


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
