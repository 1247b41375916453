"""Operations of a budget line: their amounts, their dated way, and what is issued and paid."""

from dataclasses import dataclass, replace

import numpy as np

from tadbir.cli.demonstration.chance import chance
from tadbir.cli.demonstration.credits import Credits, Habits, day_of_year
from tadbir.cli.demonstration.holders import Holder
from tadbir.cli.demonstration.nomenclature import Rubric
from tadbir.cli.demonstration.obstacles import OBSTACLES, REJECTIONS, SUSPENSIONS
from tadbir.cli.demonstration.routes import SMALLEST, kind_and_amounts, rushed, visa_day
from tadbir.cli.demonstration.suppliers import PUBLIC_AGENCY, suppliers, trade_of
from tadbir.procurement.terms import Kind

NEVER = 9_999_999
"""The day of what does not happen."""


@dataclass(frozen=True, slots=True)
class Invoice:
    """A payment order: issued, paid; `refused_on` is a first sending that the accountant rejects."""

    amount: int
    issued_on: int
    paid_on: int
    refused_on: int = NEVER


@dataclass(slots=True)
class Dossier:
    """One operation. Days are ordinals, `NEVER` where a step does not come; amounts centimes."""

    holder: str
    year: int
    number: str
    rubric: Rubric
    kind: Kind
    purpose: str
    supplier: str
    amount: int
    launched_on: int = NEVER
    opened_on: int = NEVER
    awarded_on: int = NEVER
    deposited_on: int = NEVER
    suspended_on: int = NEVER
    deposited_again_on: int = NEVER
    rejected_on: int = NEVER
    visaed_on: int = NEVER
    approved_on: int = NEVER
    service_order_on: int = NEVER
    service_done_on: int = NEVER
    unsuccessful_on: int = NEVER
    invoices: tuple[Invoice, ...] = ()
    reason: str = ""
    obstacle: str = ""
    is_carried: bool = False

    @property
    def issued(self) -> int:
        """What its payment orders come to, in centimes."""
        return sum(invoice.amount for invoice in self.invoices)


_SHARES = {
    "operating": (0.94, 0.05), "investment": (0.78, 0.16),
    "segma_operating": (0.91, 0.06), "segma_investment": (0.70, 0.20),
}  # fmt: skip
_INITIALS = {
    Kind.CONTRACT: "AO", Kind.PURCHASE_ORDER: "BC", Kind.FRAMEWORK_CONTRACT: "MC",
    Kind.STATEMENT: "ET", Kind.INVOICE: "FA", Kind.CONVENTION: "CV",
}  # fmt: skip


def dossiers_of_line(
    holder: Holder, year: int, rubric: Rubric, granted: Credits, habit: Habits
) -> list[Dossier]:
    """The new dossiers of a line, each visaed only once credits cover it, in the order of days."""
    draw = chance("dossiers", holder.code, year, rubric.code_path)
    mean, spread = _SHARES[rubric.budget.code]
    share = float(np.clip(draw.normal(mean, spread) * habit.appetite, 0.15, 0.998))
    new = granted.opened - granted.consolidation
    kind, amounts = kind_and_amounts(rubric, year, int(new * share), draw)
    wanted = sorted(
        rushed(visa_day(kind, year, draw) + habit.visa_delay, year, draw) for _ in amounts
    )
    made, covered = [], granted.consolidation + granted.carried
    for serial, (planned, day) in enumerate(zip(amounts, wanted, strict=True), 1):
        amount = min(planned, _room(granted) - covered)
        if amount < SMALLEST:
            continue
        funded = _funded_on(granted, covered + amount)
        covered += amount
        dossier = _new(holder, year, rubric, kind, draw)
        dossier.amount, dossier.number = amount, _number(dossier, serial)
        _walk(dossier, max(day, funded + 4), draw)
        _stumble(dossier, draw)
        _spend(dossier, habit, draw)
        made.append(on_working_days(dossier))
    return made


def _room(granted: Credits) -> int:
    """All that a line will ever be able to commit in the year (centimes)."""
    if granted.waves is None:
        return granted.current
    return sum(wave.amount for wave in granted.waves)


def _funded_on(granted: Credits, amount: int) -> int:
    """The first day on which delegated credits (opened ones for a SEGMA) cover an amount."""
    if granted.waves is None:
        return granted.notified_on if amount <= granted.current else NEVER
    delegated = 0
    for wave in granted.waves:
        delegated += wave.amount
        if delegated >= amount:
            return wave.day
    return NEVER


def _new(
    holder: Holder, year: int, rubric: Rubric, kind: Kind, draw: np.random.Generator
) -> Dossier:
    """A dossier with its object and invented supplier, before its amount, number and steps."""
    names = suppliers(holder.region, trade_of(rubric.label_fr))
    purpose = rubric.objects[int(draw.integers(len(rubric.objects)))]
    is_agency = kind is Kind.CONVENTION
    return Dossier(
        holder=holder.code,
        year=year,
        number="",
        rubric=rubric,
        kind=kind,
        purpose=f"{purpose} – {holder.seat_fr}",
        supplier=PUBLIC_AGENCY if is_agency else names[int(draw.integers(len(names)))],
        amount=0,
    )


def _number(dossier: Dossier, serial: int) -> str:
    """The number under which services know a dossier."""
    rubric = dossier.rubric
    code = f"{rubric.article[1:]}{rubric.line}{serial}"
    return f"{_INITIALS[dossier.kind]} {code}/{dossier.year}/{dossier.holder}"


def _walk(dossier: Dossier, visa: int, draw: np.random.Generator) -> None:
    """Date the steps before and after the visa."""
    is_contract = dossier.kind in (Kind.CONTRACT, Kind.FRAMEWORK_CONTRACT)
    steps = draw.integers((4, 9, 6, 24, 4, 5), (15, 25, 18, 44, 13, 18))
    lead, award, bids, launch, approval, order = (int(step) for step in steps)
    dossier.visaed_on = visa
    dossier.deposited_on = visa - (lead if is_contract else 1 + lead % 5)
    if is_contract:
        dossier.awarded_on = dossier.deposited_on - award
        dossier.opened_on = dossier.awarded_on - bids
        dossier.launched_on = dossier.opened_on - launch
        dossier.approved_on = visa + approval
        dossier.service_order_on = dossier.approved_on + order
    elif dossier.kind is Kind.PURCHASE_ORDER:
        dossier.launched_on = dossier.deposited_on - launch // 2
        dossier.awarded_on = dossier.deposited_on - 2 - lead % 4
        dossier.service_order_on = visa + 1 + order // 3
    elif dossier.kind is Kind.CONVENTION:
        dossier.approved_on = visa + approval


def _stumble(dossier: Dossier, draw: np.random.Generator) -> None:
    """What goes wrong on the way: a suspended or rejected visa, a tender without an offer."""
    luck, days = draw.random(), int(draw.integers(9, 34))
    if luck < 0.085:
        dossier.deposited_again_on = dossier.deposited_on
        for name in ("launched_on", "opened_on", "awarded_on", "deposited_on"):
            setattr(dossier, name, _earlier(getattr(dossier, name), days))
        dossier.suspended_on = dossier.deposited_on + 3 + days // 6
        dossier.reason = SUSPENSIONS[int(draw.integers(len(SUSPENSIONS)))]
    elif luck < 0.105:
        dossier.rejected_on = dossier.deposited_on + 3 + days // 8
        _end(dossier)
        dossier.reason = REJECTIONS[int(draw.integers(len(REJECTIONS)))]
    elif luck < 0.125 and dossier.kind is Kind.CONTRACT:
        dossier.unsuccessful_on = dossier.opened_on + 4
        _end(dossier)
        dossier.awarded_on = dossier.deposited_on = NEVER
    if draw.random() < 0.12:
        dossier.obstacle = OBSTACLES[int(draw.integers(len(OBSTACLES)))]


def _earlier(day: int, days: int) -> int:
    """A day so many days earlier; what never comes still never comes."""
    return day if day >= NEVER else day - days


def _end(dossier: Dossier) -> None:
    """Nothing comes after this step."""
    dossier.visaed_on = dossier.approved_on = dossier.service_order_on = NEVER


def _spend(dossier: Dossier, habit: Habits, draw: np.random.Generator) -> None:
    """The payment orders that a visaed dossier leads to."""
    if dossier.visaed_on >= NEVER:
        return
    first, step, parts = _rhythm(dossier, draw)
    whole = dossier.amount // parts
    amounts = [whole] * (parts - 1) + [dossier.amount - whole * (parts - 1)]
    dossier.service_done_on = first - 6 if parts == 1 else NEVER
    invoices = []
    for index, amount in enumerate(amounts):
        day = first + index * step
        is_refused = draw.random() < 0.03
        refused = day if is_refused else NEVER
        issued = day + (14 if is_refused else 0)
        paid = issued + habit.payment_delay + int(draw.integers(0, 12))
        invoices.append(Invoice(amount, issued, paid, refused))
    dossier.invoices = tuple(invoices)


def _rhythm(dossier: Dossier, draw: np.random.Generator) -> tuple[int, int, int]:
    """The day of the first payment order, the days between two, and how many there are."""
    visa, wait = dossier.visaed_on, int(draw.integers(0, 25))
    if dossier.kind is Kind.FRAMEWORK_CONTRACT:
        last = day_of_year(dossier.year, 352)
        return visa + 20 + wait, 30, max(1, (last - visa - 20 - wait) // 30 + 1)
    if dossier.kind is Kind.CONTRACT and dossier.rubric.article == "0201":
        return visa + 70 + wait, 45, int(draw.integers(4, 9))
    if dossier.kind is Kind.CONTRACT:
        return visa + 45 + wait, 40, int(draw.integers(1, 4))
    if dossier.kind is Kind.CONVENTION:
        return dossier.approved_on + 6, 60, 1
    return visa + (18 if dossier.kind is Kind.PURCHASE_ORDER else 3) + wait // 2, 1, 1


def working(day: int) -> int:
    """The day, or the Monday after it when offices are closed; never moves one day past another."""
    return day if day >= NEVER else day + (0, 0, 0, 0, 0, 2, 1)[(day - 1) % 7]


_DAYS = ("launched_on", "opened_on", "awarded_on", "deposited_on", "suspended_on",
         "deposited_again_on", "rejected_on", "visaed_on", "approved_on", "service_order_on",
         "service_done_on", "unsuccessful_on")  # fmt: skip


def on_working_days(dossier: Dossier) -> Dossier:
    """The dossier with each of its days on a working day."""
    for name in _DAYS:
        setattr(dossier, name, working(getattr(dossier, name)))
    dossier.invoices = tuple(
        Invoice(i.amount, working(i.issued_on), working(i.paid_on), working(i.refused_on))
        for i in dossier.invoices
    )
    return dossier


def within_year(dossier: Dossier, year_end: int) -> Dossier:
    """The dossier as its year leaves it: orders of the last days are pulled in, later ones left."""
    kept = tuple(
        replace(invoice, issued_on=min(invoice.issued_on, max(year_end - 2, dossier.visaed_on)))
        for invoice in dossier.invoices
        if invoice.issued_on <= year_end + 6
    )
    return replace(dossier, invoices=kept)
