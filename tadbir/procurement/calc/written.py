"""From the state of an operation back to the marks of a follow-up table that say it. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from tadbir.procurement.calc.marks import STOPS, WAITS_IN, Mark, MarkKind
from tadbir.procurement.terms import ORDER, State

_KINDS: Mapping[State, MarkKind] = {
    **{stop: kind for (_column, kind), stop in STOPS.items()},
    State.CANCELLED: MarkKind.CANCELLED,
}
_COLUMNS = tuple(state for state in ORDER if state is not State.NEED and state not in _KINDS)
_WAITING: Mapping[State, State] = {WAITS_IN[column]: column for column in reversed(list(WAITS_IN))}
"""Under which column "en cours" says that a state was reached, nobody knows when."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of an operation by state column, and whether its row is struck through."""

    by_column: Mapping[State, Mark]
    is_struck: bool


def marks_of(
    state: State,
    dates: Mapping[State, date | None],
    reason: str,
    *,
    under_way: Collection[State] = (),
) -> Marks:
    """The marks that `marks.progress` reads as this state, these dates, this reason, and what is
    under way."""
    implied = {WAITS_IN[column] for column in under_way if column in WAITS_IN}
    found: dict[State, Mark] = {
        column: Mark(MarkKind.REACHED, dates[column])
        for column in _COLUMNS
        if column in dates and (dates[column] or column not in implied)
    }
    stop = next((one for one in dates if one in _KINDS), None)
    if stop is not None:
        waiting = _set_waiting(found, _allowed(stop))
        free = (column for column in _after(found, _allowed(stop)) if column not in under_way)
        found[next(free)] = Mark(_KINDS[stop], dates[stop], reason)
        found |= {column: Mark(MarkKind.UNDER_WAY) for column in waiting}
    found |= {column: Mark(MarkKind.UNDER_WAY) for column in under_way}
    return Marks(found, state is State.CANCELLED and stop is not State.CANCELLED)


def _allowed(stop: State) -> tuple[State, ...]:
    """The columns in which the word of a stop means it, in the order of the way."""
    said = {column for (column, _kind), meant in STOPS.items() if meant is stop}
    return tuple(c for c in _COLUMNS if stop is State.CANCELLED or c in said)


def _after(found: Mapping[State, Mark], allowed: tuple[State, ...]) -> tuple[State, ...]:
    """The columns among some that come after everything reached."""
    last = max(map(ORDER.index, found), default=-1)
    return tuple(column for column in allowed if ORDER.index(column) > last)


def _set_waiting(found: dict[State, Mark], allowed: tuple[State, ...]) -> list[State]:
    """The columns of an "en cours" that came after a stop: what only they told is taken out.

    A cross after a stop would lift it. Raises ValueError for dates that no table can say.
    """
    waiting: list[State] = []
    while not _after(found, allowed):
        last = max(found, key=ORDER.index)
        if last not in _WAITING or found.pop(last).on is not None:
            raise ValueError(f"{last} comes after what stops the operation")
        waiting.append(_WAITING[last])
    return waiting
