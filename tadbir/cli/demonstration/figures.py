"""What stood on each day: amounts of every line, added up from its credits and dossiers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from tadbir.budget.terms import AMOUNTS, BudgetKind
from tadbir.cli.demonstration.credits import Credits
from tadbir.cli.demonstration.dossiers import NEVER, Dossier
from tadbir.cli.demonstration.histories import Year
from tadbir.cli.demonstration.nomenclature import Rubric

EXTRA = ("transfers", "carried_in")
MEASURES = (*AMOUNTS, *EXTRA)
"""The amounts of the budget, then two that files show and that are folded into the total."""

Event = tuple[str, int, int]
"""A measure, the ordinal of a day, and what is added to it from that day on (centimes)."""
_ACCEPTANCE_DAYS = 4
_WORKS_ARTICLE = "0201"


@dataclass(frozen=True, slots=True)
class Figures:
    """The amounts of a holder's lines in a year: measures × lines × days, in centimes."""

    year: Year
    rubrics: tuple[Rubric, ...]
    days: tuple[date, ...]
    cube: npt.NDArray[np.int64]

    def of(self, measure: str, day: date) -> npt.NDArray[np.int64]:
        """One measure of every line on a day."""
        column: npt.NDArray[np.int64] = self.cube[MEASURES.index(measure), :, self.days.index(day)]
        return column


_NOT_FOR_SEGMA = frozenset({"notified", "delegated"})
_FOR_WORKS_ONLY = frozenset({"commitment_credits", "commitments_on_commitment_credits"})
_FOR_INVESTMENT_ONLY = frozenset({"consolidation", "carried_in"})


def has(rubric: Rubric, measure: str) -> bool:
    """Whether a measure means something for a line: a SEGMA is not delegated its credits."""
    if measure in _NOT_FOR_SEGMA:
        return rubric.budget.kind is not BudgetKind.SEGMA
    if measure in _FOR_WORKS_ONLY:
        return rubric.article == _WORKS_ARTICLE
    if measure in _FOR_INVESTMENT_ONLY:
        return rubric.budget.part == "investment"
    return True


def figures(year: Year, days: Sequence[date]) -> Figures:
    """The amounts on some days of a year, as the accountants know them."""
    rubrics = tuple(year.credits)
    wanted = tuple(sorted(days))
    edges = np.array([day.toordinal() for day in wanted])
    cube = np.zeros((len(MEASURES), len(rubrics), len(wanted) + 1), dtype=np.int64)
    index = {rubric: row for row, rubric in enumerate(rubrics)}
    found = [(m, index[rubric], day, amount) for rubric, (m, day, amount) in _events(year)]
    places = np.array([MEASURES.index(m) for m, _, _, _ in found])
    rows = np.array([row for _, row, _, _ in found])
    when = np.searchsorted(edges, np.array([day for _, _, day, _ in found]), side="left")
    np.add.at(cube, (places, rows, when), np.array([amount for *_, amount in found]))
    return Figures(year, rubrics, wanted, cube.cumsum(axis=2)[:, :, :-1])


def _events(year: Year) -> Iterator[tuple[Rubric, Event]]:
    """Everything that moves an amount of a line in a year."""
    start = date(year.year, 1, 1).toordinal()
    for rubric, granted in year.credits.items():
        for event in _credit_events(granted, start):
            yield rubric, event
    room = {rubric: granted.commitment_credits for rubric, granted in year.credits.items()}
    for dossier in year.dossiers:
        for event in _dossier_events(dossier):
            yield dossier.rubric, event
        on_credits = min(room[dossier.rubric], dossier.amount * 3 // 10)
        if on_credits and not dossier.is_carried and dossier.visaed_on < NEVER:
            room[dossier.rubric] -= on_credits
            yield dossier.rubric, ("commitments_on_commitment_credits", dossier.visaed_on,
                                   on_credits)  # fmt: skip


def _credit_events(granted: Credits, start: int) -> Iterator[Event]:
    """How the credits of a line come."""
    carried_on = granted.notified_on if granted.waves is None else granted.carried_on
    for measure in ("opened", "current"):
        yield measure, start, granted.opened
    yield "consolidation", start, granted.consolidation
    yield "commitment_credits", start, granted.commitment_credits
    yield "carried_in", carried_on, granted.carried
    yield "current", carried_on, granted.carried
    yield "transfers", granted.transfers_on, granted.transfers
    yield "current", granted.transfers_on, granted.transfers
    yield "notified", granted.notified_on, granted.opened
    yield "notified", max(carried_on, granted.notified_on), granted.carried
    yield "notified", granted.transfers_on, granted.transfers
    for wave in granted.waves or ():
        yield "delegated", wave.day, wave.amount


def _dossier_events(dossier: Dossier) -> Iterator[Event]:
    """How a dossier moves the amounts of its line."""
    amount = dossier.amount
    yield "committed", dossier.visaed_on, amount
    for invoice in dossier.invoices:
        yield "issued", invoice.issued_on, invoice.amount
        accepted = min(invoice.paid_on, invoice.issued_on + _ACCEPTANCE_DAYS)
        yield "accepted", accepted, invoice.amount
        yield "paid", invoice.paid_on, invoice.amount
        if invoice.refused_on < NEVER:
            yield "rejected_by_accountant", invoice.refused_on, invoice.amount
            yield "rejected_by_accountant", invoice.issued_on, -invoice.amount
    if dossier.is_carried or dossier.deposited_on >= NEVER:
        return
    answered = min(dossier.suspended_on, dossier.rejected_on, dossier.visaed_on)
    yield "deposited", dossier.deposited_on, amount
    yield "deposited", answered, -amount
    yield "rejected", dossier.rejected_on, amount
    if dossier.suspended_on < NEVER:
        yield "suspended", dossier.suspended_on, amount
        yield "suspended", dossier.deposited_again_on, -amount
        yield "deposited", dossier.deposited_again_on, amount
        yield "deposited", dossier.visaed_on, -amount
