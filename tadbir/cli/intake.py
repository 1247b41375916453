"""`tadbir intake`: take a file in, withdraw a batch, make a template, verify what came of it."""

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click
from django.db import connection
from django.utils import translation

from tadbir.accounts.policies import check_can_take_in, check_can_withdraw
from tadbir.accounts.seat import Seat
from tadbir.audit import installation
from tadbir.audit.actor import Actor
from tadbir.cli.migrate import bring_up_to_date
from tadbir.cli.options import Day, seat, speaking, writing
from tadbir.cli.terminal import Exit, Terminal, exit_code
from tadbir.core import clock
from tadbir.intake import actions, queries, templates
from tadbir.intake.outcome import Outcome
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
    """Take a FILE in (`tadbir intake FILE --as DATASET`), withdraw a batch, make a template."""


@command.command(DEFAULT, hidden=True)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "dataset", required=True, metavar="DATASET")
@click.option("--on", "on_date", type=Day(), help="The day the figures describe.")
@click.option("--known-on", type=Day(), help="The day they were learned; today by default.")
@click.option("--for", "entity", metavar="ENTITY", help="Code of the holder they speak for.")
@click.option("--source", help="Who says so; the dataset's first source by default.")
@click.option("--sheet", help="Read one sheet only.")
@click.option("--dry-run", is_flag=True, help="Read and compare; write nothing.")
@click.option("--accept-gone", is_flag=True, help="Accept that rows are no longer there.")
@click.option("--leave-out-refused", is_flag=True, help="Keep the rows that were understood.")
@click.option("--by", metavar="USER", help="Who sends it; needed to keep the file.")
@speaking
@click.pass_obj
def take(terminal: Terminal, /, file: Path, by: str | None, **given: Any) -> None:
    """Take FILE in."""
    sitting = _sitting(by, given["dataset"], is_dry=given["dry_run"])
    ticks = Ticks(given.pop("accept_gone"), given.pop("leave_out_refused"))
    outcome = actions.take_in(
        by=sitting.actor,
        path=file,
        reach=sitting.reach,
        ticks=ticks,
        progress=terminal.progress(file.name) if terminal.shows_progress else None,
        **given,
    )
    lang = translation.get_language()
    terminal.data(outcome.as_json(lang), in_words(outcome.as_json(lang)))
    sys.exit(_exit(outcome))


def _sitting(by: str | None, dataset: str, *, is_dry: bool) -> Seat:
    """Who sends; a dry run by nobody reads with the whole territory in reach."""
    if by is None:
        if not is_dry:
            raise click.UsageError("--by USER is needed to keep a file (or add --dry-run).")
        if not connection.introspection.table_names():
            bring_up_to_date()
        installation.start_clock()
        return Seat(READER, EVERYWHERE)
    sitting = seat(by)
    check_can_take_in(sitting, dataset)
    return sitting


def _exit(outcome: Outcome) -> Exit:
    return Exit.DONE if outcome.refused is None else exit_code(outcome.refused)


def in_words(report: Mapping[str, Any]) -> str:
    """A report as lines one can read."""
    lines = [f"{report.get('file', '')}  {report['verdict']}  {report['why']}".rstrip()]
    for sheet in report.get("sheets", ()):
        for table in sheet["tables"]:
            lines += _table_in_words(sheet["name"], table)
    lines += [
        f"  ✗ {one['sheet']}!{one['cell']} {one['value']!r}: {one['reason']} → {one['remedy']}"
        for one in report.get("refused", ())
    ]
    if changes := report.get("changes"):
        lines.append("  " + "  ".join(f"{name} {count}" for name, count in changes.items()))
    if report.get("batch"):
        lines.append(f"batch {report['batch']}")
    return "\n".join(lines)


def _table_in_words(sheet: str, table: Mapping[str, Any]) -> list[str]:
    found = table["reconciliation"]
    rows = table["rows"]
    return [
        f"  {sheet} {table['header_cells']}: layout {table['layout']}, {rows['data']} rows of "
        f"{rows['total']}, {found['held']} of {found['equalities']} totals hold",
        *(f"    {name:<32} {total:>24}" for name, total in table["totals"].items()),
    ]


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
