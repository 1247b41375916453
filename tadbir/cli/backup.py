"""`tadbir backup`: one file with the database and every kept file, and their digests."""

import hashlib
import json
import os
import sqlite3
import subprocess
import tarfile
import tempfile
from pathlib import Path
from urllib.parse import quote

import click
from django.conf import settings
from django.db import connection

from tadbir import __version__
from tadbir.audit import installation
from tadbir.cli.terminal import Terminal
from tadbir.core import clock

DATABASE_NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}


def digest(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def server_address() -> str:
    """The connection of PostgreSQL's own tools, without the password."""
    at = connection.settings_dict
    host = quote(str(at["HOST"]), safe="")
    return f"postgresql://{at['USER']}@/{at['NAME']}?host={host}" + (
        f"&port={at['PORT']}" if at["PORT"] else ""
    )


def server_environment() -> dict[str, str]:
    """The environment for PostgreSQL's tools: the password travels here, never in arguments."""
    return {**os.environ, "PGPASSWORD": str(connection.settings_dict["PASSWORD"] or "")}


def copy_database(folder: Path) -> Path:
    """A consistent copy of the database while it is in use."""
    target = folder / DATABASE_NAMES[connection.vendor]
    if connection.vendor == "sqlite":
        source = sqlite3.connect(str(connection.settings_dict["NAME"]))
        copy = sqlite3.connect(target)
        with source, copy:
            source.backup(copy)
        source.close()
        copy.close()
    else:
        subprocess.run(  # noqa: S603 - fixed command, no shell
            ["pg_dump", "--format=custom", f"--file={target}", server_address()],  # noqa: S607
            check=True,
            cwd=folder,
            env=server_environment(),
        )
    return target


def kept_files() -> list[Path]:
    """Originals and frozen packs, and the secret that signs sessions."""
    data = Path(settings.DATA_FOLDER)
    files = sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())
    secret = data / "secret-key"
    return [*files, secret] if secret.exists() else files


def make_backup(folder: Path) -> Path:
    """Write `tadbir-<instant>.tar.gz` into a folder, whole or not at all; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"tadbir-{clock.now():%Y%m%dT%H%M%SZ}.tar.gz"
    data = Path(settings.DATA_FOLDER)
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        database = copy_database(Path(temporary))
        members = {database.name: database} | {str(p.relative_to(data)): p for p in kept_files()}
        manifest = Path(temporary) / "manifest.json"
        listed = {name: digest(path) for name, path in members.items()}
        manifest.write_text(
            json.dumps(
                {
                    "release": __version__,
                    "vendor": connection.vendor,
                    "demonstration": installation.current().demonstration,
                    "files": listed,
                }
            ),
            encoding="utf-8",
        )
        unfinished = Path(temporary) / target.name
        with tarfile.open(unfinished, "w:gz") as archive:
            archive.add(manifest, "manifest.json")
            for name, path in members.items():
                archive.add(path, name)
        unfinished.chmod(0o600)
        unfinished.rename(target)
    return target


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def command(terminal: Terminal, folder: Path) -> None:
    """Keep a copy of everything in one file in FOLDER."""
    path = make_backup(folder)
    terminal.data({"backup": str(path), "sha256": digest(path)}, str(path))
