"""Public facts that the demonstration carries, each row with its source."""

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

Row = Mapping[str, str]
REGIONS = ("03", "05")
"""Fès-Meknès and Béni Mellal-Khénifra, by the codes of the census office."""


@lru_cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of one carried list, such as "essp_by_province"."""
    path = resources.files(__package__) / "facts" / f"{name}.csv"
    return tuple(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def provinces(region: str) -> tuple[Row, ...]:
    """The provinces of a region with their counts and population, in the order of their codes."""
    return tuple(row for row in rows("essp_by_province") if row["region_code"] == region)


def hospitals(province: str) -> Mapping[str, int]:
    """How many hospitals of each category the ministry's list counts in a province."""
    found = (row for row in rows("hospitals_by_province") if row["province_code"] == province)
    return {row["category"]: int(row["hospitals"]) for row in found}
