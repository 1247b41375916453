"""The register follows lists of programmes, and nothing that people typed is undone."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tadbir.core.refused import Refused
from tadbir.intake import actions as intake
from tadbir.intake.registry import StandingChange
from tadbir.intake.verdict import Ticks
from tadbir.territory.reach import EVERYWHERE
from tadbir.works import queries
from tadbir.works.actions import (
    Entered,
    NewProject,
    Opened,
    enter_phase,
    enter_project,
    record_opening,
    refresh_projects,
    take_back_phase,
)
from tadbir.works.models import Opening, PhaseEntry, Project, ProjectListing
from tadbir.works.queries.published import whole_projects
from tadbir.works.terms import (
    NO_LONGER_LISTED,
    Phase,
    ProjectKind,
)
from tests.budget.hand import BY
from tests.works.lists import (
    ACCEPTED,
    OPENED,
    ORDERED,
    P_A,
    P_B,
    P_C,
    PEOPLE,
    PHASE,
    ROWS,
    SINCE,
    STAFF,
    A,
    B,
    C,
    contradicted,
    phases,
    row,
    send_list,
)
from tests.works.sites import DAY, refused

pytestmark = pytest.mark.django_db


def test_phase_further_along_is_entered_and_the_same_again_adds_nothing(
    bare_sites: None, tmp_path: Path
) -> None:
    send_list(tmp_path, ROWS)
    later = date(2025, 12, 5)
    rows = [
        row(A, at={PHASE: "Prêt à ouvrir", SINCE: later, ACCEPTED: date(2025, 12, 1)}),
        row(C, "", at={PHASE: "Études en cours"}),
    ]

    outcome = send_list(tmp_path, rows, later)

    assert outcome.refused is None
    assert phases(P_A) == [
        ("works", date(2025, 3, 12)), ("provisional_acceptance", date(2025, 12, 1)),
        ("ready_to_open", later),
    ]  # fmt: skip
    assert phases(P_C) == [("studies", DAY)]


def test_phase_behind_the_present_one_contradicts(sites: None, tmp_path: Path) -> None:
    rows = [row(A, at={PHASE: "Études en cours"}), row(B, at={PHASE: "Prêt", SINCE: DAY})]

    outcome = send_list(tmp_path, rows)

    assert contradicted(outcome) == [
        ("H4", "works.phase-behind", {
            "phase": "Studies under way", "said": "30/11/2025", "present": "Works under way",
            "known": "01/03/2025",
        }),
    ]  # fmt: skip
    assert outcome.refused is not None
    kept = send_list(tmp_path, rows, ticks=Ticks(reasons={"H4": "études reprises"}))
    assert kept.refused is None
    assert phases("P-A") == [("works", date(2025, 3, 1))]
    assert ProjectListing.objects.get(project__code="P-A").phase == "studies"
    assert phases("P-B") == [("works", date(2025, 3, 1)), ("ready_to_open", DAY)]


@pytest.mark.parametrize(
    ("at", "cell", "said"),
    [
        ({PHASE: "Réceptionné", SINCE: "15/02/2025"}, "H4", "15/02/2025"),
        ({ACCEPTED: "15/02/2025", PHASE: "En travaux"}, "M4", "15/02/2025"),
    ],
)
def test_day_that_does_not_fit_contradicts(
    sites: None, tmp_path: Path, at: dict[int, Any], cell: str, said: str
) -> None:
    outcome = send_list(tmp_path, [row(A, at=at)])

    if cell == "M4":
        assert refused(outcome) == [("I4", "works.days-not-in-order")]
    else:
        [(found, code, details)] = contradicted(outcome)
        assert (found, code) == (cell, "works.phase-at-odds")
        assert (details["said"], details["known"]) == (said, "01/03/2025")


def test_nothing_typed_by_a_person_is_undone(sites: None, tmp_path: Path) -> None:
    for phase in (Phase.PROVISIONAL_ACCEPTANCE, Phase.READY_TO_OPEN):
        enter_phase(by=BY, reach=EVERYWHERE, project="P-A", new=Entered(phase, date(2025, 10, 1)))
    record_opening(
        by=BY, reach=EVERYWHERE, project="P-A",
        opened=Opened(date(2025, 11, 3), population=5_000, inaugurated_by="Le Wali"),
    )  # fmt: skip
    said = {OPENED: date(2025, 11, 3), PEOPLE: 7_000, STAFF: 3, ORDERED: date(2025, 2, 20)}
    before = phases("P-A")

    outcome = send_list(tmp_path, [row(A, "Construction", at=said)])

    assert outcome.refused is None
    assert phases("P-A") == [("service_order", date(2025, 2, 20)), *before]
    opening = Opening.objects.get()
    assert (opening.population, opening.staff, opening.inaugurated_by) == (5_000, None, "Le Wali")
    assert Project.objects.get(code="P-A").kind == ProjectKind.PRIMARY_CARE_REFURBISHMENT


def test_withdrawn_list_withdraws_its_phases_and_keeps_their_rows(
    bare_sites: None, tmp_path: Path
) -> None:
    first = send_list(tmp_path, ROWS)
    assert first.batch is not None
    enter_phase(
        by=BY, reach=EVERYWHERE, project=P_A,
        new=Entered(Phase.PROVISIONAL_ACCEPTANCE, date(2025, 12, 3)),
    )  # fmt: skip

    intake.withdraw(by=BY, batch_id=first.batch.pk, why="Mauvaise liste", reach=EVERYWHERE)

    published = whole_projects(reach=EVERYWHERE, on=date(2025, 12, 12))
    assert [[one.phase for one in project.entered] for project in published] == [
        ["provisional_acceptance"]
    ]
    listed = queries.projects(reach=EVERYWHERE, on=date(2025, 12, 12))
    assert [one.code for one in listed] == [P_A]
    assert phases(P_A) == [("provisional_acceptance", date(2025, 12, 3))]
    gone = PhaseEntry.objects.exclude(withdrawn_why="")
    assert set(gone.values_list("withdrawn_why", flat=True)) == {NO_LONGER_LISTED}
    assert (gone.count(), Project.objects.count()) == (5, 3)
    assert queries.openings(reach=EVERYWHERE, until=date(2025, 12, 12)) == []
    names = {p.code for site in queries.register(EVERYWHERE).sites for p in site.projects}
    assert names == {P_A}

    again = send_list(tmp_path, [*ROWS, row("CSR-2 Ribate El Kheir", at={PHASE: "Programmé"})])

    assert again.refused is None
    assert len(queries.projects(reach=EVERYWHERE, on=date(2025, 12, 12))) == 4
    assert Project.objects.count() == 4


def test_correction_of_a_list_takes_the_place_of_what_it_brought(
    bare_sites: None, tmp_path: Path
) -> None:
    send_list(tmp_path, ROWS)
    corrected = row(A, at={PHASE: "Appel d'offres en cours", SINCE: date(2025, 10, 2)})

    outcome = send_list(tmp_path, [corrected, *ROWS[1:]])

    assert (contradicted(outcome), outcome.refused) == ([], None)
    assert phases(P_A) == [("tender", date(2025, 10, 2))]
    assert Opening.objects.filter(entry__withdrawn_why="").count() == 1


def test_person_takes_back_a_phase_that_a_list_brought(bare_sites: None, tmp_path: Path) -> None:
    send_list(tmp_path, ROWS)

    take_back_phase(by=BY, reach=EVERYWHERE, project=P_B, why="Pas encore ouvert")

    assert phases(P_B)[-1] == ("provisional_acceptance", date(2025, 1, 15))


def test_code_that_a_person_gave_elsewhere_is_not_taken(bare_sites: None, tmp_path: Path) -> None:
    new = NewProject(P_A, "F591D", ProjectKind.EXTENSION)
    first = Entered(Phase.STUDIES, date(2025, 1, 2))
    enter_project(by=BY, reach=EVERYWHERE, programme="SSP2", new=new, first=first)

    with pytest.raises(Refused) as refused_whole:
        send_list(tmp_path, ROWS)

    assert refused_whole.value.code == "works.already-there"
    assert list(Project.objects.values_list("code", flat=True)) == [P_A]


def test_following_lists_asks_no_more_for_more_projects(
    sites: None, tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    send_list(tmp_path, [row(A, at={PHASE: "Réceptionné", SINCE: DAY})])
    change = StandingChange("projects", "directorate", "D591", DAY)
    with django_assert_num_queries(4):
        refresh_projects([change], 1)
    more = [row(B, at={PHASE: "Équipé"}), row(C, "", at={PHASE: "Réceptionné"})]
    send_list(tmp_path, more, date(2025, 12, 5))

    with django_assert_num_queries(4):
        refresh_projects([change], 1)
