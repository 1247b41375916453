"""Reads projects with everything that is known of them, always within a reach.

The number of queries is the same whatever the number of projects.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.core.cache import cache

from tadbir.audit.trail import last_number_of_figures
from tadbir.core.period import year_end
from tadbir.facilities.queries import Delegation
from tadbir.facilities.queries import delegations as seats
from tadbir.procurement.terms import DurationUnit
from tadbir.territory.reach import Reach
from tadbir.works.calc import stops
from tadbir.works.calc.contracts import Terms, latest_deadline
from tadbir.works.calc.following import Followed, Outlined, Source
from tadbir.works.models import PhaseEntry
from tadbir.works.queries.outlook import SiteOutlook, outlook
from tadbir.works.queries.progress import latest
from tadbir.works.queries.projects import ProjectState, projects, within_reach
from tadbir.works.queries.said import WHOLE, Said, progress_of, total
from tadbir.works.queries.terms import terms
from tadbir.works.terms import Phase, ReportSource

KEPT_SECONDS = 3600
_RUNNING = (Phase.SERVICE_ORDER, Phase.WORKS)
_SOURCES = {source: place for place, source in enumerate(ReportSource)}


def followed(*, reach: Reach, on: date) -> list[Followed]:
    """Every project as it stood on a day with what sources had said by then, by code.

    Kept under the number of the last action about figures: whatever is entered or taken in makes
    it anew. One query where it is kept.
    """
    address = f"works-{reach.key}-{on}-{last_number_of_figures()}"
    found: list[Followed] | None = cache.get(address)
    if found is None:
        found = followed_now(reach=reach, on=on)
        cache.set(address, found, KEPT_SECONDS)
    return found


def followed_now(*, reach: Reach, on: date, codes: Collection[str] | None = None) -> list[Followed]:
    """Every project, or those of some codes, as `followed` gives them, asked now: six queries."""
    states = projects(reach=reach, on=on, codes=codes)
    said = latest(reach=reach, on=on, codes=codes)
    entered = terms(reach=reach, codes=codes)
    forecast = outlook(reach=reach, on=on, by=year_end(on.year), codes=codes)
    outlooks = {one.project: one for one in forecast}
    return [
        follow(state, own, terms_known(entered.get(state.code, ()), own), on,
               outlooks.get(state.code))
        for state in states
        for own in (said.get(state.code, ()),)
    ]  # fmt: skip


def delegations(*, reach: Reach) -> list[Delegation]:
    """The delegations within reach, called by their provinces."""
    return seats(reach=reach)


def entered_days(
    codes: Collection[str], *, reach: Reach, on: date
) -> Mapping[str, Mapping[Phase, date]]:
    """The last day on which each project entered each of its phases, by a day; one query."""
    found: dict[str, dict[Phase, date]] = {}
    wanted = within_reach(reach).filter(code__in=list(codes))
    rows = PhaseEntry.objects.filter(project__in=wanted, since__lte=on, withdrawn_why="")
    for code, phase, since in rows.order_by("since", "pk").values_list(
        "project__code", "phase", "since"
    ):
        found.setdefault(code, {})[Phase(phase)] = since
    return found


def follow(
    state: ProjectState,
    said: Sequence[Said],
    contracts: Sequence[Terms],
    on: date,
    forecast: SiteOutlook | None,
) -> Followed:
    """A project with what sources last said of it and what its contracts make of it."""
    delay = latest_deadline(contracts, on)
    is_running = state.phase in _RUNNING
    return Followed(
        code=state.code,
        programme=state.programme,
        site=state.site,
        name_fr=state.name_fr,
        name_ar=state.name_ar,
        delegation=state.delegation,
        kind=state.kind,
        steering=state.steering,
        phase=state.phase,
        since=state.since,
        contractors=contractors(said),
        said=sources(said),
        deadline=delay.deadline,
        days_late=delay.days if is_running else None,
        is_suspended=is_running and any(one.is_suspended(on) for one in contracts),
        outlined=_outlined(forecast),
    )


def _outlined(one: SiteOutlook | None) -> Outlined | None:
    if one is None:
        return None
    return Outlined(one.outlook, one.now, one.if_settled, one.conditions, one.reason)


def contractors(said: Iterable[Said]) -> tuple[str, ...]:
    """Who carries the works out, as the agency writes it first, each once."""
    ordered = sorted(said, key=lambda one: _SOURCES[one.source])
    return tuple(dict.fromkeys(one.contractor for one in ordered if one.contractor))


def sources(said: Sequence[Said]) -> Mapping[ReportSource, Source]:
    """What each source says of the whole project: its lots together, weighed by their amounts."""
    found: dict[ReportSource, list[Said]] = {}
    for one in said:
        found.setdefault(one.source, []).append(one)
    return {source: _source(source, rows) for source, rows in found.items()}


def _source(source: ReportSource, said: Sequence[Said]) -> Source:
    words = {one.stated for one in said}
    own = next((one for one in said if one.lot == WHOLE), said[0])
    return Source(
        source=source,
        on=max(one.on for one in said),
        physical=progress_of(said),
        financial=own.financial,
        paid=total(said, "paid"),
        amount=total(said, "amount"),
        expected_on=max((one.expected_on for one in said if one.expected_on), default=None),
        stated=words.pop() if len(words) == 1 else None,
    )


def curves(history: Sequence[Said]) -> Mapping[ReportSource, list[tuple[date, Decimal]]]:
    """The physical progress that each source said, day by day, of the whole project."""
    found: dict[ReportSource, list[tuple[date, Decimal]]] = {}
    ordered = sorted(history, key=lambda one: (_SOURCES[one.source], one.on))
    for (source, on), rows in groupby(ordered, key=lambda one: (one.source, one.on)):
        share = progress_of(list(rows))
        if share is not None:
            found.setdefault(source, []).append((on, share))
    return found


def terms_known(entered: Sequence[Terms], said: Sequence[Said]) -> list[Terms]:
    """The terms of each contract: those entered, with the amounts that reports give.

    A contract that nobody entered has the terms that the first source says of it. A statement that
    names none speaks of those that are known; alone, it is taken for one.
    """
    by_reference: dict[str, list[Said]] = {}
    for one in sorted(said, key=lambda one: _SOURCES[one.source]):
        by_reference.setdefault(one.reference, []).append(one)
    if len({*by_reference, *(one.reference for one in entered)}) > 1:
        by_reference.pop("", None)
    known = [replace(one, amount=_amount(by_reference.pop(one.reference, ()))) for one in entered]
    return [*known, *(_reported(name, rows) for name, rows in by_reference.items())]


def _amount(said: Sequence[Said]) -> Decimal | None:
    """The amount of a contract as its first source says it; None where it does not."""
    return total([one for one in said if one.source is said[0].source], "amount")


def _reported(reference: str, said: Sequence[Said]) -> Terms:
    first = next((one for one in said if one.service_order_on and one.duration), said[0])
    return Terms(
        reference=reference,
        service_order_on=first.service_order_on,
        duration=first.duration,
        unit=first.unit or DurationUnit.MONTHS,
        amount=_amount(said),
        orders=stops.orders(first.stops) or (),
    )
