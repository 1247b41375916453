"""What an entity is: names, codes, whom it hangs from in both trees, its status that day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from tadbir.territory import queries as territory
from tadbir.territory.models import Entity
from tadbir.territory.reach import Reach
from tadbir.territory.terms import ENTITY_LABELS, STATUS_LABELS, EntityKind, SiteStatus, Tree
from tadbir.ui.words import language

MOST_PARTS = 60


@dataclass(frozen=True, slots=True)
class Link:
    """A name and where it leads; no address when it is out of reach."""

    label: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """An entity's identity, ready to show."""

    code: str
    kind: str
    name: str
    other_name: str
    path: Sequence[Link]
    health_parent: Link | None
    status: str
    reason: str
    parts: Sequence[Link]


def card(entity: Entity, on: date, *, reach: Reach) -> Card:
    """The identity of an entity on a day; names above it are shown, but lead nowhere one may not."""
    names = territory.names_on([entity.code], on)
    named = names.get(entity.code, entity)
    health = territory.parent_on(entity, tree=Tree.HEALTH, on=on)
    status = territory.status_on(entity, on)
    first, second = named.name_fr, named.name_ar
    if language() == "ar":
        first, second = second, first
    return Card(
        code=entity.code,
        kind=_(ENTITY_LABELS[EntityKind(entity.kind)]),
        name=first or second,
        other_name=second if first else "",
        path=[_link(one, reach) for one in territory.ancestors(entity)[1:]],
        health_parent=_link(health, reach) if health else None,
        status=_(STATUS_LABELS[SiteStatus(status.status)]) if status else "",
        reason=status.reason if status else "",
        parts=[_link(one, reach) for one in _parts(entity, on, reach)],
    )


def _parts(entity: Entity, on: date, reach: Reach) -> Sequence[Entity]:
    """The facilities that hang from a delegation; other kinds stand in the table of holders."""
    if entity.kind != EntityKind.DELEGATION:
        return ()
    found = territory.children(entity, reach=reach, on=on)
    return [one for one in found if one.kind == EntityKind.FACILITY][:MOST_PARTS]


def _link(entity: Entity, reach: Reach) -> Link:
    name = (entity.name_ar if language() == "ar" else entity.name_fr) or entity.name_fr
    is_seen = reach.holds(entity.path)
    return Link(
        name or entity.name_ar, reverse("cockpit:entity", args=[entity.code]) if is_seen else ""
    )
