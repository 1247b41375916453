"""The `tadbir` command: finds the noun asked for, and turns every refusal into words and a code."""

import gc
import gettext
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import django
from django.db import DatabaseError
from django.utils import translation

from tadbir import __version__
from tadbir.cli import usage
from tadbir.cli.release import migrations_waiting
from tadbir.cli.terminal import Exit, Terminal, exit_code
from tadbir.core.refused import Refused
from tadbir.core.words import N_, filled

ANOTHER_RELEASE = N_("The database is not that of this release. Run: tadbir migrate")

NOUNS = {
    "intake": N_("take a file in, withdraw a batch, make a template"),
    "show": N_("print what stands: budget, batches, entities, calendar"),
    "meeting": N_("open a series, convene a meeting, note that it was held"),
    "dossier": N_("make, replay or verify the pack of a meeting"),
    "exchange": N_("print the works as open data (OC4IDS), check such a file"),
    "demo": N_("build the demonstration in its own database, and its packs"),
    "doctor": N_("check settings, database, fonts, backups"),
    "user": N_("add people, give them seats"),
    "territory": N_("load the census, found a region"),
    "holidays": N_("load and print the public holidays of a year"),
    "works": N_("load and print what is asked of places"),
    "audit": N_("verify the audit trail"),
    "backup": N_("keep a copy of everything in one file"),
    "restore": N_("bring a copy back"),
    "migrate": N_("bring the database to this release"),
    "sheets": N_("draw the boards of the cockpit ahead of their readers"),
    "serve": N_("serve the pages, with one worker"),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, after the settings are loaded."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The nouns, in the order in which one meets them."""
        return list(NOUNS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a noun."""
        if cmd_name not in NOUNS:
            return None
        if cmd_name == "demo" or ctx.params.get("demonstration"):
            use_demonstration()
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tadbir.config.settings")
        # A command makes many rows and ends: collecting garbage less often halves large loads.
        gc.set_threshold(100_000, 50, 50)
        django.setup()
        command: click.Command = import_module(f"tadbir.cli.{cmd_name}").command
        return usage.translated(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the nouns without importing any."""
        with formatter.section(gettext.gettext("Commands")):
            formatter.write_dl([(noun, gettext.gettext(said)) for noun, said in NOUNS.items()])


def use_demonstration() -> None:
    """Point every setting at the demonstration's own data folder."""
    folder = Path(os.environ.get("TADBIR_DATA", "var"))
    if folder.name != "demonstration":
        os.environ["TADBIR_DATA"] = str((folder / "demonstration").absolute())


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tadbir")
@click.option("--demonstration", is_flag=True, help="Work on the demonstration's database.")
@click.option("--json", "as_json", is_flag=True, help="Print data as JSON.")
@click.option("--quiet", is_flag=True, help="Print data only.")
@click.option(
    "--lang", type=click.Choice(["ar", "fr"]), default=usage.of_surroundings, help="Language."
)
@click.pass_context
def tadbir(ctx: click.Context, demonstration: bool, as_json: bool, quiet: bool, lang: str) -> None:
    """Steer a regional directorate of health."""
    ctx.obj = Terminal(as_json=as_json, quiet=quiet)
    translation.activate(lang)


def in_words(refused: Refused) -> str:
    """The refusal in the language of the person at the terminal."""
    return filled(refused.message, refused.details, translation.gettext)


def main(arguments: list[str] | None = None) -> Any:
    """Run the command; the exit codes are those of `tadbir.cli.terminal.Exit`."""
    usage.speak(usage.language_of(sys.argv[1:] if arguments is None else arguments))
    usage.translated(tadbir)
    try:
        tadbir.main(arguments, prog_name="tadbir")
    except Refused as refused:
        click.echo(in_words(refused), err=True)
        sys.exit(exit_code(refused))
    except DatabaseError:
        if not migrations_waiting():
            raise
        click.echo(translation.gettext(ANOTHER_RELEASE), err=True)
        sys.exit(Exit.USAGE)
