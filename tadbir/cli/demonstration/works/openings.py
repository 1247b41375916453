"""The openings of each region: as many, on the days and in the provinces, as was made public."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from tadbir.cli.demonstration import facts
from tadbir.cli.demonstration.chance import chance
from tadbir.cli.demonstration.days import LAST_MEETING, TODAY

PROGRAMME, REGION_OPENED = "facilities_programmed", re.compile(r"facilities_opened_")
GENERATED = "Ouverture générée pour la démonstration"
_FIRST, _LAST = date(2024, 1, 15), date(2025, 9, 26)
_BEFORE = re.compile(r"before_(\d{4})_(\d{2})_(\d{2})")


@dataclass(frozen=True, slots=True)
class Wave:
    """Sites of a province opened on one day; `people` is what the public figure says all serve.

    `remark` names the source, or says that the opening is generated.
    """

    province: str
    on: date
    sites: int
    remark: str
    people: int | None = None


def programmed(region: str) -> int | None:
    """How many sites the programme of a region has, where it was made public."""
    return next(
        (int(row["value"]) for row in _of_region(region) if row["measure"] == PROGRAMME), None
    )


def _of_region(region: str) -> list[facts.Row]:
    name = facts.provinces(region)[0]["region"]
    return [row for row in facts.rows("works_programme") if row["scope"] == name]


def _public(region: str) -> list[facts.Row]:
    """The public openings with a day, known today, the first one first."""
    found = [
        row for row in facts.rows("phc_openings")
        if row["region_code"] == region and row["date"] and date.fromisoformat(row["date"]) <= TODAY
    ]  # fmt: skip
    return sorted(found, key=lambda row: row["date"])


def opened_by_then(region: str) -> int:
    """How many sites were opened at the last meeting: the public count, else what adds up to one."""
    (row,) = [row for row in _of_region(region) if REGION_OPENED.match(row["measure"])]
    since = _BEFORE.search(row["measure"])
    if since is None:
        return int(row["value"])
    first = date(*map(int, since.groups()))
    later = [one for one in _public(region) if first <= date.fromisoformat(one["date"])]
    return int(row["value"]) + sum(int(one["facilities"]) for one in later)


@lru_cache
def waves(region: str) -> tuple[Wave, ...]:
    """Every opening of a region until the last meeting; those that no public day tells are generated."""
    found = [wave for row in _public(region) for wave in _of(row)]
    missing = opened_by_then(region) - sum(wave.sites for wave in found)
    return (*found, *_generated(region, missing))


def _of(row: facts.Row) -> Iterator[Wave]:
    """One public opening, shared among the provinces that it names."""
    on, sites = date.fromisoformat(row["date"]), int(row["facilities"])
    people = int(row["population_served"]) if row["population_served"] else None
    for province, share in _shares(row, sites).items():
        own = None if people is None else people * share // sites
        yield Wave(province, on, share, f"Ouverture publique : {row['source']}", own)


def _shares(row: facts.Row, sites: int) -> Counter[str]:
    """How many of its sites each province has: as its note says, else by those named, else spread."""
    codes = {one["province"]: one["province_code"] for one in facts.provinces(row["region_code"])}
    counted = {code: _counted(row["note"], name) for name, code in codes.items()}
    found = Counter({code: number for code, number in counted.items() if number})
    named = [code for name, code in codes.items() if name in row["note"] and not counted[code]]
    opened = (
        one["province"] for one in facts.rows("phc_opened_facilities")
        if (one["region_code"], one["opened"]) == (row["region_code"], row["date"])
    )  # fmt: skip
    if not found:
        found.update(codes[province] for province in opened)
        named = named if not found else []
    others = named or sorted(found) or sorted(codes.values())
    for place in range(sites - found.total()):
        found[others[place % len(others)]] += 1
    return found


def _counted(note: str, province: str) -> int:
    """The number that a note gives beside a province: "10 Azilal", "Azilal 5", "Taza (5 incl.…"."""
    name = re.escape(province)
    found = re.search(rf"(\d+) {name}\b|{name} \(?(\d+)", note)
    return int(found[1] or found[2]) if found else 0


def _generated(region: str, missing: int) -> Iterator[Wave]:
    """The openings that the public count includes and of which no day is public."""
    draw = chance("openings", region)
    codes = [row["province_code"] for row in facts.provinces(region)]
    last = min(_LAST, LAST_MEETING)
    for number in range(missing):
        day = _FIRST + timedelta(int(draw.integers(0, (last - _FIRST).days)))
        day -= timedelta(max(0, day.isoweekday() - 5))
        yield Wave(codes[number % len(codes)], day, 1, GENERATED)
