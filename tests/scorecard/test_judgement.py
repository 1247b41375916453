"""Status by rule, at the edges of each band."""

from decimal import Decimal

import pytest

from tadbir.scorecard import judgement
from tadbir.ui.status import Status


@pytest.mark.parametrize(
    ("rate", "target", "direction", "expected"),
    [
        ("0.80", "0.80", "up", Status.ON_TRACK),
        ("0.75", "0.80", "up", Status.WATCH),
        ("0.7499", "0.80", "up", Status.LATE),
        ("0.10", "0.08", "down", Status.WATCH),
        ("0.20", "0.08", "down", Status.LATE),
    ],
)
def test_rate_is_judged_against_its_trajectory(
    rate: str, target: str, direction: str, expected: Status
) -> None:
    assert judgement.status_of_rate(Decimal(rate), Decimal(target), direction) is expected


def test_rate_without_value_or_target_has_no_status() -> None:
    assert judgement.status_of_rate(None, Decimal(1), "up") is Status.UNKNOWN
    assert judgement.status_of_rate(Decimal(1), None, "up") is Status.UNKNOWN


def test_amount_is_watched_within_a_tenth_of_its_target() -> None:
    assert judgement.status_of_amount(100, 100, "down") is Status.ON_TRACK
    assert judgement.status_of_amount(110, 100, "down") is Status.WATCH
    assert judgement.status_of_amount(111, 100, "down") is Status.LATE
    assert judgement.status_of_amount(None, 100, "down") is Status.UNKNOWN
