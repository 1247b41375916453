"""Reads of people and posts, for the administrator and the command line."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from tadbir.accounts.models import Post, User
from tadbir.accounts.sealing import is_under_todays_secret, secrets_of, unseal
from tadbir.accounts.terms import ADMINISTRATOR, DIRECTOR
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.territory.models import Entity


def people(on: date) -> QuerySet[User]:
    """Everyone with an account, by sign-in; `posts_held` lists the posts of a day; two queries."""
    held = Post.objects.held_on(on).select_related("entity").order_by("valid_from", "id")
    return (
        User.objects.annotate(has_second_factor=Exists(_telephones()))
        .prefetch_related(Prefetch("posts", queryset=held, to_attr="posts_held"))
        .order_by("username")
    )


def person(username: str) -> User:
    """Someone by sign-in; raises Refused("accounts.unknown")."""
    found = User.objects.filter(username=username).first()
    if found is None:
        raise Refused("accounts.unknown", N_("Nobody signs in as {username}."), username=username)
    return found


def posts(of: User) -> Sequence[Post]:
    """Every post someone has held, the latest first."""
    return list(of.posts.select_related("entity").order_by("-valid_from", "-id"))


def entity_of_post(code: str) -> Entity:
    """The entity that a post is given on, wherever it lies; raises Refused("territory.unknown")."""
    found = Entity.objects.filter(code=code).first()
    if found is None:
        raise Refused("territory.unknown", N_("No entity has the code {entity}."), entity=code)
    return found


def post(of: User, number: int) -> Post:
    """A post of someone by its number; raises Refused("accounts.unknown")."""
    found = of.posts.select_related("entity").filter(pk=number).first()
    if found is None:
        raise Refused("accounts.unknown", N_("{name} holds no such post."), name=of.username)
    return found


def is_locked(username: str) -> bool:
    """Whether too many wrong passwords closed the sign-in from at least one address."""
    attempts = AccessAttempt.objects.filter(username=username)
    return bool(attempts.filter(failures_since_start__gte=settings.AXES_FAILURE_LIMIT).exists())


def without_second_factor(on: date) -> list[str]:
    """Sign-ins of directors and administrators who sign in with a password alone."""
    guarded = Post.objects.held_on(on).filter(
        role__in=(DIRECTOR, ADMINISTRATOR), user=OuterRef("pk")
    )
    found = User.objects.filter(Exists(guarded), ~Exists(_telephones()), is_active=True)
    return list(found.order_by("username").values_list("username", flat=True))


def _telephones() -> QuerySet[Authenticator]:
    kind = Authenticator.Type.TOTP
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=OuterRef("pk"), type=kind)
    return found


@dataclass(frozen=True, slots=True)
class SecondSteps:
    """How many stored secrets of second steps open with today's secret, a former one, none."""

    today: int
    former: int
    none: int


def second_steps_by_secret() -> SecondSteps:
    """Which secret of this installation opens each stored second step."""
    found = Counter(
        _opened_by(sealed)
        for data in Authenticator.objects.values_list("data", flat=True)
        for sealed in secrets_of(data)
    )
    return SecondSteps(found["today"], found["former"], found["none"])


def _opened_by(sealed: str) -> str:
    if is_under_todays_secret(sealed):
        return "today"
    try:
        unseal(sealed)
    except Refused:
        return "none"
    return "former"
