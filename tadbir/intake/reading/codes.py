"""Columns of texts and codes: what a spreadsheet did to them is undone only when it is certain."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import numpy as np

from tadbir.intake.reading.column import Cells
from tadbir.intake.reading.grid import Fault
from tadbir.intake.reading.numbers import tidy
from tadbir.intake.reading.refusals import Unread
from tadbir.intake.reading.vectors import Issues, Vector

FormatOf = Callable[[int], str]
"""What the number format tells of the cell at a place of the column (see `Styles.formats`)."""

RESTORED = "restored"
_BIDI = re.compile(
    "[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f]"
)
_EXACT_BELOW = 10**15
_SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?E[+-]?\d+", re.IGNORECASE)
_LETTER_O = re.compile(r"(?=[\dOo]*\d)[\dOo]*[Oo][\dOo]*")
_MONTHS = (
    *("Janvier", "Février", "Mars", "Avril", "Mai", "Juin"),
    *("Juillet", "Août", "Septembre", "Octobre", "Novembre", "Décembre"),
)


def texts(cells: Cells, format_of: FormatOf) -> Vector:
    """The cells as texts without stray spaces and marks; names that became days are restored
    when the cell's format shows that a day and a month were typed, else refused."""
    vector = _read(cells, format_of, clean, _text)
    for place in np.flatnonzero(cells.are(lambda cell: isinstance(cell, date))).tolist():
        if place not in vector.issues:
            vector.notes[place] = RESTORED
    return vector


def codes(cells: Cells, format_of: FormatOf) -> Vector:
    """The cells as codes: leading zeros come back when every other code has one width, or when
    the format says how many; digits that may be lost are refused."""
    written = [tidy(text) for text in cells.texts()]
    width, are_digits = _common_width(written), _are_digits(written)
    return _read(
        cells,
        format_of,
        lambda text: _code_in_text(text, are_digits),
        lambda cell, told: _code(cell, told, width),
    )


def _read(
    cells: Cells,
    format_of: FormatOf,
    of_text: Callable[[str], str],
    of_other: Callable[[object, str], str],
) -> Vector:
    """Each different text understood once; any other cell by itself, with its format."""
    found: list[str] = []
    unread: dict[int, Unread] = {}
    for place, cell in enumerate(cells.kept):
        try:
            found.append(of_text(cell) if isinstance(cell, str) else "")
        except Unread as error:
            found.append("")
            unread[place] = error
    others = np.flatnonzero(cells.are_numbers | cells.are(lambda cell: not isinstance(cell, str)))
    places, issues = cells.places.copy(), _issues(cells, unread)
    for row in others.tolist():
        places[row] = len(found)
        try:
            found.append(of_other(cells[row], format_of(row)))
        except Unread as error:
            found.append("")
            issues[row] = (error.code, error.value)
    vector = Vector.of_texts(places, found)
    vector.issues = issues
    return vector


def _issues(cells: Cells, unread: Mapping[int, Unread]) -> Issues:
    """By row, why a text that stands there was not understood."""
    if not unread:
        return {}
    rows = np.flatnonzero(np.isin(cells.places, list(unread))).tolist()
    found = ((row, unread[int(cells.places[row])]) for row in rows)
    return {row: (error.code, error.value) for row, error in found}


def clean(text: str) -> str:
    """The text with single plain spaces, without invisible marks; letters and digits as typed."""
    return " ".join(_BIDI.sub("", text).split())


def _text(cell: object, told: str) -> str:
    if isinstance(cell, Fault):
        raise Unread(cell.code, "")
    if isinstance(cell, date):
        if told != "day-month":
            raise Unread("intake.date-in-text", cell.isoformat()[:10])
        return f"{cell.day} {_MONTHS[cell.month - 1]}"
    if isinstance(cell, float):
        return format(cell, ".15g")
    return str(cell)


def _code_in_text(cell: str, are_digits: bool) -> str:
    text = clean(cell)
    if _SCIENTIFIC.fullmatch(text):
        raise Unread("intake.code-as-number", text)
    if are_digits and _LETTER_O.fullmatch(text):
        raise Unread("intake.letter-in-code", text)
    return text


def _code(cell: object, told: str, width: int | None) -> str:
    if isinstance(cell, Fault):
        raise Unread(cell.code, "")
    if not isinstance(cell, float | int) or isinstance(cell, bool):
        raise Unread("intake.code-as-number", str(cell))
    return _from_number(float(cell), told, width)


def _from_number(number: float, told: str, width: int | None) -> str:
    shown = format(number, ".15g")
    if told == "scientific" or number != int(number) or not 0 <= number < _EXACT_BELOW:
        raise Unread("intake.code-as-number", shown)
    digits = str(int(number))
    if told.startswith("zeros:"):
        return digits.zfill(int(told.removeprefix("zeros:")))
    if width == 0:
        raise Unread("intake.code-as-number", shown)
    return digits.zfill(width) if width else digits


def _common_width(written: Sequence[str]) -> int | None:
    """The width to restore; None when no code shows leading zeros; 0 when widths disagree."""
    digits = [code for code in written if code.isdigit()]
    if not any(code.startswith("0") and len(code) > 1 for code in digits):
        return None
    widths = Counter(len(code) for code in digits)
    return next(iter(widths)) if len(widths) == 1 else 0


def _are_digits(written: Sequence[str]) -> bool:
    filled = [code for code in written if code]
    return sum(code.isdigit() for code in filled) * 10 >= len(filled) * 8 if filled else True
