"""What kind of installation this is: ordinary, or a demonstration with its day held still."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model
from django.db import connection, transaction

from tadbir.audit.actor import Actor, Subject
from tadbir.audit.models import Entry, Installation
from tadbir.audit.trail import record
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.core.words import N_

COMMAND = Actor("tadbir", door="command")


@dataclass(frozen=True)
class Installed:
    """Whether every page is marked as a demonstration, and the day its clock is held on."""

    demonstration: bool = False
    fixed_today: date | None = None


_known: dict[str, Installed] = {}


def current() -> Installed:
    """What this installation is; one query per process and database, since it never changes."""
    name = str(connection.settings_dict["NAME"])
    if name not in _known:
        row = Installation.objects.filter(pk=1).first()
        _known[name] = Installed(row.is_demonstration, row.fixed_today) if row else Installed()
    return _known[name]


def forget() -> None:
    """Ask the database again: it was declared, erased or replaced in this process."""
    _known.clear()


@transaction.atomic
def declare_demonstration(fixed_today: date, *, by: Actor = COMMAND) -> None:
    """Make an empty database a demonstration whose today is `fixed_today`, for ever.

    Raises Refused("audit.not-empty") when anything was ever done in it or anyone has an account:
    real and demonstration rows never share a database.
    """
    if Entry.objects.exists() or get_user_model().objects.exists():
        raise Refused(
            "audit.not-empty",
            N_("A demonstration needs a database of its own, and this one is not empty."),
        )
    Installation.objects.create(pk=1, is_demonstration=True, fixed_today=fixed_today)
    record(
        by=by,
        action="audit.declare_demonstration",
        subject=Subject("installation", "1"),
        after={"fixed_today": fixed_today},
    )
    forget()


def start_clock() -> None:
    """Give this thread the day of the installation; each request and each job calls it."""
    clock.fix_today(current().fixed_today)
