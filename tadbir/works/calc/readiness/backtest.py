"""The probabilities of regions against what came, and against what people go by today."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
from numpy.random import Generator

from tadbir.core.probabilities import Band, Judged, brier, calibration
from tadbir.core.scores import Interval, coverage
from tadbir.works.calc.readiness.experience import Experience, learned
from tadbir.works.calc.readiness.forecast import Expected, Readiness, readiness
from tadbir.works.calc.readiness.histories import Region, generated
from tadbir.works.calc.readiness.sites import Site
from tadbir.works.calc.readiness.waiting import distribution, waiting
from tadbir.works.terms import Stage

# Seeds of the back-test; the constants of the method were settled on seeds 1 to 20.
HELD_OUT_SEEDS = (3101, 3102, 3103, 3104, 3105)
# Each region is seen on these days, which share nothing but the generator.
DAYS_SEEN = tuple(date(2025, month, 12) for month in (3, 6, 9, 12))
AHEAD = (20, 45, 90, 180)  # days between the day seen and the day asked
DRAWS = 2_000


class Method(StrEnum):
    """Ours, and what people go by.

    The promise of the contractor; the mean duration of the class; and ours with no report of
    progress, which says how often works of the class made it from where the site is in time.
    """

    OURS = "tadbir"
    CONTRACTOR_DATE = "contractor_date"
    CLASS_MEAN = "class_mean"
    CLASS_SHARE = "class_share"


Said = Mapping[str, Mapping[date, float]]
"""Probabilities by site and date asked."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The back-test: Brier's score of each method, our calibration, and our counts' coverage.

    `coverage` is the share of 80 % intervals of the number ready that held it, `judged` counts the
    announcements. Scores and coverage are None where nothing was judged.
    """

    brier: Mapping[Method, float | None]
    bands: tuple[Band, ...]
    coverage: float | None
    judged: int


def regions(seeds: Iterable[int] = HELD_OUT_SEEDS) -> Iterator[tuple[Region, Generator]]:
    """One region for each seed and each day seen, with the generator of its draws."""
    for seed in seeds:
        for number, today in enumerate(DAYS_SEEN):
            yield (
                generated(np.random.default_rng([seed, number]), today=today),
                np.random.default_rng([seed, number, 1]),
            )


def backtest(found: Iterable[tuple[Region, Generator]]) -> Scored:
    """Every method on every site and day asked, learned from what each region knew that day."""
    judged: dict[Method, list[Judged]] = {method: [] for method in Method}
    counts: list[tuple[Interval, float]] = []
    for region, rng in found:
        dates = [region.today + timedelta(days=days) for days in AHEAD]
        said, expected = _said(region, dates, rng)
        for day in dates:
            happened = {key: region.ready[key] <= day for key in said[Method.OURS]}
            for method, by_site in said.items():
                judged[method] += [Judged(by_site[k][day], came) for k, came in happened.items()]
            counts.append((expected[day].interval, float(sum(happened.values()))))
    return Scored(
        {method: brier(all_of) for method, all_of in judged.items()},
        calibration(judged[Method.OURS]),
        coverage(counts),
        len(judged[Method.OURS]),
    )


def _said(
    region: Region, dates: Sequence[date], rng: Generator
) -> tuple[dict[Method, Said], Mapping[date, Expected]]:
    """What each method said of each site that ours could judge, and our expected numbers."""
    experience, today = learned(region.works, region.waits), region.today

    def forecast(sites: Sequence[Site]) -> Readiness:
        return readiness(sites, experience, today=today, dates=dates, rng=rng, draws=DRAWS)

    ours = forecast(region.sites)
    sites = [site for site in region.sites if ours.sites[site.key].by is not None]
    by_class = forecast([replace(site, progress=None) for site in sites])
    means = {site.key: _mean_of_class(site, experience, today) for site in sites}
    said: dict[Method, Said] = {
        Method.OURS: {site.key: ours.sites[site.key].by or {} for site in sites},
        Method.CLASS_SHARE: {site.key: by_class.sites[site.key].by or {} for site in sites},
        Method.CLASS_MEAN: {site.key: _certain(means[site.key], dates) for site in sites},
        Method.CONTRACTOR_DATE: {
            site.key: _certain(region.promised[site.key], dates) for site in sites
        },
    }
    return said, ours.expected


def _certain(told: date, dates: Sequence[date]) -> Mapping[date, float]:
    """What a bare date says of each date asked: ready for sure, or not at all."""
    return {day: float(told <= day) for day in dates}


def _mean_of_class(site: Site, experience: Experience, today: date) -> date:
    """The day on which works of its class are over on average, and the mean of its waits later."""
    over = today
    if site.stage is Stage.WORKS and site.service_order_on is not None:
        days = experience.overruns[site.kind].mean * (site.contract_days or 0)
        over = max(today, site.service_order_on + timedelta(days=round(days)))
    likely = distribution(waiting(site, today), experience.waits)
    return over + timedelta(days=round(float(likely @ np.arange(len(likely)))))


def table(bands: Iterable[Band]) -> str:
    """The calibration in Markdown: what was announced, how often it happened, how many."""
    lines = [
        f"| {band.low:.0%} to {band.high:.0%} | {percent(band.announced)} "
        f"| {percent(band.observed)} | {band.count:,} |"
        for band in bands
    ]
    head = ["| announced | mean | happened | announcements |", "|---|---|---|---|"]
    return "\n".join([*head, *lines])


def percent(value: float | None) -> str:
    """A fraction of 1 in percent; a dash where there is none."""
    return "—" if value is None else f"{value:.1%}"
