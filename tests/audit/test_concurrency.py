"""Many processes writing at once: every action has its number, no number twice, the chain holds."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

WRITERS = 4
EACH = 25
WRITER = """
import json, sys
import django
django.setup()
from django.db import transaction
from tadbir.audit.trail import Actor, Subject, record
numbers = []
for turn in range(int(sys.argv[2])):
    with transaction.atomic():
        subject = Subject("entity", str(turn))
        numbers.append(record(by=Actor(sys.argv[1]), action="territory.rename", subject=subject))
print(json.dumps(numbers))
"""
READER = """
import django
django.setup()
from tadbir.audit.trail import verify
from tadbir.audit.triggers import missing
verdict = verify()
print(verdict.first_altered, verdict.count, missing())
"""


@pytest.fixture
def database(transactional_db: None, tmp_path: Path) -> dict[str, str]:
    """The environment of processes that share one real database."""
    if connection.vendor == "postgresql":
        at = connection.settings_dict
        return {"DATABASE_URL": f"postgresql://{at['USER']}@/{at['NAME']}?host={at['HOST']}"}
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(tmp_path / "tadbir.sqlite3")])
    # One process opens a new file alone, as `tadbir migrate` does before any server starts: the
    # journal changes its kind then, which SQLite does for one connection at a time without waiting.
    with closing(sqlite3.connect(tmp_path / "tadbir.sqlite3")) as file:
        assert file.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)
    return {"TADBIR_DATA": str(tmp_path), "DATABASE_URL": ""}


def start(script: str, environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    names = {"DJANGO_SETTINGS_MODULE": "tadbir.config.settings", "TADBIR_SECRET_KEY": "x"}
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        env=os.environ | names | environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def finished(process: subprocess.Popen[str]) -> str:
    output, _errors = process.communicate(timeout=120)
    assert process.returncode == 0
    return output.strip()


def test_processes_at_once_share_one_chain(database: dict[str, str]) -> None:
    writers = [start(WRITER, database, f"writer{n}", str(EACH)) for n in range(WRITERS)]
    numbers = [json.loads(finished(writer)) for writer in writers]

    assert sorted(n for own in numbers for n in own) == list(range(1, WRITERS * EACH + 1))
    assert all(own == sorted(own) for own in numbers)
    assert finished(start(READER, database)) == f"None {WRITERS * EACH} []"


def test_file_changed_from_outside_is_found(database: dict[str, str], tmp_path: Path) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("skipped: a server's files are not edited; raw SQL is tested beside")
    finished(start(WRITER, database, "writer", "3"))
    with closing(sqlite3.connect(tmp_path / "tadbir.sqlite3")) as file, file:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            file.execute("UPDATE audit_entry SET actor = 'other' WHERE number = 2")
        file.execute("DROP TRIGGER audit_entry_no_update")
        file.execute("UPDATE audit_entry SET actor = 'other' WHERE number = 2")

    found = finished(start(READER, database))

    assert found == "2 1 ['audit_entry_no_update']"
