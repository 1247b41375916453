"""`tadbir meeting`: open a series, convene a meeting, note that it was held."""

from datetime import date

import click

from tadbir.accounts.policies import check_can_hold_meetings
from tadbir.cli.options import Day, seat, speaking, writing
from tadbir.cli.terminal import Terminal
from tadbir.meetings import actions, queries
from tadbir.meetings.terms import KINDS, RHYTHMS
from tadbir.territory import queries as territory


@click.group()
def command() -> None:
    """Open series of meetings, convene them, note that they were held."""


@command.command("open")
@click.argument("entity")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("rhythm", type=click.Choice(list(RHYTHMS)))
@writing
@speaking
@click.pass_obj
def open_series(terminal: Terminal, entity: str, kind: str, rhythm: str, by: str) -> None:
    """Open the series of meetings of KIND that ENTITY holds in a RHYTHM."""
    sitting = seat(by)
    found = territory.entity(entity, reach=sitting.reach)
    check_can_hold_meetings(sitting)
    series = actions.open_series(by=sitting.actor, entity=found, kind=kind, rhythm=rhythm)
    terminal.data({"series": series.code}, series.code)


@command.command()
@click.argument("series")
@click.argument("place")
@click.option("--on", "held_on", type=Day(), required=True, help="The day of the meeting.")
@writing
@speaking
@click.pass_obj
def convene(terminal: Terminal, series: str, place: str, held_on: date, by: str) -> None:
    """Convene a meeting of SERIES in PLACE."""
    sitting = seat(by)
    found = queries.one_series(series, reach=sitting.reach)
    check_can_hold_meetings(sitting)
    made = actions.convene(by=sitting.actor, series=found, held_on=held_on, place=place)
    terminal.data({"meeting": made.code}, made.code)


@command.command()
@click.argument("meeting")
@writing
@speaking
@click.pass_obj
def hold(terminal: Terminal, meeting: str, by: str) -> None:
    """Note that MEETING was held: its pack says what was known then."""
    sitting = seat(by)
    found = queries.meeting(meeting, reach=sitting.reach)
    check_can_hold_meetings(sitting)
    held = actions.hold(by=sitting.actor, meeting=found)
    terminal.data({"meeting": held.code, "last_number": held.last_number}, held.code)
