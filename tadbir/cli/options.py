"""Options that every command takes, wherever they are written: before the noun or after it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click
from django.utils import translation

from tadbir.accounts.doors import seat_for_command
from tadbir.accounts.seat import Seat
from tadbir.audit import installation
from tadbir.audit.actor import Actor
from tadbir.cli.terminal import Terminal
from tadbir.core.refused import Refused
from tadbir.core.words import N_

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day written 2025-12-12."""

    name = "day"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> date | None:
        """The date; a usage error for anything else."""
        if value is None or isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            said = translation.gettext("%(value)s is not a day such as 2025-12-12.")
            self.fail(said % {"value": value}, param, ctx)


def _update(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Let an option after the noun add to those before it."""
    before: Terminal = ctx.ensure_object(Terminal)
    if param.name == "lang" and value:
        translation.activate(value)
    ctx.obj = Terminal(
        as_json=before.as_json or (param.name == "as_json" and bool(value)),
        quiet=before.quiet or (param.name == "quiet" and bool(value)),
    )


def speaking(command: Command) -> Command:
    """Add --json, --quiet and --lang to a command."""
    common: dict[str, Any] = {"expose_value": False, "is_eager": True, "callback": _update}
    for option in (
        click.option("--lang", type=click.Choice(["ar", "fr"]), help="Language.", **common),
        click.option("--quiet", is_flag=True, help="Print data only.", **common),
        click.option("--json", "as_json", is_flag=True, help="Print data as JSON.", **common),
    ):
        command = option(command)
    return command


def writing(command: Command) -> Command:
    """Add --by USER, required, to a command that writes."""
    return click.option("--by", required=True, metavar="USER", help="Who does it.")(command)


def entity_code(region: str) -> str:
    """The code of an entity; a region's number, alone or after R, is that of its directorate."""
    number = region.removeprefix("R")
    return f"DR{number}" if number.isdecimal() else region


def no_such_file(path: Path) -> Refused:
    """The refusal of a file that is not there, as `Exit.NOT_FOUND`."""
    return Refused("cli.file.not-found", N_("There is no file {file}."), file=str(path))


def seat(by: str) -> Seat:
    """The seat of --by, with the clock of this installation started."""
    installation.start_clock()
    return seat_for_command(by)


def operator(by: str) -> Actor:
    """Whoever runs the machine, before anyone has a seat: setting up, giving the first post."""
    installation.start_clock()
    return Actor(by, "command")
