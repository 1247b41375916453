"""`tadbir restore`: bring a copy back, only where nothing stands yet."""

import json
import shutil
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


def check_vendor(manifest: Mapping[str, Any]) -> None:
    """Refuse a copy of the other kind of database."""
    if manifest["vendor"] != connection.vendor:
        raise Refused(
            "restore.other-database",
            N_("This copy is of {theirs}, and this installation uses {ours}."),
            theirs=manifest["vendor"],
            ours=connection.vendor,
        )


def damaged(name: str) -> Refused:
    """Why a copy is not brought back."""
    return Refused(
        "restore.damaged", N_("The file {name} of this copy is missing or altered."), name=name
    )


def unpack(archive: tarfile.TarFile, name: str, folder: Path) -> Path:
    """Write one file of a copy under a folder; refuse one that is missing or leads elsewhere.

    `TarFile.extractall` has its safe filter since Python 3.11.4; Debian 12 has 3.11.2.
    """
    target = folder / name
    try:
        member = archive.getmember(name)
        content = archive.extractfile(member)
    except KeyError:
        raise damaged(name) from None
    if content is None or not target.resolve().is_relative_to(folder.resolve()):
        raise damaged(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    with content, target.open("wb") as file:
        shutil.copyfileobj(content, file)
    target.chmod(member.mode & 0o777)
    return target


def unpack_whole(archive: tarfile.TarFile, manifest: Mapping[str, Any], folder: Path) -> None:
    """Write the files of a copy under a folder; refuse one that is not as the manifest says."""
    for name, expected in manifest["files"].items():
        if digest(unpack(archive, name, folder)) != expected:
            raise damaged(name)


def put_back(folder: Path) -> None:
    """Move the database and the files of an unpacked copy to where they live."""
    database = folder / DATABASE_NAMES[connection.vendor]
    data = Path(settings.DATA_FOLDER)
    data.mkdir(parents=True, exist_ok=True)
    if connection.vendor == "sqlite":
        database.replace(Path(str(connection.settings_dict["NAME"])))
    else:
        subprocess.run(  # noqa: S603 - fixed command, no shell
            ["pg_restore", "--no-owner", f"--dbname={server_address()}", str(database)],  # noqa: S607
            check=True,
            cwd=folder,
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
    # In the data folder: the service's user may write nowhere else on that disk.
    data = Path(settings.DATA_FOLDER)
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data) as temporary:
        folder = Path(temporary)
        with tarfile.open(copy) as archive:
            manifest = json.loads(unpack(archive, "manifest.json", folder).read_bytes())
            check_kind(manifest, is_demonstration=context.find_root().params["demonstration"])
            check_vendor(manifest)
            unpack_whole(archive, manifest, folder)
        put_back(folder)
    # A process of its own: this one started under the secret of the empty folder.
    subprocess.run([sys.executable, "-m", "tadbir.cli", "--quiet", "migrate"], check=True)
    terminal.talk(str(settings.DATA_FOLDER))
