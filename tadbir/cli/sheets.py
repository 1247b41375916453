"""`tadbir sheets`: draws boards and ranks works ahead of their readers."""

import time

import click
from django.db import OperationalError, close_old_connections

from tadbir.audit import installation
from tadbir.cli.terminal import Terminal
from tadbir.cockpit import sheets
from tadbir.territory.reach import EVERYWHERE
from tadbir.works.actions.ranking import rank

LOOK_EVERY_SECONDS = 2.0


@click.command()
@click.option(
    "--watch", is_flag=True, help="Go on: draw again whenever figures move, and each day."
)
@click.pass_obj
def command(terminal: Terminal, watch: bool) -> None:
    """Draw each board that does not stand as of now, in both languages, and rank the works."""
    installation.start_clock()
    seen = sheets.now()
    terminal.data({"drawn": _drawn(seen)})
    while watch:
        time.sleep(LOOK_EVERY_SECONDS)
        close_old_connections()
        try:
            seen = _follow(seen)
        except OperationalError as trouble:
            # The database is busy, restarting or being restored: the next look finds what is left.
            terminal.talk(str(trouble))


def _drawn(at: sheets.Moment) -> int:
    rank(reach=EVERYWHERE, on=at.on)
    return len(list(sheets.draw_missing(at)))


def _follow(seen: sheets.Moment) -> sheets.Moment:
    """Draw again if figures or the day moved on since a moment; the moment that stands now."""
    moment = sheets.now()
    if moment != seen:
        _drawn(moment)
    return moment
