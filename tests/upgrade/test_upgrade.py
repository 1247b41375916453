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
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tadbir.scorecard.catalogue import indicators
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
Sums = dict[tuple[str, str], tuple[int, int | None]]
_FES, _SEFROU = (f"(SELECT id FROM territory_entity WHERE code = '{c}')" for c in ("D231", "D591"))
MOVED = (
    "UPDATE territory_attachment SET valid_to = '2025-12-05'"
    f" WHERE tree = 'administrative' AND entity_id = {_FES}",
    "INSERT INTO territory_attachment (tree, valid_from, entity_id, parent_id)"
    f" VALUES ('administrative', '2025-12-05', {_FES}, {_SEFROU})",
    "UPDATE territory_entity SET path = REPLACE(path, '/D231/', '/D591/D231/')",
)
"""A delegation that hangs from another one, as the tables of the territory say it."""


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
def test_upgrade_makes_again_the_sums_that_a_release_did_not_move(old: Old) -> None:
    """That release did not prepare a re-attachment: Fès left DR03 for Sefrou on 5 December."""
    with closing(old.connect()) as connection:
        for statement in MOVED:
            connection.execute(statement)
        connection.commit()
        days = [date(2025, 11, 30) + timedelta(days=number) for number in range(32)]
        assert any(sums_shown(connection, day) != sums_of_twin(connection, day) for day in days)

    tadbir(old.environment, "--quiet", "migrate")

    with closing(old.connect()) as connection:
        for day in days:
            assert sums_shown(connection, day) == sums_of_twin(connection, day), day
    tadbir(old.environment, "audit", "verify")


def sums_shown(connection: Any, day: date) -> Sums:
    """The last sum of the year up to a day, by entity and indicator, as pages look it up."""
    rows = connection.execute(
        "SELECT code, indicator, on_date, numerator, denominator FROM scorecard_rollup"
        " JOIN territory_entity ON territory_entity.id = entity_id"
        " WHERE is_current AND NOT is_own ORDER BY on_date"
    )
    return {
        (code, indicator): (above, below)
        for code, indicator, on, above, below in rows.fetchall()
        if above is not None and f"{day.year}-01-01" <= str(on) <= day.isoformat()
    }


def sums_of_twin(connection: Any, day: date) -> Sums:
    """The same from what holders said and where each hung on the day, one link after another."""
    links = connection.execute(
        "SELECT child.code, parent.code, link.valid_from, link.valid_to"
        " FROM territory_attachment AS link"
        " JOIN territory_entity AS child ON child.id = entity_id"
        " JOIN territory_entity AS parent ON parent.id = parent_id"
        " WHERE tree = 'administrative' AND parent.kind <> 'ministry'"
    )
    above = {
        child: parent
        for child, parent, since, until in links.fetchall()
        if str(since or "") <= day.isoformat() < str(until or "9999")
    }
    said = connection.execute(
        "SELECT code, indicator, on_date, numerator, denominator FROM scorecard_rollup"
        " JOIN territory_entity ON territory_entity.id = entity_id"
        " WHERE is_current AND is_own ORDER BY on_date"
    )
    last = {
        (holder, indicator): parts
        for holder, indicator, on, *parts in said.fetchall()
        if f"{day.year}-01-01" <= str(on) <= day.isoformat()
        # Who has no denominator is left out of a rate.
        and (parts[1] is not None or indicators()[indicator].denominator is None)
    }
    sums: Sums = {}
    for (holder, indicator), parts in last.items():
        node: str | None = holder
        while node is not None:
            known = sums.get((node, indicator), (0, None if parts[1] is None else 0))
            sums[node, indicator] = (
                known[0] + parts[0], None if parts[1] is None else (known[1] or 0) + parts[1],
            )  # fmt: skip
            node = above.get(node)
    return sums


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
