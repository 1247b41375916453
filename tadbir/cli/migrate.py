"""`tadbir migrate`: bring the database to this release, then its guards back."""

import click
from django.core.management import call_command

from tadbir.audit import triggers
from tadbir.cli.terminal import Terminal


def bring_up_to_date(*, talk: bool = False) -> None:
    """Apply migrations, then make the audit triggers again: table rebuilds drop them."""
    call_command("migrate", verbosity=1 if talk else 0, interactive=False)
    triggers.install()


@click.command()
@click.pass_obj
def command(terminal: Terminal) -> None:
    """Bring the database to this release."""
    bring_up_to_date(talk=not terminal.quiet)
