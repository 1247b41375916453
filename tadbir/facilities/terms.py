"""The words of the register: categories of facilities, families, sectors, sources, changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tadbir.core.words import N_


class Family(StrEnum):
    """What counts together: support units are not primary-care centres, nor hospitals."""

    PRIMARY_CARE = "primary_care"
    SUPPORT = "support"
    HOSPITAL = "hospital"


class Sector(StrEnum):
    """Whether a facility serves a town or the countryside."""

    URBAN = "urban"
    RURAL = "rural"


@dataclass(frozen=True, slots=True)
class Category:
    """A category of the ministry: its code as lists write it, and what it means."""

    code: str
    family: Family
    level: str
    sector: Sector | None
    label: str


DATASET = "facilities"
PRIMARY_CARE_LIST = "ministry-primary-care"
HOSPITAL_LIST = "ministry-hospitals"
DIRECTORATE_LIST = "directorate"
SOURCES: Mapping[str, str] = {
    PRIMARY_CARE_LIST: N_("The ministry's list of primary-care facilities"),
    HOSPITAL_LIST: N_("The ministry's list of hospitals"),
    DIRECTORATE_LIST: N_("The directorate's own list"),
}

LEVELS: Mapping[str, str] = {
    "dispensary": N_("Dispensary"),
    "level_1": N_("Level 1"),
    "level_2": N_("Level 2"),
    "reference": N_("Reference unit"),
    "proximity": N_("Proximity"),
    "provincial": N_("Provincial or prefectural"),
    "regional": N_("Regional"),
    "interregional": N_("Inter-regional"),
}

_CATEGORIES = (
    Category("CSU-1", Family.PRIMARY_CARE, "level_1", Sector.URBAN,
             N_("Urban health centre level 1")),
    Category("CSU-2", Family.PRIMARY_CARE, "level_2", Sector.URBAN,
             N_("Urban health centre level 2")),
    Category("CSR-1", Family.PRIMARY_CARE, "level_1", Sector.RURAL,
             N_("Rural health centre level 1")),
    Category("CSR-2", Family.PRIMARY_CARE, "level_2", Sector.RURAL,
             N_("Rural health centre level 2")),
    Category("DR", Family.PRIMARY_CARE, "dispensary", Sector.RURAL, N_("Rural dispensary")),
    Category("CDTMR", Family.SUPPORT, "reference", None,
             N_("Centre for tuberculosis and respiratory diseases")),
    Category("CRSR", Family.SUPPORT, "reference", None, N_("Reproductive health reference centre")),
    Category("LSP", Family.SUPPORT, "reference", None, N_("Public health laboratory")),
    Category("HPr", Family.HOSPITAL, "proximity", None, N_("Proximity hospital")),
    Category("HP", Family.HOSPITAL, "provincial", None, N_("Provincial or prefectural hospital")),
    Category("HR", Family.HOSPITAL, "regional", None, N_("Regional hospital")),
    Category("HIR", Family.HOSPITAL, "interregional", None, N_("Inter-regional hospital")),
    Category("CRO", Family.HOSPITAL, "regional", None, N_("Regional oncology centre")),
    Category("CPU", Family.HOSPITAL, "interregional", None, N_("University psychiatric centre")),
    Category("HPsyP", Family.HOSPITAL, "provincial", None,
             N_("Provincial or prefectural psychiatric hospital")),
    Category("HPsyR", Family.HOSPITAL, "regional", None, N_("Regional psychiatric hospital")),
)  # fmt: skip
CATEGORIES: Mapping[str, Category] = {category.code: category for category in _CATEGORIES}

# Hospitals of the hospital centre of their province; the others answer to a university centre
# or to a programme, and hang from the delegation until someone attaches them elsewhere.
CENTRE_HOSPITALS = frozenset({"HP", "HR", "HPr", "HPsyP", "HPsyR"})

FAMILY_LABELS: Mapping[Family, str] = {
    Family.PRIMARY_CARE: N_("Primary-care centres"),
    Family.SUPPORT: N_("Support units"),
    Family.HOSPITAL: N_("Hospitals"),
}
SECTOR_LABELS: Mapping[Sector, str] = {Sector.URBAN: N_("Urban"), Sector.RURAL: N_("Rural")}


class Change(StrEnum):
    """What became of a site between two lists."""

    OPENED = "opened"
    CLOSED = "closed"
    RECATEGORISED = "recategorised"


CHANGE_LABELS: Mapping[Change, str] = {
    Change.OPENED: N_("Added to the list"),
    Change.CLOSED: N_("No longer in the list"),
    Change.RECATEGORISED: N_("Category changed"),
}


def category(code: str) -> Category:
    """The category of a code; KeyError when the ministry has none such."""
    return CATEGORIES[code]


def families(*wanted: Family) -> tuple[str, ...]:
    """Codes of the categories of some families, in the order they are shown."""
    return tuple(c.code for c in _CATEGORIES if c.family in wanted)
