"""Rates that may be read in two ways, decided by the amounts of which they are the share."""

from collections.abc import Mapping
from decimal import Decimal

from tadbir.intake.columns import Column
from tadbir.intake.reading.vectors import Vector

DECIDED = "decided"
"""The mark of a row whose rate was decided by its amounts; the column's letter follows it."""
NEAR = Decimal("0.02")
"""How far a rate may be from the ratio of its amounts: it is rounded, and may be some days older."""
AMBIGUOUS = "intake.ambiguous-rate"
_HUNDRED = Decimal(100)


def decided(column: Column, vector: Vector, amounts: Mapping[str, Vector]) -> Vector:
    """The column with the rates that its amounts decide, each noted; the others stay refused.

    "0.95" beside 950 paid of 1,000 is 95 %; beside 9 paid of 1,000 it is 0.95 %. `amounts` are
    the vectors under which the parts of `column.share_of` may stand.
    """
    part, whole = (amounts.get(name) for name in column.share_of or ("", ""))
    unsure = [place for place, (code, _value) in vector.issues.items() if code == AMBIGUOUS]
    if part is None or whole is None or not unsure:
        return vector
    values, issues, notes = vector.values(), dict(vector.issues), dict(vector.notes)
    for place in unsure:
        reading = _reading(Decimal(issues[place][1]), _ratio(part, whole, place))
        if reading is not None:
            values[place], notes[place] = reading, DECIDED
            del issues[place]
    again = Vector.of_values(values, issues)
    again.notes = notes
    return again


def _ratio(part: Vector, whole: Vector, place: int) -> Decimal | None:
    """The share that the amounts of a row make; None where one is blank, or the whole is zero."""
    if part.blank[place] or whole.blank[place] or not whole.ints[place]:
        return None
    return Decimal(int(part.ints[place])) / Decimal(int(whole.ints[place]))


def _reading(written: Decimal, ratio: Decimal | None) -> Decimal | None:
    """The one reading, as a fraction or as hundredths, that is near the ratio; None for none or
    both."""
    if ratio is None:
        return None
    near = [one for one in (written, written / _HUNDRED) if abs(one - ratio) <= NEAR]
    return near[0] if len(near) == 1 else None
