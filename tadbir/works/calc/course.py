"""How a project ran against what was planned: stretches of time and the days it reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tadbir.works.calc.following import Followed
from tadbir.works.terms import Phase, Stage

Stretch = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Course:
    """The planned time, the time of works until accepted or until now, what is still expected.

    None where a day of it is not known; a stretch that would end before it begins is not known.
    """

    planned: Stretch | None
    real: Stretch | None
    expected: Stretch | None
    accepted_on: date | None
    ready_on: date | None
    opened_on: date | None

    @property
    def is_known(self) -> bool:
        """Whether there is anything to draw."""
        days = (self.accepted_on, self.ready_on, self.opened_on)
        return any((self.planned, self.real, self.expected, *days))


def course(one: Followed, entered: Mapping[Phase, date], on: date) -> Course:
    """The course of a project from the days it entered its phases."""
    start = entered.get(Phase.SERVICE_ORDER) or entered.get(Phase.WORKS)
    accepted = entered.get(Phase.PROVISIONAL_ACCEPTANCE)
    is_running = one.stage is Stage.WORKS
    until = accepted or (on if is_running else None)
    expected = one.expected_on if is_running else None
    return Course(
        planned=_stretch(start, one.deadline),
        real=_stretch(start, until),
        expected=_stretch(on, expected),
        accepted_on=accepted,
        ready_on=entered.get(Phase.READY_TO_OPEN),
        opened_on=entered.get(Phase.OPENED),
    )


def _stretch(start: date | None, end: date | None) -> Stretch | None:
    return (start, end) if start and end and start <= end else None
