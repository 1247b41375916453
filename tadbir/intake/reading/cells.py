"""A column of cells understood as its kind says; what is not understood is left with its reason."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from tadbir.core.words import fold
from tadbir.intake.contract import Kind, Value
from tadbir.intake.reading.codes import clean, codes, texts
from tadbir.intake.reading.column import Cells
from tadbir.intake.reading.dates import days, of_cell
from tadbir.intake.reading.grid import Fault
from tadbir.intake.reading.money import amounts
from tadbir.intake.reading.numbers import BLANKS, number, tidy
from tadbir.intake.reading.rates import rate, rates
from tadbir.intake.reading.refusals import Unread
from tadbir.intake.reading.vectors import Issues, Vector

_CROSSES = {"x", "✓", "✔", "☑", "oui", "ok", "نعم", "yes", "√"}
_DURATION = re.compile(r"([\d.,٫ ]+?) ?([^\W\d][\w. ]*)")
_UNITS = {
    1: "j jr jrs jour jours jc jo d day days يوم يوما ايام",
    7: "semaine semaines sem week weeks اسبوع اسابيع",
    30: "m mois month months شهر شهرا اشهر شهور",
    365: "an ans annee annees year years سنه سنوات",
}
_DAYS = {fold(word): days_ for days_, words in _UNITS.items() for word in words.split()}
"""Days of a unit; a month of a works contract counts 30 days."""


@dataclass(frozen=True, slots=True)
class Manner:
    """What is known around a column when its cells are read.

    `factor` is dirhams per unit; `year` stands in for dates without one; `format_of` tells the
    number format of a place; `unit_days` is the unit in the head of a duration, None without.
    """

    factor: Decimal
    year: int | None
    says_percent: bool
    unit_days: int | None
    counts_from_1904: bool
    format_of: Callable[[int], str]

    def is_percent(self, place: int) -> bool:
        """Whether the cell at a place is formatted as a percentage."""
        return self.format_of(place) == "percent"


def understood(cells: Cells, kind: Kind, manner: Manner) -> Vector:
    """The cells of a column as values of its kind."""
    return _READERS[kind](cells, manner)


def unit_days(head: str) -> int | None:
    """The unit of a duration that a head names, in days: 30 for "Délai (mois)"."""
    return next((_DAYS[w] for w in fold(head).split() if w in _DAYS and len(w) > 2), None)


def _each(cells: Sequence[object], reader: Callable[[object, int], Value]) -> Vector:
    values: list[Value] = [None] * len(cells)
    issues: Issues = {}
    for place, cell in enumerate(cells):
        if cell == "":
            continue
        try:
            if isinstance(cell, Fault):
                raise Unread(cell.code, "")
            values[place] = reader(cell, place)
        except Unread as unread:
            issues[place] = (unread.code, unread.value)
    return Vector.of_values(values, issues)


def _count(cell: object, place: int) -> Value:
    if isinstance(cell, bool) or not isinstance(cell, float | int | str):
        raise Unread("intake.not-a-count", str(cell))
    if isinstance(cell, str):
        text = tidy(cell)
        if text in BLANKS:
            return None
        try:
            value = number(text)
        except Unread as unread:
            code = unread.code
            ambiguous = code == "intake.ambiguous-number"
            raise Unread(code if ambiguous else "intake.not-a-count", cell) from unread
    else:
        value = Decimal(repr(cell))
    if value != int(value) or abs(value) > 10**15:
        raise Unread("intake.not-a-count", str(cell))
    return int(value)


def duration(cell: object, unit: int | None) -> int | None:
    """Whole days of "4 mois", "120 j", or of a number when the head names the unit."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _whole_days(Decimal(repr(cell)), unit, format(cell, ".15g"))
    if not isinstance(cell, str):
        raise Unread("intake.not-a-duration", str(cell))
    text = tidy(cell)
    if text in BLANKS:
        return None
    try:
        if found := _DURATION.fullmatch(text):
            return _whole_days(number(found[1].strip()), _DAYS.get(fold(found[2])), text)
        return _whole_days(number(text), unit, text)
    except Unread as unread:
        raise Unread("intake.not-a-duration", cell) from unread


def _whole_days(value: Decimal, unit: int | None, shown: str) -> int:
    if unit is None or value < 0 or value * unit != int(value * unit) or value * unit > 36_500:
        raise Unread("intake.not-a-duration", shown)
    return int(value * unit)


def state(cell: object, year: int | None, counts_from_1904: bool) -> Value:
    """A date, True for a cross, or the words as they stand ("rejeté : pièce manquante")."""
    if isinstance(cell, bool):
        return cell or None
    if isinstance(cell, str):
        text = clean(cell)
        if text in BLANKS:
            return None
        if text.lower() in _CROSSES:
            return True
    try:
        found = of_cell(cell, year, counts_from_1904)
    except Unread:
        if isinstance(cell, str) and not _is_figures(cell):
            return clean(cell)
        raise
    return found.date if found else None


def _is_figures(text: str) -> bool:
    return not any(character.isalpha() for character in text)


def _progress(cells: Cells, manner: Manner) -> Vector:
    """Rates where figures stand, words where words do ("Achevé", "Lot 1 : 80 % / Lot 2 : 35 %")."""
    are_words = cells.are(lambda cell: isinstance(cell, str) and not _is_rate(cell))
    worded = {row: clean(str(cells[row])) for row in np.flatnonzero(are_words).tolist()}
    read = rates(
        cells.put(worded, ""), says_percent=manner.says_percent, is_percent=manner.is_percent
    )
    values = read.values()
    for place, words in worded.items():
        values[place] = words
    vector = Vector.of_values(values, read.issues)
    vector.notes = read.notes
    return vector


def _is_rate(text: str) -> bool:
    try:
        rate(text, is_percent=False)
    except Unread:
        return text.lstrip().startswith("#")
    return True


_READERS: dict[Kind, Callable[[Cells, Manner], Vector]] = {
    Kind.TEXT: lambda cells, m: texts(cells, m.format_of),
    Kind.CODE: lambda cells, m: codes(cells, m.format_of),
    Kind.AMOUNT: lambda cells, m: amounts(cells, m.factor),
    Kind.RATE: lambda cells, m: rates(cells, says_percent=m.says_percent, is_percent=m.is_percent),
    Kind.COUNT: lambda cells, m: _each(cells, _count),
    Kind.DATE: lambda cells, m: days(cells, m.year, m.counts_from_1904),
    Kind.DURATION: lambda cells, m: _each(cells, lambda c, _: duration(c, m.unit_days)),
    Kind.STATE: lambda cells, m: _each(cells, lambda c, _: state(c, m.year, m.counts_from_1904)),
    Kind.PROGRESS: _progress,
}
