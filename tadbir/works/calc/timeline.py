"""The course of a project: what counts of it from each day on, until the next one."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tadbir.works.terms import STEPS, Phase, Stage, Steering

REPORT_DUE = timedelta(days=31)
"""While works go on, a report is due once a month: older than this at a day, it is missing."""
_MISSING_AFTER = REPORT_DUE + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Told:
    """What sources had said of a project by a day, the orders given by then included.

    `reported_on` is the day of the last report, None before the first; `is_unpaid` says that works
    are ahead of the agency's payments, None where it sends none.
    """

    on: date
    reported_on: date | None
    is_stopped: bool
    is_unpaid: bool | None


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts of a project on a day.

    `stage` is None before its first phase; `is_reported` None while no report is due.
    """

    stage: Stage | None
    steering: Steering | None = None
    is_stopped: bool = False
    is_reported: bool | None = None
    is_unpaid: bool | None = None

    @property
    def is_counted(self) -> bool:
        """Whether it is in the programme: begun, and not cancelled."""
        return self.stage not in (None, Stage.ENDED)

    @property
    def is_ready(self) -> bool:
        """Whether it is ready, opened ones included."""
        return self.stage in (Stage.READY, Stage.OPENED)


@dataclass(frozen=True, slots=True)
class Course:
    """Everything dated of a project: its phases, and what was told of it, both in order."""

    project: str
    site: str
    steering: Steering | None
    phases: Sequence[tuple[date, Phase]]
    told: Sequence[Told] = ()

    def turns(self) -> set[date]:
        """The days on which what counts may become another, some of them to come."""
        begun = {since for since, phase in self.phases if STEPS[phase].stage is Stage.WORKS}
        reported = {one.reported_on for one in self.told if one.reported_on is not None}
        missing = {day + _MISSING_AFTER for day in begun | reported}
        return {since for since, _phase in self.phases} | {one.on for one in self.told} | missing

    def on(self, day: date) -> Counted:
        """What counts on a day."""
        entered = bisect_right(self.phases, day, key=lambda one: one[0])
        if not entered:
            return Counted(None)
        since, phase = self.phases[entered - 1]
        stage = STEPS[phase].stage
        known = bisect_right(self.told, day, key=lambda one: one.on)
        told = self.told[known - 1] if known else Told(day, None, False, None)
        is_running = stage is Stage.WORKS
        return Counted(
            stage=stage,
            steering=self.steering,
            is_stopped=is_running and told.is_stopped,
            is_reported=day - max(since, told.reported_on or since) <= REPORT_DUE
            if is_running
            else None,
            is_unpaid=None if stage in (Stage.OPENED, Stage.ENDED) else told.is_unpaid,
        )
