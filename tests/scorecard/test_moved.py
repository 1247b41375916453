"""What moved, with figures one can subtract by hand."""

from datetime import date
from decimal import Decimal

from tadbir.scorecard import moved
from tadbir.scorecard.catalogue import indicators
from tadbir.scorecard.figure import Figure
from tadbir.scorecard.moved import Contribution

RATE = "operating_commitment_rate"


def figure(entity: str, numerator: int | None, denominator: int | None) -> Figure:
    return Figure(RATE, entity, date(2025, 12, 12), 1, numerator, denominator, 1, 1, None)


def test_move_is_told_with_those_who_made_most_of_it() -> None:
    before = {
        ("DR03", RATE): figure("DR03", 60_00, 100_00),
        ("D231", RATE): figure("D231", 30_00, 50_00),
        ("D061", RATE): figure("D061", 30_00, 50_00),
    }
    after = {
        ("DR03", RATE): figure("DR03", 70_00, 100_00),
        ("D231", RATE): figure("D231", 39_00, 50_00),
        ("D061", RATE): figure("D061", 31_00, 50_00),
    }

    (move,) = moved.moves("DR03", indicators(), before, after, ["D231", "D061"])

    assert move.change == Decimal("0.1")
    assert move.contributions == [Contribution("D231", Decimal(9_00))]


def test_figure_that_did_not_move_is_not_told() -> None:
    same = {("DR03", RATE): figure("DR03", 60_00, 100_00)}

    assert moved.moves("DR03", indicators(), same, same) == []


def test_figure_known_for_the_first_time_has_no_change() -> None:
    after = {("DR03", RATE): figure("DR03", 60_00, 100_00)}

    (move,) = moved.moves("DR03", indicators(), {}, after)

    assert (move.before, move.after, move.change) == (None, Decimal("0.6"), None)


def test_holder_that_went_the_other_way_is_not_a_contributor() -> None:
    before = {
        ("D231", RATE): figure("D231", 10_00, 50_00),
        ("D061", RATE): figure("D061", 20_00, 50_00),
    }
    after = {
        ("D231", RATE): figure("D231", 40_00, 50_00),
        ("D061", RATE): figure("D061", 10_00, 50_00),
    }

    assert moved.contributions(RATE, ["D231", "D061"], before, after) == [
        Contribution("D231", Decimal(30_00))
    ]
