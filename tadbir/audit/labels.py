"""What actions and the values they change are called, as each app says in its `terms`.

`ACTIONS` maps "app.verb" to a marked sentence and must be complete; `FIELDS` maps the key of a
value to a marked word, `VALUES` the same key to how its value is written (`kinds`); a key that
either leaves out is shown as unknown, and the tests fail.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings

from tadbir.audit.kinds import Written


@cache
def labels() -> Mapping[str, str]:
    """Action code → English sentence marked for translation, for every app of this release.

    Raises ValueError when an app labels an action that is not its own.
    """
    found: dict[str, str] = {}
    for app in (name for name in settings.INSTALLED_APPS if name.startswith("tadbir.")):
        own: Mapping[str, str] = _said_by(app, "ACTIONS")
        if strangers := [code for code in own if code.partition(".")[0] != app.split(".")[1]]:
            raise ValueError(f"{app} labels actions of another app: {strangers}")
        found |= own
    return found


@cache
def fields(app: str) -> Mapping[str, str]:
    """Key of a value → English word marked for translation, as one app says ("accounts")."""
    said: Mapping[str, str] = _said_by(f"tadbir.{app}", "FIELDS")
    return said


@cache
def values(app: str) -> Mapping[str, Written]:
    """Key of a value → how it is written, as one app says."""
    said: Mapping[str, Written] = _said_by(f"tadbir.{app}", "VALUES")
    return said


@cache
def always(app: str) -> frozenset[str]:
    """The keys that tell what a row is about, and are told even where they did not change."""
    return frozenset(_said_by(f"tadbir.{app}", "ALWAYS"))


def _said_by(app: str, name: str) -> Any:
    if find_spec(app) is None or find_spec(f"{app}.terms") is None:
        return {}
    return getattr(import_module(f"{app}.terms"), name, {})


def label(action: str) -> str:
    """The sentence of an action, to be translated; the code itself when its app has left."""
    return labels().get(action, action)
