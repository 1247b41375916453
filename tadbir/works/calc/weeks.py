"""The weeks left until the year ends, and what is expected in each of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tadbir.works.calc.following import Followed
from tadbir.works.terms import Stage

WEEK = timedelta(days=7)


class Column(StrEnum):
    """Where a project that is not opened yet stands on the board, besides the weeks left."""

    READY = "ready"
    TO_OPEN = "to_open"
    OVERDUE = "overdue"
    AFTER = "after"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Week:
    """A week from a day until another, both included; the first and the last may be short."""

    first: date
    last: date


def weeks(on: date) -> list[Week]:
    """The weeks from a day until the end of its year; weeks end on Sunday."""
    year_end = date(on.year, 12, 31)
    found = []
    day = on
    while day <= year_end:
        last = min(day + timedelta(days=6 - day.weekday()), year_end)
        found.append(Week(day, last))
        day = last + timedelta(days=1)
    return found


Place = Week | Column


def place(one: Followed, on: date, left: Sequence[Week]) -> Place | None:
    """Where a project stands on the board; None once opened or cancelled, or before the works."""
    if one.stage is Stage.READY:
        return Column.READY
    if one.stage is Stage.TO_OPEN:
        return Column.TO_OPEN
    if one.stage is not Stage.WORKS:
        return None
    expected = one.expected_on
    if expected is None:
        return Column.UNSAID
    if expected < on:
        return Column.OVERDUE
    return next((week for week in left if expected <= week.last), Column.AFTER)


def board(found: Sequence[Followed], on: date) -> Mapping[Place, list[Followed]]:
    """Every place of the board with its projects, the empty weeks too; soonest first in each.

    First what should be over already, then the weeks left, what is to be opened, what comes after.
    """
    left = weeks(on)
    order: list[Place] = [
        Column.OVERDUE, *left, Column.READY, Column.TO_OPEN, Column.AFTER, Column.UNSAID,
    ]  # fmt: skip
    placed: dict[Place, list[Followed]] = {where: [] for where in order}
    for one in found:
        where = place(one, on, left)
        if where is not None:
            placed[where].append(one)
    for where, projects in placed.items():
        placed[where] = sorted(projects, key=lambda one: (one.expected_on or date.max, one.code))
    return placed
