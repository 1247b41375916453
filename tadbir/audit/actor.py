"""Who acts and on what, as the trail writes them: plain text, never a link to a row."""

from dataclasses import dataclass
from typing import Literal

Door = Literal["page", "command", "job"]


@dataclass(frozen=True)
class Actor:
    """Who acts: `name` is the sign-in as text, `address` where the request came from."""

    name: str
    door: Door = "page"
    address: str = ""


@dataclass(frozen=True)
class Subject:
    """What is acted upon: a kind ("entity", "batch", "user") and its code ("D231", "17")."""

    kind: str
    code: str
