"""Bars: mirrored, labelled without collision, never red alone."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.ui.charts import bars
from tadbir.ui.charts.bars import Bar, BarChart, Cause, Segment
from tadbir.ui.charts.figure import NARROW, WIDE
from tadbir.ui.reader import Reader
from tadbir.ui.status import Status
from tadbir.ui.tokens import COLOURS

D = Decimal
SVG = "{http://www.w3.org/2000/svg}"
TARGET = f'stroke="{COLOURS["ochre"]}"'


def chart(*values: str, **more: Any) -> BarChart:
    rows = [Bar(f"Province {n}", D(value), Status.LATE) for n, value in enumerate(values)]
    given_or_rows = {"bars": rows, "target": D("0.75"), "target_label": "Target"} | more
    return BarChart("Rates", "Rates by province", "Province", "Rate", **given_or_rows)


MONEY = BarChart(
    "Dirhams", "By cause", "Province", "Dirhams",
    [Bar("Fès", D(30_000_000), segments=[Segment("a", D(20_000_000)), Segment("b", D(10_000_000))]),
     Bar("Taza", D(9_000_000), segments=[Segment("b", D(9_000_000))], href="/e/taza")],
    "millions", causes=[Cause("a", "Late delegation"), Cause("b", "Visa pending")],
)  # fmt: skip


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize(
    "drawn",
    [chart("0.824", "0.741", "0.692", "0.05"), chart("1.12", "0"), MONEY, chart(bars=[])],
    ids=["rates", "beyond", "causes", "none"],
)
def test_drawing_keeps_its_promises(
    drawn: BarChart, width: float, reader: Reader, check_drawing: Callable[[str], None]
) -> None:
    check_drawing(bars.svg(drawn, reader, width))


@given(
    st.lists(st.decimals(min_value=0, max_value="1.3", places=4), min_size=1, max_size=9),
    st.sampled_from(["ar", "fr"]),
)
def test_no_value_touches_the_target_line(values: list[Decimal], lang: str) -> None:
    root = ElementTree.fromstring(bars.svg(chart(*map(str, values)), Reader(lang, str)))
    line = next(n for n in root.iter(f"{SVG}line") if n.get("stroke") == COLOURS["ochre"])
    x, top = float(line.get("x1", "")), float(line.get("y1", ""))
    for text in root.iter(f"{SVG}text"):
        if text.get("font-weight") == "600" and float(text.get("y", "")) > top:
            assert abs(float(text.get("x", "")) - x) > 12


def edges(svg: str) -> list[tuple[float, float]]:
    """Start and end of every bar, without its track."""
    root = ElementTree.fromstring(svg)
    bodies = [n for n in root.iter(f"{SVG}rect") if n.get("rx") == "1.5"]
    return [
        (float(n.get("x", "")), float(n.get("x", "")) + float(n.get("width", ""))) for n in bodies
    ]


def test_arabic_is_the_mirror_of_french() -> None:
    drawn = chart("0.824", "0.489")
    arabic, french = (bars.svg(drawn, Reader(lang, str)) for lang in ("ar", "fr"))
    mirrored = [(WIDE - end, WIDE - start) for start, end in edges(french)]
    assert edges(arabic) == [pytest.approx(pair, abs=0.25) for pair in mirrored]


def test_longer_bar_is_the_larger_value(reader: Reader) -> None:
    lengths = [end - start for start, end in edges(bars.svg(chart("0.8", "0.4"), reader))]
    assert lengths[0] == pytest.approx(2 * lengths[1], abs=0.25)


def test_value_that_is_not_there_is_a_dash_with_its_reason(
    reader: Reader, words: Callable[[str], list[Any]]
) -> None:
    drawn = chart(bars=[Bar("Taza", None, Status.UNKNOWN, "Not received")])
    said = [text.said for text in words(bars.svg(drawn, reader))]
    assert "—" in said
    assert "Not received" in said
    assert edges(bars.svg(drawn, reader)) == []


def test_status_is_shape_and_word_too(reader: Reader, words: Callable[[str], list[Any]]) -> None:
    svg = bars.svg(chart("0.2"), reader)
    assert "Late" in [text.said for text in words(svg)]
    assert svg.count(f'width="9.6" height="9.6" fill="{COLOURS["late"]}"') == 2


def test_causes_have_a_hatch_each_and_a_legend(
    reader: Reader, words: Callable[[str], list[Any]]
) -> None:
    svg = bars.svg(MONEY, reader)
    assert {"Late delegation", "Visa pending"} <= {text.said for text in words(svg)}
    names = re.findall(r'<pattern id="([^"]+)"', svg)
    assert len(names) == 1
    assert svg.count(f"url(#{names[0]})") == 3


def test_names_of_hatches_differ_between_widths(reader: Reader) -> None:
    found = [re.findall(r'id="([^"]+)"', bars.svg(MONEY, reader, w)) for w in (WIDE, NARROW)]
    assert set(found[0]).isdisjoint(found[1])


def test_twin_says_the_same() -> None:
    table = bars.twin(MONEY)
    assert [column.title for column in table.columns] == [
        "Province", "Late delegation", "Visa pending", "Dirhams",
    ]  # fmt: skip
    assert table.rows[0]["cause_a"] == D(20_000_000)
    assert table.rows[1]["value"] == D(9_000_000)


def test_words_of_users_cannot_become_markup(reader: Reader) -> None:
    drawn = chart(bars=[Bar("<script>x</script>", D("0.5"), href='"><script>')])
    assert "<script" not in bars.svg(drawn, reader)
