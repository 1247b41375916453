"""`tadbir restore`: bring a copy back, only where nothing stands yet."""

import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.db import connection

from tadbir.cli.backup import DATABASE_NAMES, digest, server_address, server_environment
from tadbir.cli.terminal import Terminal
from tadbir.core.refused import Refused
from tadbir.core.words import N_


def check_nothing_stands() -> None:
    """Refuse to restore over a database that has tables or a folder that has files."""
    has_tables = bool(connection.introspection.table_names())
    connection.close()
    if has_tables or Path(settings.MEDIA_ROOT).exists():
        raise Refused(
            "restore.already-there",
            N_("Something stands here already; restore into an empty data folder and database."),
        )


def check_kind(manifest: Mapping[str, Any], *, is_demonstration: bool) -> None:
    """Refuse a demonstration's copy among real data, and real data among the demonstration's.

    Copies of release 0.1.0 before this check do not say what they hold, and pass for real.
    """
    holds_demonstration = manifest.get("demonstration", False)
    if holds_demonstration and not is_demonstration:
        raise Refused(
            "restore.demonstration",
            N_("This copy is of a demonstration. Restore it with: tadbir --demonstration restore"),
        )
    if is_demonstration and not holds_demonstration:
        raise Refused(
            "restore.real",
            N_("This copy holds real data. Restore it without --demonstration."),
        )


def check_whole(folder: Path, manifest: Mapping[str, Any]) -> str:
    """Refuse a copy whose files are not those of its manifest; returns its database vendor."""
    for name, expected in manifest["files"].items():
        path = folder / name
        if not path.is_file() or digest(path) != expected:
            raise Refused(
                "restore.damaged",
                N_("The file {name} of this copy is missing or altered."),
                name=name,
            )
    if manifest["vendor"] != connection.vendor:
        raise Refused(
            "restore.other-database",
            N_("This copy is of {theirs}, and this installation uses {ours}."),
            theirs=manifest["vendor"],
            ours=connection.vendor,
        )
    return str(manifest["vendor"])


def put_back(folder: Path, vendor: str) -> None:
    """Move the database and the files of an unpacked copy to where they live."""
    database = folder / DATABASE_NAMES[vendor]
    data = Path(settings.DATA_FOLDER)
    data.mkdir(parents=True, exist_ok=True)
    if vendor == "sqlite":
        database.replace(Path(str(connection.settings_dict["NAME"])))
    else:
        subprocess.run(  # noqa: S603 - fixed command, no shell
            ["pg_restore", "--no-owner", f"--dbname={server_address()}", str(database)],  # noqa: S607
            check=True,
            env=server_environment(),
        )
        database.unlink()
    (folder / "manifest.json").unlink()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        target = data / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)


@click.command()
@click.argument("copy", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
@click.pass_context
def command(context: click.Context, terminal: Terminal, copy: Path) -> None:
    """Bring COPY back into an empty data folder and database, then up to this release."""
    check_nothing_stands()
    parent = Path(settings.DATA_FOLDER).parent
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=parent) as temporary:
        folder = Path(temporary)
        with tarfile.open(copy) as archive:
            archive.extractall(folder, filter="data")
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        check_kind(manifest, is_demonstration=context.find_root().params["demonstration"])
        put_back(folder, check_whole(folder, manifest))
    # A process of its own: this one started under the secret of the empty folder.
    subprocess.run([sys.executable, "-m", "tadbir.cli", "--quiet", "migrate"], check=True)
    terminal.talk(str(settings.DATA_FOLDER))
