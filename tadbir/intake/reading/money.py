"""Columns of amounts: whole centimes, exact, many at once.

A binary number is taken for whole centimes when it is the one nearest to them; what a
spreadsheet adds beyond 15 significant digits is its noise. Anything finer is refused.
"""

from decimal import Decimal

import numpy as np
import numpy.typing as npt

from tadbir.intake.reading.column import Cells
from tadbir.intake.reading.grid import Fault
from tadbir.intake.reading.numbers import BLANKS, amount, tidy
from tadbir.intake.reading.refusals import Unread
from tadbir.intake.reading.vectors import Issues, Vector

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

LARGEST = 10**15
"""Centimes: ten thousand milliard dirhams, several times what the kingdom produces in a year."""


def amounts(cells: Cells, factor: Decimal) -> Vector:
    """The cells as whole centimes; `factor` is how many dirhams one unit of the column is."""
    scale = int(factor * 100)
    vector = _from_numbers(cells.numbers, scale)
    is_number = cells.are_numbers
    if is_number.all():
        return vector
    vector.blank |= ~is_number
    known: dict[int, tuple[int | None, tuple[str, str] | None]] = {}
    for row in np.flatnonzero(~is_number & ~cells.are_blank).tolist():
        place = int(cells.places[row])
        if place not in known:
            known[place] = _tried(cells.kept[place], scale)
        whole, issue = known[place]
        if issue is not None:
            vector.issues[row] = issue
        elif whole is not None:
            vector.ints[row], vector.blank[row] = whole, False
    return vector


def _tried(cell: object, scale: int) -> tuple[int | None, tuple[str, str] | None]:
    """The centimes of a cell that is not a plain number, or why it has none."""
    try:
        if type(cell) is int:
            return _whole(Decimal(cell), scale, repr(float(cell))), None
        return centimes_of(cell, scale), None
    except Unread as unread:
        return None, (unread.code, unread.value)


def exact(numbers: npt.NDArray[np.float64], scale: int) -> tuple[Ints, Flags]:
    """Each number times `scale` as a whole number, and whether it is exactly one."""
    with np.errstate(invalid="ignore", over="ignore"):
        whole = np.rint(numbers * scale)
        fits = np.abs(whole) <= LARGEST
        whole = np.where(fits, whole, 0.0)
        return whole.astype(np.int64), fits & (whole / scale == numbers)


def _from_numbers(numbers: npt.NDArray[np.float64], scale: int) -> Vector:
    whole, is_exact = exact(numbers, scale)
    issues: Issues = {}
    for i in np.flatnonzero(~is_exact).tolist():
        try:
            whole[i] = _noisy(float(numbers[i]), scale)
        except Unread as unread:
            issues[i] = (unread.code, unread.value)
    blank = np.zeros(len(numbers), dtype=np.bool_)
    blank[list(issues)] = True
    return Vector(ints=whole, blank=blank, issues=issues)


def _noisy(number: float, scale: int) -> int:
    """Whole centimes of a number that is not the nearest to any: its first 15 digits decide."""
    return _whole(Decimal(format(number, ".15g")), scale, repr(number))


def _whole(value: Decimal, scale: int, shown: str) -> int:
    if not value.is_finite() or abs(value * scale) > LARGEST:
        raise Unread("intake.amount-too-large", shown)
    scaled = value * scale
    if scaled != int(scaled):
        raise Unread("intake.below-a-centime", shown)
    return int(scaled)


def centimes_of(cell: object, scale: int) -> int | None:
    """Whole centimes of a cell that is not a number; None when it is blank or only a dash."""
    if isinstance(cell, Fault):
        raise Unread(cell.code, "")
    if not isinstance(cell, str):
        raise Unread("intake.not-an-amount", str(cell))
    text = tidy(cell)
    if text in BLANKS:
        return None
    value, power = amount(text)
    return _whole(value, scale if power is None else 100 * 10**power, cell)
