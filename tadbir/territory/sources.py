"""Lists the package carries: how the ministry spells areas, and where hospital centres are. Pure."""

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib import resources

from tadbir.core.words import fold


def _rows(name: str) -> list[dict[str, str]]:
    path = resources.files("tadbir.territory").joinpath("carried", name)
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@cache
def ministry_spellings() -> Mapping[str, tuple[str, ...]]:
    """How the ministry writes the name of a region or of a delegation's province, by area code."""
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in _rows("ministry_spellings.csv"):
        found[row["area_code"]] += (row["name"],)
    return found


@cache
def delegation_areas() -> frozenset[str]:
    """Codes of the 82 provinces and prefectures that have a delegation (Casablanca has eight)."""
    return frozenset(row["delegation_area"] for row in _rows("ministry_communes.csv"))


@cache
def ministry_communes() -> Mapping[tuple[str, str], str]:
    """The commune or arrondissement meant by (area code of the delegation, folded name)."""
    return {
        (row["delegation_area"], fold(row["commune"])): row["area_code"]
        for row in _rows("ministry_communes.csv")
    }


@cache
def hospital_centres() -> Mapping[str, bool]:
    """Area codes of provinces with a hospital centre, and whether it is a regional one."""
    return {row["area_code"]: row["level"] == "regional" for row in _rows("hospital_centres.csv")}


@cache
def centroids() -> Mapping[str, tuple[float, float]]:
    """Longitude and latitude of the middle of an area, in degrees of WGS 84, by area code."""
    return {
        row["area_code"]: (float(row["longitude"]), float(row["latitude"]))
        for row in _rows("centroids.csv")
    }
