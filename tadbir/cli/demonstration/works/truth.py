"""What happens on each site of the demonstration: when each phase is reached, how works advance."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

import numpy as np

from tadbir.cli.demonstration.chance import chance
from tadbir.cli.demonstration.days import TODAY
from tadbir.cli.demonstration.dossiers import Dossier
from tadbir.cli.demonstration.works.contract import (
    Contract,
    contract_of_centre,
    contract_of_hospital,
    lasting,
)
from tadbir.cli.demonstration.works.hospitals import hospital_projects
from tadbir.cli.demonstration.works.openings import Wave, waves
from tadbir.cli.demonstration.works.operations import operations
from tadbir.cli.demonstration.works.sites import Site, programme_sites
from tadbir.works.terms import Phase, ProjectKind, Steering

ESSP, HOSPITALS = "ESSP", "HOP"
P = Phase
BEFORE = (P.PROGRAMMED, P.CONVENTION, P.STUDIES, P.TENDER, P.AWARD, P.COMMITMENT_VISA, P.APPROVAL,
          P.NOTIFIED)  # fmt: skip
_WAITS = (120, 90, 100, 75, 40, 30, 20, 15)
"""Days that each phase before the works usually takes."""
_AFTER = (P.PROVISIONAL_ACCEPTANCE, P.EQUIPPED, P.STAFFED, P.READY_TO_OPEN)
_STAGES = ((0.30, "before"), (0.02, "failed"), (0.02, "cancelled"), (0.43, "works"),
           (0.15, "to_open"), (0.08, "ready"))  # fmt: skip
"""How the sites that are not opened today stand: shares of them."""
_PROGRAMMED_BY = date(2024, 9, 30)
"""The whole programme stood by then."""
_PAID_AFTER = timedelta(45)


@dataclass(frozen=True)
class Work:
    """One project: its site, its contract, and the days on which it reaches each phase.

    `passed` holds days until today alone; `start` and `end` frame the works, `end` lies in the
    future for those under way.
    """

    region: str
    programme: str
    site: Site
    kind: ProjectKind
    steering: Steering | None
    passed: Mapping[Phase, date]
    reason: str
    remark: str
    number: int
    start: date | None = None
    end: date | None = None
    contract: Contract | None = None
    stop: tuple[date, date | None] | None = None
    people: int | None = None
    staff: int | None = None
    operation: str = ""

    @property
    def reference(self) -> str:
        """The number of the contract, the operation's of the budget where one carries it out; ""
        before it is awarded."""
        if self.start is None or self.operation:
            return self.operation
        return f"{self.number}/{self.start.year}/ANEP/R{self.region}"

    def phase(self, on: date) -> tuple[Phase, date] | None:
        """The phase reached by a day, and since when; None before the first."""
        reached = [(day, place, phase) for place, (phase, day) in enumerate(self.passed.items())
                   if day <= on]  # fmt: skip
        if not reached:
            return None
        day, _place, phase = max(reached)
        return phase, day

    def progress(self, on: date) -> float:
        """How much of the works is done by a day, from 0 to 1: slow, then fast, then slow."""
        if self.start is None or self.end is None or on <= self.start:
            return 0.0
        if self.is_stopped(on) and self.stop is not None:
            on = self.stop[0]
        done = min(1.0, (on - self.start).days / max(1, (self.end - self.start).days))
        return done * done * (3 - 2 * done)

    def is_stopped(self, on: date) -> bool:
        """Whether an order to stop holds on a day."""
        if self.stop is None or on < self.stop[0]:
            return False
        return self.stop[1] is None or on < self.stop[1]

    def paid(self, on: date) -> float:
        """The share of the contract that was paid by a day: progress some weeks before, lagging."""
        lag = self.contract.lag if self.contract else 0.0
        return lag * self.progress(on - _PAID_AFTER)


@lru_cache
def works(region: str) -> tuple[Work, ...]:
    """Every project of a region, always the same: centres, then hospitals."""
    by_province: dict[str, list[Wave]] = defaultdict(list)
    for wave in waves(region):
        by_province[wave.province] += [wave] * wave.sites
    found: list[Work] = []
    closed: list[Site] = []
    for site in programme_sites(region):
        queue = by_province[site.province]
        if queue:
            found.append(_opened(region, site, queue.pop(0), len(found)))
        else:
            closed.append(site)
    stages = _stages(region, len(closed))
    found += [
        _unopened(region, site, stage, len(found) + place)
        for place, (site, stage) in enumerate(zip(closed, stages, strict=True))
    ]
    waiting = {seat: list(some) for seat, some in operations(region).items()}
    found = [_carried_out(work, waiting.get(work.site.province, [])) for work in found]
    return (*sorted(found, key=lambda one: one.site.province), *_hospitals(region, len(found)))


def _carried_out(work: Work, waiting: list[Dossier]) -> Work:
    """A work under way as the next operation of its province carries it out, where one is left."""
    is_under_way = work.end is not None and work.end > TODAY
    if not is_under_way or work.contract is None or not waiting:
        return work
    dossier = waiting.pop(0)
    draw = chance("operation", dossier.number)
    start = date.fromordinal(dossier.service_order_on)
    end = max(start + timedelta(lasting(work.contract, draw)),
              TODAY + timedelta(int(draw.integers(10, 120))))  # fmt: skip
    contract = replace(work.contract, amount=dossier.amount, contractor=dossier.supplier, lots=1)
    begun = {P.SERVICE_ORDER: start, P.WORKS: start + timedelta(5)}
    return replace(
        work, passed={**_before(start, draw), **begun}, start=start, end=end, contract=contract,
        stop=_stop(start, end, work.number, draw), operation=dossier.number,
    )  # fmt: skip


def _stages(region: str, count: int) -> Sequence[str]:
    """How each site that is not opened stands, in an order of chance."""
    counts = [round(share * count) for share, _stage in _STAGES]
    counts[3] += count - sum(counts)
    every = [stage for n, (_s, stage) in zip(counts, _STAGES, strict=True) for _ in range(n)]
    return [every[place] for place in chance("stages", region).permutation(count)]


def _before(order: date, draw: np.random.Generator) -> dict[Phase, date]:
    """The phases before a service order."""
    found: dict[Phase, date] = {}
    day = order
    for phase, wait in zip(reversed(BEFORE), reversed(_WAITS), strict=True):
        day -= timedelta(max(4, int(wait * draw.lognormal(0.0, 0.35))))
        found[phase] = day
    found[BEFORE[0]] = min(found[BEFORE[0]], _PROGRAMMED_BY)
    return dict(reversed(found.items()))


def _after(accepted: date, steps: int, draw: np.random.Generator) -> dict[Phase, date]:
    """So many phases from the acceptance on."""
    found = {_AFTER[0]: accepted}
    day = accepted
    for phase in _AFTER[1:steps]:
        day += timedelta(int(draw.integers(8, 45)))
        found[phase] = day
    return found


def _known(phases: Mapping[Phase, date]) -> dict[Phase, date]:
    """The phases reached by today."""
    return {phase: day for phase, day in phases.items() if day <= TODAY}


def _opened(region: str, site: Site, wave: Wave, number: int) -> Work:
    """A site that was opened: its works, then the weeks until its opening."""
    draw = chance("work", region, site.province, site.name_fr, site.category)
    contract = contract_of_centre(region, site, number, draw)
    accepted = wave.on - timedelta(int(draw.integers(45, 220)))
    start = accepted - timedelta(lasting(contract, draw))
    passed = {
        **_before(start, draw), P.SERVICE_ORDER: start,
        P.WORKS: start + timedelta(int(draw.integers(3, 20))), P.PROVISIONAL_ACCEPTANCE: accepted,
        P.OPENED: wave.on,
    }  # fmt: skip
    people = wave.people // wave.sites if wave.people else None
    return Work(
        region, ESSP, site, ProjectKind.PRIMARY_CARE_REFURBISHMENT, None, passed, "", wave.remark,
        number, start, accepted, contract, people=people or _people(site, draw),
        staff=_staff(site, draw),
    )  # fmt: skip


def _people(site: Site, draw: np.random.Generator) -> int:
    """Whom a generated opening serves."""
    return int(draw.integers(3, 22 if site.category.startswith("CSU") else 12)) * 1000


def _staff(site: Site, draw: np.random.Generator) -> int:
    """Who is posted to a site that opens."""
    return int(draw.integers(2, 5 if site.category == "DR" else 14))


def _unopened(region: str, site: Site, stage: str, number: int) -> Work:
    """A site that is not opened today."""
    draw = chance("work", region, site.province, site.name_fr, site.category)
    contract = contract_of_centre(region, site, number, draw)
    if stage in ("before", "failed", "cancelled"):
        return _not_started(region, site, stage, number, draw)
    days = lasting(contract, draw)
    after: dict[Phase, date] = {}
    if stage == "works":
        start = TODAY - timedelta(max(12, int(days * draw.uniform(0.05, 0.97))))
        end = start + timedelta(days)
    else:
        steps = len(_AFTER) if stage == "ready" else int(draw.integers(1, len(_AFTER)))
        end = TODAY - timedelta(int(draw.integers(145, 220) if stage == "ready"
                                    else draw.integers(20, 150)))  # fmt: skip
        start, after = end - timedelta(days), _after(end, steps, draw)
    passed = {**_before(start, draw), P.SERVICE_ORDER: start,
              P.WORKS: start + timedelta(int(draw.integers(3, 11))), **after}  # fmt: skip
    return Work(
        region, ESSP, site, ProjectKind.PRIMARY_CARE_REFURBISHMENT, None, _known(passed), "", "",
        number, start, end, contract, _stop(start, end, number, draw),
    )  # fmt: skip


def _stop(
    start: date, end: date, number: int, draw: np.random.Generator
) -> tuple[date, date | None] | None:
    """One work in eight was stopped, one in thirty still is."""
    if number % 8 != 5 or end <= TODAY:
        return None
    first = start + timedelta(max(3, int((min(end, TODAY) - start).days * 0.55)))
    again = first + timedelta(int(draw.integers(20, 90)))
    return (first, None) if number % 32 == 5 or again > TODAY else (first, again)


def _not_started(
    region: str, site: Site, stage: str, number: int, draw: np.random.Generator
) -> Work:
    """A site without a service order: in some phase before it, failed, or cancelled."""
    reached = 4 if stage == "failed" else int(draw.integers(1, len(BEFORE) + 1))
    days = list(_before(TODAY - timedelta(int(draw.integers(5, 60))), draw).items())
    shift = TODAY - days[reached - 1][1] - timedelta(int(draw.integers(10, 150)))
    passed = {phase: day + shift for phase, day in days[:reached]}
    passed[P.PROGRAMMED] = min(passed[P.PROGRAMMED], _PROGRAMMED_BY)
    reason = ""
    if stage != "before":
        last = TODAY - timedelta(int(draw.integers(5, 9)))
        passed[P.UNSUCCESSFUL_TENDER if stage == "failed" else P.CANCELLED] = last
        reason = "Aucune offre reçue" if stage == "failed" else "Foncier"
    return Work(
        region, ESSP, site, ProjectKind.PRIMARY_CARE_REFURBISHMENT, None, passed, reason, "", number
    )


def _hospitals(region: str, first: int) -> Iterator[Work]:
    """Projects of hospitals: those that were made public in their phase, others generated."""
    for number, one in enumerate(hospital_projects(region), first):
        passed = {one.phase: min(one.known_on, TODAY)}
        waiting = Work(
            region, HOSPITALS, one.site, one.kind, one.steering, passed, "", one.remark, number
        )
        yield _under_works(waiting, one.cost) if one.phase is Phase.WORKS else waiting


def _under_works(work: Work, cost: int | None) -> Work:
    """A hospital under works, somewhere on its way."""
    draw = chance("hospital", work.region, work.site.province, work.site.name_fr)
    contract = contract_of_hospital(work.region, work.number, cost, draw)
    days = int(contract.days * draw.uniform(1.05, 1.4))
    start = TODAY - timedelta(int(days * draw.uniform(0.2, 0.9)))
    ordered = {P.SERVICE_ORDER: start, P.WORKS: start + timedelta(11)}
    passed = _known({**_before(start, draw), **ordered})
    end = start + timedelta(days)
    return replace(work, passed=passed, start=start, end=end, contract=contract)
