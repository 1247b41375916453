"""Columns of rates: fractions of 1, decided by the sign in the cell, then by the whole column."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

import numpy as np

from tadbir.intake.contract import Value
from tadbir.intake.reading.column import Cells
from tadbir.intake.reading.grid import Fault
from tadbir.intake.reading.numbers import BLANKS, number, tidy
from tadbir.intake.reading.refusals import Unread
from tadbir.intake.reading.vectors import Issues, Vector

_LARGEST_FRACTION = 1.5
_HUNDRED = Decimal(100)
_PERCENT = re.compile(r"(.*?)\s*[%٪]")
_UNDEFINED = re.compile(r"#[A-Z/0!?]+[!?]?|n/?[ads]|nd|so", re.IGNORECASE)
_ONE = Decimal(1)
NO_RATE = "no-rate"

IsPercent = Callable[[int], bool]
"""Whether the cell at a place of the column is formatted as a percentage."""


def rates(cells: Cells, *, says_percent: bool, is_percent: IsPercent) -> Vector:
    """The cells as fractions of 1.

    `says_percent` when the head carries a percent sign. Errors of division are blank, noted.
    """
    blank, numbers = cells.are_blank, cells.numbers
    if (blank | cells.are_numbers).all():
        largest = np.abs(numbers).max(initial=0.0)
        if largest <= _LARGEST_FRACTION and not (says_percent and _has_only_wholes(numbers)):
            return Vector(floats=numbers, blank=blank)
    return _mixed(cells, says_percent, is_percent)


def _has_only_wholes(numbers: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> bool:
    return bool(numbers.any()) and bool((numbers == np.rint(numbers)).all())


def _mixed(cells: Sequence[object], says_percent: bool, is_percent: IsPercent) -> Vector:
    values: list[Value] = [None] * len(cells)
    issues: Issues = {}
    notes: dict[int, str] = {}
    bare: dict[int, Decimal] = {}
    for place, cell in enumerate(cells):
        if cell == "":
            continue
        if _is_undefined(cell):
            notes[place] = NO_RATE
            continue
        try:
            value, is_certain = rate(cell, is_percent=is_percent(place))
        except Unread as unread:
            issues[place] = (unread.code, unread.value)
            continue
        values[place] = value
        if value is not None and not is_certain:
            bare[place] = value
    _decide(bare, says_percent, values, issues)
    vector = Vector.of_values(values, issues)
    vector.notes = notes
    return vector


def _is_undefined(cell: object) -> bool:
    if isinstance(cell, Fault):
        return cell.code == "intake.error-in-cell"
    return isinstance(cell, str) and _UNDEFINED.fullmatch(cell.strip()) is not None


def rate(cell: object, *, is_percent: bool) -> tuple[Decimal | None, bool]:
    """The rate of a cell, and whether its own sign or format makes it certain."""
    if isinstance(cell, Fault):
        raise Unread(cell.code, "")
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return Decimal(format(cell, ".15g")), is_percent
    if not isinstance(cell, str):
        raise Unread("intake.not-a-rate", str(cell))
    text = tidy(cell)
    if text in BLANKS:
        return None, True
    signed = _PERCENT.fullmatch(text)
    try:
        value = number(signed[1] if signed else text, three_decimals=True)
    except Unread as unread:
        raise Unread("intake.not-a-rate", unread.value) from unread
    return (value / _HUNDRED, True) if signed else (value, False)


def _decide(
    bare: dict[int, Decimal], says_percent: bool, values: list[Value], issues: Issues
) -> None:
    """Numbers without a sign: hundredths when one of them is beyond any fraction, else fractions.

    Under hundredths, what lies between 0 and 1 may be a fraction that strayed in: refused.
    """
    largest = max((abs(v) for v in bare.values()), default=Decimal(0))
    in_hundredths = largest > Decimal(str(_LARGEST_FRACTION))
    only_wholes = says_percent and all(v == int(v) for v in bare.values())
    for place, value in bare.items():
        is_small = 0 < abs(value) <= _ONE
        if is_small and (in_hundredths or only_wholes):
            values[place] = None
            issues[place] = ("intake.ambiguous-rate", str(value))
        elif in_hundredths:
            values[place] = value / _HUNDRED
