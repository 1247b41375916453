"""What rests on the rules of the year, prepared again inside the action that changes one of them."""

from tadbir.audit.trail import next_number
from tadbir.core.clock import today
from tadbir.intake import gathering, standings

RULED = frozenset({"budget", "operations"})
"""The datasets of which the last days decide what can still pass."""


def prepare_again(*, year: int | None = None, path: str = "/") -> None:
    """Prepare again what a rule decides: forecasts, and the dirhams that would lapse.

    Without `year` it is the one under way; nothing is prepared for a finished one. `path` is that
    of the holder concerned. Only the latest return of each is looked at: an earlier day is past.
    """
    year = year or today().year
    if year < today().year:
        return
    if moved := standings.latest(RULED, path=path, year=year):
        gathering.tell(moved, next_number())
