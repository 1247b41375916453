"""What a page of an entity says besides its figures: the way down to it, and what hangs from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from tadbir.territory import presenters
from tadbir.territory import queries as territory
from tadbir.territory.models import Entity
from tadbir.territory.reach import Reach
from tadbir.territory.terms import EntityKind


@dataclass(frozen=True, slots=True)
class Link:
    """A name and where it leads; no address when it is out of reach."""

    label: str
    href: str = ""


def link(entity: Entity, *, reach: Reach) -> Link:
    """An entity's name in the reader's language, and its page where one may see it."""
    is_seen = reach.holds(entity.path)
    href = reverse("cockpit:entity", args=[entity.code]) if is_seen else ""
    return Link(presenters.name_of(entity), href)


def way(entity: Entity, *, reach: Reach) -> Sequence[Link]:
    """What stands above an entity, below the ministry."""
    return [link(one, reach=reach) for one in territory.ancestors(entity)[1:]]


def facilities(entity: Entity, on: date, *, reach: Reach) -> Sequence[Link]:
    """The facilities that hang from a delegation or a centre on a day, in the order of codes."""
    found = territory.children(entity, reach=reach, on=on)
    return [link(one, reach=reach) for one in found if one.kind == EntityKind.FACILITY]
