"""Lists of programmes enter projects, their phases and openings, and undo nothing that people typed."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from tadbir.intake import actions as intake
from tadbir.intake import mappings, staging, templates
from tadbir.intake.outcome import Outcome
from tadbir.intake.registry import StandingChange
from tadbir.intake.said import declare
from tadbir.intake.verdict import Ticks
from tadbir.territory.reach import EVERYWHERE
from tadbir.works import queries
from tadbir.works.actions import (
    Entered,
    Opened,
    enter_phase,
    record_opening,
    refresh_projects,
    take_back_phase,
)
from tadbir.works.intake.programme.columns import kind_of, phase_of, reason_of, steering_of
from tadbir.works.models import Opening, PhaseEntry, Programme, Project, ProjectListing
from tadbir.works.terms import (
    KIND_LABELS,
    NO_LONGER_LISTED,
    REASON_LABELS,
    STEERING_LABELS,
    STEPS,
    Phase,
    ProjectKind,
    Steering,
)
from tests.budget.hand import BY
from tests.works.sites import DAY, found_sites, refused, send, statement

pytestmark = pytest.mark.django_db
HEADS = ("N°", "Province", "Établissement", "Programme", "Nature", "Pilotage",
         "Maître d'ouvrage délégué", "Phase", "Depuis", "Motif", "N° marché", "Date OS",
         "Réception provisoire", "Date d'ouverture", "Population", "Effectif", "Observations")  # fmt: skip
HEADS_AR = ("ر.ت", "الإقليم", "المؤسسة الصحية", "البرنامج", "طبيعة المشروع", "القيادة",
            "صاحب المشروع المنتدب", "المرحلة", "منذ", "السبب", "رقم الصفقة", "تاريخ الأمر بالخدمة",
            "التسلم المؤقت", "تاريخ الافتتاح", "الساكنة", "الموارد البشرية", "ملاحظات")  # fmt: skip
PHASE, SINCE, REASON, ORDERED, ACCEPTED, OPENED, PEOPLE, STAFF = 7, 8, 9, 11, 12, 13, 14, 15
TITLE = "Programme de réhabilitation – Situation au 30/11/2025"
P_A, P_B, P_C = "SSP2-F591A", "SSP2-F591B", "SSP2-F591C"


def row(site: str, kind: str = "Réaménagement", *, at: dict[int, Any] | None = None) -> list[Any]:
    """A row of Sefrou, with some cells by place."""
    cells: list[Any] = [1, "Sefrou", site, "", kind, *[""] * 12]
    for place, value in (at or {}).items():
        cells[place] = value
    return cells


A, B, C = "CSR1 Aïn Chkef", "CSU-2 Aïn Chkef", "Hôpital Mohammed V"
ROWS = (
    row(A, at={PHASE: "En travaux", SINCE: date(2025, 3, 12), 10: "12/2025"}),
    row(B, at={ORDERED: "02/04/24", ACCEPTED: "15/01/2025", OPENED: "25/07/2025", PEOPLE: 12_000,
               STAFF: 9, 16: "Annonce publique"}),
    row(C, "Réhabilitation", at={5: "CHU", 6: "ANEP", PHASE: "Études en cours"}),
)  # fmt: skip


def send_list(
    tmp_path: Path, rows: Sequence[list[Any]], on: date = DAY, *, ticks: Ticks | None = None,
    heads: Sequence[str] = HEADS, **said: Any,
) -> Outcome:  # fmt: skip
    """A list sent under the title of a day."""
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.xlsx"
    title = f"Programme de réhabilitation – Situation au {on:%d/%m/%Y}"
    statement(path, rows, heads=heads, title=title, **said)
    return send(path, dataset="projects", ticks=ticks)


def phases(project: str) -> list[tuple[str, date]]:
    """The phases that stand of a project, the first one first."""
    return [(one.phase, one.since) for one in queries.phases(project, reach=EVERYWHERE)]


def doubted(outcome: Outcome) -> list[tuple[str, str, dict[str, str]]]:
    """The doubts of a file: cell, code and what is held against what."""
    found = (outcome.report or {}).get("doubts", ())
    return [(one["cell"], one["code"], one["details"]) for one in found]


@pytest.fixture
def bare_sites(region: dict[str, Any], programme: Programme) -> None:
    """Sites without any project."""
    found_sites(region)


@pytest.mark.parametrize("heads", [HEADS, HEADS_AR])
def test_list_enters_projects_phases_and_openings(
    bare_sites: None, tmp_path: Path, heads: Sequence[str]
) -> None:
    outcome = send_list(tmp_path, ROWS, heads=heads)

    assert (refused(outcome), outcome.refused) == ([], None)
    found = {one.code: one for one in Project.objects.all()}
    assert {code: (one.kind, one.steering) for code, one in found.items()} == {
        P_A: (ProjectKind.PRIMARY_CARE_REFURBISHMENT, ""),
        P_B: (ProjectKind.PRIMARY_CARE_REFURBISHMENT, ""),
        P_C: (ProjectKind.HOSPITAL_REHABILITATION, Steering.UNIVERSITY_HOSPITAL),
    }
    assert phases(P_A) == [("works", date(2025, 3, 12))]
    assert phases(P_B) == [
        ("service_order", date(2024, 4, 2)), ("provisional_acceptance", date(2025, 1, 15)),
        ("opened", date(2025, 7, 25)),
    ]  # fmt: skip
    assert phases(P_C) == [("studies", DAY)]
    opening = Opening.objects.get()
    assert (opening.population, opening.staff) == (12_000, 9)
    assert opening.entry.note == "Annonce publique"
    assert opening.entry.standing is not None


def test_opening_says_no_more_than_its_list(bare_sites: None, tmp_path: Path) -> None:
    send_list(tmp_path, [row(A, at={OPENED: "25/07/2025"})])

    opening = Opening.objects.get()
    assert (opening.population, opening.staff, opening.inaugurated_by) == (None, None, "")


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


def test_phase_behind_the_present_one_is_doubtful(sites: None, tmp_path: Path) -> None:
    rows = [row(A, at={PHASE: "Études en cours"}), row(B, at={PHASE: "Prêt", SINCE: DAY})]

    outcome = send_list(tmp_path, rows)

    assert doubted(outcome) == [
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
def test_day_that_does_not_fit_is_doubtful(
    sites: None, tmp_path: Path, at: dict[int, Any], cell: str, said: str
) -> None:
    outcome = send_list(tmp_path, [row(A, at=at)])

    if cell == "M4":
        assert refused(outcome) == [("I4", "works.days-not-in-order")]
    else:
        [(found, code, details)] = doubted(outcome)
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

    assert (doubted(outcome), outcome.refused) == ([], None)
    assert phases(P_A) == [("tender", date(2025, 10, 2))]
    assert Opening.objects.filter(entry__withdrawn_why="").count() == 1


def test_person_takes_back_a_phase_that_a_list_brought(bare_sites: None, tmp_path: Path) -> None:
    send_list(tmp_path, ROWS)

    take_back_phase(by=BY, reach=EVERYWHERE, project=P_B, why="Pas encore ouvert")

    assert phases(P_B)[-1] == ("provisional_acceptance", date(2025, 1, 15))


@pytest.mark.parametrize(
    ("at", "cell", "code"),
    [
        ({}, "H4", "works.no-phase"),
        ({PHASE: "on verra"}, "H4", "works.phase-not-understood"),
        ({PHASE: "Annulé"}, "J4", "works.phase-without-reason"),
        ({PHASE: "Ouvert"}, "N4", "works.opening-without-day"),
        ({PHASE: "En travaux", OPENED: "01/02/2025"}, "N4", "works.opening-before-its-phase"),
        ({PHASE: "En travaux", SINCE: "01/12/2025"}, "I4", "works.after-the-list"),
        ({PHASE: "Ouvert", SINCE: "01/02/2025", OPENED: "02/02/2025"}, "I4", "works.two-days"),
        ({PHASE: "En travaux", 4: "peinture"}, "E4", "works.kind-not-understood"),
        ({PHASE: "En travaux", 4: ""}, "E4", "works.no-kind"),
        ({PHASE: "En travaux", 5: "personne"}, "F4", "works.steering-not-understood"),
        ({PHASE: "En travaux", 3: "SSP9"}, "D4", "works.programme-unknown"),
        ({PHASE: "En travaux", 2: "CSR-1 Nulle Part"}, "C4", "works.site-unknown"),
    ],
)  # fmt: skip
def test_what_is_unsure_is_refused_at_its_cell(
    bare_sites: None, tmp_path: Path, at: dict[int, Any], cell: str, code: str
) -> None:
    rows = [row(A, at={16: "rien d'autre", **at}), ROWS[1]]

    outcome = send_list(tmp_path, rows, ticks=Ticks(leave_out_refused=True))

    assert refused(outcome) == [(cell, code)]
    assert list(Project.objects.values_list("code", flat=True)) == [P_B]


def test_failure_keeps_its_reason(bare_sites: None, tmp_path: Path) -> None:
    rows = [
        row(A, at={PHASE: "AO infructueux", REASON: "Aucune offre"}),
        row(B, at={PHASE: "Annulé", REASON: "terrain repris par la commune"}),
    ]

    send_list(tmp_path, rows)

    found = PhaseEntry.objects.order_by("pk").values_list("phase", "reason", "note")
    assert list(found) == [
        ("unsuccessful_tender", "no_bid", ""),
        ("cancelled", "other", "terrain repris par la commune"),
    ]


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_template_sent_back_untouched_changes_nothing(
    bare_sites: None, tmp_path: Path, lang: str
) -> None:
    ready = row("CSR-2 Ribate El Kheir", at={PHASE: "AO infructueux", REASON: "foncier"})
    send_list(tmp_path, [*ROWS, ready])
    path = tmp_path / "template.xlsx"
    with translation.override(lang):
        path.write_bytes(templates.template("projects", "D591", DAY, reach=EVERYWHERE))

    declared = declare(reach=EVERYWHERE, sender="x", dataset="projects")
    found = staging.prepare(mappings.matched(path, path.name, declared), declared, reach=EVERYWHERE)

    changes = found.changes
    assert (found.report["refused"], found.report.get("doubts", [])) == ([], [])
    assert (changes.new, changes.changed, changes.gone, changes.same) == (0, 0, 0, 4)


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize("phase", list(Phase))
def test_every_word_of_a_template_is_read_again(phase: Phase, lang: str) -> None:
    with translation.override(lang):
        assert phase_of(translation.gettext(STEPS[phase].label)) is phase


@pytest.mark.parametrize("lang", ["fr", "ar", "en"])
def test_every_other_word_of_a_template_is_read_again(lang: str) -> None:
    with translation.override(lang):
        for reason, label in REASON_LABELS.items():
            assert reason_of(translation.gettext(label)) is reason
        for steering, label in STEERING_LABELS.items():
            assert steering_of(translation.gettext(label)) is steering
        for kind, label in KIND_LABELS.items():
            for is_hospital in (True, False):
                assert kind_of(translation.gettext(label), is_hospital=is_hospital) is kind


def test_template_names_projects_that_no_list_told(sites: None, tmp_path: Path) -> None:
    with translation.override("fr"):
        rows = templates.template("projects", "D591", DAY, reach=EVERYWHERE)
    path = tmp_path / "t.xlsx"
    path.write_bytes(rows)

    outcome = send(path, dataset="projects")

    assert outcome.refused is not None
    assert ProjectListing.objects.count() == 0


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
