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


DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 31))


@given(st.sets(DAYS), st.sets(DAYS, min_size=1, max_size=3), DAYS)
def test_days_out_of_the_spans_see_the_same_figures_of_a_holder(
    said: set[date], moved: set[date], day: date
) -> None:
    before = [Own(one, 1, None) for one in sorted(said - moved)]
    after = [Own(one, 2 if one in moved else 1, None) for one in sorted(said | moved)]

    spans = tree.spans(moved, sorted(said | moved))

    def seen(history: list[Own]) -> tuple[Own | None, bool]:
        is_expected = any(own.on_date.year == day.year for own in history)
        return tree.latest(history, day), is_expected

    if not any(first <= day <= last for first, last in spans):
        assert seen(before) == seen(after)


def test_span_ends_before_the_next_figure_and_is_the_year_for_the_only_one() -> None:
    assert tree.spans([OCTOBER], [OCTOBER, NOVEMBER]) == [(OCTOBER, date(2025, 11, 29))]
    assert tree.spans([NOVEMBER], [OCTOBER, NOVEMBER]) == [(NOVEMBER, date(2025, 12, 31))]
    assert tree.spans([NOVEMBER], [NOVEMBER]) == [(date(2025, 1, 1), date(2025, 12, 31))]
    assert tree.spans([NOVEMBER], []) == [(date(2025, 1, 1), date(2025, 12, 31))]
