"""The doors people come in by: a page or a command, and the seat each of them gives."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest

from tadbir.accounts.models import User
from tadbir.accounts.reach import posts_of, reach_from
from tadbir.accounts.seat import Seat
from tadbir.audit.actor import Actor, Door
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.territory.models import Entity
from tadbir.territory.reach import NOWHERE
from tadbir.ui.shell import Demonstration, NavItem

View = TypeVar("View", bound=Callable[..., Any])

open_page = login_not_required


class SeatedRequest(HttpRequest):
    """A request that came through the door: someone is signed in and sits in a seat."""

    user: User
    seat: Seat
    navigation: Sequence[NavItem]
    account_menu: Sequence[NavItem]
    search_url: str
    demonstration: Demonstration


def own_account(view: View) -> View:
    """Mark a page about one's own account: open to whoever is signed in, with a post or without."""
    view.is_own_account = True  # type: ignore[attr-defined]
    return view


def is_own_account(view: Callable[..., Any]) -> bool:
    """Whether a page was marked so."""
    return getattr(view, "is_own_account", False)


def is_open(view: Callable[..., Any]) -> bool:
    """Whether a page was marked open to people who are not signed in."""
    return not getattr(view, "login_required", True)


def address_of(request: HttpRequest) -> str:
    """Where a request came from: behind our own proxy, the last address the proxy noted."""
    noted = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.IS_BEHIND_TLS else ""
    return (noted.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))[:45]


def seat_of(request: HttpRequest) -> Seat:
    """The seat of whoever asks for a page; AttributeError on a page open to anyone."""
    seat: Seat = request.seat  # type: ignore[attr-defined]
    return seat


def seat_held(user: User, actor: Actor) -> Seat:
    """The seat someone sits in today, reached through a door; one query."""
    posts = posts_of(user)
    if not posts:
        return Seat(actor, NOWHERE, name=str(user))
    first: Entity | None = posts[0].entity
    entity = first.code if first else ""
    return Seat(actor, reach_from(posts), posts[0].role, entity, str(user))


def actor_on_page(request: HttpRequest, username: str) -> Actor:
    """Who acts on a page, and from where."""
    return Actor(username, "page", address_of(request))


def seat_for_command(username: str, door: Door = "command") -> Seat:
    """The seat of `--by USER`, or of the person a job works for.

    Raises Refused("accounts.unknown") when nobody has this sign-in, "accounts.disabled" when the
    account is closed, "accounts.no-post" when no post is held today.
    """
    user = User.objects.filter(username=username).first()
    if user is None:
        raise Refused("accounts.unknown", N_("Nobody signs in as {username}."), username=username)
    if not user.is_active:
        raise Refused(
            "accounts.disabled", N_("The account {username} is disabled."), username=username
        )
    seat = seat_held(user, Actor(username, door))
    if not seat.role:
        raise Refused("accounts.no-post", N_("{username} holds no post today."), username=username)
    return seat
