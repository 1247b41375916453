"""Public holidays of Moroccan administrations as data: civil days, religious days, decreed days."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tadbir.core.period import Validity
from tadbir.core.words import N_

ADMINISTRATIONS = "Decree 2-77-169 of 28 February 1977 (days off of administrations)"
NO_LIMIT = Validity()


class Certainty(StrEnum):
    """Announced by the authority that decides, or estimated from the moon's calculation."""

    ANNOUNCED = "announced"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True)
class CivilHoliday:
    """A day off on the same day each year while its rule holds."""

    month: int
    day_of_month: int
    name: str
    source: str = ADMINISTRATIONS
    validity: Validity = NO_LIMIT


@dataclass(frozen=True, slots=True)
class ReligiousHoliday:
    """A lunar feast in one year: its first day, how many days are off, and how sure it is."""

    first_day: date
    days: int
    name: str
    certainty: Certainty
    source: str


@dataclass(frozen=True, slots=True)
class ExceptionalDay:
    """A day off that the head of government decreed once."""

    day: date
    name: str
    source: str


CIVIL_HOLIDAYS = (
    CivilHoliday(1, 1, N_("New Year's Day")),
    CivilHoliday(1, 11, N_("Independence Manifesto Day")),
    CivilHoliday(
        1,
        14,
        N_("Amazigh New Year"),
        "Decree 2-23-688 completing decree 2-77-169 (government council of 23 November 2023)",
        Validity(valid_from=date(2024, 1, 1)),
    ),
    CivilHoliday(5, 1, N_("Labour Day")),
    CivilHoliday(7, 30, N_("Throne Day")),
    CivilHoliday(8, 14, N_("Oued Ed-Dahab Day")),
    CivilHoliday(8, 20, N_("Revolution of the King and the People Day")),
    CivilHoliday(8, 21, N_("Youth Day")),
    CivilHoliday(
        10,
        31,
        N_("Unity Day"),
        "Royal Office, 4 November 2025; decree 2-25-1140 completing decree 2-77-169",
        Validity(valid_from=date(2026, 1, 1)),
    ),
    CivilHoliday(11, 6, N_("Green March Day")),
    CivilHoliday(11, 18, N_("Independence Day")),
)

FITR = N_("Eid al-Fitr")
ADHA = N_("Eid al-Adha")
HIJRI_YEAR = N_("Hijri New Year")
MAWLID = N_("Mawlid")
# Two days off for the three feasts, one for the first of Moharram: decree 2-77-169.
DAYS_OFF = {FITR: 2, ADHA: 2, HIJRI_YEAR: 1, MAWLID: 2}
HABOUS = "Ministry of Habous, communiqué"
CALCULATED = "Astronomical calculation; the Ministry of Habous announces the day on the eve"


def _feast(name: str, year: int, month: int, day: int, told: str | None) -> ReligiousHoliday:
    """One feast: announced when `told` names the publication, else calculated."""
    certainty = Certainty.ANNOUNCED if told else Certainty.ESTIMATED
    source = f"{HABOUS}; {told}" if told else CALCULATED
    return ReligiousHoliday(date(year, month, day), DAYS_OFF[name], name, certainty, source)


RELIGIOUS_HOLIDAYS = (
    _feast(FITR, 2022, 5, 2, "Finances News, 1 May 2022"),
    _feast(ADHA, 2022, 7, 10, "La Quotidienne, 29 June 2022"),
    _feast(HIJRI_YEAR, 2022, 7, 31, None),
    _feast(MAWLID, 2022, 10, 9, "Le Brief, 27 September 2022"),
    _feast(FITR, 2023, 4, 22, "Finances News, 20 April 2023"),
    _feast(ADHA, 2023, 6, 29, "MAP, 18 June 2023"),
    _feast(HIJRI_YEAR, 2023, 7, 19, None),
    _feast(MAWLID, 2023, 9, 28, "Le Site Info, September 2023"),
    _feast(FITR, 2024, 4, 10, "Le360, 9 April 2024"),
    _feast(ADHA, 2024, 6, 17, "Le360, 7 June 2024"),
    _feast(HIJRI_YEAR, 2024, 7, 7, "MAP, 6 July 2024"),
    _feast(MAWLID, 2024, 9, 16, "TelQuel, 4 September 2024"),
    _feast(FITR, 2025, 3, 31, "30 March 2025"),
    _feast(ADHA, 2025, 6, 7, "Challenge, June 2025"),
    _feast(HIJRI_YEAR, 2025, 6, 27, "26 June 2025"),
    _feast(MAWLID, 2025, 9, 5, "Libération, 24 August 2025"),
    _feast(FITR, 2026, 3, 20, None),
    _feast(ADHA, 2026, 5, 27, None),
    _feast(HIJRI_YEAR, 2026, 6, 17, None),
    _feast(MAWLID, 2026, 8, 26, None),
    _feast(FITR, 2027, 3, 10, None),
    _feast(ADHA, 2027, 5, 17, None),
    _feast(HIJRI_YEAR, 2027, 6, 7, None),
    _feast(MAWLID, 2027, 8, 15, None),
)

_DECREED = "Head of government, under article 2 of decree 2-05-916;"
EXCEPTIONAL_DAYS = (
    ExceptionalDay(date(2023, 4, 24), N_("Day after Eid al-Fitr"), f"{_DECREED} April 2023"),
    ExceptionalDay(date(2024, 4, 12), N_("Day after Eid al-Fitr"), f"{_DECREED} 4 April 2024"),
    ExceptionalDay(date(2025, 6, 9), N_("Day after Eid al-Adha"), f"{_DECREED} June 2025"),
)
