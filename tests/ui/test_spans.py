"""Charts over several years: planned against real, and what sources say over time."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.ui.charts import advance, gantt, span
from tadbir.ui.charts.advance import Advance, Curve
from tadbir.ui.charts.gantt import Gantt, Kind, Line, Milestone
from tadbir.ui.charts.span import Span
from tadbir.ui.charts.timeaxis import Mark
from tadbir.ui.reader import Reader
from tadbir.ui.status import Status

FRENCH, ARABIC = Reader("fr", str), Reader("ar", str)
TODAY = date(2025, 12, 12)
LINES = [
    Line(
        "Centre A", "/travaux/A/", Status.LATE, (date(2025, 1, 1), date(2025, 6, 1)),
        (date(2025, 1, 1), TODAY), (TODAY, date(2026, 3, 1)),
    ),
    Line("Centre B", milestones=[Milestone(date(2025, 11, 1), Kind.OPENED)]),
]  # fmt: skip
CHART = Gantt("Titre", "Description", "Site", TODAY, LINES, {kind: kind.value for kind in Kind})


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 3000))
def test_day_stands_between_the_edges_and_later_days_after(first: date, days: int) -> None:
    axis = Span(first, first + timedelta(days), 10, 500)

    assert (axis.x(axis.first), axis.x(axis.last)) == (10, 500)
    assert axis.x(first - timedelta(9)) == 10
    assert axis.x(first + timedelta(days // 2)) <= axis.x(first + timedelta(days // 2 + 1))


def test_ticks_are_first_days_of_months_that_leave_room() -> None:
    axis = Span(date(2025, 1, 1), date(2026, 1, 1), 0, 120)

    assert span.step(axis, FRENCH) == 6
    assert list(axis.ticks(6)) == [date(2025, 1, 1), date(2025, 7, 1), date(2026, 1, 1)]


@pytest.mark.parametrize("reader", [FRENCH, ARABIC], ids=["fr", "ar"])
def test_gantt_holds_every_line_and_its_link(reader: Reader) -> None:
    figure = gantt.figure(CHART, reader)

    for drawing in (figure.wide, figure.narrow):
        assert 'href="/travaux/A/"' in drawing
        assert "Centre B" in drawing
    assert ("→" in figure.wide) is reader.is_rtl


def test_gantt_twin_says_every_day() -> None:
    first, second = gantt.twin(CHART, FRENCH).rows

    assert first == {
        "label": "Centre A", "href": "/travaux/A/", "status": Status.LATE,
        "planned_from": date(2025, 1, 1), "planned_to": date(2025, 6, 1),
        "real_from": date(2025, 1, 1), "real_to": TODAY,
        "expected_from": TODAY, "expected_to": date(2026, 3, 1),
        "accepted": None, "ready": None, "opened": None,
    }  # fmt: skip
    assert (second["real_from"], second["opened"]) == (None, date(2025, 11, 1))


def test_advance_draws_each_source_its_own_way_and_twin_leaves_holes() -> None:
    one, two = date(2025, 6, 30), date(2025, 7, 31)
    chart = Advance(
        "Titre", "Description",
        [Curve("Agence", [(one, D("0.3")), (two, D("0.5"))]), Curve("Délégation", [(two, D("0.4"))]),
         Curve("Plan", [(one, D("0.4"))], "plan")],
        [Mark(TODAY, "Jour", is_today=True)],
    )  # fmt: skip

    drawn = advance.strokes(chart.curves)
    figure = advance.figure(chart, FRENCH)

    assert len(set(drawn)) == 3
    assert "50,0" in figure.wide
    assert list(figure.twin.rows) == [
        {"day": one, "0": D("0.3"), "1": None, "2": D("0.4")},
        {"day": two, "0": D("0.5"), "1": D("0.4"), "2": None},
    ]
