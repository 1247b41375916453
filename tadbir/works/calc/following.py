"""A project as it is followed: what each source last said of it, and what calls for attention.

Sources stand side by side: nothing here is a mean of two of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tadbir.core.ratio import Ratio
from tadbir.works.calc.readiness.outlook import Outlook
from tadbir.works.calc.readiness.sites import Hold, NoProbability
from tadbir.works.calc.timeline import REPORT_DUE
from tadbir.works.terms import (
    STEPS,
    Gate,
    Phase,
    ProjectKind,
    ReportSource,
    Stage,
    Stated,
    Steering,
)

SILENT_AFTER = REPORT_DUE.days


class Alarm(StrEnum):
    """What calls for attention, the gravest first."""

    LATE = "late"
    STOPPED = "stopped"
    EXPECTED_LATE = "expected_late"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Source:
    """What one source last said of a project; fractions of 1, dirhams, None where it did not."""

    source: ReportSource
    on: date
    physical: Decimal | None = None
    financial: Decimal | None = None
    paid: Decimal | None = None
    amount: Decimal | None = None
    expected_on: date | None = None
    stated: Stated | None = None

    @property
    def paid_share(self) -> Decimal | None:
        """The share of the contract that was paid: as said, else paid on its amount."""
        return self.financial if self.financial is not None else Ratio(self.paid, self.amount).value


@dataclass(frozen=True, slots=True)
class Outlined:
    """Where a project stands for the end of the year, as it was last prepared.

    Probabilities from 0 to 1, None with the `reason`; `conditions` can be settled today.
    """

    outlook: Outlook
    now: float | None
    if_settled: float | None
    conditions: tuple[Hold | Gate, ...] = ()
    reason: NoProbability | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """A project with what is known of it on a day.

    `delegation` is the code of the delegation it stands under, "" for none; `deadline` is the
    contract's, moved by its suspensions, None where the contract is not known; `days_late` are
    days past it, 0 in time; `is_suspended` says that an order of suspension stands.
    """

    code: str
    programme: str
    site: str
    name_fr: str
    name_ar: str
    delegation: str
    kind: ProjectKind
    steering: Steering | None
    phase: Phase
    since: date
    contractors: tuple[str, ...] = ()
    said: Mapping[ReportSource, Source] = field(default_factory=dict)
    deadline: date | None = None
    days_late: int | None = None
    is_suspended: bool = False
    outlined: Outlined | None = None

    @property
    def stage(self) -> Stage:
        """The part of the way it is on."""
        return STEPS[self.phase].stage

    @property
    def is_late(self) -> bool:
        """Whether works go on past the deadline of the contract."""
        return bool(self.days_late) and self.stage is Stage.WORKS

    @property
    def is_stopped(self) -> bool:
        """Whether an order stops the works, or a source's last report says that they stand."""
        if self.stage is not Stage.WORKS:
            return False
        said = any(one.stated is Stated.STOPPED for one in self.said.values())
        return self.is_suspended or said

    @property
    def expected_on(self) -> date | None:
        """The latest end that a source expects; None where none says one."""
        days = [one.expected_on for one in self.said.values() if one.expected_on]
        return max(days, default=None)

    @property
    def reported_on(self) -> date | None:
        """The day of the last report of any source; None without one."""
        return max((one.on for one in self.said.values()), default=None)

    def is_silent(self, on: date) -> bool:
        """Whether works go on and nobody has reported for over a month."""
        if self.stage is not Stage.WORKS:
            return False
        last = max(self.since, self.reported_on or self.since)
        return (on - last).days > SILENT_AFTER

    def opens_by(self, day: date) -> bool:
        """Whether it is meant to be ready by a day: accepted or ready, or expected by then."""
        if self.stage in (Stage.TO_OPEN, Stage.READY):
            return True
        expected = self.expected_on
        return self.stage is Stage.WORKS and expected is not None and expected <= day

    def alarms(self, on: date) -> tuple[Alarm, ...]:
        """Everything that calls for attention on a day, the gravest first."""
        if self.stage is not Stage.WORKS:
            return ()
        expected = self.expected_on
        drifts = bool(self.deadline and expected and expected > self.deadline)
        found = (
            (Alarm.LATE, self.is_late),
            (Alarm.STOPPED, self.is_stopped),
            (Alarm.EXPECTED_LATE, drifts and not self.is_late),
            (Alarm.SILENT, self.is_silent(on)),
        )
        return tuple(alarm for alarm, is_so in found if is_so)


def late_first(found: Iterable[Followed], on: date) -> list[Followed]:
    """What calls most for attention first: the gravest alarm, the longest delay, the way to go.

    Projects opened or cancelled come last.
    """
    alarms = {alarm: place for place, alarm in enumerate(Alarm)}
    stages = {stage: place for place, stage in enumerate(Stage)}

    def place(one: Followed) -> tuple[bool, int, int, int, str]:
        gravest = one.alarms(on)
        is_over = one.stage in (Stage.OPENED, Stage.ENDED)
        rank = alarms[gravest[0]] if gravest else len(alarms)
        return is_over, rank, -(one.days_late or 0), -stages[one.stage], one.code

    return sorted(found, key=place)


@dataclass(frozen=True, slots=True)
class Pace:
    """What one contractor has in hand: sites, those late, stopped, to be accepted, accepted."""

    contractor: str
    sites: int
    late: int
    stopped: int
    running: int
    accepted: int
    days_late: int


def paces(found: Sequence[Followed]) -> list[Pace]:
    """Each contractor named, the one with most late sites first."""
    by_name: dict[str, list[Followed]] = {}
    for one in found:
        for name in one.contractors:
            by_name.setdefault(name, []).append(one)
    every = [_pace(name, sites) for name, sites in by_name.items()]
    return sorted(every, key=lambda pace: (-pace.late, -pace.stopped, -pace.sites, pace.contractor))


def _pace(name: str, sites: Sequence[Followed]) -> Pace:
    running = [one for one in sites if one.stage is Stage.WORKS]
    over = (Stage.TO_OPEN, Stage.READY, Stage.OPENED)
    return Pace(
        contractor=name,
        sites=len(sites),
        late=sum(one.is_late for one in running),
        stopped=sum(one.is_stopped for one in running),
        running=len(running),
        accepted=sum(one.stage in over for one in sites),
        days_late=max((one.days_late or 0 for one in running), default=0),
    )
