"""The sign-ins of the demonstration's invented people, kept beside its database.

A password that opens real figures is shown once and kept by nobody; these open figures that are
generated, and whoever comes back to the demonstration finds them again.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from tadbir.accounts import queries as people
from tadbir.cli.demonstration.days import TODAY

_OWNER_ONLY = 0o600


def _file() -> Path:
    return Path(settings.DATA_FOLDER) / "sign-ins.json"


def keep(passwords: Mapping[str, str]) -> None:
    """Add passwords just made to those kept, readable by the owner of the file alone."""
    file, now = _file(), _encoded()
    made = {sign_in: (password, now[sign_in]) for sign_in, password in passwords.items()}
    known = _read(file) | made
    file.touch(mode=_OWNER_ONLY)
    file.write_text(json.dumps(known), encoding="utf-8")


def kept() -> Mapping[str, str]:
    """The passwords that still open: one that its owner changed, or was given anew, is left out."""
    now = _encoded()
    return {
        sign_in: password
        for sign_in, (password, encoded) in _read(_file()).items()
        if now.get(sign_in) == encoded
    }


def _read(file: Path) -> dict[str, tuple[str, str]]:
    if not file.exists():
        return {}
    return {sign_in: (made[0], made[1]) for sign_in, made in json.loads(file.read_text()).items()}


def _encoded() -> dict[str, str]:
    return dict(people.people(TODAY).values_list("username", "password"))
