"""Triggers that let the database itself refuse to change the trail, on both databases."""

from django.db import connection

TABLE = "audit_entry"
END = "audit_chainhead"
SENTENCE = "the audit trail is append-only"

SQLITE = {
    "audit_entry_no_update": f"BEFORE UPDATE ON {TABLE}",
    "audit_entry_no_delete": f"BEFORE DELETE ON {TABLE}",
    "audit_chainhead_no_delete": f"BEFORE DELETE ON {END}",
    "audit_chainhead_no_return": f"BEFORE UPDATE ON {END} WHEN NEW.number <= OLD.number",
}
POSTGRESQL = {
    "audit_entry_no_update": f"BEFORE UPDATE ON {TABLE} FOR EACH ROW",
    "audit_entry_no_delete": f"BEFORE DELETE ON {TABLE} FOR EACH ROW",
    "audit_entry_no_truncate": f"BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT",
    "audit_chainhead_no_delete": f"BEFORE DELETE ON {END} FOR EACH ROW",
    "audit_chainhead_no_truncate": f"BEFORE TRUNCATE ON {END} FOR EACH STATEMENT",
    "audit_chainhead_no_return": f"BEFORE UPDATE ON {END} FOR EACH ROW"
    " WHEN (NEW.number <= OLD.number)",
}
REFUSAL = f"""
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$
"""


def _wanted() -> dict[str, str]:
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE


def _execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def install() -> None:
    """Make the triggers, or make them again; call it after every migration.

    SQLite rebuilds a table to change it and drops its triggers on the way.
    """
    remove()
    if connection.vendor == "postgresql":
        _execute(REFUSAL)
        body = "EXECUTE FUNCTION audit_refuse()"
    else:
        body = f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    _execute(*(f"CREATE TRIGGER {name} {when} {body}" for name, when in _wanted().items()))


def remove() -> None:
    """Take the triggers away, before a migration that rewrites the trail's own tables."""
    of_table = {name: TABLE if name.startswith(TABLE) else END for name in _wanted()}
    on_table = connection.vendor == "postgresql"
    _execute(
        *(
            f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if on_table else "")
            for name, table in of_table.items()
        )
    )


def missing() -> list[str]:
    """The triggers that should stand and do not, in alphabetical order."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        standing = {name for (name,) in cursor.fetchall()}
    return sorted(set(_wanted()) - standing)
