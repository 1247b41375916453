"""`tadbir intake`: take a file in, withdraw a batch, make a template, verify what came of it."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast

import click
from django.db import connection
from django.utils.translation import gettext

from tadbir.accounts.policies import check_can_speak_as, check_can_take_in, check_can_withdraw
from tadbir.accounts.seat import Seat
from tadbir.audit import installation
from tadbir.audit.actor import Actor
from tadbir.cli.intake_report import report
from tadbir.cli.migrate import bring_up_to_date
from tadbir.cli.options import Day, no_such_file, seat, speaking, writing
from tadbir.cli.terminal import Terminal, exit_of
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake import actions, queries, registry, templates
from tadbir.intake.contradictions import EVERY
from tadbir.intake.many import Progress, Sent, compare_all, take_in_together
from tadbir.intake.outcome import Outcome
from tadbir.intake.said import Said, declare
from tadbir.intake.terms import DELIMITERS, ENCODINGS
from tadbir.intake.verdict import Ticks
from tadbir.territory.reach import EVERYWHERE

DEFAULT = "take"
READER = Actor("tadbir", "command")


class WithDefault(click.Group):
    """A group where a word that is no command is a file to take in."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command before anything that is not one of the others."""
        if args and args[0] not in self.commands and args[0] not in {"-h", "--help"}:
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)


@click.group(cls=WithDefault)
def command() -> None:
    """Take files in (`tadbir intake FILE… --as DATASET`), withdraw a batch, make a template."""


@command.command(DEFAULT, hidden=True)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--as", "dataset", required=True, metavar="DATASET")
@click.option("--on", "on_date", type=Day(), help="The day the figures describe.")
@click.option("--known-on", type=Day(), help="The day they were learned; today by default.")
@click.option("--for", "entity", metavar="ENTITY", help="Code of the holder they speak for.")
@click.option("--source", help="Who says so; the dataset's first source by default.")
@click.option("--sheet", help="Read one sheet only.")
@click.option("--encoding", type=click.Choice(list(ENCODINGS)), help="Of a text file.")
@click.option("--delimiter", type=click.Choice(list(DELIMITERS)), help="Of a text file.")
@click.option("--dry-run", is_flag=True, help="Read and compare; write nothing.")
@click.option("--accept-gone", is_flag=True, help="Accept that rows are no longer there.")
@click.option("--leave-out-refused", is_flag=True, help="Keep the rows that were understood.")
@click.option("--accept", multiple=True, metavar="CELL=REASON", help="Keep a row that contradicts.")
@click.option("--accept-all", metavar="REASON", help="Keep all that contradict, for one reason.")
@click.option("--by", metavar="USER", help="Who sends it; needed to keep the file.")
@speaking
@click.pass_obj
def take(terminal: Terminal, /, files: tuple[Path, ...], by: str | None, **given: Any) -> None:
    """Take FILES in: each by itself refused or not, those that are kept kept together."""
    is_dry = given.pop("dry_run")
    sitting = _sitting(by, given["dataset"], given["source"], is_dry=is_dry)
    ticks = _ticks(given)
    said = cast(Said, given)
    declare(reach=sitting.reach, sender=sitting.actor.name, **said)  # before any file is looked at
    there = [path for path in files if path.is_file()]
    outcomes = dict(_taken(terminal, sitting, there, said, ticks, is_dry=is_dry))
    found = [(path, outcomes.get(path) or _missing(path)) for path in files]
    report(terminal, found, registry.dataset(said["dataset"]))
    sys.exit(exit_of(outcome.refused for _path, outcome in found))


def _ticks(given: dict[str, Any]) -> Ticks:
    """What the options agree to, taken out of them."""
    reasons = dict(map(_reason, given.pop("accept")))
    if (every := given.pop("accept_all")) is not None:
        reasons[EVERY] = every
    if not all(why.strip() for why in reasons.values()):
        raise Refused(
            "cli.usage", N_("Say why a row that contradicts is kept: --accept CELL=REASON.")
        )
    return Ticks(given.pop("accept_gone"), given.pop("leave_out_refused"), reasons)


def _reason(told: str) -> tuple[str, str]:
    """A cell, after its sheet where that is said ("Travaux!K4"), and why its row is kept."""
    cell, _equals, why = told.partition("=")
    return cell.strip(), why


def _taken(
    terminal: Terminal, by: Seat, files: Sequence[Path], said: Said, ticks: Ticks, *, is_dry: bool
) -> list[tuple[Path, Outcome]]:
    """Each file and what came of it; the rows of one are counted, the files of several."""
    label = files[0].name if len(files) == 1 else gettext("Files")
    progress = terminal.progress(label) if terminal.shows_progress else None
    if len(files) == 1:
        return [(files[0], _one(by, files[0], said, ticks, progress, is_dry=is_dry))]
    together = compare_all if is_dry else take_in_together
    sent = [Sent(path, said) for path in files]
    found = together(by=by.actor, files=sent, reach=by.reach, ticks=ticks, progress=progress)
    return [(one.path, outcome) for one, outcome in found]


def _one(
    by: Seat, path: Path, said: Said, ticks: Ticks, progress: Progress | None, *, is_dry: bool
) -> Outcome:
    try:
        return actions.take_in(
            by=by.actor, path=path, reach=by.reach, dry_run=is_dry, ticks=ticks,
            progress=progress, **said,
        )  # fmt: skip
    except Refused as refused:
        return Outcome(None, None, refused)


def _missing(path: Path) -> Outcome:
    return Outcome(None, None, no_such_file(path))


def _sitting(by: str | None, dataset: str, source: str | None, *, is_dry: bool) -> Seat:
    """Who sends; a dry run by nobody reads with the whole territory in reach."""
    if by is None:
        if not is_dry:
            raise Refused("cli.usage", N_("--by USER is needed to keep a file (or add --dry-run)."))
        if not connection.introspection.table_names():
            bring_up_to_date()
        installation.start_clock()
        return Seat(READER, EVERYWHERE)
    sitting = seat(by)
    check_can_take_in(sitting, dataset)
    if source is not None:
        check_can_speak_as(sitting, source)
    return sitting


@command.command()
@click.argument("batch", type=int)
@click.option("--why", required=True)
@writing
@speaking
@click.pass_obj
def undo(terminal: Terminal, batch: int, why: str, by: str) -> None:
    """Withdraw BATCH as a whole; what it superseded stands again."""
    sitting = seat(by)
    check_can_withdraw(sitting, queries.batch(batch, reach=sitting.reach).dataset)
    done = actions.withdraw(by=sitting.actor, batch_id=batch, why=why, reach=sitting.reach)
    terminal.data({"batch": done.pk, "withdrawn": done.withdrawn_number}, str(done.pk))
    terminal.talk(gettext("Batch %(batch)s is withdrawn.") % {"batch": done.pk})


@command.command()
@click.argument("dataset")
@click.option("--for", "entity", required=True, metavar="ENTITY")
@click.option("--on", "on_date", type=Day(), help="The day to fill it for; today by default.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where to write it.")
@writing
@speaking
@click.pass_obj
def template(
    terminal: Terminal, dataset: str, entity: str, on_date: date | None, out: Path | None, by: str
) -> None:
    """Write a workbook of DATASET for a holder, filled with what stands."""
    sitting = seat(by)
    body = templates.template(dataset, entity, on_date or clock.today(), reach=sitting.reach)
    target = out or Path(f"{dataset}-{entity}.xlsx")
    target.write_bytes(body)
    terminal.data({"template": str(target)}, str(target))
