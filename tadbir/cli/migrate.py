"""`tadbir migrate`: bring the database to this release, its guards back, and what pages load."""

import click
from django.conf import settings
from django.core.management import call_command

from tadbir.audit import triggers
from tadbir.cli.terminal import Terminal


def bring_up_to_date(*, talk: bool = False) -> None:
    """Apply migrations, then make the audit triggers again: table rebuilds drop them.

    Style sheets and fonts are gathered where they are served from a folder of their own.
    """
    call_command("migrate", verbosity=1 if talk else 0, interactive=False)
    triggers.install()
    if settings.STATIC_ROOT:
        call_command("collectstatic", verbosity=0, interactive=False)


@click.command()
@click.pass_obj
def command(terminal: Terminal) -> None:
    """Bring the database, and the style sheets and fonts of pages, to this release."""
    bring_up_to_date(talk=not terminal.quiet)
