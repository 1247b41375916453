"""The two halves of a site's delay: its remaining works and its waits."""

from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.core.refused import Refused
from tadbir.works.calc.readiness.experience import learned
from tadbir.works.calc.readiness.remaining import (
    LOGS,
    SCORES,
    Underway,
    densities,
    posterior,
    remaining,
    tables,
    underway,
)
from tadbir.works.calc.readiness.sites import Hold, NoProbability, Progress, Site
from tadbir.works.calc.readiness.spread import Spread
from tadbir.works.calc.readiness.waiting import (
    HORIZON,
    Waiting,
    by_day,
    distribution,
    waiting,
)
from tadbir.works.calc.readiness.waiting import tables as wait_tables
from tadbir.works.terms import Gate, Phase, ProjectKind
from tests.works.calc.readiness.conftest import TODAY

EXPERIENCE = learned()
KIND = ProjectKind.PRIMARY_CARE_REFURBISHMENT
PRIOR = densities(EXPERIENCE.overruns)[KIND]
MIDDLE = len(SCORES) // 2
Made = Callable[..., Site]


def median(contracted: int, spent: int, report: tuple[int, float] | None) -> int:
    """The median of the remaining days."""
    weights = posterior(Underway(KIND, contracted, spent, report), PRIOR, EXPERIENCE)
    assert weights is not None
    return int(remaining(Underway(KIND, contracted, spent, report), weights)[MIDDLE])


def test_site_as_numbers(site: Made) -> None:
    assert underway(site(), TODAY) == Underway(KIND, 150, 100, (100, 0.6))
    assert underway(site(progress=None), TODAY) == Underway(KIND, 150, 100, None)
    assert underway(site(progress=Progress(TODAY, 0.01)), TODAY) == Underway(KIND, 150, 100, None)
    assert underway(site(phase=Phase.TENDER), TODAY) == Underway(KIND, 150, 0, None)
    assert underway(site(phase=Phase.PROVISIONAL_ACCEPTANCE), TODAY) is None


def test_advanced_works_follow_their_own_pace() -> None:
    """180 days for 90 % leave about 20; the class alone would say far more or nothing."""
    assert 10 <= median(150, 180, (180, 0.9)) <= 30


def test_works_hardly_begun_follow_their_class() -> None:
    """10 % after 10 days lets 100 days expect, of 150 contracted: the class holds it back."""
    assert median(150, 10, (10, 0.1)) > 110


def test_the_slower_the_pace_the_more_remains() -> None:
    found = [median(150, 100, (100, done)) for done in (0.9, 0.6, 0.3)]

    assert found == sorted(found)
    assert found[0] < found[-1]


def test_works_that_outlast_everything_known_have_no_table(site: Made) -> None:
    old = site(contract_days=10, service_order_on=TODAY - timedelta(days=400))

    assert tables([underway(old, TODAY)], EXPERIENCE) == [None]


@given(spent=st.integers(0, 900), done=st.floats(0.02, 1), contracted=st.integers(20, 800))
def test_remaining_days_rise_with_the_score_and_works_are_not_over(
    spent: int, done: float, contracted: int
) -> None:
    works = Underway(KIND, contracted, spent, (spent, done) if spent else None)
    weights = posterior(works, PRIOR, EXPERIENCE)

    if weights is None:
        assert spent > contracted * np.exp(LOGS[-1]) * 0.98
        return
    table = remaining(works, weights)
    assert (np.diff(table.astype(int)) >= 0).all()
    assert weights.sum() == pytest.approx(1)


@pytest.mark.parametrize("physical", [-0.01, 1.01])
def test_progress_outside_its_bounds_is_refused(physical: float) -> None:
    with pytest.raises(Refused) as refusal:
        Progress(TODAY, physical)
    assert refusal.value.code == "works.progress-out-of-range"


def test_waits_of_a_site(site: Made) -> None:
    shut = frozenset({Gate.STAFF})
    accepted = site(
        phase=Phase.PROVISIONAL_ACCEPTANCE,
        accepted_on=TODAY - timedelta(days=30),
        open_reserves=7,
        gates_open=shut,
    )

    assert waiting(accepted, TODAY) == Waiting(
        (),
        ((Hold.MANY_RESERVES, 30), (Gate.EQUIPMENT, 30), (Gate.WATER_AND_POWER, 30)),
        ((Gate.COMMISSIONING, 0),),
    )
    assert waiting(site(), TODAY) == Waiting((), ((Hold.FEW_RESERVES, 0),), ())
    stopped = site(suspended_on=TODAY - timedelta(days=8), open_reserves=0)
    assert waiting(stopped, TODAY) == Waiting(((Hold.RESTART, 8),), (), ())
    begun = site(phase=Phase.TENDER, phase_since=TODAY - timedelta(days=5), open_reserves=0)
    assert waiting(begun, TODAY) == Waiting(((Phase.TENDER, 5),), (), ())
    assert waiting(site(phase=Phase.READY_TO_OPEN), TODAY) == Waiting((), (), ())


@pytest.mark.parametrize(
    ("phase", "gate"), [(Phase.EQUIPPED, Gate.EQUIPMENT), (Phase.STAFFED, Gate.STAFF)]
)
def test_phase_opens_its_own_gate(site: Made, phase: Phase, gate: Gate) -> None:
    assert site(phase=phase, gates_open=frozenset()).gates_shut == frozenset(Gate) - {gate}


EVEN = Spread(np.array([0.0, 10.0]), np.array([0.5, 0.5]))  # any time within ten days
SPREADS = {Gate.STAFF: EVEN, Gate.EQUIPMENT: EVEN, Gate.COMMISSIONING: EVEN, Hold.RESTART: EVEN}


def test_wait_already_begun_is_conditional_on_it() -> None:
    fresh, begun, beyond = (by_day(EVEN, waited) for waited in (0, 6, 11))

    assert fresh[:12] == pytest.approx([0, *[0.1] * 10, 0])
    assert begun[:6] == pytest.approx([0, *[0.25] * 4, 0])
    assert beyond == pytest.approx(fresh)  # longer than any known: as if beginning again


def test_side_by_side_takes_the_longest_and_one_after_another_the_sum() -> None:
    beside = Waiting((), ((Gate.STAFF, 0), (Gate.EQUIPMENT, 0)), ())
    after = Waiting(((Hold.RESTART, 0),), (), ((Gate.COMMISSIONING, 0),))

    assert np.cumsum(distribution(beside, SPREADS))[5] == pytest.approx(0.25)
    assert distribution(after, SPREADS)[20] == pytest.approx(0.01)
    assert float(distribution(after, SPREADS) @ np.arange(HORIZON)) == pytest.approx(11)


def test_nothing_to_wait_for_takes_no_day_and_alike_sites_share_a_row() -> None:
    none, staff = Waiting((), (), ()), Waiting((), ((Gate.STAFF, 0),), ())
    table, rows = wait_tables([none, staff, none], SPREADS)

    assert rows.tolist() == [0, 1, 0]
    assert table[0].max() == 0
    assert (table[1].min(), table[1].max()) == (1, 10)


def test_what_passes_the_horizon_stands_on_its_last_day() -> None:
    long = Spread(np.array([1500.0, 1500.0]), np.array([0.5, 0.5]))
    found = distribution(
        Waiting(((Gate.STAFF, 0),), (), ((Gate.EQUIPMENT, 0),)),
        {Gate.STAFF: long, Gate.EQUIPMENT: long},
    )

    assert found[-1] == pytest.approx(1)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"contract_days": None}, NoProbability.NO_DURATION),
        ({"service_order_on": None}, NoProbability.NO_SERVICE_ORDER_DATE),
        ({"phase": Phase.READY_TO_OPEN, "contract_days": None}, None),
        ({"phase": Phase.PROVISIONAL_ACCEPTANCE, "contract_days": None}, None),
        ({}, None),
    ],
)
def test_what_is_missing_is_named(
    site: Made, changes: dict[str, object], reason: NoProbability | None
) -> None:
    assert site(**changes).unknown() is reason
