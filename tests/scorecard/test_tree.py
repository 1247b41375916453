"""Sums up the tree, with figures one can add by hand and a plain twin."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tadbir.scorecard import tree
from tadbir.scorecard.tree import Node, Own

OCTOBER, NOVEMBER, DECEMBER = date(2025, 10, 31), date(2025, 11, 30), date(2025, 12, 12)


def test_node_sums_last_figures_and_divides_nothing() -> None:
    fes = [Own(OCTOBER, 40, 100), Own(NOVEMBER, 70, 100)]
    sefrou = [Own(OCTOBER, 10, 50)]

    got = tree.node("DR03", NOVEMBER, [fes, sefrou], is_rate=True)

    assert got == Node("DR03", NOVEMBER, 80, 150, 2, 2, 450_000)


def test_node_counts_an_old_figure_but_not_as_received() -> None:
    got = tree.node("DR03", DECEMBER, [[Own(OCTOBER, 40, 100)], []], is_rate=True)

    assert got == Node("DR03", DECEMBER, 40, 100, 2, 0, 400_000)


def test_node_without_any_figure_is_undefined_not_zero() -> None:
    got = tree.node("DR03", NOVEMBER, [[], []], is_rate=True)

    assert (got.numerator, got.denominator, got.median_ppm) == (None, None, None)


def test_figure_of_last_year_does_not_speak_for_this_one() -> None:
    assert tree.latest([Own(date(2024, 12, 31), 9, 10)], date(2025, 1, 31)) is None


def test_holder_without_denominator_is_left_out_of_both_parts() -> None:
    got = tree.node("DR03", NOVEMBER, [[Own(NOVEMBER, 5, None)], [Own(NOVEMBER, 3, 4)]], True)

    assert (got.numerator, got.denominator) == (3, 4)


DAYS = st.dates(date(2025, 1, 1), date(2025, 12, 31))


@given(st.lists(DAYS, unique=True, min_size=1).map(sorted), st.sets(DAYS), st.data())
def test_days_touched_are_those_where_the_last_figure_is_the_changed_one(
    own_days: list[date], others: set[date], data: st.DataObject
) -> None:
    day = data.draw(st.sampled_from(own_days))
    node_days = set(own_days) | others

    touched = tree.days_touched(day, own_days, node_days)

    twin = {d for d in node_days if max((o for o in own_days if o <= d), default=None) == day}
    assert touched == twin


def test_under_lists_the_holders_of_every_node() -> None:
    paths = {"DR03": "/MSPS/DR03/", "D231": "/MSPS/DR03/D231/", "CH231": "/MSPS/DR03/D231/CH231/"}

    assert tree.under(paths)["DR03"] == ["DR03", "D231", "CH231"]
    assert tree.under(paths)["D231"] == ["D231", "CH231"]
