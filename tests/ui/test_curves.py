"""The S-curve, the sparkline and the gap: positions, words, twins."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.ui.charts import scurve, sparkline, stacked
from tadbir.ui.charts.figure import NARROW, WIDE
from tadbir.ui.charts.scale import scale, scale_of, tick
from tadbir.ui.charts.scurve import Curve, Forecast, SCurve
from tadbir.ui.charts.sparkline import Sparkline
from tadbir.ui.charts.stacked import GapChart, Step
from tadbir.ui.charts.timeaxis import TIME_DIRECTION, Mark, TimeAxis
from tadbir.ui.reader import Reader
from tadbir.ui.tokens import COLOURS

D = Decimal
SVG = "{http://www.w3.org/2000/svg}"
TODAY, END = date(2025, 12, 12), date(2025, 12, 31)
MARKS = (
    Mark(TODAY, "Today", is_today=True),
    Mark(date(2025, 12, 15), "Last day to deposit commitment proposals of contracts"),
    Mark(date(2025, 12, 24), "Last day of other spending"),
)


def curve(marks: tuple[Mark, ...] = MARKS) -> SCurve:
    return SCurve(
        "Execution", "Paid over delegated", 2025,
        [
            Curve("Paid 2025", [(date(2025, 3, 31), D("0.1")), (TODAY, D("0.674"))], "actual"),
            Curve("Paid 2024", [(date(2024, 2, 29), D("0.1")), (date(2024, 12, 31), D("0.79"))],
                  "last_year"),
            Curve("Plan", [(date(2025, 1, 31), D("0.05")), (END, D("0.9"))], "plan"),
        ],
        Forecast("Forecast", [(TODAY, D("0.674")), (END, D("0.762"))],
                 [(TODAY, D("0.674")), (END, D("0.755"))], [(TODAY, D("0.674")), (END, D("0.77"))]),
        marks,
    )  # fmt: skip


GAP = GapChart(
    "Gap", "From credits to payments", "Notified envelope", D(100_000_000),
    [Step("Not delegated", D(10_000_000), D("0.1")), Step("Not committed", D(25_000_000), D("0.25")),
     Step("Not issued", D(5_000_000), D("0.05")), Step("Not paid", D(0), D(0))],
    "Paid", D(60_000_000), D("0.6"),
)  # fmt: skip


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("marks", [MARKS, ()], ids=["marks", "plain"])
def test_curve_keeps_its_promises(
    marks: tuple[Mark, ...],
    width: float,
    reader: Reader,
    check_drawing: Callable[[str], None],
) -> None:
    check_drawing(scurve.svg(curve(marks), reader, width))


@given(st.lists(st.dates(date(2025, 1, 1), END), min_size=1, max_size=5, unique=True))
def test_words_of_marks_never_collide(days: list[date]) -> None:
    axis = TimeAxis(2025, 40, 480)
    placed = scurve.timeaxis.place_marks([Mark(d, "Last day to deposit") for d in days], axis, 560)
    rows = [row for p in placed for row in range(p.row, p.row + len(p.lines))]
    assert len(rows) == len(set(rows)) == sum(len(p.lines) for p in placed)


def polyline(svg: str, colour: str, dash: str | None) -> list[tuple[float, float]]:
    for node in ElementTree.fromstring(svg).iter(f"{SVG}polyline"):
        if node.get("stroke") == colour and node.get("stroke-dasharray") == dash:
            pairs = [pair.split(",") for pair in node.get("points", "").split()]
            return [(float(x), float(y)) for x, y in pairs]
    raise AssertionError("no such line")


def test_time_runs_the_same_way_in_both_languages_and_arabic_says_so(
    words: Callable[[str], list[Any]],
) -> None:
    arabic, french = (scurve.svg(curve(), Reader(lang, str)) for lang in ("ar", "fr"))
    for svg in (arabic, french):
        xs = [x for x, _ in polyline(svg, COLOURS["green"], None)]
        assert xs == sorted(xs)
    assert f"{TIME_DIRECTION} →" in [text.said for text in words(arabic)]
    assert f"{TIME_DIRECTION} →" not in [text.said for text in words(french)]


def test_day_of_last_year_stands_on_the_same_day_of_this_year() -> None:
    axis = TimeAxis(2025, 0, 364)
    assert [axis.x(date(2024, 1, 1)), axis.x(date(2024, 2, 29)), axis.x(END)] == [0, 58, 364]


def test_twin_of_the_curve_reads_month_ends(reader: Reader) -> None:
    table = scurve.twin(curve(), reader)
    assert len(table.rows) == 12
    assert table.rows[2]["curve_0"] == D("0.1")
    assert table.rows[1]["curve_1"] == D("0.1")
    assert (table.rows[5]["curve_0"], table.rows[5]["day_href"]) == (None, "")
    assert table.rows[11] == {
        "day": END, "day_href": f"?on={TODAY}", "curve_0": D("0.674"), "curve_1": D("0.79"), "curve_2": D("0.9"),
        "low": D("0.755"), "median": D("0.762"), "high": D("0.77"),
    }  # fmt: skip


@given(st.lists(st.floats(0, 200), min_size=1, max_size=6))
def test_labels_at_the_edge_stand_apart(wanted: list[float]) -> None:
    placed = scurve.spread(sorted(wanted), 15, 200)
    assert all(b - a >= 15 - 1e-9 for a, b in zip(placed, placed[1:], strict=False))
    assert placed[-1] <= 200


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_gap_keeps_its_promises(
    width: float, reader: Reader, check_drawing: Callable[[str], None]
) -> None:
    check_drawing(stacked.svg(GAP, reader, width))


def test_floor_and_ceiling_are_two_lines_that_promise_no_probability(
    reader: Reader, check_drawing: Callable[[str], None]
) -> None:
    bounds = Forecast("Bounds", [], [(TODAY, D("0.674")), (END, D("0.674"))],
                      [(TODAY, D("0.674")), (END, D("0.9"))])  # fmt: skip
    chart = replace(curve(), forecast=bounds)

    svg, twin = scurve.svg(chart, reader), scurve.twin(chart, reader)

    check_drawing(svg)
    assert "<polygon" not in svg
    assert "<polygon" in scurve.svg(curve(), reader)
    assert [column.key for column in twin.columns][-2:] == ["low", "high"]
    assert (twin.rows[-1]["low"], twin.rows[-1]["high"]) == (D("0.674"), D("0.9"))


def test_gap_hangs_each_step_where_the_one_before_began() -> None:
    svg = stacked.svg(GAP, Reader("fr", str))
    rects = [n for n in ElementTree.fromstring(svg).iter(f"{SVG}rect") if n.get("rx") == "1.5"]
    starts = [float(n.get("x", "")) for n in rects]
    widths = [float(n.get("width", "")) for n in rects]
    assert starts[1] + widths[1] == pytest.approx(starts[0] + widths[0], abs=0.25)
    assert starts[2] + widths[2] == pytest.approx(starts[1], abs=0.25)
    assert widths[5] == pytest.approx(0.6 * widths[0], abs=0.25)


def test_gap_of_nothing_draws_no_rate(reader: Reader, check_drawing: Callable[[str], None]) -> None:
    empty = GapChart("Gap", "None", "Envelope", D(0), [], "Paid", D(0), None)
    check_drawing(stacked.svg(empty, reader))
    assert stacked.twin(empty, reader).rows[0]["share"] is None


def test_sparkline_breaks_where_nothing_was_received() -> None:
    svg = sparkline.svg(Sparkline("Paid", [D(1), D(2), None, D(4)], D(5)))
    assert svg.count("<polyline") == 2
    assert svg.count("<circle") == 1
    assert COLOURS["ochre"] in svg


def test_sparkline_of_nothing_is_empty() -> None:
    assert "<polyline" not in sparkline.svg(Sparkline("Paid", [None]))


@given(st.decimals(min_value="0.01", max_value=10**12, places=2))
def test_scale_holds_its_largest_value_in_few_round_steps(largest: Decimal) -> None:
    found = scale(largest)
    assert found.ticks[-1] == found.top >= largest
    assert 2 <= len(found.ticks) <= 7


def test_rates_always_reach_the_whole() -> None:
    assert scale_of([D("0.2")], "percent").ticks == (0, D("0.25"), D("0.5"), D("0.75"), 1)
    assert tick(D("0.25"), "percent", "fr") == "25\u202f%"
    assert tick(D(2_500_000), "millions", "fr") == "2,5"
