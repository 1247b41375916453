"""Forecasts of readiness prepared inside a commit or an action, so that pages read rows."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

import numpy as np
from django.db import transaction

from tadbir.audit import trail
from tadbir.core import clock
from tadbir.intake.registry import StandingChange
from tadbir.territory.followers import Reattached, Typed, typed_followers
from tadbir.territory.models import Entity
from tadbir.territory.reach import DOMAINS, Reach
from tadbir.territory.terms import EntityKind
from tadbir.works.calc.readiness import outlook as calc
from tadbir.works.calc.readiness.forecast import Expected, Readiness, readiness
from tadbir.works.calc.readiness.sites import Site
from tadbir.works.models import Outlook, Programme, Project, Prospect
from tadbir.works.queries import cases, forecast_dates, joined, site_of

MOVED_BY = frozenset({"projects", "progress", "gates"})
_DIGITS = Decimal("0.000001")
AT_ONCE = 1000


@dataclass(slots=True)
class _Later:
    """The regions that a gathering of actions moved, by path."""

    paths: set[str] = field(default_factory=set)


_open: ContextVar[_Later | None] = ContextVar("outlooks", default=None)


@contextmanager
def prepared_once() -> Iterator[None]:
    """Many actions in one transaction, the outlooks of their regions prepared once, at the end."""
    with transaction.atomic():
        later = _Later()
        token = _open.set(later)
        try:
            yield
        finally:
            _open.reset(token)
        for path in sorted(later.paths):
            _announce(path, trail.last_number())


def refresh_outlooks(changes: Sequence[StandingChange], number: int) -> None:
    """Prepare again the outlooks of the regions whose projects, progress or gates a batch moved."""
    moved = {change.holder_code for change in changes if change.dataset in MOVED_BY}
    for path in _regions(moved):
        prepare(path, number)


def follow_reattachment(moved: Reattached, number: int) -> None:
    """Prepare again the outlooks of the regions that a site, or what holds sites, leaves and joins."""
    if Project.objects.filter(site__path__contains=f"/{moved.entity}/").exists():
        for path in _regions({moved.after, *filter(None, [moved.before])}):
            prepare(path, number)


def refresh_of(project: Project) -> None:
    """Prepare again the outlooks of a project's region, from inside an action on it."""
    path = _region(project.site.path)
    later = _open.get()
    if later is None:
        _announce(path, trail.next_number())
    else:
        later.paths.add(path)


def _announce(path: str, number: int) -> None:
    """Prepare a region again, then let others prepare what they make of its works."""
    prepare(path, number)
    typed = Typed("works", path.strip("/").split("/")[-1])
    for follower in typed_followers():
        follower(typed, number)


def follow_typed(typed: Typed, number: int) -> None:
    """Prepare again the outlooks of a region where a person typed of the contracts behind them."""
    if typed.domain == "procurement":
        for path in _regions({typed.entity}):
            if Project.objects.filter(site__path__startswith=path).exists():
                prepare(path, number)


def _regions(holders: Collection[str]) -> list[str]:
    """The paths of the directorates that some entities lie in today."""
    paths = Entity.objects.filter(code__in=holders).values_list("path", flat=True)
    return sorted({_region(path) for path in paths})


def _region(path: str) -> str:
    return "/".join(path.split("/")[:3]) + "/"


def prepare(path: str, number: int) -> None:
    """Forecast every site of a region today, by each date asked; the day's earlier rows give way.

    The draw is seeded by the day: prepared again, the same knowledge gives the same figures. What
    is learned is the region's own. Thirty queries or so, and two simulations.
    """
    today, region = clock.today(), path.strip("/").split("/")[-1]
    reach = Reach((path,), DOMAINS)
    found = joined(reach=reach, on=today)
    groups = _groups(path, [(one.state.code, one.state.programme) for one in found])
    sites = [
        replace(site_of(one, today), groups=_names(one.state.code, groups)) for one in found
    ]  # fmt: skip
    dates = forecast_dates(region, on=today)
    learned = cases(reach=reach, on=today).learned

    def forecast(of: Sequence[Site]) -> Readiness:
        rng = np.random.default_rng(today.toordinal())
        return readiness(of, learned, today=today, dates=dates, rng=rng)

    now, later = forecast(sites), forecast([calc.settled(site) for site in sites])
    Outlook.objects.filter(project__site__path__startswith=path, on_date=today).delete()
    Prospect.objects.filter(entity__path__startswith=path, on_date=today).delete()
    _keep_outlooks(sites, now, later, dates, (today, number))
    _keep_prospects(now, groups, region, (today, number))


@dataclass(frozen=True, slots=True)
class _Group:
    """The sites counted together: a region's programme, or a delegation's sites."""

    entity: str
    programme: str = ""

    def __str__(self) -> str:
        return f"{self.entity} {self.programme}"


def _names(project: str, groups: Mapping[_Group, frozenset[str]]) -> frozenset[str]:
    """The groups that hold a project, by name."""
    return frozenset(str(group) for group, members in groups.items() if project in members)


def _groups(path: str, found: Sequence[tuple[str, str]]) -> Mapping[_Group, frozenset[str]]:
    """The projects of each programme and of each delegation, and of both, by code."""
    region = path.strip("/").split("/")[-1]
    delegations = dict(
        Entity.objects.filter(path__startswith=path, kind=EntityKind.DELEGATION).values_list(
            "path", "code"
        )
    )
    sites = dict(
        Project.objects.filter(site__path__startswith=path).values_list("code", "site__path")
    )
    groups: dict[_Group, set[str]] = defaultdict(set)
    for code, programme in found:
        groups[_Group(region, programme)].add(code)
        steps = sites[code].split("/")
        if delegation := delegations.get("/".join(steps[:4]) + "/"):
            groups[_Group(delegation)].add(code)
            groups[_Group(delegation, programme)].add(code)
    return {name: frozenset(codes) for name, codes in groups.items()}


def _keep_outlooks(
    sites: Sequence[Site], now: Readiness, later: Readiness, dates: Sequence[date],
    at: tuple[date, int],
) -> None:  # fmt: skip
    """A row for each site and date."""
    projects = dict(
        Project.objects.filter(code__in=[site.key for site in sites]).values_list("code", "pk")
    )
    rows = [
        _outlook(site, now, later, by, Outlook(project_id=projects[site.key], by=by))
        for site in sites
        if site.key in now.sites
        for by in dates
    ]
    for row in rows:
        row.on_date, row.number = at
    Outlook.objects.bulk_create(rows, batch_size=AT_ONCE)


def _outlook(site: Site, now: Readiness, later: Readiness, by: date, row: Outlook) -> Outlook:
    """A row filled with where a site stands for a date."""
    its, then = now.sites[site.key], later.sites[site.key]
    found = calc.listed(
        site,
        its.by[by] if its.by else None,
        its.reason,
        then.by[by] if then.by else None,
    )
    row.outlook = found.outlook.value
    row.now, row.if_settled = _exact(found.now), _exact(found.if_settled)
    row.conditions = [condition.value for condition in found.conditions]
    row.reason = found.reason.value if found.reason else ""
    row.low_on, row.median_on, row.high_on = its.low, its.median, its.high
    return row


def _exact(probability: float | None) -> Decimal | None:
    return None if probability is None else Decimal(str(probability)).quantize(_DIGITS)


def _keep_prospects(
    now: Readiness, groups: Mapping[_Group, frozenset[str]], region: str, at: tuple[date, int]
) -> None:
    """A row for each group and date, and for the whole region."""
    every = {_Group(region): now.expected}
    every |= {g: now.groups[str(g)] for g in groups if str(g) in now.groups}
    entities = dict(
        Entity.objects.filter(code__in={group.entity for group in every}).values_list("code", "pk")
    )
    programmes = dict(
        Programme.objects.filter(code__in={group.programme for group in every}).values_list(
            "code", "pk"
        )
    )
    Prospect.objects.bulk_create(
        [
            Prospect(
                entity_id=entities[group.entity],
                programme_id=programmes.get(group.programme),
                on_date=at[0],
                number=at[1],
                by=by,
                **_counted(found),
            )
            for group, by_date in every.items()
            for by, found in by_date.items()
        ],
        batch_size=AT_ONCE,
    )


def _counted(found: Expected) -> Mapping[str, int | float]:
    return {
        "expected": found.expected,
        "low": int(found.interval.low),
        "high": int(found.interval.high),
        "judged": found.judged,
        "unknown": found.without,
    }
