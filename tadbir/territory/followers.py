"""Who prepares again what a change of parent or of legal form moves, from the settings' paths.

A follower is called inside the transaction of the action, before its row of the trail.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Reattached:
    """An entity that hangs, with all under it, from another administrative parent from a day on.

    Parents are codes; `before` is None where it had none.
    """

    entity: str
    before: str | None
    after: str
    on: date


@dataclass(frozen=True, slots=True)
class Reformed:
    """A region's direction that has another legal form from a day on, and its path."""

    entity: str
    path: str
    on: date


@dataclass(frozen=True, slots=True)
class Typed:
    """Something that a person typed of a domain, about an entity (by code) or what hangs from it."""

    domain: str
    entity: str


Follower = Callable[[Reattached, int], None]
TypedFollower = Callable[[Typed, int], None]
FormFollower = Callable[[Reformed, int], None]
"""Both are called with what moved and the number of the action."""


def followers() -> tuple[Follower, ...]:
    """Every follower of re-attachments, in the order of the settings."""
    return _followers(tuple(settings.REATTACHMENT_FOLLOWERS))


def typed_followers() -> tuple[TypedFollower, ...]:
    """Every follower of what people type, in the order of the settings."""
    return _typed_followers(tuple(settings.TYPED_FOLLOWERS))


@cache
def _typed_followers(paths: tuple[str, ...]) -> tuple[TypedFollower, ...]:
    return tuple(import_string(path) for path in paths)


def form_followers() -> tuple[FormFollower, ...]:
    """Every follower of changes of legal form, in the order of the settings."""
    return _form_followers(tuple(settings.FORM_FOLLOWERS))


@cache
def _followers(paths: tuple[str, ...]) -> tuple[Follower, ...]:
    return tuple(import_string(path) for path in paths)


@cache
def _form_followers(paths: tuple[str, ...]) -> tuple[FormFollower, ...]:
    return tuple(import_string(path) for path in paths)
