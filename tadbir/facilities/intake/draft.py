"""From the table of a list to records: every site in its commune, every doubt refused."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tadbir.core.words import N_, fold
from tadbir.facilities.intake.columns import category_of, status_of
from tadbir.facilities.terms import (
    CATEGORIES,
    DIRECTORATE_LIST,
    HOSPITAL_LIST,
    PRIMARY_CARE_LIST,
    Family,
)
from tadbir.intake.contract import Drafted, Record, Refusal, Sender, Table, Value
from tadbir.intake.refuse import NO_DAY, TWICE, Why, at_cell, at_table, column, day_of
from tadbir.territory import places
from tadbir.territory.naming import short_code

_MONTHS = ("Janvier", "Février", "Mars", "Avril", "Mai", "Juin", "Juillet", "Août", "Septembre",
           "Octobre", "Novembre", "Décembre")  # fmt: skip
_SHORT_DATE = re.compile(
    r"(?P<day>\d{1,2})-(?P<month>janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)\.?$"
)
_WITH_REASON = ("suspended", "closed")

UNKNOWN_DELEGATION: Why = (
    "facility.unknown-delegation",
    N_("No province or prefecture bears this name."),
    N_("Write the name of the province or prefecture as the census office does."),
)
UNKNOWN_COMMUNE: Why = (
    "facility.unknown-commune",
    N_("No commune or arrondissement of {province} bears this name."),
    N_("Write the name of the commune as the census office does, or check the delegation."),
)
UNKNOWN_CATEGORY: Why = (
    "facility.unknown-category",
    N_("This is not a category of facility."),
    N_("Write one of these: {categories}."),
)
NO_NAME: Why = (
    "facility.no-name",
    N_("A facility needs its name."),
    N_("Write the name of the facility as text."),
)
NUMBER_FOR_A_NAME: Why = (
    "facility.number-for-a-name",
    N_("A number stands where the name of the facility should be."),
    N_("Give the cell the text format and type the name again."),
)
UNKNOWN_STATUS: Why = (
    "facility.unknown-status",
    N_("This is not a status of a facility."),
    N_("Write planned, in works, open, suspended or closed, in French or in Arabic."),
)
STOP_WITHOUT_REASON: Why = (
    "facility.stop-without-reason",
    N_("A suspended or closed facility needs the reason."),
    N_("Write the reason in its column."),
)
MORE_BEDS_WORK_THAN_EXIST: Why = (
    "facility.more-functional-beds",
    N_("There are more functional beds than existing beds."),
    N_("Correct one of the two numbers of beds."),
)
UNKNOWN_CODE: Why = (
    "facility.unknown-code",
    N_("No facility within your reach has this code."),
    N_("Leave the code empty for a new facility, or copy it from the template."),
)


@dataclass(frozen=True, slots=True)
class _Site:
    """One row understood, before its key is settled."""

    index: int
    seat: str
    commune: str
    code: str
    values: tuple[Value, ...]

    @property
    def category(self) -> str:
        return str(self.values[0])

    @property
    def place(self) -> tuple[str, str, str]:
        """The key of a site that no other of its commune and family shares the name with."""
        family = CATEGORIES[self.category].family
        return self.commune, family, self.code or fold(str(self.values[1]))


def source_of(table: Table) -> str | None:
    """Which of the ministry's lists a table is, from the families it holds; None for another."""
    if any(table.match(name) for name in ("code", "existing_beds", "functional_beds", "status")):
        return DIRECTORATE_LIST
    codes = {category_of(str(text)) for text in column(table, "category") if text}
    families = {CATEGORIES[code].family for code in codes if code}
    if families == {Family.HOSPITAL}:
        return HOSPITAL_LIST
    return DIRECTORATE_LIST if Family.HOSPITAL in families else PRIMARY_CARE_LIST


def draft(table: Table, sender: Sender) -> Drafted:
    """Records of a table, held by the delegation of each site; what is unsure is refused.

    The key is the commune, the family and the folded name (or our code), so that a change of
    category shows as one; homonyms of a commune and family are told apart by their category.
    """
    day = day_of(table, sender)
    if day is None:
        return Drafted((), (at_table(table, NO_DAY),))
    refused: list[Refusal] = []
    sites: list[_Site] = []
    for index in range(len(table.rows)):
        found = _site(table, sender, index)
        (refused if isinstance(found, Refusal) else sites).append(found)  # type: ignore[arg-type]
    namesakes = Counter(place for place, _category in {(s.place, s.category) for s in sites})
    records: list[Record] = []
    first: dict[tuple[str, ...], int] = {}
    for site in sites:
        key = (*site.place, site.category if namesakes[site.place] > 1 else "")
        row = table.rows[site.index]
        if key in first:
            refused.append(at_cell(table, site.index, "name", TWICE, first=str(first[key])))
            continue
        first[key] = row
        holder = f"D{short_code(site.seat)}"
        records.append(Record(holder, day, key, site.values, table.sheet, row))
    return Drafted(records, tuple(refused))


def _site(table: Table, sender: Sender, index: int) -> _Site | Refusal:
    seat = _seat(table, sender, index)
    if isinstance(seat, Refusal):
        return seat
    written = str(column(table, "commune")[index] or "")
    commune = places.commune(seat, written)
    if commune is None:
        return at_cell(table, index, "commune", UNKNOWN_COMMUNE, province=seat)
    code = str(column(table, "code")[index] or "").strip().upper()
    if code and sender.find_entity(code) != (code,):
        return at_cell(table, index, "code", UNKNOWN_CODE)
    values = _values(table, index)
    return values if isinstance(values, Refusal) else _Site(index, seat, commune, code, values)


def _seat(table: Table, sender: Sender, index: int) -> str | Refusal:
    """The area of the delegation named in the row, else of the one that sends the file."""
    written = str(column(table, "delegation")[index] or "").strip() or sender.entity or ""
    found = places.delegation_area(written) or places.area_of_delegation(written)
    return found or at_cell(table, index, "delegation", UNKNOWN_DELEGATION)


def _values(table: Table, index: int) -> tuple[Value, ...] | Refusal:
    def cell(name: str) -> Value:
        return column(table, name)[index]

    name = _name(cell("name"))
    if name is None:
        is_blank = cell("name") in (None, "")
        return at_cell(table, index, "name", NO_NAME if is_blank else NUMBER_FOR_A_NAME)
    category = category_of(str(cell("category") or ""))
    if category is None:
        known = ", ".join(CATEGORIES)
        return at_cell(table, index, "category", UNKNOWN_CATEGORY, categories=known)
    beds = cell("existing_beds"), cell("functional_beds")
    if isinstance(beds[0], int) and isinstance(beds[1], int) and beds[1] > beds[0]:
        return at_cell(table, index, "functional_beds", MORE_BEDS_WORK_THAN_EXIST)
    status = _status(table, index)
    if isinstance(status, Refusal):
        return status
    name_ar = _text(cell("name_ar"))
    return (category, name, name_ar, *beds, cell("opening_date"), *status)


def _name(value: Value) -> str | None:
    """A name as text; one that Excel turned into a date is put back: "9 Juillet", "11-janv."."""
    if isinstance(value, date):
        return f"{value.day} {_MONTHS[value.month - 1]}"
    if isinstance(value, int | Decimal):
        return None
    text = _text(value)
    if text and (short := _SHORT_DATE.match(text)):
        month = next(m for m in _MONTHS if m.lower().startswith(short["month"]))
        return f"{int(short['day'])} {month}"
    return text


def _text(value: Value) -> str | None:
    """A text without stray blanks, or None when nothing is left."""
    return " ".join(str(value).split()) or None if value is not None else None


def _status(table: Table, index: int) -> tuple[Value, Value] | Refusal:
    written = _text(column(table, "status")[index])
    reason = _text(column(table, "status_reason")[index])
    if written is None:
        return None, None
    status = status_of(written)
    if status is None:
        return at_cell(table, index, "status", UNKNOWN_STATUS)
    if status in _WITH_REASON and reason is None:
        return at_cell(table, index, "status", STOP_WITHOUT_REASON)
    return status, reason
