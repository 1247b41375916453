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
