"""Search: each domain finds its own things within a reach, and says what they are.

The settings list the finders, in the order of their groups on the page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from tadbir.territory import presenters, queries
from tadbir.territory.reach import Reach
from tadbir.ui.tables import Table

SHOWN = 20
"""How many things of a kind the page names; it counts the others."""


@dataclass(frozen=True, slots=True)
class Found:
    """Things of one kind that hold every word typed: the first `SHOWN` of them, and how many.

    `more` is the address of a page that lists them all; empty where there is none.
    """

    title: str
    table: Table
    count: int
    more: str = ""


Finder = Callable[[str, Reach], Found | None]
"""What a domain finds of a text; None where the reach does not see the domain."""


def found(text: str, *, reach: Reach) -> list[Found]:
    """The kinds of which something within reach holds every word typed."""
    groups = (find(text, reach) for find in _finders(tuple(settings.FINDERS)))
    return [group for group in groups if group is not None and group.count]


def entities(text: str, reach: Reach) -> Found | None:
    """Entities by their names, other names and codes."""
    if not reach.sees("territory"):
        return None
    some = queries.search(text, reach=reach, limit=SHOWN)
    count = queries.how_many_hold(text, reach=reach)
    return Found(_("Entities"), presenters.entities_table(some), count)


@cache
def _finders(paths: tuple[str, ...]) -> Sequence[Finder]:
    return [import_string(path) for path in paths]
