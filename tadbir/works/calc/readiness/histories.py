"""Generated regions of works, to judge probabilities before real finished works exist.

What the generator does, site by site, in steps of one week:

- contracts start over four years; contractors have one to a dozen sites, and differ: a slow one is
  slow everywhere; kinds differ in size and in how badly they overrun;
- each week works advance at the contract's pace times the contractor's, the site's and the week's
  (bad weeks follow bad weeks); some weeks a suspension begins, for weeks or months; the last tenth
  goes at half the pace;
- reports come each month, rounded to five points, and say more than is done until the end; one in
  eight does not come;
- acceptance finds reserves; the slower the contractor, the longer they take to be lifted; equipment,
  staff, water and power open their gates around the acceptance, some long after; commissioning
  follows;
- the contractor always promises to finish at the contract's pace from today, and half of them that
  it will be before the end of the year.

Nothing here was fitted to a real region, and the generator is not the method's model: overruns come
out of weeks, not of a law. A region is seen on one day: what was over is learned from, what was not
is judged; everything is as it was known that day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.random import Generator

from tadbir.core.period import year_end
from tadbir.works.calc.readiness.experience import Wait, Work
from tadbir.works.calc.readiness.sites import MANY_RESERVES, Hold, Progress, Site
from tadbir.works.terms import Gate, Phase, ProjectKind

WEEK, LONGEST, MONTH_OF_WEEKS = 7, 400, 4
SITES, CONTRACTORS, YEARS = 400, 60, 4
# Contract days, and how fast a site of the kind goes against its contract.
KINDS = {
    ProjectKind.PRIMARY_CARE_REFURBISHMENT: (150, 0.95),
    ProjectKind.EXTENSION: (240, 0.85),
    ProjectKind.HOSPITAL_REHABILITATION: (360, 0.75),
    ProjectKind.NEW_BUILD: (540, 0.8),
}
_SHARE = (0.6, 0.1, 0.2, 0.1)
# Median days from acceptance to an open gate, and the deviation of their logarithm; none without.
_GATES = {Gate.EQUIPMENT: (40, 0.8), Gate.STAFF: (25, 0.9), Gate.WATER_AND_POWER: (20, 1.0)}
_WITHOUT_WAIT = {Gate.EQUIPMENT: 0.3, Gate.STAFF: 0.4, Gate.WATER_AND_POWER: 0.7}


@dataclass(frozen=True, slots=True)
class Life:
    """Everything that happens to a site, whoever knows it yet."""

    key: str
    kind: ProjectKind
    contractor: str
    contract_days: int
    start: date
    reports: tuple[tuple[date, float], ...]
    stops: tuple[tuple[date, date], ...]
    accepted: date
    reserves: int
    lifted: date
    gates: dict[Gate, date]
    ready: date

    def promised(self, today: date, rng: Generator) -> date:
        """The day its contractor announces."""
        known = [done for on, done in self.reports if on <= today]
        left = 1 - (known[-1] if known else 0.0)
        promised = today + timedelta(days=max(10, round(left * self.contract_days)))
        last = year_end(today.year) - timedelta(days=1)
        return min(promised, last) if rng.random() < 0.5 and last > today else promised


@dataclass(frozen=True, slots=True)
class Region:
    """A region on a day: what it may learn from, its sites, their promises, and what came."""

    today: date
    works: tuple[Work, ...]
    waits: tuple[Wait, ...]
    sites: tuple[Site, ...]
    promised: dict[str, date]
    ready: dict[str, date]


def generated(rng: Generator, *, today: date, sites: int = SITES) -> Region:
    """A region drawn from the generator that the module describes, as known on a day."""
    speed = np.exp(rng.normal(0.0, 0.25, CONTRACTORS))
    weights = rng.dirichlet(np.full(CONTRACTORS, 1.5))
    lives = []
    for number in range(sites):
        contractor = int(rng.choice(CONTRACTORS, p=weights))
        start = today - timedelta(days=int(rng.integers(15, YEARS * 365)))
        lives.append(_life(rng, f"S{number:04}", contractor, float(speed[contractor]), start))
    open_ones = [life for life in lives if life.ready > today]
    return Region(
        today,
        tuple(_work(life, today) for life in lives),
        tuple(wait for life in lives for wait in _waits(life, today)),
        tuple(_site(life, today) for life in open_ones),
        {life.key: life.promised(today, rng) for life in open_ones},
        {life.key: life.ready for life in open_ones},
    )


def _life(rng: Generator, key: str, contractor: int, speed: float, start: date) -> Life:
    """One site from its service order to the day it is ready."""
    kind = list(KINDS)[int(rng.choice(len(KINDS), p=_SHARE))]
    size, pace = KINDS[kind]
    contract_days = int(round(size * float(np.exp(rng.normal(0, 0.25))) / 30) * 30) or 30
    done, stops = _weeks(rng, contract_days, pace * speed * float(np.exp(rng.normal(0, 0.2))))
    accepted = start + timedelta(days=len(done) * WEEK)
    reserves = int(rng.poisson(4))
    slow = float(np.exp(rng.normal(np.log(18), 0.7))) / speed
    lifted = accepted + timedelta(days=round(slow * (1 + reserves / 8)) if reserves else 0)
    gates = {gate: _gate(rng, gate, accepted) for gate in _GATES}
    last = max(lifted, *gates.values())
    gates[Gate.COMMISSIONING] = last + timedelta(days=max(1, round(rng.gamma(2.0, 5.0))))
    dated = tuple((start + timedelta(days=a), start + timedelta(days=b)) for a, b in stops)
    return Life(
        key, kind, f"C{contractor:02}", contract_days, start, _reports(rng, start, done), dated,
        accepted, reserves, lifted, gates, gates[Gate.COMMISSIONING],
    )  # fmt: skip


def _weeks(
    rng: Generator, contract_days: int, pace: float
) -> tuple[list[float], list[tuple[int, int]]]:
    """What is done at the end of each week, and the suspensions in days since the service order."""
    done: list[float] = []
    stops: list[tuple[int, int]] = []
    progress, mood, stopped_until = 0.0, 0.0, 0
    while progress < 1 and len(done) < LONGEST:
        week = len(done)
        mood = 0.8 * mood + float(rng.normal(0, 0.3))
        if week >= stopped_until and rng.random() < 0.012:
            stopped_until = week + 1 + round(float(np.exp(rng.normal(1.7, 0.8))))
            stops.append((week * WEEK, stopped_until * WEEK))
        if week >= stopped_until:
            step = WEEK / contract_days * pace * float(np.exp(mood))
            progress += step / 2 if progress > 0.9 else step
        done.append(min(progress, 1.0))
    return done, stops


def _reports(rng: Generator, start: date, done: list[float]) -> tuple[tuple[date, float], ...]:
    """Monthly reports: kind, rounded, sometimes missing; never lower than the one before."""
    reports: list[tuple[date, float]] = []
    kindness, last = rng.uniform(0.75, 1.0), 0.0
    for week in range(MONTH_OF_WEEKS, len(done) + 1, MONTH_OF_WEEKS):
        if rng.random() < 0.125:
            continue
        said = done[week - 1] ** kindness + float(rng.normal(0, 0.02))
        last = max(last, min(round(said * 20) / 20, 0.95 if done[week - 1] < 1 else 1.0))
        reports.append((start + timedelta(days=week * WEEK), last))
    return tuple(reports)


def _gate(rng: Generator, gate: Gate, accepted: date) -> date:
    """The day a gate opens: not before the works are over, and at once where it was prepared."""
    median, deviation = _GATES[gate]
    if rng.random() < _WITHOUT_WAIT[gate]:
        return accepted
    return accepted + timedelta(days=round(median * float(np.exp(rng.normal(0, deviation)))))


def _work(life: Life, today: date) -> Work:
    """A work as known on a day."""
    is_over = life.accepted <= today
    return Work(
        life.kind,
        life.contract_days,
        (min(life.accepted, today) - life.start).days,
        is_over,
        life.contractor,
        tuple(((on - life.start).days, done) for on, done in life.reports if on <= today),
    )


def _waits(life: Life, today: date) -> Iterator[Wait]:
    """The waits of a site that had begun by a day."""
    few = Hold.FEW_RESERVES if life.reserves < MANY_RESERVES else Hold.MANY_RESERVES
    spans: list[tuple[Hold | Gate, date, date]] = [
        (Hold.RESTART, start, end) for start, end in life.stops
    ]
    spans += [(few, life.accepted, life.lifted)]
    spans += [(gate, life.accepted, life.gates[gate]) for gate in _GATES]
    last = max(life.lifted, *(life.gates[gate] for gate in _GATES))
    spans += [(Gate.COMMISSIONING, last, life.gates[Gate.COMMISSIONING])]
    for what, start, end in spans:
        if start <= today:
            yield Wait(what, (min(end, today) - start).days, end <= today)


def _site(life: Life, today: date) -> Site:
    """A site as known on a day."""
    is_accepted = life.accepted <= today
    known = [(on, done) for on, done in life.reports if on <= today]
    stopped = [start for start, end in life.stops if start <= today < end]
    return Site(
        life.key,
        life.kind,
        Phase.PROVISIONAL_ACCEPTANCE if is_accepted else Phase.WORKS,
        contract_days=life.contract_days,
        contractor=life.contractor,
        service_order_on=life.start,
        progress=Progress(*known[-1]) if known else None,
        suspended_on=stopped[0] if stopped else None,
        accepted_on=life.accepted if is_accepted else None,
        open_reserves=(0 if life.lifted <= today else life.reserves) if is_accepted else None,
        gates_open=frozenset(g for g, day in life.gates.items() if is_accepted and day <= today),
    )
