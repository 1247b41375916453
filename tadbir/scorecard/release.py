"""Sums that another release made are made again by this one."""

from collections.abc import Callable

from django.db import transaction

from tadbir import __version__
from tadbir.audit import trail
from tadbir.audit.actor import Actor, Subject
from tadbir.scorecard import rollup
from tadbir.scorecard.models import Preparation, Rollup


@transaction.atomic
def follow_release(*, by: Actor, progress: Callable[[int, int], None]) -> bool:
    """Make every sum again, unless this release made them; whether it was done.

    Nothing is made of new facts: what was known at an earlier number stays known as it was. The
    trail says how many sums moved, where some did.
    """
    if Preparation.objects.filter(release=__version__).exists():
        return False
    number, moved = trail.next_number(), 0
    years = [
        first.year for first in Rollup.objects.filter(is_current=True).dates("on_date", "year")
    ]
    for done, year in enumerate(years, 1):
        moved += rollup.prepare_again(year, number)
        progress(done, len(years))
    Preparation.objects.update_or_create(pk=1, defaults={"release": __version__})
    if moved:
        trail.record(
            by=by,
            action="scorecard.prepare_again",
            subject=Subject("installation", "1"),
            after={"release": __version__, "sums": moved},
        )
    return True
