"""`tadbir demo`: the main job from end to end, on generated files, in a database of its own."""

import shutil
import sys
from pathlib import Path

import click
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext

from tadbir.audit import installation
from tadbir.cli import serve
from tadbir.cli.demonstration import signins
from tadbir.cli.demonstration.load import BY, Loaded, load
from tadbir.cli.demonstration.people import PEOPLE
from tadbir.cli.migrate import bring_up_to_date
from tadbir.cli.options import speaking
from tadbir.cli.terminal import Terminal
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.dossier import actions as dossier
from tadbir.dossier import queries as dossier_queries
from tadbir.territory.reach import EVERYWHERE

ADDRESS = ("127.0.0.1", 8000)


def erase() -> None:
    """Remove the demonstration's database and files; refuses anything that is not one."""
    if connection.introspection.table_names() and not installation.current().demonstration:
        raise Refused(
            "demo.not-allowed", N_("This database holds real data: it is not a demonstration.")
        )
    connection.close()
    installation.forget()
    if connection.vendor != "sqlite":
        raise Refused(
            "demo.usage", N_("Drop the demonstration's database with PostgreSQL's tools.")
        )
    shutil.rmtree(settings.DATA_FOLDER, ignore_errors=True)


def packs_of(loaded: Loaded, out: Path, terminal: Terminal) -> list[Path]:
    """The packs of the meetings, frozen once, as files to open: PDF and workbook, both languages."""
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    for meeting in loaded.meetings:
        pack = dossier_queries.pack(meeting, reach=EVERYWHERE) or dossier.freeze(
            by=BY, meeting=meeting, reach=EVERYWHERE, progress=terminal.progress(meeting)
        )
        for kept in dossier_queries.forms_of(pack):
            path = out / Path(kept.path).name
            path.write_bytes(dossier.kept_content(kept))
            paths.append(path)
    return paths


@click.command()
@click.option("--erase", "is_erasing", is_flag=True, help="Erase the demonstration, nothing else.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("out"))
@click.option("--serve/--no-serve", "is_serving", default=True, help="Then serve the pages.")
@speaking
@click.pass_obj
def command(terminal: Terminal, is_erasing: bool, out: Path, is_serving: bool) -> None:
    """Build the demonstration, its packs, say how to sign in, and serve it."""
    if is_erasing:
        erase()
        terminal.talk(gettext("The demonstration is erased."))
        return
    bring_up_to_date()
    loaded = load(folder=out / "workbooks", progress=terminal.progress("files"))
    packs = packs_of(loaded, out, terminal)
    _say(terminal, loaded, packs, out)
    if is_serving:
        terminal.talk(f"http://{ADDRESS[0]}:{ADDRESS[1]}/")
        sys.exit(serve.everything(*ADDRESS))


def _say(terminal: Terminal, loaded: Loaded, packs: list[Path], out: Path) -> None:
    """Where everything is and how to sign in."""
    passwords = signins.kept()
    seats = [
        {"sign_in": one.sign_in, "password": passwords[one.sign_in], "seat": one.name}
        for one in PEOPLE
        if one.sign_in in passwords
    ]
    lines = [
        *(f"{path}" for path in packs),
        f"{out / 'workbooks'}",
        "",
        *(f"{s['sign_in']:<24} {s['password']:<24} {s['seat']}" for s in seats),
    ]
    terminal.data(
        {"packs": [str(p) for p in packs], "workbooks": str(out / "workbooks"),
         "kept": loaded.kept, "refused": loaded.refused, "seats": seats},
        "\n".join(lines),
    )  # fmt: skip
