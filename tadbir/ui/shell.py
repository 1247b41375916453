"""What surrounds a page: navigation, menu, search, and the mark of a demonstration."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the side navigation; `label` is already in the reader's language."""

    code: str
    label: str
    href: str
    active: bool = False
    badge: str = ""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The flag of a database whose figures are invented, and the day its clock stands on."""

    today: date


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything that surrounds the content of one page."""

    navigation: Sequence[NavItem] = ()
    demonstration: Demonstration | None = None
    account_menu: Sequence[NavItem] = ()
    person: str = ""
    search_url: str = ""
    search_text: str = ""
