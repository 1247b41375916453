"""What lists say of the way of a project, beside what people entered: nothing of theirs is undone."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tadbir.works.terms import ORDER, STEPS, Phase

_COLUMNS = ("service_order", "accepted", "opened")
_PHASES = (Phase.SERVICE_ORDER, Phase.PROVISIONAL_ACCEPTANCE, Phase.OPENED)


@dataclass(frozen=True, slots=True)
class Step:
    """A phase and the day from which; `column` is where a list says it, `teller` which list does.

    `teller` is None for what a person entered.
    """

    phase: Phase
    since: date
    column: str = "phase"
    teller: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What one list of one day says of a project; None: not said."""

    on: date
    phase: Phase | None = None
    since: date | None = None
    service_order_on: date | None = None
    accepted_on: date | None = None
    opened_on: date | None = None
    teller: int | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that it says, in the order of the way.

        A phase without its day is known from the day of the list on, unless a column of its own
        gives the day.
        """
        days = (self.service_order_on, self.accepted_on, self.opened_on)
        own = {
            phase: Step(phase, day, column, self.teller)
            for phase, day, column in zip(_PHASES, days, _COLUMNS, strict=True)
            if day is not None
        }
        if self.phase is not None and self.phase not in own:
            own[self.phase] = Step(self.phase, self.since or self.on, "phase", self.teller)
        return tuple(sorted(own.values(), key=lambda step: ORDER.index(step.phase)))


def is_further(phase: Phase, other: Phase) -> bool:
    """Whether a phase lies further along the way than another one, whatever lies in between.

    Only what may still be cancelled is; equipment and staff come in either order.
    """
    if phase is Phase.CANCELLED:
        return phase in STEPS[other].following
    if (other, phase) == (Phase.STAFFED, Phase.EQUIPPED):
        return True
    return ORDER.index(phase) > ORDER.index(other)


def is_in_order(steps: Sequence[Step]) -> bool:
    """Whether steps in the order of the way are in the order of their days too."""
    days = [step.since for step in steps]
    return days == sorted(days)


def contradicted(step: Step, known: Sequence[Step], on: date) -> Step | None:
    """What is known of a project that a step of a list of a day contradicts; None when nothing does.

    `known` is sorted by day. A phase that the project is in already says nothing new, whenever it
    began; an opening has one day. A step must lie between what came before it and what came after.
    """
    same = next((one for one in reversed(known) if one.phase is step.phase), None)
    if same is not None and step.phase is Phase.OPENED:
        return same if same.since != step.since else None
    if same is not None and step.column != "phase":
        return None
    place = bisect_right(known, on, key=lambda one: one.since)
    present = known[place - 1] if place else None
    if step.column == "phase" and present is not None:
        if present.phase is step.phase:
            return None
        if not is_further(step.phase, present.phase):
            return present
    return _misplaced(step, known)


def _misplaced(step: Step, known: Sequence[Step]) -> Step | None:
    """The neighbour between which and the step the way does not lead."""
    place = bisect_right(known, step.since, key=lambda one: one.since)
    if place and not is_further(step.phase, known[place - 1].phase):
        return known[place - 1]
    if place < len(known) and not is_further(known[place].phase, step.phase):
        return known[place]
    return None


def followed(entered: Iterable[Step], lists: Iterable[Told]) -> list[Step]:
    """The steps that lists bring to a project, in their order, beside those that people entered.

    Whatever contradicts what people entered, or what an earlier list brought, brings nothing.
    """
    known = sorted(entered, key=lambda step: step.since)
    brought: list[Step] = []
    for told in lists:
        for step in _new(told, known):
            brought.append(step)
            place = bisect_right(known, step.since, key=lambda one: one.since)
            known.insert(place, step)
    return brought


def _new(told: Told, known: Sequence[Step]) -> Iterator[Step]:
    """The steps of a list that are not there yet and that nothing contradicts."""
    for step in told.steps:
        is_there = any(one.phase is step.phase for one in known)
        if not is_there and contradicted(step, known, told.on) is None:
            yield step
