"""Addresses of our pages, which keep the moment that the page being answered was asked for.

A page asked for a past day (`?on=2025-10-10`), or as known at a batch number (`?at=41`), leads to
pages of that moment: a reader who follows a figure must not land on another day's.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest
from django.urls import reverse

from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.core.words import N_

_moment: ContextVar[Mapping[str, str]] = ContextVar("tadbir_moment")


def keep_moment(request: HttpRequest) -> None:
    """Have the addresses made from now on keep the moment of a request; none of it is today."""
    on, at = request.GET.get("on", ""), request.GET.get("at", "")
    asked = {
        "on": on if (day := _day(on)) and day < clock.today() else "",
        "at": at if at.isdecimal() else "",
    }
    _moment.set({name: value for name, value in asked.items() if value})


def moment() -> Mapping[str, str]:
    """What every address keeps of the page being answered: nothing for a page of today."""
    return _moment.get({})


def page_address(name: str, *places: object, **query: object) -> str:
    """The address of a page by its name, at the moment of the page being answered."""
    return kept(reverse(name, args=places or None), **query)


def kept(href: str, **query: object) -> str:
    """An address of ours with the moment of the page being answered, and a query."""
    return having(href, **{**moment(), **query})


def having(href: str, **query: object) -> str:
    """An address with some names of its query put, changed, or (None) taken out."""
    parts = urlsplit(href)
    old = [(name, value) for name, value in parse_qsl(parts.query) if name not in query]
    new = [(name, str(value)) for name, value in query.items() if value is not None]
    return urlunsplit(parts._replace(query=urlencode([*old, *new])))


def day_of(request: HttpRequest) -> date:
    """The day of `?on=`, today by default; raises Refused for what is no day or not yet over."""
    text = request.GET.get("on", "")
    if not text:
        return clock.today()
    day = _day(text)
    if day is None:
        raise Refused("page.bad-day", N_("{text} is not a day such as 2025-12-12."), text=text)
    if day > clock.today():
        raise Refused("page.bad-day", N_("The day {text} is still to come."), text=text)
    return day


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
