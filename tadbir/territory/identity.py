"""The identity of an entity as its page shows it on a day: names, codes, parents, status."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tadbir.core.clock import today
from tadbir.territory import changing, presenters, queries
from tadbir.territory.models import Entity
from tadbir.territory.reach import Reach
from tadbir.territory.terms import EntityKind, Tree
from tadbir.ui.addresses import page_address


@dataclass(frozen=True)
class Parent:
    """A parent in one tree; without an address when it is out of reach."""

    name: str
    href: str


@dataclass(frozen=True)
class Identity:
    """What `territory/_identity.html` shows, ready to print."""

    code: str
    name_fr: str
    name_ar: str
    kind: str
    form: str
    area: str
    area_href: str
    administrative: Parent | None
    health: Parent | None
    status: str
    status_since: date | None
    reason: str
    on: date


def identity(of: Entity, *, reach: Reach, on: date | None = None) -> Identity:
    """The identity of an entity within reach on a day (today by default)."""
    day = on or today()
    names = queries.names_on([of.code], day).get(of.code)
    status = queries.status_on(of, day)
    form = queries.form_on(of, day) if of.kind == EntityKind.DIRECTORATE else None
    return Identity(
        code=of.code,
        name_fr=names.name_fr if names else of.name_fr,
        name_ar=names.name_ar if names else of.name_ar,
        kind=presenters.kind_of(of),
        form=presenters.form_word(form),
        area=presenters.name_of(of.area),
        area_href=presenters.area_address(of.area.code),
        administrative=_parent(of, Tree.ADMINISTRATIVE, reach, day),
        health=_parent(of, Tree.HEALTH, reach, day),
        status=presenters.status_word(status.status if status else None),
        status_since=status.valid_from if status else None,
        reason=presenters.reason_word(status.reason) if status else "",
        on=day,
    )


def _parent(of: Entity, tree: Tree, reach: Reach, day: date) -> Parent | None:
    found = queries.parent_on(of, tree=tree, on=day)
    if found is None:
        return None
    href = presenters.entity_address(found.code) if reach.holds(found.path) else ""
    return Parent(presenters.name_of(found), href)


def changes_offered(of: Entity) -> list[tuple[str, str]]:
    """Label and address of every change that the entity allows, for who may make them."""
    return [
        (_(change.title), page_address("territory:change", of.code, word))
        for word, change in changing.offered(of).items()
    ]
