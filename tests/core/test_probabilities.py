"""Brier's score and the calibration table, on figures a reader can add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.core.probabilities import Band, Judged, brier, calibration, miscalibration
from tadbir.core.refused import Refused

FOUR = [Judged(0.9, True), Judged(0.7, True), Judged(0.7, False), Judged(0.1, False)]
judged_lists = st.lists(st.builds(Judged, st.floats(0, 1), st.booleans()), min_size=1, max_size=30)


def test_brier_is_the_mean_squared_error() -> None:
    """Brier (1950): (0.01 + 0.09 + 0.49 + 0.01) / 4."""
    assert brier(FOUR) == pytest.approx(0.15, abs=1e-12)
    assert brier([]) is None


def test_brier_of_always_saying_one_half_is_a_quarter() -> None:
    assert brier([Judged(0.5, True), Judged(0.5, False)]) == 0.25


def test_what_is_no_probability_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        Judged(1.2, True)
    assert refusal.value.code == "forecast.not-a-probability"


def test_calibration_compares_announced_and_observed() -> None:
    assert calibration(FOUR, bands=2) == (
        Band(0.0, 0.5, 1, 0.1, 0.0),
        Band(0.5, 1.0, 3, pytest.approx(2.3 / 3), pytest.approx(2 / 3)),
    )
    assert miscalibration(calibration(FOUR, bands=2)) == pytest.approx((0.01 + 3 * 0.01) / 4)
    assert miscalibration(calibration([])) is None


def test_certainty_falls_in_the_last_band() -> None:
    assert [band.count for band in calibration([Judged(1.0, True)])] == [0] * 9 + [1]


@given(judged=judged_lists)
def test_every_announcement_is_counted_once_and_no_part_exceeds_the_score(
    judged: list[Judged],
) -> None:
    bands = calibration(judged)
    score, gap = brier(judged), miscalibration(bands)

    assert sum(band.count for band in bands) == len(judged)
    assert score is not None
    assert gap is not None
    assert gap <= score + 1e-9
