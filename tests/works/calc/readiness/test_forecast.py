"""The forecast of a portfolio: against its plain twin, against what came, and what it refuses."""

import math
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from bench.sides import drawn_plainly
from tadbir.core.probabilities import miscalibration
from tadbir.core.refused import Refused
from tadbir.core.scores import Interval
from tadbir.works.calc.readiness.backtest import (
    HELD_OUT_SEEDS,
    Method,
    Scored,
    backtest,
    regions,
    table,
)
from tadbir.works.calc.readiness.experience import Experience, learned
from tadbir.works.calc.readiness.forecast import Expected, Readiness, SiteReadiness, readiness
from tadbir.works.calc.readiness.histories import generated
from tadbir.works.calc.readiness.outlook import Listed, Outlook, outlooks
from tadbir.works.calc.readiness.sites import Hold, NoProbability, Progress, Site
from tadbir.works.terms import Gate, Phase
from tests.house.test_references import PAGES
from tests.works.calc.readiness.conftest import TODAY

Made = Callable[..., Site]
PRIORS = learned()
SOON, LATER = TODAY + timedelta(days=30), TODAY + timedelta(days=120)


def forecast(sites: list[Site], experience: Experience = PRIORS, draws: int = 2000) -> Readiness:
    """The forecast with a fixed seed."""
    return readiness(
        sites,
        experience,
        today=TODAY,
        dates=[SOON, LATER],
        rng=np.random.default_rng(1),
        draws=draws,
    )


def test_draws_agree_with_the_plain_twin() -> None:
    """Shares of draws ready at each site's quartiles, 40 generated sites, 4,000 draws each."""
    region = generated(np.random.default_rng(9), today=TODAY, sites=200)
    sites, known, draws = list(region.sites[:40]), learned(region.works, region.waits), 4000
    plain = drawn_plainly.prepared(sites, known, TODAY)
    theirs = drawn_plainly.drawn(plain, known.shared, draws, random.Random(1))
    dates = [TODAY + timedelta(days=days) for days in range(10, 400, 10)]
    ours = readiness(
        sites, known, today=TODAY, dates=dates, rng=np.random.default_rng(2), draws=draws
    )

    away = []
    for site, days in zip(sites, theirs, strict=True):
        by = ours.sites[site.key].by
        assert by is not None
        for day in dates:
            share = sum(one <= (day - TODAY).days for one in days) / draws
            error = math.sqrt(max(share * (1 - share), 1 / draws) * 2 / draws)
            away.append((by[day] - share) / error)
    # Dates of a site and sites of a contractor share their draws: five errors in place of three.
    assert max(np.abs(away)) < 5
    assert np.mean(np.square(away)) < 2
    counted = [sum(d <= 90 for d in draw) for draw in zip(*theirs, strict=True)]
    expected = ours.expected[TODAY + timedelta(days=90)]
    assert expected.expected == pytest.approx(np.mean(counted), abs=0.3)
    assert expected.interval.low == pytest.approx(np.quantile(counted, 0.1), abs=1)
    assert expected.interval.high == pytest.approx(np.quantile(counted, 0.9), abs=1)


def test_ready_and_opened_sites_are_certain_and_cancelled_ones_are_left_out(site: Made) -> None:
    found = forecast(
        [
            site("A", phase=Phase.OPENED),
            site("B", phase=Phase.READY_TO_OPEN, contract_days=None),
            site("C", phase=Phase.CANCELLED),
        ]
    )

    certain = SiteReadiness({SOON: 1.0, LATER: 1.0}, TODAY, TODAY, TODAY)
    assert found.sites == {"A": certain, "B": certain}
    assert found.expected[SOON] == Expected(2.0, Interval(2.0, 2.0), 2, 0)


def test_site_that_nothing_can_be_said_of_is_counted_apart(site: Made) -> None:
    old = site("O", contract_days=10, service_order_on=TODAY - timedelta(days=400))
    found = forecast([site("A"), site("B", contract_days=None), old])

    assert found.sites["B"] == SiteReadiness(None, None, None, None, NoProbability.NO_DURATION)
    assert found.sites["O"].reason is NoProbability.BEYOND_EXPERIENCE
    assert (found.expected[SOON].judged, found.expected[SOON].without) == (1, 2)


def test_nobody_to_judge_expects_nobody(site: Made) -> None:
    assert forecast([]).expected[SOON] == Expected(0.0, Interval(0.0, 0.0), 0, 0)
    assert forecast([site(contract_days=None)]).expected[SOON].without == 1


def test_order_of_the_sites_changes_nothing(site: Made) -> None:
    sites = [site(key, contractor="C") for key in "ABC"]

    assert forecast(sites) == forecast(sites[::-1])


def test_a_shut_gate_and_a_stop_hold_a_site_back(site: Made) -> None:
    found = forecast(
        [
            site("A"),
            site("B", gates_open=frozenset(Gate) - {Gate.EQUIPMENT}),
            site("C", suspended_on=TODAY),
            site("D", phase=Phase.TENDER),
        ]
    ).sites
    by = {key: one.by[LATER] for key, one in found.items() if one.by}

    assert by["D"] < by["B"] < by["A"]
    assert by["C"] < by["A"]


def test_sites_of_one_contractor_widen_the_interval(site: Made) -> None:
    together = replace(PRIORS, shared=0.6)
    alone = forecast([site(f"S{n}") for n in range(40)], together).expected[LATER]
    one = forecast([site(f"S{n}", contractor="C") for n in range(40)], together).expected[LATER]

    assert one.expected == pytest.approx(alone.expected, abs=1)
    assert one.interval.high - one.interval.low > 2 * (alone.interval.high - alone.interval.low)


def test_far_day_is_not_dated(site: Made) -> None:
    slow = site(phase=Phase.PROGRAMMED, contract_days=1500)

    assert forecast([slow]).sites["S"].high is None


@pytest.mark.parametrize("days", [-1, 2047])
def test_date_out_of_bounds_is_refused(days: int) -> None:
    with pytest.raises(Refused) as refusal:
        readiness(
            [],
            PRIORS,
            today=TODAY,
            dates=[TODAY + timedelta(days=days)],
            rng=np.random.default_rng(1),
        )
    assert refusal.value.code == "works.date-too-far"


@pytest.mark.parametrize("draws", [0, 60_001])
def test_number_of_draws_is_bounded(draws: int) -> None:
    with pytest.raises(Refused) as refusal:
        forecast([], draws=draws)
    assert refusal.value.code == "works.too-many-draws"


def test_list_of_the_director(site: Made) -> None:
    equipment = frozenset(Gate) - {Gate.EQUIPMENT}
    accepted = {"phase": Phase.PROVISIONAL_ACCEPTANCE, "accepted_on": TODAY}
    found = outlooks(
        [
            site("A", phase=Phase.READY_TO_OPEN),
            site("B", **accepted, open_reserves=0, gates_open=frozenset(Gate)),
            site("C", **accepted, open_reserves=2, gates_open=equipment),
            site("D", phase=Phase.STUDIES, open_reserves=None),
            site("E", contract_days=None, suspended_on=TODAY),
            site("F", phase=Phase.CANCELLED),
        ],
        PRIORS,
        today=TODAY,
        by=date(2025, 12, 31),
        seed=1,
        draws=2000,
    )

    assert {key: one.outlook for key, one in found.items()} == {
        "A": Outlook.READY,
        "B": Outlook.LIKELY,
        "C": Outlook.COULD_BE_READY,
        "D": Outlook.WILL_NOT,
        "E": Outlook.UNKNOWN,
    }
    assert found["C"].conditions == (Hold.FEW_RESERVES, Gate.EQUIPMENT)
    assert found["C"].if_settled == 1.0
    assert found["E"] == Listed(
        Outlook.UNKNOWN, None, None, (Hold.RESTART,), NoProbability.NO_DURATION
    )


def test_what_only_comes_after_the_works_cannot_be_settled_today(site: Made) -> None:
    """Nearly done, every gate shut: reserves and commissioning stay in both figures."""
    nearly = {"progress": Progress(TODAY, 0.95), "service_order_on": TODAY - timedelta(days=140)}
    shut = site("A", gates_open=frozenset(), **nearly)
    rest = site("B", gates_open=frozenset(Gate) - {Gate.COMMISSIONING}, **nearly)
    found, alone = (
        outlooks([one], PRIORS, today=TODAY, by=date(2026, 1, 31), seed=1, draws=2000)[one.key]
        for one in (shut, rest)
    )

    assert found.conditions == (Gate.EQUIPMENT, Gate.STAFF, Gate.WATER_AND_POWER)
    assert found.if_settled == alone.now == alone.if_settled
    assert found.now is not None
    assert alone.now is not None
    assert found.now < alone.now
    assert alone.conditions == ()


def test_nothing_to_judge_has_no_score() -> None:
    found = backtest([])

    assert set(found.brier.values()) == {None}
    assert (found.coverage, found.judged) == (None, 0)


@pytest.fixture(scope="module")
def scored() -> Scored:
    """The back-test on the seeds that nothing was tuned on."""
    return backtest(regions(HELD_OUT_SEEDS))


@pytest.mark.slow
@pytest.mark.parametrize("method", [m for m in Method if m is not Method.OURS])
def test_probabilities_beat_the_promise_and_the_class_on_held_out_seeds(
    scored: Scored, method: Method
) -> None:
    ours, theirs = scored.brier[Method.OURS], scored.brier[method]

    assert ours is not None
    assert theirs is not None
    assert ours < theirs


@pytest.mark.slow
def test_what_is_announced_happens_about_as_often(scored: Scored) -> None:
    gap = miscalibration(scored.bands)

    assert gap is not None
    assert gap < 0.001
    assert scored.coverage is not None
    assert 0.7 <= scored.coverage <= 0.9


@pytest.mark.slow
def test_reference_page_prints_what_the_back_test_found(scored: Scored) -> None:
    page = (PAGES / "works-calculations.md").read_text(encoding="utf-8")
    scores = [f"| {score:.4f} |" for score in scored.brier.values()]
    found = [*scores, table(scored.bands), f"{scored.judged:,}", f"{scored.coverage:.1%}"[:-1]]

    assert [text for text in found if text not in page] == []


def test_generated_region_is_known_only_to_its_day() -> None:
    region = generated(np.random.default_rng(3), today=TODAY, sites=120)

    assert all(ready > TODAY for ready in region.ready.values())
    assert all(s.progress is None or s.progress.on <= TODAY for s in region.sites)
    assert len(region.works) == 120
    assert {w.is_over for w in region.works} == {True, False}
