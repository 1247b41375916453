"""Dates as people write them: day first, with Moroccan, French and English months, or periods."""

import calendar
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from tadbir.core.words import fold
from tadbir.intake.reading.grid import Fault
from tadbir.intake.reading.numbers import BLANKS, tidy
from tadbir.intake.reading.refusals import Unread
from tadbir.intake.reading.vectors import Issues, Vector

_MONTHS = (
    "janvier janv jan january يناير جانفي",
    "fevrier fevr fev feb february فبراير",
    "mars mar march مارس",
    "avril avr apr april ابريل افريل",
    "mai may ماي مايو",
    "juin jun june يونيو",
    "juillet juil jul july يوليوز يوليو",
    "aout aou aug august غشت اغسطس",
    "septembre sept sep september شتنبر سبتمبر",
    "octobre oct october اكتوبر",
    "novembre nov november نونبر نوفمبر",
    "decembre dec december دجنبر ديسمبر",
)
MONTHS = {fold(name): number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_TIME = r"(?:[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?(?:z|[+]\d\d:?\d\d)?)?"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})" + _TIME)
_WORDS = re.compile(rf"(?:le )?(\d{{1,2}})(?: ?er)? (?:de )?({_MONTH}) (\d{{4}}|\d{{2}})")
_MONTH_ALONE = re.compile(
    rf"(?:fin |نهايه |متم )?(?:de |d )?(?:شهر )?({_MONTH})(?: (\d{{4}}|\d{{2}}))?"
)
_PERIOD = re.compile(
    r"(?:t|q|trim|trimestre|الفصل|الربع) ?([1-4])(?: (?:de )?(\d{4}))?"
    r"|([1-4])(?: ?er| ?e| ?eme)? ?(?:t|trim|trimestre)(?: (?:de )?(\d{4}))?"
)
_HALF = re.compile(r"(?:s|semestre) ?([12])(?: (?:de )?(\d{4}))?")
_SERIAL = re.compile(r"\d{5}")
_FIRST, _LAST = date(1950, 1, 1), date(2100, 12, 31)
_EPOCH = date(1899, 12, 30).toordinal()
_SERIALS = range(32_874, 54_789)
"""Serial numbers from 1990 to 2049: others are figures, not days."""
PERIOD = "period"


class Day(NamedTuple):
    """A day that was read; `is_period` when a month, quarter or half stood there: its last day."""

    date: date
    is_period: bool = False


def day(text: str, year: int | None = None) -> Day:
    """The day that a text writes; `year` stands in where the text says none.

    Raises `Unread` for anything that is not surely one day or the end of one period.
    """
    plain = tidy(text).lower()
    for reader in (_numeric, _serial_text):
        found = reader(plain, text)
        if found is not None:
            return found
    return _worded(fold(text), text, year)


def _numeric(plain: str, text: str) -> Day | None:
    if iso := _ISO.fullmatch(plain):
        return Day(_date(text, int(iso[1]), int(iso[2]), int(iso[3])))
    if found := _DAY_FIRST.fullmatch(plain):
        return Day(_date(text, _year(found[3]), int(found[2]), int(found[1])))
    return None


def _serial_text(plain: str, text: str) -> Day | None:
    if _SERIAL.fullmatch(plain):
        return Day(of_serial(float(plain), text))
    return None


def _worded(folded: str, text: str, year: int | None) -> Day:
    if found := _WORDS.fullmatch(folded):
        return Day(_date(text, _year(found[3]), MONTHS[found[2]], int(found[1])))
    if found := _MONTH_ALONE.fullmatch(folded):
        return _end(text, MONTHS[found[1]], found[2], year)
    if found := _PERIOD.fullmatch(folded):
        return _end(text, int(found[1] or found[3]) * 3, found[2] or found[4], year)
    if found := _HALF.fullmatch(folded):
        return _end(text, int(found[1]) * 6, found[2], year)
    raise Unread("intake.not-a-date", text)


def _end(text: str, month: int, said: str | None, year: int | None) -> Day:
    if said is None and year is None:
        raise Unread("intake.date-without-year", text)
    of_year = _year(said) if said else int(year or 0)
    return Day(_date(text, of_year, month, calendar.monthrange(of_year, month)[1]), True)


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if year < 70 else 1900 + year


def _date(text: str, year: int, month: int, of_month: int) -> date:
    try:
        found = date(year, month, of_month)
    except ValueError as error:
        raise Unread("intake.not-a-date", text) from error
    if not _FIRST <= found <= _LAST:
        raise Unread("intake.not-a-date", text)
    return found


def of_serial(number: float, shown: str) -> date:
    """The day of a spreadsheet's serial number, counted from 1900. Raises `Unread` outside."""
    if int(number) not in _SERIALS:
        raise Unread("intake.not-a-date", shown)
    return date.fromordinal(_EPOCH + int(number))


def of_cell(cell: object, year: int | None, counts_from_1904: bool) -> Day | None:
    """The day of a cell; None when blank. A real date of the spreadsheet stands as it is."""
    if isinstance(cell, Fault):
        raise Unread(cell.code, "")
    if isinstance(cell, datetime):
        return _within(cell.date())
    if isinstance(cell, date):
        return _within(cell)
    if isinstance(cell, str):
        return None if tidy(cell) in BLANKS else day(cell, year)
    if isinstance(cell, float) and not counts_from_1904:
        return Day(of_serial(cell, format(cell, ".15g")))
    raise Unread("intake.not-a-date", str(cell))


def _within(found: date) -> Day:
    if not _FIRST <= found <= _LAST:
        raise Unread("intake.not-a-date", found.isoformat())
    return Day(found)


def days(cells: Sequence[object], year: int | None, counts_from_1904: bool = False) -> Vector:
    """The cells of a column as days. A column that anywhere writes a month first is not read
    where its dates could be turned round."""
    vector = Vector.of_ints(len(cells))
    vector.are_dates = True
    known: dict[object, Day | None | Unread] = {}
    for place, cell in enumerate(cells):
        if cell == "":
            continue
        if cell not in known:
            known[cell] = _tried(cell, year, counts_from_1904)
        _put(vector, place, known[cell])
    if any(isinstance(cell, str) and _is_month_first(cell) for cell in known):
        vector.issues.update(_turnable(cells))
        vector.blank[list(vector.issues)] = True
    return vector


def _tried(cell: object, year: int | None, counts_from_1904: bool) -> Day | None | Unread:
    try:
        return of_cell(cell, year, counts_from_1904)
    except Unread as unread:
        return unread


def _put(vector: Vector, place: int, found: Day | None | Unread) -> None:
    if isinstance(found, Unread):
        vector.issues[place] = (found.code, found.value)
    elif found is not None:
        vector.ints[place], vector.blank[place] = found.date.toordinal(), False
        if found.is_period:
            vector.notes[place] = PERIOD


def _is_month_first(text: str) -> bool:
    found = _DAY_FIRST.fullmatch(tidy(text).lower())
    return found is not None and int(found[1]) <= 12 < int(found[2]) <= 31


def _turnable(cells: Sequence[object]) -> Issues:
    issues: Issues = {}
    for place, cell in enumerate(cells):
        found = _DAY_FIRST.fullmatch(tidy(cell).lower()) if isinstance(cell, str) else None
        if found is not None and int(found[2]) <= 12 and int(found[1]) <= 12:
            issues[place] = ("intake.ambiguous-date", str(cell))
    return issues
