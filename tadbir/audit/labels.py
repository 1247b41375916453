"""What each action is called: every app labels its own in the `ACTIONS` of its `terms`."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings


@cache
def labels() -> Mapping[str, str]:
    """Action code → English sentence marked for translation, for every app of this release.

    Raises ValueError when an app labels an action that is not its own.
    """
    found: dict[str, str] = {}
    for app in (name for name in settings.INSTALLED_APPS if name.startswith("tadbir.")):
        own = _labels_of(app)
        if strangers := [code for code in own if code.partition(".")[0] != app.split(".")[1]]:
            raise ValueError(f"{app} labels actions of another app: {strangers}")
        found |= own
    return found


def _labels_of(app: str) -> Mapping[str, str]:
    if find_spec(f"{app}.terms") is None:
        return {}
    actions: Mapping[str, str] = getattr(import_module(f"{app}.terms"), "ACTIONS", {})
    return actions


def label(action: str) -> str:
    """The sentence of an action, to be translated; the code itself when its app has left."""
    return labels().get(action, action)
