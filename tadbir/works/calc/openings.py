"""Openings as they were decided: opened / ready / programme, people served, before and after.

Opened is recorded, never forecast: it is a decision of the authorities and nobody's delay.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tadbir.works.terms import STEPS, Phase, Stage, Steering


@dataclass(frozen=True, slots=True)
class Opening:
    """A facility opened on a day; people served and staff posted are None where not said."""

    facility: str
    on: date
    population: int | None = None
    staff: int | None = None


@dataclass(frozen=True, slots=True)
class Programmed:
    """A project of the programme as it stands; `steering` only for hospitals."""

    key: str
    phase: Phase
    steering: Steering | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """Opened / ready / programme: whole numbers, each holding the ones before it.

    `ready` holds the sites that are ready and those already opened; cancelled projects are left
    out of the programme and counted apart.
    """

    opened: int
    ready: int
    programme: int
    cancelled: int = 0


def count(projects: Iterable[Programmed]) -> Count:
    """The count of a programme."""
    stages = [STEPS[project.phase].stage for project in projects]
    opened = stages.count(Stage.OPENED)
    cancelled = stages.count(Stage.ENDED)
    return Count(opened, opened + stages.count(Stage.READY), len(stages) - cancelled, cancelled)


def count_by_steering(projects: Sequence[Programmed]) -> Mapping[Steering | None, Count]:
    """One count for each who steers, in their order; None holds those of whom nobody said."""
    kinds: tuple[Steering | None, ...] = (*Steering, None)
    groups = {kind: [one for one in projects if one.steering is kind] for kind in kinds}
    return {kind: count(members) for kind, members in groups.items() if members}


@dataclass(frozen=True, slots=True)
class Served:
    """What openings of a period gave: facilities, people, staff.

    Sums are over the openings that say them, None where none of them does, 0 where nothing opened;
    `without_population` and `without_staff` count those that do not, so that a sum is never taken
    for the whole.
    """

    facilities: int
    population: int | None
    without_population: int
    staff: int | None
    without_staff: int


def served(openings: Iterable[Opening], *, after: date | None = None, until: date) -> Served:
    """What was opened after a day (excluded; None: ever) and until another (included)."""
    found = [one for one in openings if (after is None or one.on > after) and one.on <= until]
    people = [one.population for one in found if one.population is not None]
    staff = [one.staff for one in found if one.staff is not None]
    return Served(
        facilities=len(found),
        population=sum(people) if people or not found else None,
        without_population=len(found) - len(people),
        staff=sum(staff) if staff or not found else None,
        without_staff=len(found) - len(staff),
    )


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """A population and the open centres that serve it, before and after a period."""

    population: int
    before: int
    after: int

    @property
    def per_centre_before(self) -> float | None:
        """Inhabitants for each open centre before; None without any."""
        return self.population / self.before if self.before else None

    @property
    def per_centre_after(self) -> float | None:
        """Inhabitants for each open centre after; None without any."""
        return self.population / self.after if self.after else None


def before_after(
    openings: Iterable[Opening], *, population: int, open_before: int, after: date, until: date
) -> BeforeAfter:
    """What the openings of a period changed for a population.

    `open_before` counts the centres open at the start; centres under works are closed.
    """
    opened = served(openings, after=after, until=until).facilities
    return BeforeAfter(population, open_before, open_before + opened)


@dataclass(frozen=True, slots=True)
class Change:
    """What moved between two meetings: the keys of sites newly ready and newly opened."""

    ready: tuple[str, ...]
    opened: tuple[str, ...]


def changed(before: Iterable[Programmed], now: Iterable[Programmed]) -> Change:
    """The sites that reached ready or opened since; a site new in the programme counts too."""
    was = {one.key: STEPS[one.phase].stage for one in before}
    reached = {one.key: STEPS[one.phase].stage for one in now}
    ready, opened = (
        tuple(
            sorted(
                k for k, stage in reached.items() if stage is wanted and was.get(k) is not wanted
            )
        )
        for wanted in (Stage.READY, Stage.OPENED)
    )
    return Change(ready, opened)
