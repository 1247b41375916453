"""`tadbir migrate`: bring the database to this release, its guards back, and what pages load."""

from collections.abc import Callable

import click
from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext

from tadbir.audit import triggers
from tadbir.audit.installation import COMMAND
from tadbir.cli.terminal import Terminal
from tadbir.cockpit import sheets
from tadbir.scorecard.release import follow_release


def bring_up_to_date(
    *, talk: bool = False, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> None:
    """Apply migrations, then make the audit triggers again: table rebuilds drop them.

    What another release prepared is prepared again, and the boards it drew are dropped. Style
    sheets and fonts are gathered where they are served from a folder of their own.
    """
    call_command("migrate", verbosity=1 if talk else 0, interactive=False)
    triggers.install()
    if follow_release(by=COMMAND, progress=progress):
        sheets.drop()
    if settings.STATIC_ROOT:
        call_command("collectstatic", verbosity=0, interactive=False)


@click.command()
@click.pass_obj
def command(terminal: Terminal) -> None:
    """Bring the database, its sums, and the style sheets and fonts of pages, to this release."""
    bring_up_to_date(talk=not terminal.quiet, progress=terminal.progress(gettext("Sums")))
