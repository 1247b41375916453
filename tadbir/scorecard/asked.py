"""What an address asks: the day of a page, in `?on=2025-12-12`."""

from datetime import date

from django.http import HttpRequest

from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.core.words import N_


def day_of(request: HttpRequest) -> date:
    """The day asked for, today by default; raises Refused for what is no day or not yet over."""
    text = request.GET.get("on", "")
    if not text:
        return clock.today()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Refused(
            "scorecard.bad-day", N_("{text} is not a day such as 2025-12-12."), text=text
        ) from None
    if day > clock.today():
        raise Refused("scorecard.bad-day", N_("The day {text} is still to come."), text=text)
    return day
