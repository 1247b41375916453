"""An upgrade migrates the database of each release kept here; figures, trail and rows stay.

`tests/upgrade/make.py` says how to keep the next one.
"""

import gzip
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.installation import own_environment
from tests.upgrade.make import SECOND_STEP, SECRET, answers, say, tadbir

KEPT = sorted(path.parent for path in Path(__file__).parent.glob("*/said.json"))
GROWING = {"django_migrations", "django_content_type", "auth_permission"}
"""Django's own tables, which gain rows at an upgrade."""
SECRETS = "mfa_authenticator"
TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}
Rows = tuple[list[str], Counter[str]]


@dataclass(frozen=True)
class Old:
    """The database of a release, brought back, and what that release said of it."""

    environment: Mapping[str, str]
    said: Mapping[str, Any]
    vendor: str

    def connect(self) -> Any:
        """A connection without Django in between."""
        if self.vendor == "sqlite":
            return sqlite3.connect(Path(self.environment["TADBIR_DATA"]) / "tadbir.sqlite3")
        return psycopg.connect(self.environment["DATABASE_URL"])

    def rows(self, columns_of: Mapping[str, Rows] | None = None) -> dict[str, Rows]:
        """The rows of every table; of some tables and columns alone, where they are given."""
        with closing(self.connect()) as connection:
            names = [name for (name,) in connection.execute(TABLES[self.vendor]).fetchall()]
            return {
                name: _rows(connection, name, columns_of[name][0] if columns_of else None)
                for name in names
                if not columns_of or name in columns_of
            }


def _rows(connection: Any, table: str, columns: list[str] | None) -> Rows:
    asked = ", ".join(f'"{column}"' for column in columns) if columns else "*"
    cursor = connection.execute(f'SELECT {asked} FROM "{table}"')
    names = [description[0] for description in cursor.description]
    return names, Counter(repr(row) for row in cursor.fetchall())


@pytest.fixture(params=KEPT, ids=lambda path: path.name)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Old]:
    """The database of a release as it was left."""
    said = json.loads((request.param / "said.json").read_text(encoding="utf-8"))
    with own_environment(tmp_path, "upgrade") as environment:
        vendor = "postgresql" if environment["DATABASE_URL"] else "sqlite"
        dump = gzip.decompress((request.param / f"{vendor}.sql.gz").read_bytes()).decode()
        kept = Old(environment, said, vendor)
        with closing(kept.connect()) as connection:
            load = connection.executescript if vendor == "sqlite" else connection.execute
            load(dump)
            connection.commit()
        yield kept


@pytest.mark.django_db
@pytest.mark.slow
def test_upgrade_changes_no_figure_no_row_and_no_link_of_the_trail(old: Old) -> None:
    before = old.rows()

    tadbir(old.environment, "--quiet", "migrate")

    assert answers(old.environment) == old.said["answers"]
    after = old.rows(before)
    assert {name for name in before if after.get(name) != before[name]} - GROWING == {SECRETS}
    assert all(before[name][1] <= after[name][1] for name in GROWING & set(before))


@pytest.mark.django_db
@pytest.mark.slow
def test_upgrade_seals_second_steps_that_open_as_before(old: Old) -> None:
    assert SECRET in str(old.rows()[SECRETS])

    tadbir(old.environment, "--quiet", "migrate")

    assert SECRET not in str(old.rows()[SECRETS])
    assert say(old.environment, "-c", SECOND_STEP) == old.said["recovery_codes"]


@pytest.mark.django_db
@pytest.mark.slow
def test_doctor_asks_for_the_upgrade(old: Old) -> None:
    with pytest.raises(
        RuntimeError, match=r"NOT +database\.migrations +\d+ waiting\n.*tadbir migrate"
    ):
        tadbir(old.environment, "doctor")
