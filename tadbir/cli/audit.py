"""`tadbir audit`: verify that neither the trail nor a batch's figures were altered."""

import sys
from dataclasses import asdict

import click
from django.utils import translation

from tadbir.audit import trail
from tadbir.cli.options import speaking
from tadbir.cli.terminal import Exit, Terminal
from tadbir.intake import verification
from tadbir.territory.reach import EVERYWHERE


@click.group()
def command() -> None:
    """Verify the audit trail."""


@command.command()
@speaking
@click.pass_obj
def verify(terminal: Terminal) -> None:
    """Read the whole trail and every batch; names the first altered row and altered figures."""
    chain = trail.verify()
    faults = verification.verify_batches(
        reach=EVERYWHERE, progress=terminal.progress("batches") if terminal.shows_progress else None
    )
    whole = "the trail is whole" if chain.holds else f"row {chain.first_altered}: {chain.reason}"
    lines = [f"{chain.count} rows; {whole}", *(_in_words(fault) for fault in faults)]
    terminal.data(
        {
            "rows": chain.count,
            "first_altered": chain.first_altered,
            "reason": chain.reason,
            "faults": [asdict(fault) for fault in faults],
        },
        "\n".join(lines),
    )
    sys.exit(Exit.DONE if chain.holds and not faults else Exit.REFUSED)


def _in_words(fault: verification.Fault) -> str:
    """A fault with every altered figure, its file's cell and both values."""
    lines = [f"batch {fault.batch}: {translation.gettext(fault.reason)}"]
    lines += [
        f"  {one.holder} {one.on_date} {' '.join(one.key)} {one.name}: "
        f"{one.stored} stands, {one.committed} was committed ({one.sheet}, row {one.row})"
        for one in fault.altered
    ]
    return "\n".join(lines)
