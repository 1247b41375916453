"""Keeps the database of a release as text, and what that release said of it; run at each release.

    git worktree add ../release TAG
    .venv/bin/python -m tests.upgrade.make ../release

The release's own commands make everything; only the census is cut to the areas of one region,
because it weighs ten times the rest.
"""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

from tests.journeys.region import situation
from tools import postgresql

HERE = Path(__file__).parent
COMMITTED = 600_231
Connect = Callable[[], Any]
BY_OFFICER = ("--by", "b.officer")
ROOT = ("--by", "root")
DOORS: tuple[tuple[str, ...], ...] = (
    ("--quiet", "migrate"),
    ("territory", "census", *ROOT),
    ("territory", "found", "03", *ROOT, "--from", "2025-01-01"),
    ("user", "add", "b.officer", "Chef du budget", "--language", "fr", *ROOT),
    (
        "user",
        "post",
        "b.officer",
        "head_of_service",
        "--entity",
        "DR03",
        *ROOT,
        "--from",
        "2025-01-01",
    ),
    ("user", "add", "m.director", "Directrice", *ROOT),
    ("user", "post", "m.director", "director", "--entity", "DR03", *ROOT, "--from", "2025-01-01"),
)
AFTER_CUT: tuple[tuple[str, ...], ...] = (
    ("intake", "{workbook}", "--as", "budget", "--for", "D231", "--on", "2025-11-30",
     "--known-on", "2025-12-02", *BY_OFFICER),
    ("meeting", "open", "DR03", "coordination", "weekly", "--by", "m.director"),
    ("meeting", "convene", "DR03-coordination", "Fès", "--on", "2025-12-12", "--by", "m.director"),
)  # fmt: skip
ASKED: tuple[tuple[str, ...], ...] = (
    ("show", "budget", "--on", "2025-12-12", *BY_OFFICER),
    ("show", "figures", "DR03", "--on", "2025-12-12", *BY_OFFICER),
    ("show", "entities", "--on", "2025-12-12", *BY_OFFICER),
    ("audit", "verify"),
)
"""What a release is asked before, and its successors after they have migrated."""
KEPT_AREAS = """WITH RECURSIVE kept(id) AS (
    SELECT area_id FROM territory_entity
    UNION SELECT parent_id FROM territory_area JOIN kept USING (id) WHERE parent_id IS NOT NULL)
"""
CUT = (
    f"{KEPT_AREAS} DELETE FROM territory_areapopulation WHERE area_id NOT IN (SELECT id FROM kept)",
    f"{KEPT_AREAS} DELETE FROM territory_area WHERE id NOT IN (SELECT id FROM kept)",
)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SECOND_STEP = f"""
import django; django.setup()
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from tadbir.accounts.models import User
RecoveryCodes.generate_seed = classmethod(lambda _class: "5eed" * 20)
user = User.objects.get(username="m.director")
if not Authenticator.objects.exists():
    TOTP.activate(user, "{SECRET}")
print(*RecoveryCodes.activate(user).get_unused_codes())
"""
"""Sets the second step of the director up, the first time; prints the recovery codes that open."""


def environment(release: Path, folder: Path, address: str) -> dict[str, str]:
    """The environment in which the code of a release runs on a database of its own."""
    return {
        **os.environ,
        "PYTHONPATH": str(release),
        "DJANGO_SETTINGS_MODULE": "tadbir.config.settings",
        "TADBIR_DATA": str(folder),
        "DATABASE_URL": address,
    }


def say(where: Mapping[str, str], *command: str) -> str:
    """What Python prints in an environment; a command that fails stops everything."""
    done = subprocess.run(
        [sys.executable, *command], env=where, cwd=where["PYTHONPATH"], capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{command}\n{done.stdout}{done.stderr}")
    return done.stdout


def tadbir(where: Mapping[str, str], *command: str) -> str:
    """What the command says."""
    return say(where, "-m", "tadbir.cli", *command)


def answers(where: Mapping[str, str]) -> dict[str, object]:
    """What a release says of its figures and of its trail."""
    return {" ".join(asked): json.loads(tadbir(where, "--json", *asked)) for asked in ASKED}


def fill(where: Mapping[str, str], connect: Connect) -> dict[str, object]:
    """Found a region, take a return in, convene a meeting, set a second factor up; what is said."""
    for door in DOORS:
        tadbir(where, *door)
    with closing(connect()) as connection:
        for statement in CUT:
            connection.execute(statement)
        connection.commit()
    workbook = situation(Path(where["TADBIR_DATA"]) / "situation.xlsx", COMMITTED)
    for door in AFTER_CUT:
        tadbir(where, *(word.format(workbook=workbook) for word in door))
    codes = say(where, "-c", SECOND_STEP)
    return {"answers": answers(where), "recovery_codes": codes}


def keep(target: Path, text: str) -> None:
    """Write a dump, the same bytes for the same text; lines that only psql understands go."""
    lines = [line for line in text.splitlines() if not line.startswith("\\")]
    target.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))


def keep_sqlite(release: Path, target: Path) -> dict[str, object]:
    """The embedded database of a release, as text; what the release said of it."""
    with tempfile.TemporaryDirectory() as folder:
        where = environment(release, Path(folder), "")
        path = Path(folder) / "tadbir.sqlite3"
        said = fill(where, lambda: sqlite3.connect(path))
        with closing(sqlite3.connect(path)) as database:
            keep(target / "sqlite.sql.gz", "\n".join(database.iterdump()))
    return said


def keep_postgresql(release: Path, target: Path) -> dict[str, object]:
    """The PostgreSQL database of a release, as text; what the release said of it."""
    with tempfile.TemporaryDirectory() as folder, postgresql.start() as address:
        said = fill(environment(release, Path(folder), address), lambda: psycopg.connect(address))
        command = [postgresql.installed() / "bin" / "pg_dump", "--inserts", "--rows-per-insert=100", "--no-owner",
                   "--no-privileges", address]  # fmt: skip
        dump = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        keep(target / "postgresql.sql.gz", dump)
    return said


def main(release: Path) -> None:
    """Keep both databases under the release's number and commit."""
    number = say(environment(release, Path(), ""), "-c", "import tadbir; print(tadbir.__version__)")
    commit = subprocess.run(
        ["git", "rev-parse", "--short=7", "HEAD"], cwd=release, capture_output=True, text=True,
        check=True,
    ).stdout  # fmt: skip
    target = HERE / f"{number.strip()}-{commit.strip()}"
    target.mkdir(exist_ok=True)
    said = keep_sqlite(release, target)
    if keep_postgresql(release, target) != said:
        raise SystemExit("The release says one thing on SQLite and another on PostgreSQL.")
    text = json.dumps(said, indent=1, ensure_ascii=False)
    (target / "said.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
