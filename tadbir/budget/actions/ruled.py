"""What rests on the rules of the year, prepared again inside the action that changes one of them."""

from django.db.models import Max

from tadbir.audit.trail import next_number
from tadbir.core.clock import today
from tadbir.intake import gathering
from tadbir.intake.models import Standing
from tadbir.intake.registry import StandingChange

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
    returns = Standing.objects.filter(
        dataset__in=RULED, is_current=True, on_date__year=year, holder__path__startswith=path
    ).values_list("dataset", "source", "holder__code")
    latest = returns.annotate(latest=Max("on_date")).order_by("holder__code", "dataset", "source")
    if moved := [StandingChange(*one) for one in latest]:
        gathering.tell(moved, next_number())
