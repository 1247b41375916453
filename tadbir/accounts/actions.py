"""Writes of people and posts: made, moved, closed, unlocked; one row in the trail each."""

import secrets
from datetime import date

from allauth.mfa.models import Authenticator
from axes.utils import reset as forget_failures
from django.core.exceptions import ValidationError
from django.db import transaction

from tadbir.accounts.models import Post, User
from tadbir.accounts.sealing import seal_again, with_secrets
from tadbir.accounts.terms import ADMINISTRATOR, LANGUAGES, ROLES
from tadbir.audit.actor import Actor, Subject
from tadbir.audit.trail import record
from tadbir.core.clock import today
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.territory.models import Entity

READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
OPEN_END = date.max


def random_password() -> str:
    """Sixteen characters that one can read aloud and type, in groups of four: 79 bits."""
    letters = [secrets.choice(READABLE) for _ in range(16)]
    return "-".join("".join(letters[start : start + 4]) for start in range(0, 16, 4))


def _subject(user: User) -> Subject:
    return Subject("user", user.username)


def create_user(
    *, by: Actor, username: str, name: str, name_ar: str = "", language: str = "ar",
    must_change_password: bool = True,
) -> tuple[User, str]:  # fmt: skip
    """Open an account; returns it with a password that is shown once and must be changed.

    Only the invented people of a demonstration may keep theirs.

    Raises Refused("accounts.already-there") when the sign-in is taken, "accounts.bad-sign-in"
    when it cannot be one, "accounts.no-name" and "accounts.unknown-language".
    """
    password = random_password()
    user = User(
        username=username,
        name=name.strip(),
        name_ar=name_ar.strip(),
        language=language,
        must_change_password=must_change_password,
    )
    _check_new(user)
    user.set_password(password)
    with transaction.atomic():
        user.save()
        record(
            by=by,
            action="accounts.create_user",
            subject=_subject(user),
            after={"language": language},
        )
    return user, password


def _check_new(user: User) -> None:
    """Raise Refused for an account that cannot be opened."""
    if User.objects.filter(username=user.username).exists():
        raise Refused(
            "accounts.already-there",
            N_("Somebody already signs in as {username}."),
            username=user.username,
        )
    if not user.name:
        raise Refused("accounts.no-name", N_("An account bears the name of a person."))
    if user.language not in LANGUAGES:
        raise Refused("accounts.unknown-language", N_("The language is Arabic or French."))
    try:
        User._meta.get_field("username").run_validators(user.username)
    except ValidationError:
        raise Refused(
            "accounts.bad-sign-in",
            N_("A sign-in is small Latin letters and digits, joined by dots or hyphens."),
        ) from None


def assign_post(
    *, by: Actor, user: User, role: str, entity: Entity | None, valid_from: date,
    valid_to: date | None = None,
) -> Post:  # fmt: skip
    """Give someone a role on a part of the territory, until the day before `valid_to`.

    Someone may hold several entities at once (a stand-in), but one role: raises
    Refused("accounts.another-role") when another one is held on one of these days,
    "accounts.already-held" when the same one is, and "accounts.bad-post" when the role is
    unknown, lacks its territory or ends before it begins.
    """
    post = Post(user=user, role=role, entity=entity, valid_from=valid_from, valid_to=valid_to)
    _check_whole(post)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        _check_alone(post)
        post.save()
        record(
            by=by,
            action="accounts.assign_post",
            subject=_subject(user),
            after=_written(post),
        )
    return post


def _written(post: Post) -> dict[str, object]:
    """A post as the trail keeps it."""
    return {
        "role": post.role,
        "entity": post.entity.code if post.entity else None,
        "valid_from": post.valid_from,
        "valid_to": post.valid_to,
    }


def _check_whole(post: Post) -> None:
    is_whole = post.role in ROLES and (post.role == ADMINISTRATOR) == (post.entity is None)
    if not is_whole or (post.valid_to and post.valid_to <= post.valid_from):
        raise Refused(
            "accounts.bad-post",
            N_(
                "A post is a known role on an entity, from a day until a later one; only the"
                " administrator of accounts has no entity."
            ),
        )


def _check_alone(post: Post) -> None:
    """Raise Refused when a post held on one of the same days does not go with this one."""
    others = [
        other
        for other in post.user.posts.all()
        if other.valid_from < (post.valid_to or OPEN_END)
        and post.valid_from < (other.valid_to or OPEN_END)
    ]
    if any(other.role != post.role for other in others):
        raise Refused(
            "accounts.another-role",
            N_("Another role is held on these days; close it first."),
        )
    if any(other.entity_id == post.entity_id for other in others):
        raise Refused("accounts.already-held", N_("This post is already held on these days."))


def close_post(*, by: Actor, post: Post, on: date) -> Post:
    """End a post: from that day it is no longer held.

    Raises Refused("accounts.already-closed") when it had ended by then. A post closed before it
    began was never held.
    """
    if post.valid_to is not None and post.valid_to <= on:
        raise Refused("accounts.already-closed", N_("This post had already ended by that day."))
    before = _written(post)
    with transaction.atomic():
        post.valid_to = max(on, post.valid_from)
        post.save(update_fields=("valid_to",))
        record(
            by=by,
            action="accounts.close_post",
            subject=_subject(post.user),
            before=before,
            after=_written(post),
        )
    return post


@transaction.atomic
def disable(*, by: Actor, user: User, why: str = "") -> None:
    """Close an account: no sign-in from now on, and open sessions end at their next page.

    Raises Refused("accounts.last-administrator") for the only one who could open it again.
    """
    administrators = Post.objects.held_on(today()).filter(role=ADMINISTRATOR, user__is_active=True)
    holders = set(administrators.values_list("user_id", flat=True))
    if holders == {user.pk}:
        raise Refused(
            "accounts.last-administrator",
            N_("The last administrator of accounts cannot be disabled."),
        )
    _set_active(by=by, user=user, is_active=False, why=why)


@transaction.atomic
def enable(*, by: Actor, user: User, why: str = "") -> None:
    """Open a closed account again, with the password it had."""
    _set_active(by=by, user=user, is_active=True, why=why)


def _set_active(*, by: Actor, user: User, is_active: bool, why: str) -> None:
    before = user.is_active
    user.is_active = is_active
    user.save(update_fields=("is_active",))
    record(
        by=by,
        action="accounts.enable" if is_active else "accounts.disable",
        subject=_subject(user),
        before={"is_active": before},
        after={"is_active": is_active},
        why=why,
    )


@transaction.atomic
def reset_password(*, by: Actor, user: User, drop_second_factor: bool = False) -> str:
    """Give a new password, returned to be shown once; it must be changed, open sessions end.

    `drop_second_factor` also forgets a lost telephone and its recovery codes.
    """
    password = random_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=("password", "must_change_password"))
    dropped = 0
    if drop_second_factor:
        dropped, _by_model = Authenticator.objects.filter(user=user).delete()
    forget_failures(username=user.username)
    record(
        by=by,
        action="accounts.reset_password",
        subject=_subject(user),
        after={"second_factor_dropped": dropped > 0},
    )
    return password


@transaction.atomic
def seal_second_steps_again(*, by: Actor) -> int:
    """Bring every second step under today's secret, so that those before it can go; how many.

    Raises Refused("accounts.sealed-elsewhere") where none of the secrets known opens one.
    """
    kept = list(Authenticator.objects.select_for_update())
    for one in kept:
        one.data = with_secrets(one.data, seal_again)
        one.save(update_fields=("data",))
    record(
        by=by,
        action="accounts.seal_again",
        subject=Subject("installation", "second-steps"),
        after={"second_steps": len(kept)},
    )
    return len(kept)


@transaction.atomic
def unlock(*, by: Actor, user: User) -> None:
    """Forget the wrong passwords that closed a sign-in."""
    forget_failures(username=user.username)
    record(by=by, action="accounts.unlock", subject=_subject(user))


@transaction.atomic
def change_name(*, by: Actor, user: User, name: str, name_ar: str) -> None:
    """Correct the names someone bears; the same ones again change nothing.

    The trail says that it was done and by whom, never a name. Raises Refused("accounts.no-name").
    """
    name, name_ar = name.strip(), name_ar.strip()
    if not name:
        raise Refused("accounts.no-name", N_("An account bears the name of a person."))
    if (user.name, user.name_ar) == (name, name_ar):
        return
    user.name, user.name_ar = name, name_ar
    user.save(update_fields=("name", "name_ar"))
    record(by=by, action="accounts.change_name", subject=_subject(user))


@transaction.atomic
def choose_language(*, by: Actor, user: User, language: str) -> None:
    """Keep the language someone reads; the same one again changes nothing."""
    if user.language == language:
        return
    if language not in LANGUAGES:
        raise Refused("accounts.unknown-language", N_("The language is Arabic or French."))
    before, user.language = user.language, language
    user.save(update_fields=("language",))
    record(
        by=by,
        action="accounts.choose_language",
        subject=_subject(user),
        before={"language": before},
        after={"language": language},
    )
