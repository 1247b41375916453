"""An installation of its own for commands run as processes, on the database of these tests."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.conf import settings

ROOT = Path(__file__).parent.parent


def environment(folder: Path, database_url: str) -> dict[str, str]:
    """The environment of an installation in a folder; without an address, on SQLite."""
    return {
        **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "tadbir.config.settings",
        "TADBIR_DATA": str(folder),
        "DATABASE_URL": database_url,
    }


@contextmanager
def own_environment(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """On an SQLite file, or an empty database on the server that these tests run on."""
    kept = settings.DATABASES["default"]
    if "sqlite" in kept["ENGINE"]:
        yield environment(folder, "")
        return
    host, user, name = str(kept["HOST"]), str(kept["USER"]), f"{name}_{os.getpid()}"
    link = {"host": host, "user": user, "port": kept["PORT"] or None, "dbname": "postgres",
            "password": kept["PASSWORD"] or None}  # fmt: skip
    with psycopg.connect(**link, autocommit=True) as server:  # type: ignore[arg-type]
        server.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        try:
            address = f"postgresql://{quote(user)}@/{name}?host={quote(host, safe='')}"
            yield environment(folder, address)
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]
