"""`tadbir doctor`: what is right and what is not in this installation, with the remedy."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

import click
from django.conf import settings

from tadbir.accounts.queries import second_steps_by_secret, without_second_factor
from tadbir.audit import installation, trail, triggers
from tadbir.cli.options import speaking
from tadbir.cli.release import migrations_waiting
from tadbir.cli.terminal import Exit, Terminal
from tadbir.core import clock
from tadbir.ui import typeface

BACKUP_AGE = timedelta(days=2)
SECRET_LENGTH, SECRET_LETTERS = 50, 5


@dataclass(frozen=True)
class Finding:
    """One check: whether it is well, what was seen, what to do."""

    check: str
    is_well: bool
    seen: str
    remedy: str = ""


def settings_are_closed() -> Iterator[Finding]:
    """Debug off, a secret that others cannot read, TLS said."""
    yield Finding("settings.debug", not settings.DEBUG, str(settings.DEBUG), "set DEBUG to False")
    secret = Path(settings.DATA_FOLDER) / "secret-key"
    mode = oct(secret.stat().st_mode & 0o777) if secret.exists() else "in the environment"
    yield Finding(
        "settings.secret", mode in {"0o600", "in the environment"}, mode, f"chmod 600 {secret}"
    )
    yield Finding(
        "settings.tls",
        settings.IS_BEHIND_TLS or installation.current().demonstration,
        "on" if settings.IS_BEHIND_TLS else "off",
        "set TADBIR_TLS=1 behind nginx",
    )


def secrets_hold() -> Iterator[Finding]:
    """A secret nobody guesses, under which every second step of a sign-in opens."""
    key = settings.SECRET_KEY
    is_long = len(key) >= SECRET_LENGTH and len(set(key)) >= SECRET_LETTERS
    yield Finding(
        "settings.secret_length",
        is_long,
        f"{len(key)} characters, {len(set(key))} different",
        f"set TADBIR_SECRET_KEY to {SECRET_LENGTH} random characters or more; "
        "the one of now goes to TADBIR_FORMER_SECRET_KEYS",
    )
    if migrations_waiting():
        return
    steps = second_steps_by_secret()
    yield Finding(
        "accounts.sealed",
        not steps.none,
        f"{steps.today} under the secret of today, {steps.former} under a former, {steps.none} lost",
        "bring the former secret back into TADBIR_FORMER_SECRET_KEYS, "
        "or give those people a new password without their telephone",
    )
    yield Finding(
        "accounts.sealed_anew",
        not steps.former,
        f"{steps.former} to seal again",
        "tadbir user seal-again --by root, then take TADBIR_FORMER_SECRET_KEYS away",
    )


def database_is_up_to_date() -> Iterator[Finding]:
    """Migrations applied, triggers in place, the chain of the trail whole."""
    waiting = migrations_waiting()
    yield Finding("database.migrations", not waiting, f"{waiting} waiting", "tadbir migrate")
    gone = triggers.missing()
    yield Finding("database.triggers", not gone, ", ".join(gone) or "all", "tadbir migrate")
    verdict = trail.verify()
    yield Finding(
        "audit.chain",
        verdict.holds,
        f"{verdict.count} rows" if verdict.holds else f"row {verdict.first_altered}",
        "tadbir audit verify",
    )


def machine_has_what_it_needs() -> Iterator[Finding]:
    """Fonts for paper, room on the disk, a recent copy of everything."""
    fonts = list(Path(typeface.directory()).rglob("*.[ot]tf"))
    yield Finding("fonts", bool(fonts), f"{len(fonts)} files", "install Tadbir again")
    room = os.statvfs(settings.DATA_FOLDER)
    free = room.f_bavail * room.f_frsize // 2**20
    yield Finding("disk.free", free > 1024, f"{free} MB", "free some room")
    copies = sorted((Path(settings.DATA_FOLDER) / "backups").glob("tadbir-*.tar.gz"))
    age = clock.now().timestamp() - copies[-1].stat().st_mtime if copies else None
    yield Finding(
        "backup.recent",
        age is not None and age < BACKUP_AGE.total_seconds(),
        copies[-1].name if copies else "none",
        "enable tadbir-backup.timer, or run: tadbir backup <data folder>/backups",
    )


def people_are_guarded() -> Iterator[Finding]:
    """Directors and administrators sign in with a second factor; what kind of data stand here."""
    alone = without_second_factor(clock.today())
    yield Finding(
        "accounts.second_factor",
        not alone,
        ", ".join(alone) or "all",
        "each adds a code in their menu",
    )
    yield Finding(
        "demonstration",
        True,
        "demonstration data" if installation.current().demonstration else "real data",
    )


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    settings_are_closed, secrets_hold, database_is_up_to_date, machine_has_what_it_needs,
    people_are_guarded,
)  # fmt: skip


@click.command()
@speaking
@click.pass_obj
def command(terminal: Terminal) -> None:
    """Check settings, database, fonts, backups and sign-ins; 1 when something is not well."""
    installation.start_clock()
    findings = [finding for check in CHECKS for finding in check()]
    lines = [
        f"{'ok ' if f.is_well else 'NOT'}  {f.check:<24} {f.seen}"
        + ("" if f.is_well else f"\n     → {f.remedy}")
        for f in findings
    ]
    terminal.data([asdict(f) for f in findings], "\n".join(lines))
    sys.exit(Exit.DONE if all(f.is_well for f in findings) else Exit.UNEXPECTED)
