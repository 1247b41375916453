"""What a list of projects is narrowed to; an empty field narrows nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tadbir.core.words import fold
from tadbir.works.calc.following import Followed, late_first
from tadbir.works.calc.readiness.outlook import Outlook
from tadbir.works.terms import ORDER, Phase, ProjectKind, Stage


class View(StrEnum):
    """A list that somebody asks for by name."""

    LATE = "late"
    YEAR_END = "year_end"
    STOPPED = "stopped"
    SILENT = "silent"


class Sorting(StrEnum):
    """The order of a list."""

    URGENT = "urgent"
    WAY = "way"
    NAME = "name"
    EXPECTED = "expected"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of a list; `delegation` is a code, `contractor` a name as it is written."""

    text: str = ""
    view: View | None = None
    programme: str = ""
    kind: ProjectKind | None = None
    stage: Stage | None = None
    phase: Phase | None = None
    delegation: str = ""
    contractor: str = ""
    outlook: Outlook | None = None


def narrowed(found: Sequence[Followed], wanted: Wanted, on: date) -> list[Followed]:
    """The projects that answer every filter, in the order they came."""
    words = fold(wanted.text).split()
    tests: list[Callable[[Followed], bool]] = []
    if words:
        tests.append(lambda one: all(word in written(one) for word in words))
    if wanted.view is not None:
        tests.append(lambda one: IN_VIEW[wanted.view or View.LATE](one, on))
    if wanted.contractor:
        tests.append(lambda one: wanted.contractor in one.contractors)
    if wanted.outlook is not None:
        tests.append(
            lambda one: one.outlined is not None and one.outlined.outlook is wanted.outlook
        )
    for name in ("programme", "kind", "stage", "phase", "delegation"):
        if value := getattr(wanted, name):
            tests.append(_equals(name, value))
    return [one for one in found if all(test(one) for test in tests)]


def _equals(name: str, value: object) -> Callable[[Followed], bool]:
    return lambda one: bool(getattr(one, name) == value)


def written(one: Followed) -> str:
    """The folded words that a project is found by."""
    return fold(" ".join((one.code, one.name_fr, one.name_ar)))


def _year_end(one: Followed, on: date) -> bool:
    return one.opens_by(date(on.year, 12, 31))


IN_VIEW: Mapping[View, Callable[[Followed, date], bool]] = {
    View.LATE: lambda one, _on: one.is_late,
    View.YEAR_END: _year_end,
    View.STOPPED: lambda one, _on: one.is_stopped,
    View.SILENT: lambda one, on: one.is_silent(on),
}


def in_order(found: Sequence[Followed], sorting: Sorting, on: date) -> list[Followed]:
    """The projects in an order; what calls most for attention first by default."""
    if sorting is Sorting.WAY:
        return sorted(found, key=lambda one: (ORDER.index(one.phase), one.since, one.code))
    if sorting is Sorting.NAME:
        return sorted(found, key=lambda one: (fold(one.name_fr or one.name_ar), one.code))
    if sorting is Sorting.EXPECTED:
        return sorted(found, key=lambda one: (one.expected_on or date.max, one.code))
    return late_first(found, on)


def how_many(found: Sequence[Followed], on: date) -> Mapping[View, int]:
    """How many projects each named list holds."""
    return {view: sum(test(one, on) for one in found) for view, test in IN_VIEW.items()}
