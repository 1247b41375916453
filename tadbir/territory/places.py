"""Places: which province and which commune a list means by their names. Pure.

The ministry's spellings come first, then the census office's, in French and Arabic.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from tadbir.core.words import fold
from tadbir.territory import census, sources
from tadbir.territory.matching import Named, NameIndex, bare
from tadbir.territory.naming import short_code
from tadbir.territory.terms import AreaKind, EntityKind

# The one commune of Casablanca that is no arrondissement lies in the prefecture of Al Fida.
SEATS_ELSEWHERE = {"06.141.01.81": "06.141.01.10"}


@cache
def _delegations() -> NameIndex:
    seats = sources.delegation_areas()
    spellings = sources.ministry_spellings()
    return NameIndex(
        Named(row.code, EntityKind.DELEGATION, name)
        for row in census.areas()
        if row.code in seats
        for name in (row.name_fr, row.name_ar, *spellings.get(row.code, ()))
    )


@cache
def _communes() -> Mapping[tuple[str, str], frozenset[str]]:
    """Codes of communes and arrondissements by (delegation's area, comparable name)."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in census.areas():
        if row.kind in (AreaKind.COMMUNE, AreaKind.ARRONDISSEMENT):
            seat = row.prefecture or SEATS_ELSEWHERE.get(row.code, row.code[:6])
            for name in (row.name_fr, row.name_ar):
                found[(seat, bare(fold(name)))].add(row.code)
    return {key: frozenset(codes) for key, codes in found.items()}


def delegation_area(name: str) -> str | None:
    """The area code of the province whose delegation a name means; None when none or several."""
    codes = _delegations().find(name)
    return codes[0] if len(codes) == 1 else None


def commune(seat: str, name: str) -> str | None:
    """The commune or arrondissement that a name means in a delegation's area; None when unsure.

    "(Mun.)" and "(Arrond.)" after a name are not a part of it.
    """
    if found := sources.ministry_communes().get((seat, fold(name))):
        return found
    words = [w for w in fold(name).split() if w not in ("mun", "arrond", "municipalite")]
    codes = _communes().get((seat, bare(" ".join(words))), frozenset())
    return next(iter(codes)) if len(codes) == 1 else None


@cache
def _seat_of_code() -> Mapping[str, str]:
    return {f"D{short_code(area)}": area for area in sources.delegation_areas()}


def area_of_delegation(code: str) -> str | None:
    """The area of a delegation's code, "D231"; None for another code."""
    return _seat_of_code().get(code)


def region_of_delegation(code: str) -> str | None:
    """The region's code of a delegation's code: "03" for "D231"; None for another code."""
    area = area_of_delegation(code)
    return area.split(".")[0] if area else None
