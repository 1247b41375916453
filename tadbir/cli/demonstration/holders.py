"""The budget holders of the demonstration, founded from the public counts by province."""

from dataclasses import dataclass
from functools import lru_cache

from tadbir.cli.demonstration import facts
from tadbir.territory import naming
from tadbir.territory.naming import Names
from tadbir.territory.terms import AreaKind, EntityKind, Form


@dataclass(frozen=True, slots=True)
class Holder:
    """A body that holds credits. `seat` is the province or region it is named after.

    `population` is what it serves, in inhabitants of the 2024 census.
    """

    code: str
    kind: EntityKind
    region: str
    seat: str
    seat_fr: str
    seat_ar: str
    name_fr: str
    name_ar: str
    population: int
    facilities: int
    is_regional_centre: bool = False

    @property
    def is_centre(self) -> bool:
        """Whether it is a hospital centre, a SEGMA."""
        return self.kind is EntityKind.HOSPITAL_CENTRE

    @property
    def short_fr(self) -> str:
        """How the services write its name: "CHP Sefrou", "Délégation de Sefrou"."""
        if self.kind is EntityKind.DIRECTORATE:
            return f"DRSPS {self.seat_fr}"
        if self.is_centre:
            return f"{'CHR' if self.is_regional_centre else 'CHP'} {self.seat_fr}"
        return f"Délégation {naming.of(self.seat_fr)}"

    @property
    def tab(self) -> str:
        """How a sheet is named after it: "SEFROU" for a delegation, "CHP SEFROU" for a centre."""
        if self.kind is EntityKind.DIRECTORATE:
            return "DRSPS"
        return (self.short_fr if self.is_centre else self.seat_fr).upper()


def _directorate(region: str) -> Holder:
    provinces = facts.provinces(region)
    name = Names(provinces[0]["region"], _REGION_AR[region])
    written = naming.directorate(name, Form.DRSPS)
    return Holder(
        code=f"DR{region}",
        kind=EntityKind.DIRECTORATE,
        region=region,
        seat=region,
        seat_fr=name.name_fr,
        seat_ar=name.name_ar,
        name_fr=written.name_fr,
        name_ar=written.name_ar,
        population=sum(int(row["population_2024"]) for row in provinces),
        facilities=sum(int(row["essp_total"]) for row in provinces),
    )


def _of_province(row: facts.Row, kind: EntityKind) -> Holder:
    seat = Names(row["province"], row["province_ar"])
    area = AreaKind(row["type"])
    is_regional = "HR" in facts.hospitals(row["province_code"])
    is_centre = kind is EntityKind.HOSPITAL_CENTRE
    written = (
        naming.hospital_centre(seat, area, is_regional=is_regional)
        if is_centre
        else naming.delegation(seat, area)
    )
    return Holder(
        code=f"{'CH' if is_centre else 'D'}{naming.short_code(row['province_code'])}",
        kind=kind,
        region=row["region_code"],
        seat=row["province_code"],
        seat_fr=seat.name_fr,
        seat_ar=seat.name_ar,
        name_fr=written.name_fr,
        name_ar=written.name_ar,
        population=int(row["population_2024"]),
        facilities=int(row["hospitals" if is_centre else "essp_total"]),
        is_regional_centre=is_centre and is_regional,
    )


_REGION_AR = {"03": "فاس-مكناس", "05": "بني ملال-خنيفرة"}


@lru_cache
def holders(region: str) -> tuple[Holder, ...]:
    """A region's directorate, its delegations, then the centres of provinces with a hospital."""
    provinces = facts.provinces(region)
    with_hospital = [row for row in provinces if facts.hospitals(row["province_code"])]
    return (
        _directorate(region),
        *(_of_province(row, EntityKind.DELEGATION) for row in provinces),
        *(_of_province(row, EntityKind.HOSPITAL_CENTRE) for row in with_hospital),
    )


@lru_cache
def every_holder() -> tuple[Holder, ...]:
    """The holders of both regions."""
    return tuple(holder for region in facts.REGIONS for holder in holders(region))
