"""What calls for attention, what is late first, what a list is narrowed to."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.works.calc.following import Alarm, Followed, Pace, Source, late_first, paces
from tadbir.works.calc.narrowing import Sorting, View, Wanted, how_many, in_order, narrowed
from tadbir.works.terms import Phase, ProjectKind, ReportSource, Stated

TODAY = date(2025, 12, 12)
AGENCY, DELEGATION = ReportSource.AGENCY, ReportSource.DELEGATION


def said(source: ReportSource = AGENCY, on: date = date(2025, 11, 30), **figures: object) -> Source:
    """What a source says."""
    return Source(source, on, **figures)  # type: ignore[arg-type]


def project(code: str = "P", phase: Phase = Phase.WORKS, **known: object) -> Followed:
    """A project of which the agency spoke on 30 November."""
    first = Followed(
        code, "SSP", code, f"Centre {code}", "", "D231", ProjectKind.EXTENSION, None, phase,
        date(2025, 3, 1), said={AGENCY: said()},
    )  # fmt: skip
    return replace(first, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "alarms"),
    [
        (project(), ()),
        (project(days_late=3), (Alarm.LATE,)),
        (project(days_late=0), ()),
        (project(is_suspended=True), (Alarm.STOPPED,)),
        (project(said={AGENCY: said(stated=Stated.STOPPED)}), (Alarm.STOPPED,)),
        (
            project(deadline=date(2025, 12, 31), said={AGENCY: said(expected_on=date(2026, 1, 1))}),
            (Alarm.EXPECTED_LATE,),
        ),
        (project(said={AGENCY: said(on=date(2025, 11, 11))}), ()),
        (project(said={AGENCY: said(on=date(2025, 11, 10))}), (Alarm.SILENT,)),
        (project(said={}), (Alarm.SILENT,)),
        (project(phase=Phase.EQUIPPED, days_late=9, said={}), ()),
        (project(days_late=3, is_suspended=True), (Alarm.LATE, Alarm.STOPPED)),
    ],
)
def test_alarms(one: Followed, alarms: tuple[Alarm, ...]) -> None:
    assert one.alarms(TODAY) == alarms


def test_latest_end_and_latest_report_of_any_source() -> None:
    one = project(
        said={
            AGENCY: said(expected_on=date(2026, 1, 5)),
            DELEGATION: said(DELEGATION, date(2025, 12, 1), expected_on=date(2025, 12, 20)),
        }
    )

    assert one.expected_on == date(2026, 1, 5)
    assert one.reported_on == date(2025, 12, 1)


def test_share_paid_is_what_is_said_else_paid_on_amount() -> None:
    assert said(financial=D("0.4"), paid=D(10), amount=D(100)).paid_share == D("0.4")
    assert said(paid=D(10), amount=D(100)).paid_share == D("0.1")
    assert said(paid=D(10)).paid_share is None


def test_late_first_then_stopped_then_the_way_and_what_is_over_last() -> None:
    found = [
        project("A", Phase.OPENED),
        project("B", Phase.PROGRAMMED),
        project("C", is_suspended=True),
        project("D", days_late=3),
        project("E", days_late=30),
        project("F", Phase.READY_TO_OPEN),
    ]

    assert [one.code for one in late_first(found, TODAY)] == ["E", "D", "C", "F", "B", "A"]


@given(st.permutations(["A", "B", "C", "D"]))
def test_order_does_not_depend_on_the_order_given(codes: list[str]) -> None:
    found = [project(code, days_late=ord(code) % 2) for code in codes]

    assert [one.code for one in late_first(found, TODAY)] == ["A", "C", "B", "D"]


def test_what_opens_by_the_year_end() -> None:
    end = date(2025, 12, 31)
    found = [
        project("A", Phase.EQUIPPED),
        project("B", said={AGENCY: said(expected_on=end)}),
        project("C", said={AGENCY: said(expected_on=end + timedelta(1))}),
        project("D"),
        project("E", Phase.OPENED),
    ]

    assert [one.code for one in narrowed(found, Wanted(view=View.YEAR_END), TODAY)] == ["A", "B"]
    assert how_many(found, TODAY) == {
        View.LATE: 0, View.YEAR_END: 2, View.STOPPED: 0, View.SILENT: 0,
    }  # fmt: skip


def test_filters_narrow_together() -> None:
    found = [
        project("A", contractors=("Atlas",)),
        project("B", Phase.TENDER),
        replace(project("C"), delegation="D271", name_fr="Hôpital de Séfrou"),
    ]

    def codes(**wanted: object) -> list[str]:
        kept = narrowed(found, Wanted(**wanted), TODAY)  # type: ignore[arg-type]
        return [one.code for one in kept]

    assert codes() == ["A", "B", "C"]
    assert codes(text="hopital sefrou") == ["C"]
    assert codes(contractor="Atlas") == ["A"]
    assert codes(phase=Phase.TENDER) == ["B"]
    assert codes(delegation="D231", phase=Phase.WORKS) == ["A"]
    assert codes(programme="other") == []


def test_orders() -> None:
    found = [
        project("A", said={AGENCY: said(expected_on=date(2026, 2, 1))}),
        project("B", Phase.TENDER),
        project("C", said={AGENCY: said(expected_on=date(2026, 1, 1))}),
    ]

    def codes(sorting: Sorting) -> str:
        return "".join(one.code for one in in_order(found, sorting, TODAY))

    assert codes(Sorting.WAY) == "BAC"
    assert codes(Sorting.NAME) == "ABC"
    assert codes(Sorting.EXPECTED) == "CAB"
    assert codes(Sorting.URGENT) == "ACB"


def test_pace_of_contractors() -> None:
    found = [
        project("A", contractors=("Atlas",), days_late=9),
        project("B", Phase.OPENED, contractors=("Atlas", "Saïss")),
        project("C", contractors=("Saïss",), is_suspended=True),
    ]

    assert paces(found) == [
        Pace("Atlas", 2, late=1, stopped=0, running=1, accepted=1, days_late=9),
        Pace("Saïss", 2, late=0, stopped=1, running=1, accepted=1, days_late=0),
    ]
