"""Accounts and posts as the pages of their administration show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tadbir.accounts import queries
from tadbir.accounts.models import Post, User
from tadbir.accounts.terms import ROLES
from tadbir.audit.actor import Subject
from tadbir.audit.presenters import HistoryRow, history_rows
from tadbir.core.clock import today
from tadbir.ui.addresses import page_address
from tadbir.ui.tables import Column, Table


def people_table(people: Iterable[User]) -> Table:
    """Everyone with an account; entities by their codes, since accounts are not figures."""
    columns = (
        Column("username", _("Sign-in"), "code", href="href"),
        Column("name", _("Name"), wide=True),
        Column("role", _("Role")),
        Column("entities", _("Entities"), "code"),
        Column("second_factor", _("Two-step sign-in"), "flag"),
        Column("is_active", _("Account open"), "flag"),
    )
    return Table(columns, [_person_row(user) for user in people], empty=_("Nobody has an account."))


def _person_row(user: User) -> dict[str, object]:
    posts: Sequence[Post] = user.posts_held  # type: ignore[attr-defined]
    return {
        "username": user.username,
        "href": page_address("accounts:person", user.username),
        "name": str(user),
        "role": _(ROLES[posts[0].role]) if posts else None,
        "entities": " ".join(post.entity.code for post in posts if post.entity) or None,
        "second_factor": user.has_second_factor,  # type: ignore[attr-defined]
        "is_active": user.is_active,
    }


@dataclass(frozen=True)
class PostLine:
    """One post as a line; `close_href` is empty once it has an end."""

    role: str
    entity: str
    valid_from: date
    valid_to: date | None
    close_href: str


@dataclass(frozen=True)
class Sheet:
    """One account."""

    username: str
    name: str
    is_active: bool
    is_locked: bool
    must_change_password: bool
    posts: Sequence[PostLine]
    history: Sequence[HistoryRow]


def sheet(user: User) -> Sheet:
    """One account with its posts and what was done to it."""
    return Sheet(
        username=user.username,
        name=str(user),
        is_active=user.is_active,
        is_locked=queries.is_locked(user.username),
        must_change_password=user.must_change_password,
        posts=[_post_line(user, post) for post in queries.posts(user)],
        history=history_rows(Subject("user", user.username)),
    )


def _post_line(user: User, post: Post) -> PostLine:
    is_over = post.valid_to is not None and post.valid_to <= today()
    close = page_address("accounts:close_post", user.username, post.pk)
    return PostLine(
        role=_(ROLES[post.role]),
        entity=post.entity.code if post.entity else "",
        valid_from=post.valid_from,
        valid_to=post.valid_to,
        close_href="" if is_over else close,
    )
