"""Four years of a holder: credits, dossiers, and what one year leaves to the next."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from tadbir.cli.demonstration.credits import Credits, habits, opened, voted
from tadbir.cli.demonstration.dossiers import (
    NEVER,
    Dossier,
    Invoice,
    dossiers_of_line,
    within_year,
)
from tadbir.cli.demonstration.holders import Holder
from tadbir.cli.demonstration.nomenclature import Rubric
from tadbir.core.period import year_end

YEARS = (2022, 2023, 2024, 2025)
TODAY = date(2025, 12, 12)
CARRIED_OVER = ("investment", "segma_investment")
"""Budgets whose unpaid commitments live on; elsewhere what is not issued lapses."""


@dataclass(frozen=True, slots=True)
class Year:
    """One year of a holder: the credits of each line, and every dossier charged to it."""

    holder: Holder
    year: int
    credits: dict[Rubric, Credits]
    dossiers: tuple[Dossier, ...]


@lru_cache
def history(holder: Holder) -> tuple[Year, ...]:
    """A holder's years, each beginning with what the one before left unissued."""
    years: list[Year] = []
    left: tuple[Dossier, ...] = ()
    for year in YEARS:
        made, left = _year(holder, year, left)
        years.append(made)
    return tuple(years)


def _year(holder: Holder, year: int, left: tuple[Dossier, ...]) -> tuple[Year, tuple[Dossier, ...]]:
    """One year, and the dossiers it leaves unfinished."""
    habit, end = habits(holder), year_end(year).toordinal()
    granted, planned = {}, []
    for rubric, new in voted(holder, year).items():
        owed = [dossier for dossier in left if dossier.rubric is rubric]
        line = opened(rubric, new, sum(dossier.amount for dossier in owed), holder, year)
        granted[rubric] = line
        planned += [_resumed(dossier, line) for dossier in owed]
        planned += dossiers_of_line(holder, year, rubric, line, habit)
    ended = tuple(within_year(dossier, end) for dossier in planned)
    _move_credits(granted, ended, year)
    rest = tuple(
        unfinished
        for whole, cut in zip(planned, ended, strict=True)
        if (unfinished := _unfinished(whole, cut, end)) is not None
    )
    return Year(holder, year, granted, ended), rest


def _resumed(dossier: Dossier, line: Credits) -> Dossier:
    """A dossier carried over: its commitment is charged again on the day of the carry-over."""
    start = line.carried_on if line.waves is not None else line.notified_on
    shift = max(0, start + 6 - min(i.issued_on for i in dossier.invoices))
    invoices = tuple(
        Invoice(i.amount, i.issued_on + shift, i.paid_on + shift) for i in dossier.invoices
    )
    return replace(dossier, visaed_on=start, invoices=invoices, is_carried=True)


def _unfinished(whole: Dossier, cut: Dossier, end: int) -> Dossier | None:
    """What a visaed investment dossier still owes after 31 December, as a dossier of next year."""
    if whole.rubric.budget.code not in CARRIED_OVER or whole.visaed_on > end:
        return None
    rest = whole.invoices[len(cut.invoices) :]
    if not rest:
        return None
    return replace(whole, year=whole.year, amount=sum(i.amount for i in rest), invoices=rest)


def _move_credits(granted: dict[Rubric, Credits], dossiers: tuple[Dossier, ...], year: int) -> None:
    """In October, move a little from the least used operating line to the most used one."""
    used = dict.fromkeys((r for r in granted if r.budget.code == "operating"), 0)
    for dossier in dossiers:
        if dossier.rubric in used and dossier.visaed_on < NEVER:
            used[dossier.rubric] += dossier.amount
    if len(used) < 2:
        return
    spare = {rubric: granted[rubric].current - amount for rubric, amount in used.items()}
    giver, taker = max(spare, key=spare.__getitem__), min(spare, key=spare.__getitem__)
    undelegated = granted[giver].current - sum(w.amount for w in granted[giver].waves or ())
    moved = min(undelegated, spare[giver] // 3) // 1_000_00 * 1_000_00
    if moved > 0 and giver is not taker:
        day = date(year, 10, 6).toordinal()
        granted[giver].transfers, granted[giver].transfers_on = -moved, day
        granted[taker].transfers, granted[taker].transfers_on = moved, day
