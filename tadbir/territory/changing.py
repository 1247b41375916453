"""The changes that a page offers for an entity: each form, and the action it leads to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms

from tadbir.audit.actor import Actor
from tadbir.core.words import N_
from tadbir.territory import actions, forms, queries
from tadbir.territory.actions import NewEntity
from tadbir.territory.models import Entity
from tadbir.territory.reach import Reach
from tadbir.territory.terms import EntityKind, Form, SiteStatus, Tree

Apply = Callable[[Actor, Entity, Mapping[str, Any], Reach], None]


@dataclass(frozen=True)
class Change:
    """A change: its form, its title, what it does."""

    form: type[django_forms.Form]
    title: str
    apply: Apply


def _rename(by: Actor, entity: Entity, said: Mapping[str, Any], _reach: Reach) -> None:
    actions.rename(by=by, entity=entity, **said)


def _attach(by: Actor, entity: Entity, said: Mapping[str, Any], reach: Reach) -> None:
    parent = queries.entity(said["parent"].strip().upper(), reach=reach)
    tree = Tree(said["tree"])
    actions.attach(by=by, entity=entity, parent=parent, tree=tree, on=said["on"], why=said["why"])


def _set_status(by: Actor, entity: Entity, said: Mapping[str, Any], _reach: Reach) -> None:
    status = SiteStatus(said["status"])
    actions.set_status(by=by, entity=entity, status=status, on=said["on"], reason=said["reason"])


def _change_form(by: Actor, entity: Entity, said: Mapping[str, Any], _reach: Reach) -> None:
    form = Form(said["form"])
    actions.change_form(by=by, entity=entity, form=form, on=said["on"], why=said["why"])


def _add_alias(by: Actor, entity: Entity, said: Mapping[str, Any], _reach: Reach) -> None:
    actions.add_alias(by=by, entity=entity, text=said["text"])


CHANGES: Mapping[str, Change] = {
    "nom": Change(forms.RenameForm, N_("Change the name"), _rename),
    "rattachement": Change(forms.AttachForm, N_("Change the parent"), _attach),
    "statut": Change(forms.StatusForm, N_("Change the status"), _set_status),
    "autre-nom": Change(forms.AliasForm, N_("Add another name"), _add_alias),
    "forme": Change(forms.FormForm, N_("Change the legal form"), _change_form),
}


def offered(entity: Entity) -> dict[str, Change]:
    """The changes that an entity allows, by the word of their address."""
    is_region = entity.kind == EntityKind.DIRECTORATE
    return {word: change for word, change in CHANGES.items() if word != "forme" or is_region}


def initial(entity: Entity) -> dict[str, object]:
    """What a form shows before it is filled."""
    return {"name_fr": entity.name_fr, "name_ar": entity.name_ar}


def enter(by: Actor, said: Mapping[str, Any], reach: Reach) -> Entity:
    """Enter the entity that a form describes, under a parent within reach."""
    parent = queries.entity(said["parent"].strip().upper(), reach=reach)
    new = NewEntity(
        said["code"],
        EntityKind(said["kind"]),
        said["area_code"].strip(),
        parent.code,
        said["name_fr"],
        said["name_ar"],
        status=SiteStatus(said["status"]),
        status_reason=said["status_reason"],
    )
    return actions.enter_entity(by=by, new=new, valid_from=said["valid_from"])
