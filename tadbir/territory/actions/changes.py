"""Changing an entity at a date: its name, parent, status, legal form, other names."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat, Substr

from tadbir.audit.trail import Actor, Subject, next_number, record
from tadbir.core.clock import today
from tadbir.core.refused import Refused
from tadbir.core.words import N_, fold
from tadbir.territory import naming
from tadbir.territory.actions.entering import searched
from tadbir.territory.followers import Reattached, Reformed, followers, form_followers
from tadbir.territory.models import Alias, Attachment, Entity, EntityName, LegalForm, Status
from tadbir.territory.naming import Names
from tadbir.territory.terms import PARENTS, EntityKind, Form, SiteStatus, Tree

T = TypeVar("T", Attachment, EntityName, LegalForm, Status)


@transaction.atomic
def rename(
    *, by: Actor, entity: Entity, name_fr: str, name_ar: str, on: date, why: str = ""
) -> None:
    """Give an entity new names from a day on; the old ones stay known until that day."""
    if not (name_fr or name_ar):
        raise Refused("territory.no-name", N_("An entity needs a name in French or in Arabic."))
    before = {"name_fr": entity.name_fr, "name_ar": entity.name_ar}
    _write_name(entity, Names(name_fr, name_ar), on)
    after = {"name_fr": name_fr, "name_ar": name_ar}
    _record(by, "territory.rename", entity, before, after | {"on": on.isoformat()}, why)


@transaction.atomic
def attach(
    *, by: Actor, entity: Entity, parent: Entity, tree: Tree, on: date, why: str = ""
) -> None:
    """Hang an entity from another parent from a day on, with everything under it.

    What was added up along the administrative tree is prepared again, from that day on.
    Refused when the parent's kind cannot have it, or when the parent hangs from the entity.
    """
    if tree is Tree.ADMINISTRATIVE:
        _check_parent(entity, parent)
    links = Attachment.objects.filter(entity=entity, tree=tree)
    previous = _close_current(links, on)
    Attachment.objects.create(entity=entity, parent=parent, tree=tree, valid_from=on)
    left = previous.parent.code if previous else None
    if tree is Tree.ADMINISTRATIVE:
        _move(entity, parent)
        number = next_number()
        for follow in followers():
            follow(Reattached(entity.code, left, parent.code, on), number)
    before = {"parent": left}
    after = {"parent": parent.code, "tree": tree.value, "on": on.isoformat()}
    _record(by, "territory.attach", entity, before, after, why)


@transaction.atomic
def set_status(
    *, by: Actor, entity: Entity, status: SiteStatus, on: date, reason: str = ""
) -> None:
    """Say from when an entity is planned, in works, open, suspended or closed, and why."""
    if status in (SiteStatus.SUSPENDED, SiteStatus.CLOSED) and not reason.strip():
        raise Refused(
            "territory.no-reason", N_("Say why: a suspension or a closure needs its reason.")
        )
    previous = _close_current(Status.objects.filter(entity=entity), on)
    Status.objects.create(entity=entity, status=status, reason=reason.strip(), valid_from=on)
    before = {"status": previous.status if previous else None}
    after = {"status": status.value, "on": on.isoformat()}
    _record(by, "territory.set_status", entity, before, after, reason)


@transaction.atomic
def change_form(*, by: Actor, entity: Entity, form: Form, on: date, why: str = "") -> None:
    """Change a region's legal form from a day on, and its names with it.

    What rests on the form, forecasts and last days, is prepared again.
    """
    if entity.kind != EntityKind.DIRECTORATE:
        raise Refused(
            "territory.no-form", N_("{entity} has no legal form of a region."), entity=entity.code
        )
    previous = _close_current(LegalForm.objects.filter(entity=entity), on)
    LegalForm.objects.create(entity=entity, form=form, valid_from=on)
    area = entity.area
    _write_name(entity, naming.directorate(Names(area.name_fr, area.name_ar), form), on)
    number = next_number()
    for follow in form_followers():
        follow(Reformed(entity.code, entity.path, on), number)
    before = {"form": previous.form if previous else None}
    after = {"form": form.value, "on": on.isoformat()}
    _record(by, "territory.change_form", entity, before, after, why)


@transaction.atomic
def add_alias(*, by: Actor, entity: Entity, text: str) -> None:
    """Add another name under which files speak of an entity; one it has already is refused."""
    folded = fold(text)
    if not folded:
        raise Refused("territory.no-name", N_("An entity needs a name in French or in Arabic."))
    if Alias.objects.filter(entity=entity, folded=folded).exists():
        raise Refused(
            "territory.alias-known", N_("{entity} is already known as {text}."),
            entity=entity.code, text=text,
        )  # fmt: skip
    Alias.objects.create(entity=entity, text=text.strip(), folded=folded)
    _refresh_search(entity)
    _record(by, "territory.add_alias", entity, None, {"text": text.strip()}, "")


def complete_name(entity: Entity, told: Names, *, on: date) -> None:
    """Take over what a list calls an entity, inside the action of a caller.

    A name that was missing completes those that stand; another French name begins on the day.
    """
    arabic = told.name_ar or entity.name_ar
    if fold(told.name_fr) == fold(entity.name_fr):
        if arabic == entity.name_ar:
            return
        EntityName.objects.filter(entity=entity, valid_to=None).update(name_ar=arabic)
        entity.name_ar = arabic
        entity.save(update_fields=["name_ar"])
        _refresh_search(entity)
        return
    current = EntityName.objects.filter(entity=entity, valid_to=None).first()
    if current is None or current.valid_from is None or current.valid_from <= on:
        _write_name(entity, Names(told.name_fr, arabic), on)


# --- What these share ---


def _record(
    by: Actor,
    action: str,
    entity: Entity,
    before: Mapping[str, object] | None,
    after: Mapping[str, object],
    why: str,
) -> None:  # fmt: skip
    subject = Subject("entity", entity.code)
    record(by=by, action=action, subject=subject, before=before, after=after, why=why)


def _check_day(on: date, begun: date | None) -> None:
    """Today's names and paths are stored, so a change cannot be entered ahead of its day."""
    if on > today():
        raise Refused(
            "territory.ahead-of-time",
            N_("A change of the territory is entered on its day or later, not ahead: {day}."),
            day=on.isoformat(),
        )
    if begun is not None and on < begun:
        raise Refused(
            "territory.before-the-last-change",
            N_("What stands now began on {begun}; a change cannot come before it."),
            begun=begun.isoformat(),
        )


def _close_current(rows: QuerySet[T], on: date) -> T | None:
    """End what stands now on the day the change begins; None when nothing stood."""
    current = rows.filter(valid_to__isnull=True).first()
    _check_day(on, current.valid_from if current else None)
    if current is not None:
        current.valid_to = on
        current.save(update_fields=["valid_to"])
    return current


def _write_name(entity: Entity, names: Names, on: date) -> None:
    _close_current(EntityName.objects.filter(entity=entity), on)
    EntityName.objects.create(
        entity=entity, name_fr=names.name_fr, name_ar=names.name_ar, valid_from=on
    )
    entity.name_fr, entity.name_ar = names.name_fr, names.name_ar
    entity.save(update_fields=["name_fr", "name_ar"])
    _refresh_search(entity)


def _refresh_search(entity: Entity) -> None:
    """Every name ever borne stays searchable."""
    pairs = EntityName.objects.filter(entity=entity).values_list("name_fr", "name_ar")
    aliases = Alias.objects.filter(entity=entity).values_list("text", flat=True)
    entity.search = searched(entity.code, [*(n for pair in pairs for n in pair), *aliases])
    entity.save(update_fields=["search"])


def _check_parent(entity: Entity, parent: Entity) -> None:
    if parent.kind not in PARENTS[EntityKind(entity.kind)] or parent.path.startswith(entity.path):
        raise Refused(
            "territory.wrong-parent",
            N_("{entity} cannot hang from {parent}."),
            entity=entity.code,
            parent=parent.code,
        )


def _move(entity: Entity, parent: Entity) -> None:
    """Rewrite the path of an entity and of everything under it, in one statement."""
    old, new = entity.path, f"{parent.path}{entity.code}/"
    Entity.objects.filter(path__startswith=old).update(
        path=Concat(Value(new), Substr(F("path"), len(old) + 1))
    )
    entity.path = new
