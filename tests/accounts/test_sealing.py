"""Second steps at rest: sealed under the installation's secret, which may be changed."""

import json
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.conf import settings

from tadbir.accounts import actions, queries, sealing
from tadbir.accounts.models import User
from tadbir.audit.models import Entry
from tadbir.audit.trail import Actor
from tadbir.core.refused import Refused

SECRET = "JBSWY3DPEHPK3PXP"


def change_secret(monkeypatch: pytest.MonkeyPatch, *, keeping: bool) -> None:
    """Another secret from now on; the one before is kept to open, or lost."""
    former = [settings.SECRET_KEY] if keeping else []
    monkeypatch.setattr(settings, "SECRET_KEY", "another secret " * 4)
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", former)


@pytest.fixture
def tied(delegate: User) -> User:
    """Someone with a telephone and recovery codes."""
    TOTP.activate(delegate, SECRET)
    RecoveryCodes.activate(delegate)
    return delegate


def stored() -> str:
    """Everything that the table holds of second steps."""
    return json.dumps(list(Authenticator.objects.order_by("type").values_list("data", flat=True)))


def codes(user: User) -> list[str]:
    """The recovery codes that still open."""
    kept = Authenticator.objects.get(user=user, type="recovery_codes")
    return RecoveryCodes(kept).get_unused_codes()


def test_sealed_text_opens_and_is_never_twice_the_same() -> None:
    assert sealing.unseal(sealing.seal(SECRET)) == SECRET
    assert sealing.seal(SECRET) != sealing.seal(SECRET)


def test_secret_of_the_telephone_is_not_in_the_table(tied: User) -> None:
    kept = Authenticator.objects.get(user=tied, type="totp")

    assert SECRET not in stored()
    assert sealing.unseal(kept.data["secret"]) == SECRET


def test_other_secret_opens_nothing(tied: User, monkeypatch: pytest.MonkeyPatch) -> None:
    change_secret(monkeypatch, keeping=False)

    with pytest.raises(Refused, match="another secret"):
        codes(tied)
    assert queries.second_steps_by_secret() == queries.SecondSteps(0, 0, 2)


def test_new_secret_takes_over_from_the_former(
    tied: User, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = codes(tied)
    change_secret(monkeypatch, keeping=True)
    assert codes(tied) == opened
    assert queries.second_steps_by_secret() == queries.SecondSteps(0, 2, 0)

    assert actions.seal_second_steps_again(by=actor) == 2

    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", [])
    assert codes(tied) == opened
    assert queries.second_steps_by_secret() == queries.SecondSteps(2, 0, 0)
    assert Entry.objects.latest("number").action == "accounts.seal_again"


def test_nothing_is_sealed_again_where_one_cannot_be_opened(
    tied: User, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_secret(monkeypatch, keeping=False)
    before = stored()

    with pytest.raises(Refused):
        actions.seal_second_steps_again(by=actor)
    assert stored() == before


def test_migration_seals_what_stood_in_clear_and_gives_it_back(delegate: User) -> None:
    migration = import_module("tadbir.accounts.migrations.0002_second_steps_sealed")
    clear = {"secret": SECRET, "viewed_at": 3}
    kept = Authenticator.objects.create(user=delegate, type="totp", data=clear)

    migration.seal(apps, None)
    kept.refresh_from_db()
    assert SECRET not in stored()
    assert kept.data["viewed_at"] == 3
    assert TOTP(kept).validate_code("000000") is False

    migration.unseal(apps, None)
    kept.refresh_from_db()
    assert kept.data == clear
