"""Secrets of the second step, sealed before they are stored: who reads the table signs in as nobody.

The lock is derived from the installation's secret. Those it had before
(`SECRET_KEY_FALLBACKS`) still open what they closed, until it is sealed again.
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from tadbir.core.refused import Refused
from tadbir.core.words import N_

PURPOSE = b"tadbir: second step of sign-in"
"""Tells this key from any other derived from the same secret."""
SECRETS = ("secret", "seed")
"""What is secret in a stored authenticator: of a telephone, of recovery codes."""


def _lock(secret: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(urlsafe_b64encode(derived))


def _locks() -> MultiFernet:
    """Seals with today's secret; opens with it and with those before it."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([_lock(secret) for secret in secrets])


def seal(text: str) -> str:
    """A text that only this installation can read."""
    return _locks().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text; raises `Refused` when no secret of this installation closed it."""
    try:
        return _locks().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise Refused(
            "accounts.sealed-elsewhere",
            N_("The second step was set up under another secret of this installation; "
               "the administrator brings that secret back or gives a new password."),
        ) from None  # fmt: skip


def seal_again(sealed: str) -> str:
    """The same text under today's secret; raises `Refused` as `unseal` does."""
    return seal(unseal(sealed))


def is_under_todays_secret(sealed: str) -> bool:
    """Whether the secrets of before are not needed to open it."""
    try:
        _lock(settings.SECRET_KEY).decrypt(sealed.encode())
    except InvalidToken:
        return False
    return True


def secrets_of(data: Mapping[str, Any]) -> list[str]:
    """What is sealed in a stored authenticator."""
    return [data[name] for name in SECRETS if name in data]


def with_secrets(data: Mapping[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """A stored authenticator whose secrets are changed, the rest as it was."""
    return {name: change(value) if name in SECRETS else value for name, value in data.items()}
