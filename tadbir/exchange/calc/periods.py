"""How the end of a contract moved: one change for each suspension that was lifted."""

from collections.abc import Sequence
from datetime import date

from tadbir.exchange.calc.facts import Moved
from tadbir.procurement.calc.deadline import Dated, deadline
from tadbir.procurement.terms import DurationUnit, OrderKind


def moved(
    start: date | None,
    duration: int | None,
    unit: DurationUnit,
    orders: Sequence[Dated],
    on: date,
) -> list[Moved]:
    """What each restart until a day made of the deadline, days off not counted.

    A suspension that still runs has no end yet and moves nothing.
    """
    known = sorted((day, kind) for day, kind in orders if day <= on)
    found, was = [], deadline(start, duration, unit, [], on)
    for number, (day, kind) in enumerate(known, 1):
        becomes = deadline(start, duration, unit, known[:number], day)
        if kind is OrderKind.RESTART and was is not None and becomes is not None:
            found.append(Moved(day, was, becomes))
            was = becomes
    return found
