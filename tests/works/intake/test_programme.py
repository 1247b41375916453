"""Lists of programmes enter projects, phases and openings; what is unsure is refused."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from tadbir.intake import mappings, staging, templates
from tadbir.intake.said import declare
from tadbir.intake.verdict import Ticks
from tadbir.territory.reach import EVERYWHERE
from tadbir.works.intake.programme.columns import kind_of, phase_of, reason_of, steering_of
from tadbir.works.models import Opening, PhaseEntry, Project, ProjectListing
from tadbir.works.terms import (
    KIND_LABELS,
    REASON_LABELS,
    STEERING_LABELS,
    STEPS,
    Phase,
    ProjectKind,
    Steering,
)
from tests.works.lists import (
    HEADS,
    HEADS_AR,
    OPENED,
    P_A,
    P_B,
    P_C,
    PHASE,
    REASON,
    ROWS,
    SINCE,
    A,
    B,
    phases,
    row,
    send_list,
)
from tests.works.sites import DAY, refused, send

pytestmark = pytest.mark.django_db


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
    assert (found.report["refused"], found.report.get("contradictions", [])) == ([], [])
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


def test_hospital_of_a_province_is_found_beside_the_project_of_its_centre(
    bare_sites: None, tmp_path: Path
) -> None:
    centre = ["", "Fès", "Centre hospitalier régional de Fès", "", "Construction", *[""] * 12]
    centre[PHASE] = "Convention signée"

    outcome = send_list(tmp_path, [centre, *ROWS[2:]])

    assert outcome.refused is None
    assert set(Project.objects.values_list("code", "kind")) == {
        ("SSP2-CH231", ProjectKind.NEW_BUILD), (P_C, ProjectKind.HOSPITAL_REHABILITATION),
    }  # fmt: skip
