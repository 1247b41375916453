"""The year-end forecast: its bounds, its band, what it refuses to learn from, its back-test."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadbir.budget.calc.backtest import HELD_OUT_SEEDS, backtest, backtest_of_totals
from tadbir.budget.calc.forecast.baselines import Baseline, Known, baseline
from tadbir.budget.calc.forecast.histories import MEASURES, Panel, generated
from tadbir.budget.calc.forecast.judged import judged_on_past
from tadbir.budget.calc.forecast.learning import Position
from tadbir.budget.calc.forecast.model import LEVELS, Pool, Positions, fitted, widening
from tadbir.budget.calc.forecast.same_day import amount_on, same_day
from tadbir.budget.calc.forecast.scoring import OURS, Score, table
from tadbir.budget.calc.forecast.year_end import Forecasts, NoBand, year_end_forecasts
from tadbir.core.refused import Refused

NOW = [
    Position("Sefrou", 2025, "drsps", D(1000), D(600), D(900)),
    Position("Taza", 2025, "drsps", D(500), D(200)),
]


def past_of(years: Sequence[int], perimeter: str = "drsps") -> list[Position]:
    """Finished years in which three quarters of the gap were closed, more or less."""
    return [
        Position(holder, year, perimeter, D(1000), D(500), D(900), D(780 + 5 * (year % 5)))
        for holder in ("Sefrou", "Taza", "Ifrane")
        for year in years
    ]


def forecast(now: Sequence[Position], past: Sequence[Position]) -> Forecasts:
    """The forecasts with a fixed seed."""
    return year_end_forecasts(now, past, rng=np.random.default_rng(1))


@pytest.fixture(scope="module")
def held_out() -> list[Panel]:
    """The five generated histories on which nothing was tuned."""
    return [generated(np.random.default_rng(seed)) for seed in HELD_OUT_SEEDS]


@pytest.fixture(scope="module")
def scores(held_out: list[Panel]) -> dict[str, Score]:
    """Every method on the held-out seeds."""
    return {score.method: score for score in backtest(held_out)}


@pytest.mark.parametrize("kind", Baseline)
def test_forecast_beats_each_baseline_on_held_out_seeds(
    scores: dict[str, Score], kind: Baseline
) -> None:
    ours, theirs = scores[OURS], scores[kind]

    assert ours.absolute_error < theirs.absolute_error
    assert ours.crps < theirs.crps
    assert ours.pinball < theirs.pinball


def test_intervals_cover_about_four_fifths_on_held_out_seeds(scores: dict[str, Score]) -> None:
    coverage = scores[OURS].coverage

    assert coverage is not None
    assert 0.75 <= coverage <= 0.85


def test_intervals_of_a_region_cover_about_four_fifths(held_out: list[Panel]) -> None:
    found = backtest_of_totals(held_out, rng=np.random.default_rng(HELD_OUT_SEEDS[0]))

    assert found.coverage is not None
    assert 0.75 <= found.coverage <= 0.85


def test_table_shows_no_coverage_for_a_point() -> None:
    text = table([Score("x", 0.1, 0.05, 0.1, None, 3), Score("y", 0.1, 0.05, 0.1, 0.8, 3)])

    assert [line.split()[4] for line in text.splitlines()[1:]] == ["—", "80.0%"]


def test_generated_histories_keep_their_bounds_and_their_seed() -> None:
    panel = generated(np.random.default_rng(7), entities=4, years=4)

    for measure in MEASURES:
        assert np.all(np.diff(panel.reached[measure] * panel.credits, axis=2) >= -1e-6)
        assert np.all(panel.reached[measure] <= panel.final[measure] + 1e-9)
        assert np.all(panel.final[measure] <= panel.possible[measure] + 1e-9)
    again = generated(np.random.default_rng(7), entities=4, years=4)
    assert np.array_equal(panel.final["paid"], again.final["paid"])


def test_forecast_band_is_ordered_inside_floor_and_ceiling() -> None:
    found = forecast(NOW, past_of(range(2019, 2025)))

    for band in (found.holders["Sefrou"], found.holders["Taza"], found.total):
        assert band.reason is None
        assert band.low is not None
        assert band.median is not None
        assert band.high is not None
        assert band.floor <= band.low <= band.median <= band.high <= band.ceiling
    assert (found.total.floor, found.total.ceiling) == (D(800), D(1400))
    assert found.total.rate(found.total.floor).denominator == D(1500)


def test_forecast_of_steady_years_repeats_them() -> None:
    steady = [replace(old, final=D(800)) for old in past_of(range(2019, 2025))]
    now = [Position("Sefrou", 2025, "drsps", D(1000), D(500), D(900))]

    found = forecast(now, steady).holders["Sefrou"]

    assert found.median == pytest.approx(D(800), abs=D("0.01"))
    assert found.low == pytest.approx(D(800), abs=D("0.01"))


@pytest.mark.parametrize(
    "past",
    [
        [],
        past_of([2023, 2024]),
        past_of(range(2019, 2025), perimeter="gst"),
        [replace(old, final=None) for old in past_of(range(2019, 2025))],
        past_of(range(2025, 2030)),
    ],
    ids=["none", "two years", "another legal form", "unfinished", "not earlier"],
)
def test_forecast_without_three_comparable_years_has_bounds_only(past: list[Position]) -> None:
    found = forecast(NOW, past)

    for bounds in (found.holders["Sefrou"], found.total):
        assert bounds.reason is NoBand.TOO_FEW_YEARS
        assert bounds.median is bounds.low is bounds.high is None
    assert (found.total.floor, found.total.ceiling) == (D(800), D(1400))


def test_total_stops_where_the_set_of_holders_changed() -> None:
    """The newcomer has no past: nobody can say how the five of them end together."""
    newcomer = Position("Boulemane", 2025, "drsps", D(200), D(50))

    found = forecast([*NOW, newcomer], past_of(range(2019, 2025)))

    assert found.holders["Boulemane"].reason is NoBand.TOO_FEW_YEARS
    assert found.holders["Sefrou"].reason is None
    assert (found.total.reason, found.total.years) == (NoBand.OTHER_HOLDERS, 0)
    assert (found.total.floor, found.total.ceiling) == (D(850), D(1600))


def test_total_is_made_equal_where_a_holder_is_gone() -> None:
    """Ifrane is there every past year and not today: the others still have theirs."""
    found = forecast(NOW, past_of(range(2022, 2025)))

    assert (found.total.reason, found.total.years) == (None, 3)


def test_ceiling_of_operations_bounds_a_band_learnt_up_to_the_credits() -> None:
    """Past years followed no operation and closed 60 % of 500; only 100 can still pass today."""
    past = [replace(old, possible=None, final=D(800)) for old in past_of(range(2019, 2025))]
    free = Position("Sefrou", 2025, "drsps", D(1000), D(500))
    bound = replace(free, possible=D(600))

    assert forecast([free], past).holders["Sefrou"].median == pytest.approx(D(800), abs=D("0.01"))
    for found in (forecast([bound], past).holders["Sefrou"], forecast([bound], past).total):
        assert (found.low, found.median, found.high, found.ceiling) == (D(600),) * 4


def test_gap_is_never_learnt_up_to_operations_on_one_side_only() -> None:
    """Today follows its operations and the past did not: shares of the two gaps do not compare."""
    past = [replace(old, possible=None, final=D(800)) for old in past_of(range(2019, 2025))]
    now = Position("Sefrou", 2025, "drsps", D(1000), D(500), D(900))

    found = forecast([now], past).holders["Sefrou"]

    assert found.median == pytest.approx(D(800), abs=D("0.01"))  # 740 if 60 % of 400 were taken


def test_holder_without_credits_has_nothing_to_forecast() -> None:
    empty = Position("Moulay Yacoub", 2025, "drsps", D(0), D(0))
    past = past_of(range(2019, 2025))

    assert forecast([empty], past).holders["Moulay Yacoub"].reason is NoBand.NO_CREDITS
    assert forecast([empty], past).total.reason is NoBand.NO_CREDITS
    assert forecast([], []).total.reason is NoBand.NO_CREDITS
    assert forecast([*NOW, empty], past).total.reason is None


def test_model_refuses_two_years() -> None:
    ones = np.ones(2)
    pool = Pool(np.array([0, 0]), np.array([2023, 2024]), ones / 2, ones, ones * 0.8)

    with pytest.raises(Refused) as refusal:
        fitted(pool)
    assert refusal.value.code == "forecast.too-few-years"


@settings(max_examples=40, deadline=None)
@given(data=st.data(), seed=st.integers(0, 2**32 - 1), entities=st.integers(1, 5))
def test_quantiles_never_fall_and_rows_may_come_in_any_order(
    data: st.DataObject, seed: int, entities: int
) -> None:
    rng = np.random.default_rng(seed)
    years, holders = (found.ravel() for found in np.indices((4, entities)))
    reached, final, possible = np.sort(rng.random((3, 4 * entities)), axis=0)
    pool = Pool(holders, years, reached, possible, final)
    mixed = np.array(data.draw(st.permutations(range(4 * entities))))
    now = Positions(np.arange(entities), reached[:entities], possible[:entities])

    found = fitted(pool).quantiles(now)

    shuffled = Pool(*(column[mixed] for column in (holders, years, reached, possible, final)))
    assert np.allclose(fitted(shuffled).quantiles(now), found)
    assert np.all(np.diff(found, axis=1) >= 0)
    assert np.all(found >= now.reached[:, None])
    assert np.all(found <= now.possible[:, None] + 1e-12)
    assert found.shape == (entities, len(LEVELS))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Baseline.LINEAR, [0.8, 1.0]),
        (Baseline.LAST_YEAR_CURVE, [0.8, 0.9]),
        (Baseline.LAST_YEAR_FINAL, [0.75, 0.95]),
        (Baseline.LAST_YEAR_GAIN, [0.8, 1.0]),
    ],
)
def test_baselines_are_what_people_do_by_hand(kind: Baseline, expected: list[float]) -> None:
    known = Known(
        reached=np.array([0.4, 0.6]),
        elapsed=0.5,
        last_reached=np.array([0.4, 0.0]),
        last_final=np.array([0.8, 0.9]),
        last_final_rate=np.array([0.75, 0.95]),
    )

    assert baseline(kind, known).tolist() == pytest.approx(expected)


def test_same_day_is_counted_back_from_the_end_of_the_year() -> None:
    assert same_day(date(2025, 12, 12), year=2024) == date(2024, 12, 12)
    assert same_day(date(2024, 2, 29), year=2025) == date(2025, 2, 28)


def test_amount_between_two_dates_runs_straight_and_is_unknown_after_the_last() -> None:
    known = {date(2024, 11, 30): D(600), date(2024, 12, 31): D(910)}

    assert amount_on(known, date(2024, 12, 1)) == D(610)
    assert amount_on(known, date(2024, 11, 30)) == D(600)
    assert amount_on({date(2024, 1, 31): D(310)}, date(2024, 1, 10)) == D(100)
    assert amount_on({date(2024, 1, 31): D(310)}, date(2024, 2, 1)) is None


def test_forecast_is_judged_on_finished_years_that_had_three_before_them() -> None:
    found = judged_on_past(past_of(range(2019, 2025)))

    assert found is not None
    assert found.origins == 9
    assert found.absolute_error < 0.02
    assert judged_on_past(past_of(range(2022, 2025))) is None


@pytest.mark.parametrize(("errors", "student"), [(3, 1.8856), (6, 1.4759), (31, 1.3104)])
def test_few_errors_are_widened_as_student_widens_the_normal(errors: int, student: float) -> None:
    """Table of Student's t at 90 %; the normal quantile there is 1.2816."""
    assert widening(errors) == pytest.approx(student / 1.2816, abs=0.005)


def test_interval_learned_from_a_single_holder_still_covers_about_four_fifths() -> None:
    panels = [generated(np.random.default_rng(seed), entities=1) for seed in range(5000, 5006)]

    coverage = backtest(panels)[0].coverage

    assert coverage is not None
    assert 0.72 <= coverage <= 0.88
