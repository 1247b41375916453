"""`tadbir holidays`: the days off of a year that move, from the list of the authority."""

from pathlib import Path

import click

from tadbir.audit import installation
from tadbir.budget import actions, queries
from tadbir.cli.options import operator, speaking, writing
from tadbir.cli.terminal import Terminal


@click.group()
def command() -> None:
    """Load and print the public holidays that working days are counted with."""


@command.command()
@click.argument("year", type=click.IntRange(2000, 2100))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@writing
@speaking
@click.pass_obj
def load(terminal: Terminal, year: int, file: Path, by: str) -> None:
    """Load the religious and decreed days off of YEAR from FILE: day,kind,name,source a line.

    They stand for those the product comes with; the civil days are the decree's.
    """
    days = actions.read_days_off(file, year=year)
    rows = actions.load_days_off(by=operator(by), year=year, days=days)
    terminal.data({"year": year, "days": len(rows)}, f"{year}\t{len(rows)}")


@command.command()
@click.argument("year", type=click.IntRange(2000, 2100))
@speaking
@click.pass_obj
def show(terminal: Terminal, year: int) -> None:
    """Print the days off of YEAR, one a line; nothing for a year that is not loaded."""
    installation.start_clock()
    found = [off for off in queries.work_calendar().holidays if off.day.year == year]
    terminal.data(
        [
            {"day": off.day.isoformat(), "kind": off.kind.value, "name": off.name,
             "certainty": off.certainty.value, "source": off.source}
            for off in found
        ],
        "\n".join(f"{off.day}\t{off.kind.value}\t{off.name}\t{off.source}" for off in found),
    )  # fmt: skip
