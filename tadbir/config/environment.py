"""The environment, read in one place; what is missing or wrong fails with its remedy."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """A variable, or its default; without either the start fails and says what to set."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(
            f"Set the environment variable {name} (see docs/guide/install.md)."
        )
    return value


def is_on(name: str, *, default: bool) -> bool:
    """A switch: 1 or 0, nothing else."""
    value = os.environ.get(name, "1" if default else "0")
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}.")
    return value == "1"


def secret_key(data_folder: Path) -> str:
    """The secret of this installation: from the environment, else kept in its data folder."""
    if given := os.environ.get("TADBIR_SECRET_KEY"):
        return given
    kept = data_folder / "secret-key"
    if not kept.exists():
        data_folder.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return kept.read_text(encoding="utf-8").strip()


def former_secrets() -> list[str]:
    """Secrets that this installation had before, the latest first; they open, and close nothing."""
    return [one for one in os.environ.get("TADBIR_FORMER_SECRET_KEYS", "").split(",") if one]


def sqlite(path: Path) -> dict[str, object]:
    """The embedded database, safe for several writers and for acknowledged writes."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 60,  # opening it again for each request costs more than a page's queries
        "OPTIONS": {
            "timeout": 30,
            "transaction_mode": "IMMEDIATE",
            # FULL: what was acknowledged to a user must survive the loss of power too.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            " PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY;",
        },
    }


def postgresql(address: str) -> dict[str, object]:
    """A PostgreSQL server, as postgresql://user:password@host:port/name?option=value."""
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            "DATABASE_URL must start with postgresql://; leave it out for the embedded database."
        )
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
