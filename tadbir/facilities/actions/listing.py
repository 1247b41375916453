"""Keeping what a list says, and entering the sites that it names for the first time."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import cast

from tadbir.audit.actor import Actor
from tadbir.core.words import fold
from tadbir.facilities.calc import Listed, identities
from tadbir.facilities.models import Facility, Listing
from tadbir.facilities.terms import CATEGORIES, CENTRE_HOSPITALS
from tadbir.intake.contract import Landing, Record
from tadbir.territory import places
from tadbir.territory.actions import NewEntity, found_region, write_entities
from tadbir.territory.models import Area, Entity
from tadbir.territory.terms import EntityKind

_BATCH = 500


def found_holders(by: Actor, holders: frozenset[str]) -> None:
    """Found the regions whose delegations a list speaks of and that do not stand yet."""
    standing = set(Entity.objects.filter(code__in=holders).values_list("code", flat=True))
    missing = {places.region_of_delegation(code) for code in holders - standing}
    for region in sorted(code for code in missing if code):
        found_region(by=by, region_code=region)


def write_listings(landing: Landing, records: Sequence[Record]) -> None:
    """Keep one list: each record under its site, known or new; in bulk."""
    sites = _sites(records)
    Listing.objects.bulk_create(
        [
            Listing(
                standing_id=landing.standings[(record.holder, record.on_date)],
                facility=site,
                key=list(record.key),
                sheet=record.sheet,
                row=record.row,
                **_told(record),
            )
            for record, site in zip(records, sites, strict=True)
        ],
        batch_size=_BATCH,
    )


def _told(record: Record) -> dict[str, object]:
    category, name, name_ar, existing, functional, opening, status, reason = record.values
    return {
        "category": category,
        "name_fr": name,
        "name_ar": name_ar or "",
        "existing_beds": existing,
        "functional_beds": functional,
        "opening_date": opening,
        "status": status or "",
        "status_reason": reason or "",
    }


def _listed(record: Record) -> Listed:
    commune, _family, name, _category = record.key
    is_code = name != fold(name)
    return Listed(
        commune, str(record.values[0]), fold(str(record.values[1])), name if is_code else ""
    )


def _sites(records: Sequence[Record]) -> list[Facility]:
    """The site of each record, in their order; those nobody knew are entered."""
    known = _known({record.holder for record in records})
    described = {
        code: Listed(site.commune.code, site.category, site.folded) for code, site in known.items()
    }
    codes = identities(described, [_listed(record) for record in records])
    new = [r for r, code in zip(records, codes, strict=True) if code is None]
    entered = iter(_entered(new))
    return [known[code] if code else next(entered) for code in codes]


def _known(holders: Iterable[str]) -> dict[str, Facility]:
    """Sites of some delegations, by code."""
    found = Facility.objects.filter(listings__standing__holder__code__in=list(holders))
    return {f.entity.code: f for f in found.select_related("entity", "commune").distinct()}


def _entered(records: Sequence[Record]) -> list[Facility]:
    """New sites under the next free codes of their delegations."""
    parents = _parents({record.holder for record in records})
    numbers = Counter(_last_numbers(parents))
    rows = []
    for record in records:
        numbers[record.holder] += 1
        rows.append(_new_entity(record, numbers[record.holder], parents))
    entities = write_entities(rows, valid_from=None)
    areas = {a.code: a for a in Area.objects.filter(code__in={r.area_code for r in rows})}
    return Facility.objects.bulk_create(
        [
            _facility(record, entity, areas[row.area_code])
            for record, row, entity in zip(records, rows, entities, strict=True)
        ],
        batch_size=_BATCH,
    )


def _parents(holders: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """For each delegation its own code and its hospital centre's, where it has one."""
    found: dict[str, set[str]] = defaultdict(set)
    centres = {f"CH{holder[1:]}": holder for holder in holders}
    for code in Entity.objects.filter(code__in=centres).values_list("code", flat=True):
        found[centres[code]].add(code)
    return {holder: frozenset(found[holder]) for holder in holders}


def _last_numbers(holders: Iterable[str]) -> dict[str, int]:
    last: dict[str, int] = {}
    for holder in holders:
        start = f"F{holder[1:]}-"
        codes = Entity.objects.filter(code__startswith=start).values_list("code", flat=True)
        last[holder] = max((int(code.removeprefix(start)) for code in codes), default=0)
    return last


def _new_entity(record: Record, number: int, centres: Mapping[str, frozenset[str]]) -> NewEntity:
    category, name, name_ar = (str(v) if v else "" for v in record.values[:3])
    centre = next(iter(centres[record.holder]), None)
    return NewEntity(
        f"F{record.holder[1:]}-{number:03d}",
        EntityKind.FACILITY,
        record.key[0],
        centre if centre and category in CENTRE_HOSPITALS else record.holder,
        name,
        name_ar,
        aliases=(f"{category} {name}",),
        status=None,
    )


def _facility(record: Record, entity: Entity, commune: Area) -> Facility:
    category = str(record.values[0])
    return Facility(
        entity=entity,
        commune=commune,
        family=CATEGORIES[category].family,
        category=category,
        folded=fold(str(record.values[1])),
        existing_beds=cast("int | None", record.values[3]),
        functional_beds=cast("int | None", record.values[4]),
        opening_date=cast("date | None", record.values[5]),
        listed_on=record.on_date,
    )
