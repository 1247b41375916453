"""Projects go their way, step by step; openings are recorded; who looks sees their own sites."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tadbir.audit.trail import Subject, history
from tadbir.core.refused import Refused
from tadbir.territory.reach import EVERYWHERE, Reach
from tadbir.works import queries
from tadbir.works.actions import (
    Entered,
    NewProject,
    Opened,
    enter_phase,
    enter_project,
    open_programme,
    record_opening,
    take_back_phase,
)
from tadbir.works.calc.openings import Count, Opening
from tadbir.works.models import Opening as OpeningRow
from tadbir.works.models import PhaseEntry, Programme, Project
from tadbir.works.terms import Phase, ProjectKind, Reason, Steering
from tests.budget.hand import BY

pytestmark = pytest.mark.django_db
CENTRE, HOSPITAL = ProjectKind.PRIMARY_CARE_REFURBISHMENT, ProjectKind.HOSPITAL_REHABILITATION
D231 = Reach(("/MSPS/DR03/D231/",), frozenset({"works"}))
TODAY = date(2025, 12, 12)


def enter(code: str, site: str, phase: Phase, since: date, reason: Reason | None = None) -> Project:
    """A centre of the programme."""
    return enter_project(
        by=BY, reach=EVERYWHERE, programme="SSP2", new=NewProject(code, site, CENTRE),
        first=Entered(phase, since, reason),
    )  # fmt: skip


def move(code: str, phase: Phase, day: date, reason: Reason | None = None) -> PhaseEntry:
    """A project one step on."""
    return enter_phase(by=BY, reach=EVERYWHERE, project=code, new=Entered(phase, day, reason))


def opened(code: str, on: date, people: int | None = None) -> OpeningRow:
    """A site opened."""
    return record_opening(by=BY, reach=EVERYWHERE, project=code, opened=Opened(on, people, 6))


def refused(act: Callable[[], object]) -> str:
    """The code under which something is refused; it leaves no row."""
    before = (Programme.objects.count(), Project.objects.count(), PhaseEntry.objects.count())
    with pytest.raises(Refused) as refusal:
        act()
    assert before == (
        Programme.objects.count(), Project.objects.count(), PhaseEntry.objects.count(),
    )  # fmt: skip
    return refusal.value.code


def standing(on: date) -> dict[str, tuple[Phase, date]]:
    """What stood where on a day."""
    found = queries.projects(reach=EVERYWHERE, on=on)
    return {one.code: (one.phase, one.since) for one in found}


def test_project_stands_where_it_was_on_each_day(programme: Programme) -> None:
    enter("P1", "D231", Phase.TENDER, date(2025, 1, 10))
    move("P1", Phase.UNSUCCESSFUL_TENDER, date(2025, 3, 1), Reason.NO_BID)
    move("P1", Phase.TENDER, date(2025, 3, 1), Reason.NO_BID)

    assert standing(date(2025, 1, 9)) == {}
    assert standing(date(2025, 2, 28)) == {"P1": (Phase.TENDER, date(2025, 1, 10))}
    assert standing(TODAY) == {"P1": (Phase.TENDER, date(2025, 3, 1))}
    assert [entry.phase for entry in queries.phases("P1", reach=EVERYWHERE)] == [
        "tender", "unsuccessful_tender", "tender",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("phase", "day", "reason", "code"),
    [
        (Phase.OPENED, date(2025, 6, 1), None, "works.opening-apart"),
        (Phase.PROVISIONAL_ACCEPTANCE, date(2025, 6, 1), None, "works.not-the-way"),
        (Phase.AWARD, date(2025, 1, 9), None, "works.out-of-order"),
        (Phase.AWARD, date(2025, 12, 13), None, "works.not-yet"),
        (Phase.CANCELLED, date(2025, 6, 1), None, "works.no-reason"),
    ],
)
def test_step_that_is_no_step_is_refused(
    programme: Programme, phase: Phase, day: date, reason: Reason | None, code: str
) -> None:
    enter("P1", "D231", Phase.TENDER, date(2025, 1, 10))

    assert refused(lambda: move("P1", phase, day, reason)) == code


@pytest.mark.parametrize(
    ("phase", "code"),
    [
        (Phase.OPENED, "works.opening-apart"),
        (Phase.FINAL_ACCEPTANCE, "works.opening-apart"),
        (Phase.UNSUCCESSFUL_TENDER, "works.no-reason"),
    ],
)
def test_project_is_entered_neither_opened_nor_failed_without_a_reason(
    programme: Programme, phase: Phase, code: str
) -> None:
    assert refused(lambda: enter("P1", "D231", phase, TODAY)) == code


def test_codes_and_names(programme: Programme) -> None:
    enter("P1", "D231", Phase.WORKS, TODAY)

    assert refused(lambda: enter("P1", "D591", Phase.WORKS, TODAY)) == "works.already-there"
    for code, name, expected in (("SSP2", "x", "works.already-there"), ("S", "", "works.no-name")):
        again = {"by": BY, "reach": EVERYWHERE, "code": code, "entity": "DR03", "name_fr": name}
        assert refused(lambda said=again: open_programme(**said)) == expected  # type: ignore[misc]


def test_opening_is_recorded_from_ready_alone(programme: Programme) -> None:
    enter("P1", "D231", Phase.STAFFED, date(2025, 5, 1))
    assert refused(lambda: opened("P1", date(2025, 6, 1))) == "works.not-the-way"

    move("P1", Phase.READY_TO_OPEN, date(2025, 6, 1))
    opened("P1", date(2025, 7, 25), 20_000)
    move("P1", Phase.FINAL_ACCEPTANCE, date(2025, 12, 1))

    assert queries.openings(reach=EVERYWHERE, until=date(2025, 7, 24)) == []
    assert queries.openings(reach=EVERYWHERE, until=TODAY, programme="SSP2") == [
        Opening("D231", date(2025, 7, 25), 20_000, 6)
    ]
    assert queries.openings(reach=EVERYWHERE, until=TODAY, programme="other") == []


def test_counts_by_who_steers(programme: Programme) -> None:
    enter("P1", "D231", Phase.READY_TO_OPEN, date(2025, 5, 1))
    opened("P1", date(2025, 6, 1))
    enter("P2", "D591", Phase.WORKS, date(2025, 5, 1))
    hospital = NewProject("H", "CH231", HOSPITAL, Steering.DIRECTORATE)
    said = {"by": BY, "reach": EVERYWHERE, "programme": "SSP2", "new": hospital}
    enter_project(**said, first=Entered(Phase.READY_TO_OPEN, TODAY))  # type: ignore[arg-type]

    assert queries.counts(queries.projects(reach=EVERYWHERE, on=TODAY, programme="SSP2")) == {
        Steering.DIRECTORATE: Count(0, 1, 1),
        None: Count(1, 1, 2),
    }
    assert queries.counts(queries.projects(reach=EVERYWHERE, on=TODAY, programme="x")) == {}


def test_last_phase_is_taken_back_with_its_opening_and_both_stay_in_the_trail(
    programme: Programme,
) -> None:
    enter("P1", "D231", Phase.READY_TO_OPEN, date(2025, 5, 1))
    opened("P1", date(2025, 6, 1), 20_000)
    assert refused(
        lambda: take_back_phase(by=BY, reach=EVERYWHERE, project="P1", why="")
    ) == "works.no-reason"  # fmt: skip

    take_back_phase(by=BY, reach=EVERYWHERE, project="P1", why="wrong site")

    assert standing(TODAY) == {"P1": (Phase.READY_TO_OPEN, date(2025, 5, 1))}
    assert queries.openings(reach=EVERYWHERE, until=TODAY) == []
    kept = PhaseEntry.objects.get(phase=Phase.OPENED.value)
    assert (kept.withdrawn_why, kept.opening.population) == ("wrong site", 20_000)
    taken, recorded, entered = history(Subject("project", "P1"))
    assert [one.action for one in (entered, recorded, taken)] == [
        "works.enter_project", "works.record_opening", "works.take_back_phase",
    ]  # fmt: skip
    assert taken.why == "wrong site"
    assert "20000" in recorded.after
    assert "20000" in taken.before
    assert refused(
        lambda: take_back_phase(by=BY, reach=EVERYWHERE, project="P1", why="again")
    ) == "works.first-phase"  # fmt: skip


def test_sites_out_of_reach_are_not_there(programme: Programme) -> None:
    enter("P1", "D231", Phase.READY_TO_OPEN, date(2025, 5, 1))
    enter("P2", "D591", Phase.READY_TO_OPEN, date(2025, 5, 1))
    for code in ("P1", "P2"):
        opened(code, date(2025, 6, 1))
    blind = Reach(("/",), frozenset({"budget"}))
    sibling = {"by": BY, "reach": D231, "project": "P2"}

    assert [one.code for one in queries.projects(reach=D231, on=TODAY)] == ["P1"]
    assert [one.facility for one in queries.openings(reach=D231, until=TODAY)] == ["D231"]
    assert queries.projects(reach=blind, on=TODAY) == []
    assert queries.openings(reach=blind, until=TODAY) == []
    assert not queries.programmes(reach=blind).exists()
    assert refused(lambda: queries.project("P2", reach=D231)) == "works.unknown"
    assert refused(lambda: queries.programme("SSP2", reach=D231)) == "works.unknown"
    final = Entered(Phase.FINAL_ACCEPTANCE, TODAY)
    assert refused(lambda: enter_phase(**sibling, new=final)) == "works.unknown"  # type: ignore[arg-type]
    assert refused(lambda: take_back_phase(**sibling, why="x")) == "works.unknown"  # type: ignore[arg-type]


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_one_query(
    programme: Programme, django_assert_num_queries: Callable[[int], object], count: int
) -> None:
    for number in range(count):
        enter(f"P{number}", "D231", Phase.WORKS, TODAY)

    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        assert len(queries.projects(reach=EVERYWHERE, on=TODAY)) == count


@pytest.mark.parametrize(
    ("phase", "reason"), [("no phase", ""), ("works", "no reason"), ("cancelled", "")]
)
def test_table_refuses_what_is_no_phase_and_a_failure_that_does_not_say_why(
    programme: Programme, phase: str, reason: str
) -> None:
    project = enter("P1", "D231", Phase.WORKS, TODAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        PhaseEntry.objects.create(project=project, phase=phase, since=TODAY, reason=reason)
