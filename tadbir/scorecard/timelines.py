"""Works as measures of holders: the days from which their counts are others, and what they are.

A site counts with the holder it hangs from on each day. A holder speaks of a group of measures
from the first day on which one of them is not zero, then whenever one moves, and on each first of
January: figures are those of a year. Days to come are there too: on those a report will be missing.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tadbir.core.period import year_end
from tadbir.scorecard import prepared
from tadbir.scorecard.sources import HolderDay, Measures
from tadbir.territory.dated import DatedTree, Tie
from tadbir.territory.reach import DOMAINS, Reach
from tadbir.works import queries
from tadbir.works.calc.timeline import Counted, Course
from tadbir.works.terms import Stage, Steering

_COUNTS = ("programme", "ready", "opened")
GROUPS: Mapping[str, Sequence[str]] = {
    "count": _COUNTS,
    **{steering.value: _COUNTS for steering in Steering},
    "running": ("sites", "stopped"),
    "reports": ("expected", "received", "missing"),
    "payments": ("known", "behind"),
}
"""The measures of works, by the group in which they are said together: works.<group>.<name>."""
_NAMES = {group: [f"works.{group}.{name}" for name in names] for group, names in GROUPS.items()}


def contribution(counted: Counted) -> Counter[str]:
    """What one project adds to the measures of its holder."""
    found: Counter[str] = Counter()
    if counted.is_counted:
        ready, opened = counted.is_ready, counted.stage is Stage.OPENED
        for group in filter(None, ("count", counted.steering)):
            _add(found, group, programme=True, ready=ready, opened=opened)
    if counted.stage is Stage.WORKS:
        _add(found, "running", sites=True, stopped=counted.is_stopped)
    if (reported := counted.is_reported) is not None:
        _add(found, "reports", expected=True, received=reported, missing=not reported)
    if counted.is_unpaid is not None:
        _add(found, "payments", known=True, behind=counted.is_unpaid)
    return found


def _add(to: Counter[str], group: str, **said: bool) -> None:
    for name, is_so in said.items():
        to[f"works.{group}.{name}"] += is_so


@dataclass(frozen=True)
class Hung:
    """From which holder each site hangs on each day; a site that is a holder is its own."""

    holders: Collection[str]
    ties: Mapping[str, Sequence[Tie]]

    def on(self, site: str, day: date) -> str:
        """The holder of a site on a day; "" for none."""
        if site in self.holders:
            return site
        held = (one.parent for one in self.ties.get(site, ()) if one.holds_on(day))
        return next((parent for parent in held if parent in self.holders), "")

    def turns(self, site: str) -> set[date]:
        """The days on which a site hangs from another holder."""
        ties = self.ties.get(site, ())
        return {day for one in ties for day in (one.since, one.until) if day is not None}


def said_by_holders(
    paths: Collection[str], dated: DatedTree, *, until: int
) -> dict[HolderDay, Measures]:
    """What the holders of some regions say of works, from each day on, to the end of a year."""
    found = queries.courses(reach=Reach(tuple(sorted(paths)), DOMAINS))
    ties = prepared.ties({course.site for course in found})
    return dict(spoken(found, Hung(frozenset(dated.entities), ties), until=until))


def spoken(
    found: Sequence[Course], hung: Hung, *, until: int
) -> Iterator[tuple[HolderDay, Measures]]:
    """Each holder and day from which a group of its measures is another, with those that are."""
    turning: dict[date, list[Course]] = defaultdict(list)
    for course in found:
        for day in course.turns() | hung.turns(course.site):
            turning[day].append(course)
    sums = _Sums()
    for day in _days(turning, until):
        for course in turning.get(day, ()):
            counted = contribution(course.on(day))
            sums.place(course.project, hung.on(course.site, day), counted)
        for holder, measures in sums.news(is_whole=_opens_year(day)):
            yield (holder, day), measures


def _days(turning: Collection[date], until: int) -> list[date]:
    """The days to look at, in order: every turn, and each first of January after the first one."""
    last = year_end(until)
    known = {day for day in turning if day <= last}
    if not known:
        return []
    return sorted(known | {date(year, 1, 1) for year in range(min(known).year + 1, until + 1)})


def _opens_year(day: date) -> bool:
    return (day.month, day.day) == (1, 1)


class _Sums:
    """The measures of every holder as days go by, and which of them moved since last asked."""

    def __init__(self) -> None:
        self.placed: dict[str, tuple[str, Counter[str]]] = {}
        self.sums: dict[str, Counter[str]] = defaultdict(Counter)
        self.told: dict[tuple[str, str], tuple[int, ...]] = {}

    def place(self, project: str, holder: str, counted: Counter[str]) -> None:
        """Count a project with a holder, and no longer where it was counted before."""
        before, was = self.placed.get(project, ("", Counter[str]()))
        self.sums[before].subtract(was)
        self.sums[holder].update(counted)
        self.placed[project] = holder, counted

    def news(self, *, is_whole: bool) -> Iterator[tuple[str, Measures]]:
        """What moved by holder; every group that was ever said where `is_whole`."""
        for holder in sorted(filter(None, self.sums)):
            measures = self._news_of(holder, is_whole=is_whole)
            if measures:
                yield holder, measures

    def _news_of(self, holder: str, *, is_whole: bool) -> dict[str, int | None]:
        own, found = self.sums[holder], dict[str, int | None]()
        for group, names in _NAMES.items():
            values = tuple(own[name] for name in names)
            before = self.told.get((holder, group))
            is_said = before is not None or any(values)
            if is_said and (is_whole or values != before):
                found |= dict(zip(names, values, strict=True))
                self.told[holder, group] = values
        return found
