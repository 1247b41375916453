"""The catalogue of indicators: read from YAML, checked, and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tadbir.territory.reach import Reach

FOLDER = Path(__file__).parent / "indicators"
UNITS = frozenset({"rate", "dirhams", "count", "days"})
BUDGETS = frozenset({"general", "segma"})
DIRECTIONS = frozenset({"up", "down"})
_REQUIRED = {"code", "title", "why", "numerator", "unit", "direction", "source", "owner",
             "reviewed_on"}  # fmt: skip
_ALLOWED = _REQUIRED | {"denominator", "tile", "parts", "told", "per_node"}
PARTS = frozenset({"dirhams", "count"})
DOMAIN_OF = {"works": "works", "outlook": "works"}
"""The domain whose readers alone may know the indicators of a source; the others are for whoever
sees the scorecard."""


class CatalogueError(ValueError):
    """A definition that the catalogue cannot take, with its file and place."""


@dataclass(frozen=True, slots=True)
class Part:
    """One additive side of an indicator: the measures it sums and how it is named."""

    measures: tuple[str, ...]
    label: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A definition: what is divided by what, in which unit, and which way is better.

    `tile` is its place on the cockpit, None when it has none. `denominator` is None for amounts
    and counts. The parts of a rate are dirhams or counts. What moved is `told` of those with a
    tile, and of those that say so. One that is `per_node` is no sum: it is made of each entity.
    """

    code: str
    title: Mapping[str, str]
    why: Mapping[str, str]
    numerator: Part
    denominator: Part | None
    unit: str
    direction: str
    source: str
    owner: str
    reviewed_on: date
    tile: int | None = None
    parts: str = "dirhams"
    is_told: bool = False
    is_per_node: bool = False

    @property
    def domain(self) -> str:
        """The domain that a reader must see to know it; empty for whoever sees the scorecard."""
        return DOMAIN_OF.get(self.source, "")

    @property
    def budget(self) -> str:
        """The one budget that its measures come from (general, segma); empty for several or none."""
        kinds = {measure.split(".")[0] for measure in self.measures}
        return kinds.pop() if len(kinds) == 1 and kinds <= BUDGETS else ""

    @property
    def measures(self) -> tuple[str, ...]:
        """Every measure that the indicator is made of."""
        below = self.denominator.measures if self.denominator else ()
        return (*self.numerator.measures, *below)


def _both_languages(raw: Any, place: str) -> Mapping[str, str]:
    if not isinstance(raw, dict) or not all(raw.get(code) for code in ("fr", "ar")):
        raise CatalogueError(f"{place}: needs a text in fr and in ar")
    return {"fr": str(raw["fr"]).replace(" :", "\N{NO-BREAK SPACE}:"), "ar": str(raw["ar"])}


def _part(raw: Any, place: str) -> Part:
    if not isinstance(raw, dict) or not raw.get("measures"):
        raise CatalogueError(f"{place}: needs measures")
    return Part(tuple(map(str, raw["measures"])), _both_languages(raw, place))


def indicator(raw: Mapping[str, Any], place: str) -> Indicator:
    """A definition from its YAML form; raises `CatalogueError` naming what is wrong."""
    missing, unknown = _REQUIRED - raw.keys(), raw.keys() - _ALLOWED
    if missing or unknown:
        raise CatalogueError(f"{place}: missing {sorted(missing)}, unknown {sorted(unknown)}")
    if raw["unit"] not in UNITS or raw["direction"] not in DIRECTIONS:
        raise CatalogueError(f"{place}: unit or direction is not one of the known ones")
    if (raw["unit"] == "rate") != ("denominator" in raw):
        raise CatalogueError(f"{place}: a rate, and only a rate, has a denominator")
    if raw.get("parts", "dirhams") not in PARTS:
        raise CatalogueError(f"{place}: parts are dirhams or count")
    if not isinstance(raw["reviewed_on"], date):
        raise CatalogueError(f"{place}: reviewed_on must be a date")
    return Indicator(
        code=str(raw["code"]),
        title=_both_languages(raw["title"], f"{place} title"),
        why=_both_languages(raw["why"], f"{place} why"),
        numerator=_part(raw["numerator"], f"{place} numerator"),
        denominator=_part(raw["denominator"], f"{place} denominator")
        if "denominator" in raw
        else None,
        unit=raw["unit"],
        direction=raw["direction"],
        source=str(raw["source"]),
        owner=str(raw["owner"]),
        reviewed_on=raw["reviewed_on"],
        tile=raw.get("tile"),
        parts=raw.get("parts", "dirhams"),
        is_told=raw.get("told", raw.get("tile") is not None),
        is_per_node=raw.get("per_node", False),
    )


@cache
def indicators() -> Mapping[str, Indicator]:
    """Every indicator by code, in the order of the files; raises `CatalogueError`."""
    found: dict[str, Indicator] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        for raw in yaml.safe_load(path.read_text(encoding="utf-8")):
            one = indicator(raw, f"{path.name} {raw.get('code')}")
            if one.code in found:
                raise CatalogueError(f"{path.name}: {one.code} is defined twice")
            found[one.code] = one
    return found


def seen_in(reach: Reach) -> list[Indicator]:
    """The indicators that a reach may know, in the order of the files."""
    return [i for i in indicators().values() if not i.domain or reach.sees(i.domain)]


def on_tiles() -> list[Indicator]:
    """The indicators that have a tile, in the order of tiles."""
    return sorted(
        (one for one in indicators().values() if one.tile is not None),
        key=lambda one: one.tile or 0,
    )


def of_source(source: str) -> tuple[Indicator, ...]:
    """The indicators made of one dataset."""
    return tuple(i for i in indicators().values() if i.source == source)
