"""What the doctor finds of the installation's secret."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings

from tadbir.accounts.models import User
from tadbir.cli.doctor import secrets_hold

pytestmark = pytest.mark.django_db
STRONG, OTHER = "abcdefghij" * 5, "klmnopqrst" * 5


@pytest.fixture(autouse=True)
def _tied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SECRET_KEY", STRONG)
    TOTP.activate(User.objects.create(username="d.fes", name="Délégué"), "JBSWY3DPEHPK3PXP")


def ill() -> set[str]:
    """The checks that are not well."""
    return {found.check for found in secrets_hold() if not found.is_well}


@pytest.mark.parametrize(
    ("today", "former", "expected"),
    [
        (STRONG, [], set()),
        ("short", [STRONG], {"settings.secret_length", "accounts.sealed_anew"}),
        ("a" * 60, [STRONG], {"settings.secret_length", "accounts.sealed_anew"}),
        (OTHER, [STRONG], {"accounts.sealed_anew"}),
        (OTHER, [], {"accounts.sealed"}),
    ],
)
def test_secret_that_is_weak_changed_or_lost_is_found(
    today: str, former: list[str], expected: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SECRET_KEY", today)
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", former)

    assert ill() == expected


def test_table_in_clear_is_found() -> None:
    Authenticator.objects.update(data={"secret": "JBSWY3DPEHPK3PXP"})

    assert ill() == {"accounts.sealed"}
