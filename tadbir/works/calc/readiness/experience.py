"""What a region knows before it looks at a site: overruns, paces, waits and shared delays.

Each starts from a stated prior and moves with the region's own cases, finished and running.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from statistics import NormalDist

from tadbir.works.calc.readiness.reference import prior as published
from tadbir.works.calc.readiness.sites import Hold
from tadbir.works.calc.readiness.spread import Case, Spread, blended, lognormal
from tadbir.works.terms import Gate, Phase, ProjectKind

PRIOR_CASES = 10.0  # what a prior counts for, in finished cases
PRIOR_PAIRS = 30.0  # what the prior on shared delays counts for, in pairs of works
PRIOR_SHARED = 0.3
PACE_BANDS = 10
PACE_DEVIATION = 0.4  # of the logarithm of the duration that half done works let expect
LEAST_DEVIATION = 0.08
LEAST_PROGRESS = 0.02
MOST_SHARED = 0.9
_FARTHEST = 3.0  # normal scores are held within: one work must not decide of a correlation
_NORMAL = NormalDist()

# Days, (median, 90th percentile): house assumptions until a region's own cases replace them.
WAITS: Mapping[StrEnum, tuple[float, float]] = {
    Phase.PROGRAMMED: (300, 600),
    Phase.CONVENTION: (240, 480),
    Phase.STUDIES: (180, 360),
    Phase.TENDER: (100, 200),
    Phase.UNSUCCESSFUL_TENDER: (130, 260),
    Phase.AWARD: (60, 120),
    Phase.COMMITMENT_VISA: (45, 90),
    Phase.APPROVAL: (35, 70),
    Phase.NOTIFIED: (20, 45),
    Hold.RESTART: (45, 150),
    Hold.FEW_RESERVES: (20, 60),
    Hold.MANY_RESERVES: (45, 120),
    Gate.EQUIPMENT: (45, 150),
    Gate.STAFF: (30, 120),
    Gate.WATER_AND_POWER: (30, 120),
    Gate.COMMISSIONING: (10, 30),
}


@dataclass(frozen=True, slots=True)
class Work:
    """A work of the region: days since its service order, or to its acceptance once over.

    `reports` are (days since the service order, physical progress) as they were reported.
    """

    kind: ProjectKind
    contract_days: int
    days: float
    is_over: bool = True
    contractor: str | None = None
    reports: Sequence[tuple[float, float]] = ()

    @property
    def overrun(self) -> float:
        """Its days on those of its contract."""
        return self.days / self.contract_days


@dataclass(frozen=True, slots=True)
class Wait:
    """Days waited for one thing; running waits are at least this long."""

    what: StrEnum
    days: float
    is_over: bool = True


@dataclass(frozen=True, slots=True)
class Pace:
    """What a reported progress says of a duration, as its logarithm.

    The duration expected is the days so far / the progress; `shift` corrects it for how works end
    (the last tenth is slow, reports are kind), `deviation` says how far off it is.
    """

    shift: float
    deviation: float


@dataclass(frozen=True, slots=True)
class Experience:
    """What a region knows; `works` and `waited` count its own cases."""

    overruns: Mapping[ProjectKind, Spread]
    paces: tuple[Pace, ...]
    waits: Mapping[StrEnum, Spread]
    shared: float
    works: int
    waited: int

    def pace(self, progress: float) -> Pace:
        """The pace of the band of a progress."""
        return self.paces[_band(progress)]


def learned(
    works: Sequence[Work] = (), waits: Sequence[Wait] = (), *, start: Spread | None = None
) -> Experience:
    """What the region knows, from its own works and waits; without any, the priors alone.

    A kind of project starts from all the works of the region, and these from `start`, the
    published class of health works unless told otherwise.
    """
    region = blended(start or published(), _cases(works), prior_cases=PRIOR_CASES)
    overruns = {
        kind: blended(region, _cases(w for w in works if w.kind is kind), prior_cases=PRIOR_CASES)
        for kind in ProjectKind
    }
    waited: dict[StrEnum, list[Case]] = defaultdict(list)
    for wait in waits:
        waited[wait.what].append(Case(wait.days, wait.is_over))
    return Experience(
        overruns,
        tuple(_pace(works, band) for band in range(PACE_BANDS)),
        {
            what: blended(lognormal(*days), waited[what], prior_cases=PRIOR_CASES)
            for what, days in WAITS.items()
        },
        _shared(works, overruns),
        len(works),
        len(waits),
    )


def _cases(works: Iterable[Work]) -> list[Case]:
    return [Case(work.overrun, work.is_over) for work in works]


def _band(progress: float) -> int:
    return min(int(progress * PACE_BANDS), PACE_BANDS - 1)


def _pace(works: Sequence[Work], band: int) -> Pace:
    """The mean and deviation of what the reports of finished works in a band missed.

    Every report counts alike, so that works that stay long in a band weigh as they do on any day
    one looks; all together weigh no more than the works they come from. The prior (no shift, a
    deviation that narrows as works advance) counts as `PRIOR_CASES` works.
    """
    middle = (band + 0.5) / PACE_BANDS
    expected = max(PACE_DEVIATION * math.sqrt((1 - middle) / middle), LEAST_DEVIATION)
    by_work = [_missed(work, band) for work in works if work.is_over]
    missed = [one for found in by_work for one in found]
    own = float(sum(bool(found) for found in by_work))
    weight, each = PRIOR_CASES + own, own / max(len(missed), 1)
    shift = each * math.fsum(missed) / weight
    # The prior's cases stand at 0, around which they spread as expected.
    squares = each * math.fsum((one - shift) ** 2 for one in missed)
    squares += PRIOR_CASES * (expected**2 + shift**2)
    return Pace(shift, max(math.sqrt(squares / weight), LEAST_DEVIATION))


def _missed(work: Work, band: int) -> list[float]:
    """By how much each report of a band missed the duration, as the logarithm of the ratio."""
    return [
        math.log(work.days * done / days)
        for days, done in work.reports
        if done >= LEAST_PROGRESS and days > 0 and _band(done) == band
    ]


def _shared(works: Sequence[Work], overruns: Mapping[ProjectKind, Spread]) -> float:
    """How alike the overruns of one contractor are: the mean product of their normal scores.

    0 when they have nothing in common, 1 when they are late together; the prior counts as
    `PRIOR_PAIRS` pairs.
    """
    scores: dict[str, list[float]] = defaultdict(list)
    for work in works:
        if work.is_over and work.contractor is not None:
            level = float(overruns[work.kind].share_below(work.overrun))
            bound = _NORMAL.cdf(_FARTHEST)
            scores[work.contractor].append(_NORMAL.inv_cdf(min(max(level, 1 - bound), bound)))
    products = [one * other for found in scores.values() for one, other in combinations(found, 2)]
    together = PRIOR_PAIRS * PRIOR_SHARED + math.fsum(products)
    return min(max(together / (PRIOR_PAIRS + len(products)), 0.0), MOST_SHARED)
