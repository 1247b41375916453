"""What a pack holds of works: sites as they are entered and forecast, and what was known of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tadbir.scorecard.situation import Expected
from tadbir.works.calc.contracts import Terms
from tadbir.works.calc.crossing import CrossingKind
from tadbir.works.calc.place import Score
from tadbir.works.calc.readiness.outlook import Outlook
from tadbir.works.calc.readiness.sites import NoProbability
from tadbir.works.terms import STEPS, Actor, Phase, ProjectKind, ReportSource, Stage, Steering


@dataclass(frozen=True, slots=True)
class Site:
    """A project as it is entered: what is done to which site, of which delegation ("" for none)."""

    name_fr: str
    name_ar: str
    programme: str
    delegation: str
    kind: ProjectKind
    steering: Steering | None


@dataclass(frozen=True, slots=True)
class Opened:
    """An opening as it was decided; people and staff are None where not said."""

    project: str
    on: date
    population: int | None
    staff: int | None


@dataclass(frozen=True, slots=True)
class Prospect:
    """Where a site stands for the end of the year; probabilities are fractions of 1.

    `conditions` are codes of holds and gates that can be settled today.
    """

    outlook: Outlook
    now: Decimal | None
    if_settled: Decimal | None
    conditions: tuple[str, ...]
    reason: NoProbability | None


@dataclass(frozen=True, slots=True)
class Entered:
    """Works as people entered them and as they were forecast: kept in the frame as they were.

    `terms` are those of the contracts of each project; `scores` the quality of each place, what is
    restricted left out. `forecast_on` is the day of the forecast, None without one.
    """

    sites: Mapping[str, Site]
    terms: Mapping[str, Sequence[Terms]]
    openings: Sequence[Opened]
    prospects: Mapping[str, Prospect]
    forecast_on: date | None
    expected: Expected | None
    scores: Mapping[str, Score]


NOTHING_ENTERED = Entered({}, {}, [], {}, None, None, {})


@dataclass(frozen=True, slots=True)
class Crossed:
    """Two figures that contradict each other, the larger first; None says the payments."""

    kind: CrossingKind
    ahead: ReportSource | None
    ahead_on: date
    ahead_share: Decimal
    behind: ReportSource | None
    behind_on: date
    behind_share: Decimal
    settled_by: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class SiteState:
    """A project as known at the pack's number: its phase then, and at the previous meeting.

    `before` is None where it was not begun then, or without a previous meeting. `penalty` is in
    dirhams, None where no contract gives what it takes.
    """

    project: str
    phase: Phase
    since: date
    before: Phase | None
    reported_on: date | None
    is_stopped: bool
    is_silent: bool
    deadline: date | None
    days_late: int | None
    penalty: Decimal | None
    crossed: Sequence[Crossed]

    @property
    def stage(self) -> Stage:
        """The part of the way it is on."""
        return STEPS[self.phase].stage

    @property
    def is_late(self) -> bool:
        """Whether works go on past the deadline of the contract; an opening is never late."""
        return self.stage is Stage.WORKS and bool(self.days_late)

    @property
    def is_at_risk(self) -> bool:
        """Whether something holds its works back."""
        return self.is_stopped or self.is_late or self.is_silent
