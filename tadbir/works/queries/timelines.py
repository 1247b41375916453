"""Reads the course of every project: its phases and what was told of it, day by day.

For what prepares figures, never for a page: it reads every statement.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from tadbir.territory.reach import Reach
from tadbir.works.calc import stops
from tadbir.works.calc.contracts import Terms
from tadbir.works.calc.crossing import CrossingKind
from tadbir.works.calc.timeline import Course, Told
from tadbir.works.queries.following import sources, terms_known
from tadbir.works.queries.progress import crossings_of, histories
from tadbir.works.queries.projects import known_entries, within_reach
from tadbir.works.queries.said import Said
from tadbir.works.queries.terms import terms
from tadbir.works.terms import Phase, ReportSource, Stated, Steering


def courses(*, reach: Reach) -> list[Course]:
    """The course of every project within reach, as known now, by code; five queries."""
    phases = _phases(reach)
    told, entered = histories(reach=reach, on=date.max), terms(reach=reach)
    rows = within_reach(reach).order_by("code").values_list("code", "site__code", "steering")
    return [
        Course(code, site, Steering(led) if led else None, phases[code],
               _told(told.get(code, ()), entered.get(code, ())))
        for code, site, led in rows
        if code in phases
    ]  # fmt: skip


def _phases(reach: Reach) -> Mapping[str, Sequence[tuple[date, Phase]]]:
    found: dict[str, list[tuple[date, Phase]]] = defaultdict(list)
    rows = known_entries(None).filter(project__in=within_reach(reach)).order_by("since", "pk")
    for code, since, phase in rows.values_list("project__code", "since", "phase"):
        found[code].append((since, Phase(phase)))
    return found


def _told(history: Sequence[Said], entered: Sequence[Terms]) -> list[Told]:
    """What was told by each day on which a report came or an order was given."""
    snapshots = _snapshots(history)
    days = {*snapshots, *_ordered(history, entered)}
    found, said = [], list[Said]()
    for day in sorted(days):
        said = snapshots.get(day, said)
        found.append(_told_by(day, said, entered))
    return found


def _snapshots(history: Sequence[Said]) -> Mapping[date, list[Said]]:
    """What each source had last said of each lot, after the reports of each day."""
    last: dict[tuple[ReportSource, int], list[Said]] = {}
    found = {}
    for day, rows in groupby(history, key=lambda one: one.on):
        fresh: dict[tuple[ReportSource, int], list[Said]] = defaultdict(list)
        for one in rows:
            fresh[one.source, one.lot].append(one)
        last |= fresh
        found[day] = [one for own in last.values() for one in own]
    return found


def _ordered(history: Sequence[Said], entered: Sequence[Terms]) -> set[date]:
    """The days of every order, entered or written in a report."""
    orders = [order for one in entered for order in one.orders]
    orders += [order for one in history for order in stops.orders(one.stops) or ()]
    return {day for day, _kind in orders}


def _told_by(day: date, said: Sequence[Said], entered: Sequence[Terms]) -> Told:
    known = terms_known(entered, said)
    by_source = sources(said).values()
    crossed = crossings_of(said, day)
    is_ahead = any(one.kind is CrossingKind.PHYSICAL_AHEAD for one in crossed.found)
    return Told(
        on=day,
        reported_on=max((one.on for one in by_source), default=None),
        is_stopped=any(one.is_suspended(day) for one in known)
        or any(one.stated is Stated.STOPPED for one in by_source),
        is_unpaid=None if crossed.paid is None else is_ahead,
    )
