"""A page of the cockpit as it is kept: its content once for a reach, its frame once for a person.

Both are kept under the number of the last action about figures: a commit, a meeting or a name
that changes makes every page anew. A page is made of the two, and of the token of its forms,
which is never kept.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import loader
from markupsafe import Markup

from tadbir import __version__
from tadbir.accounts.seat import Seat
from tadbir.cockpit.sheets import Moment
from tadbir.ui.addresses import moment
from tadbir.ui.pages import surroundings
from tadbir.ui.words import language

KEPT_SECONDS = 3600
CONTENT = "<!--tadbir:content-->"
TOKEN = b"tadbir-token-of-the-form"
TOKEN_FIELD = f'<input type="hidden" name="csrfmiddlewaretoken" value="{TOKEN.decode()}">'

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose page is asked for, by whom, and what it is to be true of."""

    code: str
    seat: Seat
    at: Moment


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in the frame of a page: its title and its body, encoded, ready to send."""

    title: str
    body: bytes


def page(request: HttpRequest, asked: Asked, content: Callable[[Asked], Content]) -> bytes:
    """The page asked for; `content` makes what is not kept, and refuses what is out of reach."""
    seat, at = asked.seat, asked.at
    what = (__version__, language(), seat.reach.key, seat.role, asked.code,
            at.on.isoformat(), str(at.number), urlencode(moment()))  # fmt: skip
    made = _kept("content", what, lambda: content(asked))
    if request.META.get("QUERY_STRING"):  # addresses are endless: only plain ones are kept
        frame = _frame(request, made.title)
    else:
        whom = (*what, seat.actor.name, seat.name, request.path)
        frame = _kept("frame", whom, lambda: _frame(request, made.title))
    before, after = frame
    return b"".join((before.replace(TOKEN, get_token(request).encode()), made.body, after))


def _kept(kind: str, parts: tuple[str, ...], make: Callable[[], Made]) -> Made:
    address = f"{kind}-" + hashlib.sha256("\n".join(parts).encode()).hexdigest()
    found: Made | None = cache.get(address)
    if found is None:
        found = make()
        cache.set(address, found, KEPT_SECONDS)
    return found


def _frame(request: HttpRequest, title: str) -> tuple[bytes, bytes]:
    """What stands before and after the content, with a place for the token of its forms."""
    around = surroundings(request) | {
        "title": title,
        "content": Markup(CONTENT),  # noqa: S704 - a constant of ours
        "csrf_input": Markup(TOKEN_FIELD),  # noqa: S704 - the same
    }
    text = loader.render_to_string("cockpit/entity.html", around, using="jinja2")
    before, after = (part.encode() for part in text.split(CONTENT))
    return before, after
