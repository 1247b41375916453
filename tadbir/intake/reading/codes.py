"""Columns of texts and codes: what a spreadsheet did to them is undone only when it is certain."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from tadbir.intake.reading.grid import Fault
from tadbir.intake.reading.numbers import tidy
from tadbir.intake.reading.refusals import Unread
from tadbir.intake.reading.vectors import Vector

FormatOf = Callable[[int], str]
"""What the number format tells of the cell at a place of the column (see `Styles.formats`)."""

RESTORED = "restored"
_SEPARATOR = "\x1f"
_UNTIDY = re.compile(
    "[^\\S \x1f]|  |\x1f | \x1f|^ | $|[\u200b-\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x1e]"
)
_BIDI = re.compile(
    "[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f]"
)
_LETTERS = frozenset("eEoO")
"""Without one of these no code is a number written with a power, nor has a letter for a zero."""
_EXACT_BELOW = 10**15
_SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?E[+-]?\d+", re.IGNORECASE)
_LETTER_O = re.compile(r"(?=[\dOo]*\d)[\dOo]*[Oo][\dOo]*")
_MONTHS = (
    *("Janvier", "Février", "Mars", "Avril", "Mai", "Juin"),
    *("Juillet", "Août", "Septembre", "Octobre", "Novembre", "Décembre"),
)


def texts(cells: Sequence[object], format_of: FormatOf) -> Vector:
    """The cells as texts without stray spaces and marks; names that became days are restored
    when the cell's format shows that a day and a month were typed, else refused."""
    if set(map(type, cells)) == {str}:
        return Vector(texts=_tidied(cells))
    vector = Vector(texts=[""] * len(cells))
    for place, cell in enumerate(cells):
        _put(vector, place, partial(_text, cell, format_of(place)))
        if isinstance(cell, date) and place not in vector.issues:
            vector.notes[place] = RESTORED
    return vector


def codes(cells: Sequence[object], format_of: FormatOf) -> Vector:
    """The cells as codes: leading zeros come back when every other code has one width, or when
    the format says how many; digits that may be lost are refused."""
    if set(map(type, cells)) == {str}:
        plain = _tidied(cells)
        if not _LETTERS & set("".join(set(plain))):
            return Vector(texts=plain)
    written = [tidy(c) for c in set(cells) if isinstance(c, str)]
    if set(map(type, cells)) == {str} and not any(_is_suspect(c) for c in written):
        return Vector(texts=_tidied(cells))
    width = _common_width(written)
    are_digits = _are_digits(written)
    vector = Vector(texts=[""] * len(cells))
    for place, cell in enumerate(cells):
        _put(vector, place, partial(_code, cell, format_of(place), width, are_digits))
    return vector


def _put(vector: Vector, place: int, reader: Callable[[], str]) -> None:
    texts = vector.texts or []
    try:
        texts[place] = reader()
    except Unread as unread:
        vector.issues[place] = (unread.code, unread.value)


def _tidied(cells: Sequence[object]) -> list[str]:
    plain = [str(cell) for cell in cells] if not isinstance(cells, list) else cells
    distinct = set(plain)
    joined = _SEPARATOR.join(distinct)
    if joined.count(_SEPARATOR) == len(distinct) - 1 and not _UNTIDY.search(joined):
        return plain
    known = {cell: clean(cell) for cell in distinct}
    return [known[cell] for cell in plain]


def clean(text: str) -> str:
    """The text with single plain spaces, without invisible marks; letters and digits as typed."""
    return " ".join(_BIDI.sub("", text).split())


def _text(cell: object, told: str) -> str:
    if isinstance(cell, Fault):
        raise Unread(cell.code, "")
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, date):
        if told != "day-month":
            raise Unread("intake.date-in-text", cell.isoformat()[:10])
        return f"{cell.day} {_MONTHS[cell.month - 1]}"
    if isinstance(cell, float):
        return format(cell, ".15g")
    return str(cell)


def _code(cell: object, told: str, width: int | None, are_digits: bool) -> str:
    if isinstance(cell, Fault):
        raise Unread(cell.code, "")
    if isinstance(cell, str):
        text = clean(cell)
        if _SCIENTIFIC.fullmatch(text):
            raise Unread("intake.code-as-number", text)
        if are_digits and _LETTER_O.fullmatch(text):
            raise Unread("intake.letter-in-code", text)
        return text
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


def _is_suspect(code: str) -> bool:
    return bool(_SCIENTIFIC.fullmatch(code) or _LETTER_O.fullmatch(code))
