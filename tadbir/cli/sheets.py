"""`tadbir sheets`: draws the boards of the cockpit ahead of their readers."""

import time

import click
from django.db import close_old_connections

from tadbir.audit import installation
from tadbir.cli.terminal import Terminal
from tadbir.cockpit import sheets

LOOK_EVERY_SECONDS = 2.0


@click.command()
@click.option(
    "--watch", is_flag=True, help="Go on: draw again whenever figures move, and each day."
)
@click.pass_obj
def command(terminal: Terminal, watch: bool) -> None:
    """Draw each board that does not stand as of now, in both languages."""
    installation.start_clock()
    seen = sheets.now()
    terminal.data({"drawn": len(list(sheets.draw_missing(seen)))})
    while watch:
        time.sleep(LOOK_EVERY_SECONDS)
        close_old_connections()
        if (moment := sheets.now()) != seen:
            terminal.data({"drawn": len(list(sheets.draw_missing(moment)))})
            seen = moment
