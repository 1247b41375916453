"""Founding: the ministry, the direction of a region, its delegations and hospital centres."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from tadbir.audit.trail import Actor, Subject, record
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.territory import naming, sources
from tadbir.territory.actions.entering import NewEntity, write_entities
from tadbir.territory.models import Area, Entity, LegalForm
from tadbir.territory.naming import Names
from tadbir.territory.terms import (
    COUNTRY_CODE,
    MINISTRY_CODE,
    PROVINCE_KINDS,
    AreaKind,
    EntityKind,
    Form,
)


@transaction.atomic
def found_region(
    *, by: Actor, region_code: str, form: Form = Form.DRSPS, valid_from: date | None = None
) -> Entity:
    """Found a region's direction, a delegation for each province and its hospital centres.

    What stands already is left as it is, so that a second call changes nothing. Returns the
    direction. Refused when the census is not loaded or the region does not exist.
    """
    region = _region(region_code)
    before = Entity.objects.count()
    _found_ministry()
    directorate = _found_directorate(region, form, valid_from)
    delegations = _found_delegations(region, directorate, valid_from)
    _found_centres(region, delegations, directorate, valid_from)
    if entered := Entity.objects.count() - before:
        record(
            by=by,
            action="territory.found_region",
            subject=Subject("entity", directorate.code),
            after={"form": form, "entities": entered, "valid_from": str(valid_from or "")},
        )
    return directorate


@transaction.atomic
def found_country(*, by: Actor) -> None:
    """Found every region that is not founded yet, as national lists need them."""
    for code in Area.objects.filter(kind=AreaKind.REGION).order_by("code").values_list("code"):
        found_region(by=by, region_code=code[0])


def _region(code: str) -> Area:
    region = Area.objects.filter(code=code, kind=AreaKind.REGION).first()
    if region is None:
        raise Refused(
            "territory.unknown",
            N_("There is no region {region}; is the census loaded?"),
            region=code,
        )
    return region


def _names(area: Area) -> Names:
    return Names(area.name_fr, area.name_ar)


def _found_ministry() -> None:
    if Entity.objects.filter(code=MINISTRY_CODE).exists():
        return
    names = naming.MINISTRY
    new = NewEntity(
        MINISTRY_CODE, EntityKind.MINISTRY, COUNTRY_CODE, "", names.name_fr, names.name_ar
    )
    write_entities((new,), valid_from=None)


def _found_directorate(region: Area, form: Form, valid_from: date | None) -> Entity:
    code = f"DR{region.code}"
    if found := Entity.objects.filter(code=code).first():
        return found
    names = naming.directorate(_names(region), form)
    new = NewEntity(
        code,
        EntityKind.DIRECTORATE,
        region.code,
        MINISTRY_CODE,
        names.name_fr,
        names.name_ar,
        aliases=(region.name_fr, region.name_ar, *sources.ministry_spellings()[region.code]),
    )
    (entered,) = write_entities((new,), valid_from=valid_from)
    LegalForm.objects.create(entity=entered, form=form, valid_from=valid_from)
    return entered


def _delegation(area: Area, parent: str) -> NewEntity:
    names = naming.delegation(_names(area), AreaKind(area.kind))
    return NewEntity(
        f"D{naming.short_code(area.code)}",
        EntityKind.DELEGATION,
        area.code,
        parent,
        names.name_fr,
        names.name_ar,
        aliases=(area.name_fr, area.name_ar, *sources.ministry_spellings().get(area.code, ())),
    )


def _found_delegations(
    region: Area, directorate: Entity, valid_from: date | None
) -> Mapping[str, Area]:
    """The region's provinces that have a delegation, by code; entered where it was missing."""
    provinces = Area.objects.filter(code__startswith=f"{region.code}.", kind__in=PROVINCE_KINDS)
    seats = {a.code: a for a in provinces if a.code in sources.delegation_areas()}
    new = [_delegation(area, directorate.code) for area in seats.values()]
    write_entities(_missing(new), valid_from=valid_from)
    return seats


def _centre(area: Area, *, is_regional: bool, refers_to: str) -> NewEntity:
    names = naming.hospital_centre(_names(area), AreaKind(area.kind), is_regional=is_regional)
    short = naming.short_code(area.code)
    spellings = (area.name_fr, area.name_ar, *sources.ministry_spellings().get(area.code, ()))
    return NewEntity(
        f"CH{short}",
        EntityKind.HOSPITAL_CENTRE,
        area.code,
        f"D{short}",
        names.name_fr,
        names.name_ar,
        aliases=tuple(f"{'CHR' if is_regional else 'CHP'} {name}" for name in spellings),
        health_parent=refers_to,
    )


def _found_centres(
    region: Area, seats: Mapping[str, Area], directorate: Entity, valid_from: date | None
) -> None:
    """The hospital centres; provincial ones refer to the regional one where there is one."""
    levels = {code: r for code, r in sources.hospital_centres().items() if code in seats}
    regional = [
        _centre(seats[code], is_regional=True, refers_to=directorate.code)
        for code in sorted(code for code, is_regional in levels.items() if is_regional)
    ]
    write_entities(_missing(regional), valid_from=valid_from)
    refers_to = regional[0].code if regional else directorate.code
    provincial = [
        _centre(seats[code], is_regional=False, refers_to=refers_to)
        for code in sorted(code for code, is_regional in levels.items() if not is_regional)
    ]
    write_entities(_missing(provincial), valid_from=valid_from)


def _missing(rows: list[NewEntity]) -> list[NewEntity]:
    """Those whose code stands nowhere yet."""
    codes = [row.code for row in rows]
    known = set(Entity.objects.filter(code__in=codes).values_list("code", flat=True))
    return [row for row in rows if row.code not in known]
