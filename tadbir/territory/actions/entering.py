"""Entering entities, one by a person or many by a founding, with their first dated rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tadbir.audit.trail import Actor, Subject, record
from tadbir.core.refused import Refused
from tadbir.core.words import N_, fold
from tadbir.territory.models import Alias, Area, Attachment, Entity, EntityName, Status
from tadbir.territory.terms import PARENTS, EntityKind, SiteStatus, Tree

_BATCH = 500


@dataclass(frozen=True, slots=True)
class NewEntity:
    """What is needed to enter an entity.

    `parent` is the code of its administrative parent ("" for the ministry alone);
    `health_parent` that of its parent in the health organisation, "" when it is the same.
    `status` is None when a list will tell it.
    """

    code: str
    kind: EntityKind
    area_code: str
    parent: str
    name_fr: str
    name_ar: str = ""
    aliases: tuple[str, ...] = ()
    health_parent: str = ""
    status: SiteStatus | None = SiteStatus.OPEN
    status_reason: str = ""


def searched(code: str, names: Sequence[str]) -> str:
    """What the search column holds: the code and every name, folded, between bars."""
    folded = dict.fromkeys(fold(name) for name in (code, *names) if name)
    return f"|{'|'.join(folded)}|"


@transaction.atomic
def enter_entity(*, by: Actor, new: NewEntity, valid_from: date | None = None) -> Entity:
    """Enter one entity; refused when its code is taken or its parent cannot have it."""
    if Entity.objects.filter(code=new.code).exists():
        raise Refused(
            "territory.code-taken", N_("The code {entity} is already taken."), entity=new.code
        )
    (entity,) = write_entities((new,), valid_from=valid_from)
    record(
        by=by,
        action="territory.enter_entity",
        subject=Subject("entity", new.code),
        after={
            "kind": new.kind, "area": new.area_code, "parent": new.parent,
            "name_fr": new.name_fr, "name_ar": new.name_ar, "status": new.status,
            "valid_from": str(valid_from or ""),
        },
    )  # fmt: skip
    return entity


def write_entities(rows: Sequence[NewEntity], *, valid_from: date | None) -> tuple[Entity, ...]:
    """Write entities whose codes are free, in bulk, inside the action of a caller.

    All rows hang from entities that stand already; call once a level. It leaves the row of the
    trail to its caller.
    """
    above = {row.parent for row in rows} | {row.health_parent for row in rows}
    parents = {e.code: e for e in Entity.objects.filter(code__in=above)}
    wanted = {row.area_code for row in rows}
    areas = {a.code: a for a in Area.objects.filter(code__in=wanted)}
    for row in rows:
        _check(row, parents.get(row.parent), areas)
    written = Entity.objects.bulk_create(
        [_entity(row, parents.get(row.parent), areas[row.area_code], valid_from) for row in rows],
        batch_size=_BATCH,
    )
    pairs = list(zip(rows, written, strict=True))
    _write_dated(pairs, parents, valid_from)
    return tuple(written)


def _check(row: NewEntity, parent: Entity | None, areas: dict[str, Area]) -> None:
    kinds = PARENTS[row.kind]
    if row.area_code not in areas:
        raise Refused(
            "territory.unknown-area",
            N_("There is no area {area}; is the census loaded?"),
            area=row.area_code,
        )
    if bool(kinds) != (parent is not None) or (parent and parent.kind not in kinds):
        raise Refused(
            "territory.wrong-parent",
            N_("{entity} cannot hang from {parent}."),
            entity=row.code,
            parent=row.parent or "—",
        )


def _entity(row: NewEntity, parent: Entity | None, area: Area, valid_from: date | None) -> Entity:
    start = parent.path if parent else "/"
    return Entity(
        code=row.code,
        kind=row.kind,
        area=area,
        path=f"{start}{row.code}/",
        name_fr=row.name_fr,
        name_ar=row.name_ar,
        search=searched(row.code, (row.name_fr, row.name_ar, *row.aliases)),
        valid_from=valid_from,
    )


def _write_dated(
    pairs: Sequence[tuple[NewEntity, Entity]],
    parents: dict[str, Entity],
    valid_from: date | None,
) -> None:
    EntityName.objects.bulk_create(
        [
            EntityName(entity=e, name_fr=r.name_fr, name_ar=r.name_ar, valid_from=valid_from)
            for r, e in pairs
        ],
        batch_size=_BATCH,
    )
    Attachment.objects.bulk_create(
        [
            Attachment(entity=e, parent=parents[code], tree=tree, valid_from=valid_from)
            for r, e in pairs
            for tree, code in (
                (Tree.ADMINISTRATIVE, r.parent),
                (Tree.HEALTH, r.health_parent or r.parent),
            )
            if code
        ],
        batch_size=_BATCH,
    )
    Status.objects.bulk_create(
        [
            Status(entity=e, status=r.status, reason=r.status_reason, valid_from=valid_from)
            for r, e in pairs
            if r.status
        ],
        batch_size=_BATCH,
    )
    Alias.objects.bulk_create(
        [
            Alias(entity=e, text=text, folded=fold(text), valid_from=valid_from)
            for r, e in pairs
            for text in {fold(alias): alias for alias in r.aliases}.values()
        ],
        batch_size=_BATCH,
    )
