"""What moved between two dates, conventions, and the control a holder is under."""

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.budget.calc.amounts import Amounts, Measure
from tadbir.budget.calc.control import Regime, control_on
from tadbir.budget.calc.conventions import Convention, total_of_conventions
from tadbir.budget.calc.movement import LineMovement, Presence, movements, rate_movement
from tadbir.budget.terms import Control
from tadbir.core.period import Validity
from tadbir.core.ratio import Ratio

positive = st.integers(1, 10**9).map(D)


def test_movements_list_lines_that_moved_appeared_or_are_gone() -> None:
    before = {
        "a": Amounts(commitments=D(10), payments=D(5)),
        "b": Amounts(commitments=D(10)),
        "c": Amounts(commitments=D(1)),
    }
    after = {
        "a": Amounts(commitments=D(30), payments=D(5), issuances=D(9)),
        "b": Amounts(commitments=D(10)),
        "d": Amounts(commitments=D(1)),
    }

    assert movements(before, after) == (
        LineMovement("a", Presence.BOTH, {Measure.COMMITMENTS: D(20)}),
        LineMovement("c", Presence.GONE, {}),
        LineMovement("d", Presence.APPEARED, {}),
    )


def test_rate_that_falls_because_credits_came_says_so() -> None:
    found = rate_movement(Ratio(D(40), D(80)), Ratio(D(50), D(125)))

    assert found is not None
    assert (found.before, found.after) == (D("0.5"), D("0.4"))
    assert (found.by_numerator, found.by_denominator) == (D("0.08"), D("-0.18"))


@pytest.mark.parametrize("silent", [Ratio(None, D(1)), Ratio(D(1), None), Ratio(D(1), D(0))])
def test_rate_that_is_undefined_on_a_date_has_no_movement(silent: Ratio) -> None:
    assert rate_movement(silent, Ratio(D(1), D(2))) is None
    assert rate_movement(Ratio(D(1), D(2)), silent) is None


@given(one=positive, other=positive, credit=positive, later=positive)
def test_points_of_a_rate_sum_to_its_change(one: D, other: D, credit: D, later: D) -> None:
    found = rate_movement(Ratio(one, credit), Ratio(other, later))

    assert found is not None
    assert abs(found.change - (other / later - one / credit)) < D("1e-12")


def test_convention_shows_what_was_sent_and_what_was_justified() -> None:
    convention = Convention(D(1000), D(700), D(600), D(150))

    assert convention.transfer_rate.value == D("0.6")
    assert convention.justification_rate.value == D("0.25")
    assert (convention.awaiting_transfer, convention.unjustified) == (D(100), D(450))
    assert Convention(D(1000)).unjustified is None


def test_total_of_conventions_is_unknown_where_one_is_silent() -> None:
    found = total_of_conventions(
        [Convention(D(1000), D(700), D(600), D(150)), Convention(D(500), D(100), D(0))]
    )

    assert found == Convention(D(1500), D(800), D(600), None)
    assert total_of_conventions([]) == Convention(D(0), D(0), D(0), D(0))


def test_control_of_a_holder_follows_its_dates() -> None:
    granted = Regime(Control.TIERED, Validity(date(2024, 1, 1), date(2026, 1, 1)), "a decision")

    assert control_on([granted], date(2025, 12, 12)) is Control.TIERED
    assert control_on([granted], date(2026, 1, 1)) is Control.ORDINARY
    assert control_on([], date(2025, 12, 12)) is Control.ORDINARY
