"""Returns received, counted once for the cockpit and the pack: those of money, file by file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.intake.labels import dataset_label
from tadbir.ui import formats
from tadbir.ui.status import Status
from tadbir.ui.tiles import Tile
from tadbir.ui.words import language

OF_MONEY = ("budget", "operations")
"""The files that figures of money are made of: what a count of returns counts."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many returns of one kind of file came, of those expected."""

    dataset: str
    received: int
    expected: int


def in_words(counts: Iterable[Count]) -> str:
    """Each kind of file with its own count."""
    return " · ".join(
        f"{dataset_label(one.dataset)} {formats.x_of_y(one.received, one.expected, language())}"
        for one in counts
        if one.expected
    )


def tile(
    counts: Sequence[Count],
    *,
    shares: Iterable[Decimal | None],
    on: date,
    call: str = "",
    href: str = "",
) -> Tile:
    """Returns received; `shares` are those of the money that who sent no budget holds, if known."""
    label, lang = _("Returns received"), language()
    received, expected = (sum(one.received for one in counts), sum(one.expected for one in counts))
    if not expected:
        reason = _("Nobody was asked to send: no return is in the calendar.")
        return Tile(label, formats.DASH, reason=reason, href=href)
    all_came = received == expected
    return Tile(
        label=label,
        value=formats.x_of_y(received, expected, lang),
        of=in_words(counts),
        status=Status.ON_TRACK if all_came else Status.WATCH,
        target=_("Every return came.") if all_came else _held_by(shares),
        change="" if all_came else call,
        on_date=on,
        href=href,
    )


def _held_by(shares: Iterable[Decimal | None]) -> str:
    """What the missing ones hold together; nothing where no share is known."""
    known = [share for share in shares if share is not None]
    if not known:
        return ""
    share = formats.percent(sum(known, Decimal(0)), language())
    return _("The missing ones hold %(share)s of the money") % {"share": share}
