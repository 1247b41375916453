"""Accounts and posts: what is written, what is refused, and the row it leaves."""

from datetime import date

import pytest
from axes.models import AccessAttempt
from django.db import DatabaseError, transaction

from tadbir.accounts import actions, queries
from tadbir.accounts.actions import READABLE
from tadbir.accounts.models import Post, User
from tadbir.audit.models import Entry
from tadbir.audit.trail import Actor
from tadbir.core.refused import Refused
from tadbir.territory.models import Entity

pytestmark = pytest.mark.django_db
START = date(2025, 1, 1)


def last_row() -> tuple[str, str, str, str]:
    entry = Entry.objects.latest("number")
    return entry.action, entry.code, entry.before, entry.after


def refused(code: str) -> "pytest.RaisesExc[Refused]":
    return pytest.raises(Refused, check=lambda error: error.code == code)


def test_new_account_has_a_password_shown_once(actor: Actor) -> None:
    user, password = actions.create_user(by=actor, username="d.fes", name=" Nadia ", language="fr")

    assert [len(part) for part in password.split("-")] == [4, 4, 4, 4]
    assert set(password) <= set(READABLE) | {"-"}
    assert user.check_password(password)
    assert (user.name, user.language, user.must_change_password) == ("Nadia", "fr", True)
    assert last_row() == ("accounts.create_user", "d.fes", "", '{"language":"fr"}')


def test_passwords_differ() -> None:
    assert len({actions.random_password() for _ in range(50)}) == 50


def test_trail_holds_neither_name_nor_password(actor: Actor) -> None:
    user, password = actions.create_user(by=actor, username="d.fes", name="Nadia Alaoui")
    second = actions.reset_password(by=actor, user=user)

    text = "".join(str(vars(entry)) for entry in Entry.objects.all())
    assert not any(word in text for word in ("Nadia", "Alaoui", password, second))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"username": "d.fes", "name": "B"}, "accounts.already-there"),
        ({"username": "Délégué", "name": "B"}, "accounts.bad-sign-in"),
        ({"username": "a b", "name": "B"}, "accounts.bad-sign-in"),
        ({"username": "b", "name": "  "}, "accounts.no-name"),
        ({"username": "b", "name": "B", "language": "en"}, "accounts.unknown-language"),
    ],
)
def test_account_is_refused(actor: Actor, fields: dict[str, str], code: str) -> None:
    actions.create_user(by=actor, username="d.fes", name="A")

    with refused(code):
        actions.create_user(by=actor, **fields)

    assert User.objects.count() == 1
    assert Entry.objects.count() == 1


def give(actor: Actor, user: User, role: str, entity: Entity | None, **days: date) -> Post:
    return actions.assign_post(
        by=actor, user=user, role=role, entity=entity, **({"valid_from": START} | days)
    )


def test_post_is_given_and_closed(
    actor: Actor, administrator: User, entities: dict[str, Entity]
) -> None:
    user, _password = actions.create_user(by=actor, username="d.fes", name="A")

    post = give(actor, user, "delegate", entities["D231"])
    given = last_row()
    actions.close_post(by=actor, post=post, on=date(2025, 12, 12))

    before = '{"entity":"D231","role":"delegate","valid_from":"2025-01-01","valid_to":null}'
    after = '{"entity":"D231","role":"delegate","valid_from":"2025-01-01","valid_to":"2025-12-12"}'
    assert given == ("accounts.assign_post", "d.fes", "", before)
    assert last_row() == ("accounts.close_post", "d.fes", before, after)
    with refused("accounts.already-closed"):
        actions.close_post(by=actor, post=post, on=date(2025, 12, 12))


def test_post_closed_before_it_began_was_never_held(
    actor: Actor, delegate: User, entities: dict[str, Entity]
) -> None:
    post = give(actor, delegate, "delegate", entities["D271"], valid_from=date(2026, 1, 1))

    actions.close_post(by=actor, post=post, on=date(2025, 12, 12))

    assert post.valid_to == post.valid_from == date(2026, 1, 1)
    assert not Post.objects.held_on(date(2026, 1, 1)).filter(pk=post.pk).exists()


@pytest.mark.parametrize(
    ("role", "code", "days"),
    [
        ("king", "D231", {}),
        ("delegate", None, {}),
        ("administrator", "D231", {}),
        ("delegate", "D231", {"valid_to": START}),
    ],
)
def test_post_that_is_not_whole_is_refused(
    actor: Actor,
    administrator: User,
    entities: dict[str, Entity],
    role: str,
    code: str | None,
    days: dict[str, date],
) -> None:
    with refused("accounts.bad-post"):
        give(actor, administrator, role, entities[code] if code else None, **days)


def test_one_role_at_a_time_but_several_entities(
    actor: Actor, delegate: User, entities: dict[str, Entity]
) -> None:
    give(actor, delegate, "delegate", entities["D271"])

    with refused("accounts.another-role"):
        give(actor, delegate, "reader", entities["CH231"])
    with refused("accounts.already-held"):
        give(actor, delegate, "delegate", entities["D231"], valid_from=date(2030, 1, 1))
    assert delegate.posts.count() == 2


def test_another_role_follows_the_day_the_first_ends(
    actor: Actor, delegate: User, entities: dict[str, Entity]
) -> None:
    actions.close_post(by=actor, post=delegate.posts.get(), on=date(2025, 12, 12))

    give(actor, delegate, "director", entities["DR03"], valid_from=date(2025, 12, 12))

    assert [post.role for post in queries.posts(delegate)] == ["director", "delegate"]


def test_account_is_closed_and_opened_again(actor: Actor, delegate: User) -> None:
    actions.disable(by=actor, user=delegate, why="left")
    assert last_row() == (
        "accounts.disable", "d.fes", '{"is_active":true}', '{"is_active":false}',
    )  # fmt: skip
    actions.enable(by=actor, user=delegate, why="back")

    delegate.refresh_from_db()
    assert delegate.is_active
    assert [entry.why for entry in Entry.objects.order_by("-number")[:2]] == ["back", "left"]


def test_last_administrator_stays(actor: Actor, administrator: User, delegate: User) -> None:
    with refused("accounts.last-administrator"):
        actions.disable(by=actor, user=administrator)

    actions.disable(by=actor, user=delegate)
    administrator.refresh_from_db()
    assert administrator.is_active


def test_reset_gives_a_password_to_change_and_unlocks(actor: Actor, delegate: User) -> None:
    AccessAttempt.objects.create(username="d.fes", failures_since_start=10, ip_address="10.0.0.1")
    assert queries.is_locked("d.fes")

    password = actions.reset_password(by=actor, user=delegate, drop_second_factor=True)

    delegate.refresh_from_db()
    assert delegate.check_password(password)
    assert delegate.must_change_password
    assert not queries.is_locked("d.fes")
    assert last_row()[3] == '{"second_factor_dropped":false}'


def test_names_are_corrected_and_the_trail_holds_none(actor: Actor, delegate: User) -> None:
    actions.change_name(by=actor, user=delegate, name=" Fatima Zahra ", name_ar="فاطمة الزهراء")

    delegate.refresh_from_db()
    assert (delegate.name, delegate.name_ar) == ("Fatima Zahra", "فاطمة الزهراء")
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.kind, entry.code) == ("accounts.change_name", "user", "d.fes")
    assert (entry.before, entry.after) == ("", "")


def test_the_same_names_again_write_nothing(actor: Actor, delegate: User) -> None:
    count = Entry.objects.count()

    actions.change_name(by=actor, user=delegate, name=delegate.name, name_ar=delegate.name_ar)

    assert Entry.objects.count() == count


def test_account_without_a_name_is_refused(actor: Actor, delegate: User) -> None:
    with pytest.raises(Refused) as refused:
        actions.change_name(by=actor, user=delegate, name="  ", name_ar="فاطمة")

    assert refused.value.code == "accounts.no-name"


def test_language_is_written_when_it_changes(actor: Actor, delegate: User) -> None:
    count = Entry.objects.count()
    actions.choose_language(by=actor, user=delegate, language="fr")
    assert Entry.objects.count() == count

    actions.choose_language(by=actor, user=delegate, language="ar")
    assert last_row() == (
        "accounts.choose_language", "d.fes", '{"language":"fr"}', '{"language":"ar"}',
    )  # fmt: skip
    with refused("accounts.unknown-language"):
        actions.choose_language(by=actor, user=delegate, language="en")


def test_who_lacks_a_second_factor_is_listed(administrator: User, delegate: User) -> None:
    assert queries.without_second_factor(date(2025, 12, 12)) == ["admin"]


@pytest.mark.parametrize(
    "fields",
    [
        {"role": "king"},
        {"role": "administrator"},
        {"role": "delegate", "entity": None},
        {"valid_to": date(2019, 1, 1)},
    ],
)
def test_database_refuses_an_impossible_post(
    delegate: User, entities: dict[str, Entity], fields: dict[str, object]
) -> None:
    whole: dict[str, object] = {
        "user": delegate, "role": "delegate", "entity": entities["D231"], "valid_from": START,
    }  # fmt: skip

    with pytest.raises(DatabaseError), transaction.atomic():
        Post.objects.create(**(whole | fields))  # type: ignore[misc]
