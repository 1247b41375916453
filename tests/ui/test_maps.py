"""Maps: classes, labels that never collide, and what is out of reach stays mute."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.ui import maps
from tadbir.ui.charts.figure import NARROW, WIDE
from tadbir.ui.maplabels import Label, Room, place_labels
from tadbir.ui.maps import AreaValue, Known, MapChart
from tadbir.ui.reader import Reader
from tadbir.ui.tokens import CLASSES, COLOURS

D = Decimal
SQUARES = maps.geometry(
    '{"viewBox": [400, 300], "areas": ['
    '{"code": "A", "path": "M0 0H200V200H0Z", "x": 100, "y": 100, "w": 180},'
    '{"code": "B", "path": "M200 0H240V40H200Z", "x": 220, "y": 20, "w": 36},'
    '{"code": "C", "path": "M240 0H280V40H240Z", "x": 240, "y": 22, "w": 36},'
    '{"code": "D", "path": "M0 200H400V300H0Z", "x": 200, "y": 250, "w": 380}]}'
)


def chart(**more: AreaValue) -> MapChart:
    values = {
        "A": AreaValue("Taza", D("0.45"), href="/e/taza"),
        "B": AreaValue("Fès", D("0.5")),
        "C": AreaValue("Moulay Yacoub", D("0.9")),
        "D": AreaValue("Boulemane", D("0.62")),
    }
    bounds = [D("0.5"), D("0.6"), D("0.8")]
    return MapChart("Rates", "By province", "Province", "Rate", values | more, bounds)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_map_keeps_its_promises(
    width: float, reader: Reader, check_drawing: Callable[[str], None]
) -> None:
    check_drawing(maps.svg(chart(), SQUARES, reader, width))


def test_bound_belongs_to_the_class_above() -> None:
    bounds = [D("0.5"), D("0.6")]
    assert [maps.class_of(D(v), bounds) for v in ("0.49", "0.5", "0.6", "9")] == [0, 1, 2, 2]


def test_colours_spread_from_lightest_to_darkest() -> None:
    assert maps.class_colours(2) == [CLASSES[0], CLASSES[4]]
    assert maps.class_colours(5) == list(CLASSES)
    assert maps.class_colours(1) == [CLASSES[0]]


def test_more_classes_than_colours_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 5"):
        MapChart("t", "d", "a", "v", {}, [D(i) for i in range(5)])


def test_what_is_out_of_reach_has_no_value_no_name_no_link(reader: Reader) -> None:
    hidden = AreaValue("Boulemane", D("0.62"), Known.OUT_OF_REACH, "/e/boulemane")
    svg = maps.svg(chart(D=hidden), SQUARES, reader)
    assert "62,0" not in svg
    assert "Boulemane" not in svg
    assert "/e/boulemane" not in svg
    assert COLOURS["mute"] in svg
    assert [row["label"] for row in maps.twin(chart(D=hidden)).rows] == [
        "Taza", "Fès", "Moulay Yacoub",
    ]  # fmt: skip


def test_no_data_is_hatched_and_said(reader: Reader) -> None:
    svg = maps.svg(chart(A=AreaValue("Taza", None, Known.NO_DATA)), SQUARES, reader)
    assert "<pattern" in svg
    assert maps.NO_DATA in svg


def test_area_with_an_address_is_a_link_that_says_where(reader: Reader) -> None:
    assert '<a href="/e/taza"><title>Taza ' in maps.svg(chart(), SQUARES, reader)


def test_west_stays_west_in_arabic() -> None:
    arabic, french = (maps.svg(chart(), SQUARES, Reader(lang, str)) for lang in ("ar", "fr"))
    assert arabic.split("</g>")[0].count("M0 0H200V200H0Z") == 1
    assert [p.split('fill="')[0] for p in arabic.split("<path ")[2:6]] == [
        p.split('fill="')[0] for p in french.split("<path ")[2:6]
    ]


@given(
    st.lists(
        st.builds(
            Room, st.floats(30, 500), st.floats(30, 300), st.floats(10, 200)
        ),
        min_size=1,
        max_size=6,
    )
)  # fmt: skip
def test_words_on_a_map_never_overlap_words(rooms: list[Room]) -> None:
    labels = [Label(f"Province {n}", "67,4 %", room, "#000000") for n, room in enumerate(rooms)]
    placed = place_labels(labels, 560)
    assert [one.label for one in placed] == labels
    words = [one for one in placed if not one.number]
    for index, one in enumerate(words):
        assert not any(one.box.touches(other.box) for other in words[index + 1 :])
    numbers = [one.number for one in placed if one.number]
    assert numbers == list(range(1, len(numbers) + 1))
