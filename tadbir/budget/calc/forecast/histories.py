"""Generated histories of many entities over many years, to judge forecasts before real ones exist.

What the generator does, entity by entity and year by year, in days since 1 January:

- an envelope is notified in January; it is delegated in two tranches, the second of which comes
  late one year in four (September to November); in October part of what is not committed may be
  withdrawn;
- the envelope is programmed into operations (purchase orders, contracts) of uneven size, launched
  over the year once their tranche is delegated; tenders fail and start again, visas are suspended;
- an operation that would be visaed after the cut-off day is either rushed through before it or
  not committed; the same happens to payment orders in the last days: the year-end rush;
- what was visaed and not issued is carried over into the next year's envelope and commitments,
  within 30 % of that envelope; payments follow issuance by some weeks;
- entities differ (diligence, rush, share of contracts) and drift slowly; each year shakes all
  entities together (late circulars, freezes), so their errors are not independent.

Everything observable at a month end is what was known that day: the envelope before a later
withdrawal, and the amount that could still pass among the operations known then. Nothing here was
fitted to a real entity; it only has the features that the issue names.
"""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MONTH_END_DAYS = np.array([31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365], dtype=float)
MONTHS = len(MONTH_END_DAYS)
OPERATIONS = 40
CONTRACT_CUT_OFF, ORDER_CUT_OFF, ISSUE_CUT_OFF, YEAR_LENGTH = 349.0, 358.0, 360.0, 365.0
SHORTEST_ROUTE = {True: 45.0, False: 15.0}  # contract, purchase order
RUSH_DAYS = 45.0
SHORTEST_VISA, SHORTEST_SERVICE, SHORTEST_PAYMENT = 8.0, 10.0, 7.0
CARRY_OVER_CEILING, CARRY_OVER_DAY = 0.30, 60.0
NEVER = 10_000.0


@dataclass(frozen=True, slots=True)
class Panel:
    """Shares of the credits known at each month end: years × entities × months.

    `reached[measure]` is what was reached by that day, `possible[measure]` what could still be
    reached by 31 December, `final[measure]` what was reached in the end, all three divided by
    the credits known that day (`credits`, dirhams).
    """

    reached: dict[str, Floats]
    possible: dict[str, Floats]
    final: dict[str, Floats]
    credits: Floats


@dataclass(frozen=True, slots=True)
class _Entity:
    """What makes an entity different; drifts by a small step each year."""

    size: float
    diligence: float
    rush: float
    contract_share: float


@dataclass(frozen=True, slots=True)
class _Operations:
    """The operations of an entity in a year: amounts and days; NEVER where it did not happen."""

    amount: Floats
    is_contract: NDArray[np.bool_]
    launched: Floats
    visaed: Floats
    issued: Floats
    paid: Floats


def generated(rng: Generator, *, entities: int = 16, years: int = 8) -> Panel:
    """A panel of entities and years drawn from the generator that the module describes."""
    people = [_entity(rng) for _ in range(entities)]
    shape = (years, entities, MONTHS)
    reached = {measure: np.zeros(shape) for measure in MEASURES}
    possible = {measure: np.zeros(shape) for measure in MEASURES}
    final = {measure: np.zeros(shape) for measure in MEASURES}
    credits_known = np.zeros(shape)
    carried = [_no_operations() for _ in people]
    for year in range(years):
        shock = float(rng.normal())
        for index, entity in enumerate(people):
            people[index] = entity = _drifted(rng, entity)
            envelope = entity.size * float(np.exp(rng.normal(0, 0.15)))
            brought = carried[index]
            credit = envelope + brought.amount.sum()
            operations = _joined(brought, _year(rng, entity, envelope, shock))
            withdrawn = _withdrawal(rng, operations, credit, shock)
            known = np.where(MONTH_END_DAYS > WITHDRAWAL_DAY, credit - withdrawn, credit)
            for measure, days in _days(operations).items():
                amounts = _reached(operations, days)
                reached[measure][year, index] = amounts / known
                possible[measure][year, index] = _possible(operations, measure) / known
                final[measure][year, index] = amounts[-1] / known
            credits_known[year, index] = known
            carried[index] = _carried_over(operations, envelope)
    return Panel(reached, possible, final, credits_known)


MEASURES = ("committed", "issued", "paid")
WITHDRAWAL_DAY = 285.0


def _entity(rng: Generator) -> _Entity:
    """A new entity: sizes are uneven, traits independent."""
    return _Entity(
        size=float(np.exp(rng.normal(17, 0.8))),
        diligence=float(rng.normal(0, 1)),
        rush=float(rng.normal(0, 1)),
        contract_share=float(rng.uniform(0.4, 0.85)),
    )


def _drifted(rng: Generator, entity: _Entity) -> _Entity:
    """The same entity a year later."""
    return _Entity(
        entity.size * float(np.exp(rng.normal(0.03, 0.1))),
        0.9 * entity.diligence + float(rng.normal(0, 0.4)),
        0.9 * entity.rush + float(rng.normal(0, 0.4)),
        entity.contract_share,
    )


def _year(rng: Generator, entity: _Entity, envelope: float, shock: float) -> _Operations:
    """The operations programmed on the year's envelope and the days they went through."""
    amount = np.exp(rng.normal(0, 0.9, OPERATIONS))
    amount *= envelope * rng.uniform(0.92, 1.0) / amount.sum()
    is_contract = rng.random(OPERATIONS) < entity.contract_share
    launched = _launch_days(rng, entity, shock)
    route = np.where(is_contract, 75.0, 25.0) * np.exp(rng.normal(0, 0.35, OPERATIONS))
    failed = rng.random(OPERATIONS) < np.where(is_contract, 0.15, 0.05)
    suspended = rng.random(OPERATIONS) < 0.12
    shortest = np.where(is_contract, SHORTEST_ROUTE[True], SHORTEST_ROUTE[False])
    visa = launched + np.maximum(route, shortest) + 60.0 * failed + 20.0 * suspended
    cut_off = np.where(is_contract, CONTRACT_CUT_OFF, ORDER_CUT_OFF)
    drive = entity.rush + 0.4 * shock
    visaed = _rushed(rng, visa, launched + shortest, cut_off, drive)
    service = np.where(is_contract, 70.0, 25.0) * np.exp(
        rng.normal(-0.1 * entity.diligence, 0.4, OPERATIONS)
    )
    done = visaed + np.maximum(service, SHORTEST_SERVICE)
    last = np.full(OPERATIONS, ISSUE_CUT_OFF)
    issued = _rushed(rng, done, visaed + SHORTEST_SERVICE, last, drive)
    return _Operations(amount, is_contract, launched, visaed, issued, _paid(rng, issued))


def _launch_days(rng: Generator, entity: _Entity, shock: float) -> Floats:
    """Launches are spread over the year and wait for the tranche that pays for them."""
    first = rng.uniform(25, 70)
    is_late = rng.random() < 0.25
    second = rng.uniform(245, 315) if is_late else rng.uniform(110, 190)
    tranche = np.where(rng.random(OPERATIONS) < rng.uniform(0.5, 0.75), first, second)
    delay = 14.0 * shock - 22.0 * entity.diligence
    planned = 30.0 + 230.0 * rng.beta(1.6, 1.8, OPERATIONS) + delay
    return np.maximum(planned, tranche + rng.uniform(3, 20, OPERATIONS))


def _rushed(
    rng: Generator, days: Floats, earliest: Floats, cut_off: Floats, drive: float
) -> Floats:
    """Days after the cut-off: pulled before it when the drive is strong enough, else NEVER."""
    late = days - cut_off
    pull = 1.0 / (1.0 + np.exp(-(0.4 + 0.9 * drive - 3.0 * np.clip(late / RUSH_DAYS, 0, 9))))
    saved = (late > 0) & (late <= RUSH_DAYS) & (rng.random(days.shape) < pull)
    moved = np.maximum(cut_off - rng.exponential(7.0, days.shape), earliest)
    return np.where(late <= 0, days, np.where(saved & (moved <= cut_off), moved, NEVER))


def _paid(rng: Generator, issued: Floats) -> Floats:
    """The day the accountant pays; the last payment orders of a year are paid in the next."""
    delay = 22.0 * np.exp(rng.normal(0, 0.5, issued.shape))
    paid = issued + np.maximum(delay, SHORTEST_PAYMENT)
    return np.where(issued < NEVER, paid, NEVER)


def _withdrawal(rng: Generator, operations: _Operations, credit: float, shock: float) -> float:
    """What is taken back in October from credits that are not committed."""
    if rng.random() > 0.3 + 0.1 * shock:
        return 0.0
    committed = operations.amount[operations.visaed < NEVER].sum()
    return float(min(credit * rng.uniform(0.03, 0.12), max(credit - committed, 0.0)))


def _days(operations: _Operations) -> dict[str, Floats]:
    """The day on which each operation enters each measure."""
    return {"committed": operations.visaed, "issued": operations.issued, "paid": operations.paid}


def _reached(operations: _Operations, days: Floats) -> Floats:
    """What had entered a measure by each month end."""
    inside = days[None, :] <= MONTH_END_DAYS[:, None]
    return np.asarray(inside @ operations.amount, dtype=float)


def _possible(operations: _Operations, measure: str) -> Floats:
    """What could still be reached from each month end: the shortest way of every operation."""
    today = MONTH_END_DAYS[:, None]
    route = np.where(operations.is_contract, SHORTEST_ROUTE[True], SHORTEST_ROUTE[False])
    cut_off = np.where(operations.is_contract, CONTRACT_CUT_OFF, ORDER_CUT_OFF)
    to_visa = np.where(operations.launched[None, :] <= today, SHORTEST_VISA, route[None, :])
    visa = np.where(operations.visaed[None, :] <= today, today, today + to_visa)
    passes = (operations.visaed[None, :] <= today) | (visa <= cut_off[None, :])
    if measure == "committed":
        return np.asarray(passes @ operations.amount, dtype=float)
    issue = np.where(operations.issued[None, :] <= today, today, visa + SHORTEST_SERVICE)
    passes &= (operations.issued[None, :] <= today) | (issue <= ISSUE_CUT_OFF)
    if measure == "paid":
        done = operations.paid[None, :] <= today
        passes &= done | (issue + SHORTEST_PAYMENT <= YEAR_LENGTH)
    return np.asarray(passes @ operations.amount, dtype=float)


def _carried_over(operations: _Operations, envelope: float) -> _Operations:
    """Visaed and not issued: next year's carried commitments, within the ceiling."""
    kept = (operations.visaed < NEVER) & (operations.issued >= NEVER)
    amount = operations.amount[kept]
    share = min(1.0, CARRY_OVER_CEILING * envelope / amount.sum()) if amount.sum() else 1.0
    count = int(kept.sum())
    issued = np.linspace(90.0, 240.0, count)
    return _Operations(
        amount * share,
        operations.is_contract[kept],
        np.zeros(count),
        np.full(count, CARRY_OVER_DAY),
        issued,
        issued + 25.0,
    )


def _no_operations() -> _Operations:
    """Nothing was carried into the first year."""
    nothing = np.zeros(0)
    return _Operations(nothing, np.zeros(0, dtype=bool), nothing, nothing, nothing, nothing)


def _joined(one: _Operations, other: _Operations) -> _Operations:
    """The carried and the new operations of a year."""
    return _Operations(
        np.concatenate([one.amount, other.amount]),
        np.concatenate([one.is_contract, other.is_contract]),
        np.concatenate([one.launched, other.launched]),
        np.concatenate([one.visaed, other.visaed]),
        np.concatenate([one.issued, other.issued]),
        np.concatenate([one.paid, other.paid]),
    )
