"""The sites that the programmes of a region are carried out on, and how files call them."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from tadbir.cli.demonstration import facts
from tadbir.cli.demonstration.chance import chance
from tadbir.cli.demonstration.facilities import Facility, facilities
from tadbir.cli.demonstration.works.openings import programmed, waves
from tadbir.core.words import fold

CENTRES = ("CSU-1", "CSU-2", "CSR-1", "CSR-2", "DR")
WITHOUT_PUBLIC_COUNT = 250
"""Sites of the programme of a region whose count was not made public: generated."""
_FRENCH = {
    "CSU-1": ("CSU1", "CSU-1", "Centre de santé urbain niveau 1", "Csu 1"),
    "CSU-2": ("CSU2", "CSU-2", "Centre de santé urbain niveau 2", "Csu 2"),
    "CSR-1": ("CSR1", "CSR-1", "Centre de santé rural niveau 1", "Csr 1"),
    "CSR-2": ("CSR2", "CSR-2", "Centre de santé rural niveau 2", "CSR II"),
    "DR": ("DR", "Dispensaire rural", "Dispensaire", "DR"),
}
_ARABIC = {
    "CSU-1": "المركز الصحي الحضري المستوى الأول", "CSU-2": "المركز الصحي الحضري المستوى الثاني",
    "CSR-1": "المركز الصحي القروي المستوى الأول", "CSR-2": "المركز الصحي القروي المستوى الثاني",
    "DR": "المستوصف القروي",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Site:
    """A site of a programme: where it is, and its name in both languages."""

    province: str
    category: str
    name_fr: str
    name_ar: str

    def french(self, way: int) -> str:
        """As a French file writes it, in one of four ways."""
        category = _FRENCH.get(self.category)
        if category is None:
            return self.name_fr
        name = self.name_fr.upper() if way == 3 else self.name_fr
        return f"{category[way % 4]} {name}"

    def arabic(self) -> str:
        """As an Arabic file writes it."""
        category = _ARABIC.get(self.category)
        return f"{category} {self.name_ar}" if category else self.name_ar


@lru_cache
def programme_sites(region: str) -> tuple[Site, ...]:
    """The sites of a region's programme of primary care, the openings' first in each province.

    As many as was made public; a name that two sites share, or the province bears, is left out.
    """
    wanted = programmed(region) or WITHOUT_PUBLIC_COUNT
    by_province = {row["province_code"]: _candidates(row) for row in facts.provinces(region)}
    taken = Counter(wave.province for wave in waves(region) for _ in range(wave.sites))
    while taken.total() < wanted:
        free = [code for code, of in by_province.items() if taken[code] < len(of)]
        taken[max(free, key=lambda code: (len(by_province[code]) - taken[code], code))] += 1
    return tuple(site for code, of in by_province.items() for site in of[: taken[code]])


def _candidates(province: facts.Row) -> list[Site]:
    """The centres of a province that a file can name without mistake, in an order of chance."""
    own = [
        one for one in facilities(province["region_code"])
        if one.province == province["province"] and one.category in CENTRES
    ]  # fmt: skip
    french = Counter((one.category, fold(one.name_fr)) for one in own)
    arabic = Counter((one.category, fold(one.name_ar)) for one in own)
    sites = [
        Site(province["province_code"], one.category, one.name_fr, one.name_ar)
        for one in own
        if french[one.category, fold(one.name_fr)] == 1
        and arabic[one.category, fold(one.name_ar)] == 1
        and not _is_of(one, province)
    ]
    order = chance("sites", province["province_code"]).permutation(len(sites))
    return [sites[place] for place in order]


def _is_of(one: Facility, province: facts.Row) -> bool:
    """Whether a site bears the name of its province, which files then write for any of them."""
    names = (fold(province["province"]), fold(province["province_ar"]))
    return fold(one.name_fr) == names[0] or fold(one.name_ar) == names[1]
