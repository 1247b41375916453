"""The probability that each site is ready by a date, and how many will be, with an 80 % interval."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.random import Generator

from tadbir.core.refused import Refused
from tadbir.core.scores import Interval
from tadbir.core.words import N_
from tadbir.works.calc.readiness import remaining, waiting
from tadbir.works.calc.readiness.experience import Experience
from tadbir.works.calc.readiness.simulation import Drawn, Portfolio, simulate
from tadbir.works.calc.readiness.sites import NoProbability, Site
from tadbir.works.terms import Stage

DRAWS = 10_000
MOST_DRAWS = 60_000
LOW, MEDIAN, HIGH = 0.1, 0.5, 0.9


@dataclass(frozen=True, slots=True)
class SiteReadiness:
    """When a site should be ready: `by` gives its probability for each date asked.

    `low`, `median`, `high` are the days by which it is ready in 10, 50 and 90 % of draws; None
    beyond the horizon. All None, with the `reason`, where nothing can be said.
    """

    by: Mapping[date, float] | None
    low: date | None
    median: date | None
    high: date | None
    reason: NoProbability | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """How many sites should be ready by a date: the mean, and an 80 % interval.

    `judged` sites have a probability; `without` have none and are counted in neither bound.
    """

    expected: float
    interval: Interval
    judged: int
    without: int


@dataclass(frozen=True, slots=True)
class Readiness:
    """The forecast of a portfolio on a day; `groups` hold the number ready of each group named."""

    sites: Mapping[str, SiteReadiness]
    expected: Mapping[date, Expected]
    groups: Mapping[str, Mapping[date, Expected]] = field(default_factory=dict)


def readiness(
    sites: Sequence[Site],
    experience: Experience,
    *,
    today: date,
    dates: Sequence[date],
    rng: Generator,
    draws: int = DRAWS,
) -> Readiness:
    """The forecast of every site that is not cancelled, for each date asked.

    Groups are counted in the same draws, which neither they nor the order of sites change. Raises `Refused("works.date-too-far")` for a date that
    is past or beyond the horizon of five years and a half, and `Refused("works.too-many-draws")`
    outside 1 to 60,000 draws.
    """
    _check(today, dates, draws)
    kept = sorted((s for s in sites if s.stage is not Stage.ENDED), key=lambda site: site.key)
    works, reasons = _remaining(kept, experience, today)
    judged = [site for site in kept if site.key in works]
    groups = sorted({name for site in kept for name in site.groups})
    drawn = simulate(
        _portfolio(judged, list(works.values()), experience, today),
        shared=experience.shared,
        days=[(day - today).days for day in dates],
        draws=draws,
        rng=rng,
        groups=[np.array([name in s.groups for s in judged], dtype=np.bool_) for name in groups],
    )
    found = _of_sites(judged, drawn, today, dates)
    found |= {k: SiteReadiness(None, None, None, None, why) for k, why in reasons.items()}
    by_group = zip(groups, drawn.grouped, strict=True)
    return Readiness(
        {site.key: found[site.key] for site in kept},
        _of_dates(drawn.ready, dates, len(judged), len(reasons)),
        {name: _of_group(name, kept, ready, dates, reasons) for name, ready in by_group},
    )


def _of_group(
    name: str,
    sites: Sequence[Site],
    ready: np.ndarray[tuple[int, int], np.dtype[np.int64]],
    dates: Sequence[date],
    reasons: Mapping[str, NoProbability],
) -> Mapping[date, Expected]:
    """How many sites of a group are ready by each date."""
    members = [site.key for site in sites if name in site.groups]
    without = sum(key in reasons for key in members)
    return _of_dates(ready, dates, len(members) - without, without)


def _of_dates(
    ready: np.ndarray[tuple[int, int], np.dtype[np.int64]],
    dates: Sequence[date],
    judged: int,
    without: int,
) -> Mapping[date, Expected]:
    """How many sites are ready by each date, from how many were in each draw."""
    return {
        day: _expected(counts, judged, without) for day, counts in zip(dates, ready, strict=True)
    }


def _remaining(
    sites: Sequence[Site], experience: Experience, today: date
) -> tuple[dict[str, remaining.Days], dict[str, NoProbability]]:
    """The remaining days of the sites of which something can be said, and why not of the others."""
    reasons = {site.key: reason for site in sites if (reason := site.unknown()) is not None}
    known = [site for site in sites if site.key not in reasons]
    tables = remaining.tables([remaining.underway(site, today) for site in known], experience)
    works: dict[str, remaining.Days] = {}
    for site, table in zip(known, tables, strict=True):
        if table is None:
            reasons[site.key] = NoProbability.BEYOND_EXPERIENCE
        else:
            works[site.key] = table
    return works, reasons


def _check(today: date, dates: Sequence[date], draws: int) -> None:
    if not 1 <= draws <= MOST_DRAWS:
        raise Refused(
            "works.too-many-draws",
            N_("{draws} draws: between 1 and {most} can be made."),
            draws=draws,
            most=MOST_DRAWS,
        )
    for day in dates:
        if not 0 <= (day - today).days < waiting.HORIZON - 1:
            raise Refused(
                "works.date-too-far",
                N_("{day} is past or more than five years away: readiness is not forecast for it."),
                day=day,
            )


def _portfolio(
    sites: Sequence[Site], tables: Sequence[remaining.Days], experience: Experience, today: date
) -> Portfolio:
    """The sites as tables; one without a contractor shares its delays with nobody."""
    waits, wait_of = waiting.tables(
        [waiting.waiting(site, today) for site in sites], experience.waits
    )
    owners = [site.contractor or f"\0{site.key}" for site in sites]
    numbers = {owner: number for number, owner in enumerate(dict.fromkeys(owners))}
    works = np.array(tables, dtype=np.uint16).reshape(len(sites), len(remaining.SCORES))
    return Portfolio(works, waits, wait_of, np.array([numbers[o] for o in owners], dtype=np.intp))


def _of_sites(
    sites: Sequence[Site], drawn: Drawn, today: date, dates: Sequence[date]
) -> dict[str, SiteReadiness]:
    """What the draws say of each site."""
    shares = [drawn.shares_by((day - today).days) for day in dates]
    low, median, high = (drawn.quantile(level) for level in (LOW, MEDIAN, HIGH))

    def day(days: int) -> date | None:
        return today + timedelta(days=days) if days < waiting.HORIZON - 1 else None

    return {
        site.key: SiteReadiness(
            {asked: float(share[row]) for asked, share in zip(dates, shares, strict=True)},
            day(int(low[row])),
            day(int(median[row])),
            day(int(high[row])),
        )
        for row, site in enumerate(sites)
    }


def _expected(
    ready: np.ndarray[tuple[int], np.dtype[np.int64]], judged: int, without: int
) -> Expected:
    low, high = np.quantile(ready, [LOW, HIGH], method="inverted_cdf")
    return Expected(
        float(ready.mean()), Interval(float(low), float(high)), judged=judged, without=without
    )
