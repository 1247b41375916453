"""Pages of works: what they show, to whom, what they let be entered, and how many questions they ask."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tadbir.core import clock
from tadbir.intake.models import Batch, SourceFile, Standing
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE
from tadbir.works.actions import Entered, NewProject, enter_phase, enter_project
from tadbir.works.models import GateReport, PlannedPoint, Programme, Project, Report
from tadbir.works.queries import phases
from tadbir.works.terms import Phase, ProjectKind
from tests.budget.hand import BY
from tests.facilities.door import keep, ministry
from tests.territory.lean import load_lean_census
from tests.territory.seats import seated

pytestmark = pytest.mark.django_db
DAY, FIRM = date(2025, 11, 30), "Bâtiment du Saïss"
SOURCES = ("delegated_project_owner", "delegation")
ONE, THREE = ("D231",), ("D231", "D591", "CH231")
CENTRE = ProjectKind.PRIMARY_CARE_REFURBISHMENT


def enter(sites: Sequence[str], phase: Phase = Phase.WORKS) -> None:
    """A project on each site, under works since March, with a report of two sources and a form."""
    for site in sites:
        first = Entered(phase, date(2025, 3, 1))
        enter_project(
            by=BY, reach=EVERYWHERE, programme="SSP2", new=NewProject(f"P-{site}", site, CENTRE),
            first=first,
        )  # fmt: skip
    for number, source in enumerate(SOURCES, 500_001):
        standing = _standing("progress", source, number)
        for row, site in enumerate(sites, 5):
            _report(standing, site, row)
    standing = _standing("gates", "delegation", 500_009)
    for row, site in enumerate(sites, 3):
        GateReport.objects.create(
            standing=standing, project=Project.objects.get(code=f"P-{site}"), equipment=True,
            staff=False, open_reserves=3, sheet="Fiche", row=row,
        )  # fmt: skip
    cache.clear()


def _standing(dataset: str, source: str, number: int) -> Standing:
    file = SourceFile.objects.create(
        sha256=f"{number}".zfill(64), name="f.xlsx", size=1, path="f", received_at=clock.now(),
        received_by="test",
    )  # fmt: skip
    batch = Batch.objects.create(
        dataset=dataset, source=source, known_on=DAY, file=file, number=number, seen_number=0,
        rows=1, report={"sheets": [], "refused": [], "changes": {}}, digest="0" * 64,
        committed_at=clock.now(), committed_by="test",
    )  # fmt: skip
    return Standing.objects.create(
        dataset=dataset, source=source, holder=Entity.objects.get(code="D231"), on_date=DAY,
        batch=batch, number=number, rows=1, places={}, digest="0" * 64,
    )  # fmt: skip


def _report(standing: Standing, site: str, row: int) -> None:
    """The agency says 62 % done and 41 % paid; the delegation 45 %."""
    is_agency = standing.source == SOURCES[0]
    Report.objects.create(
        standing=standing, project=Project.objects.get(code=f"P-{site}"), contractor=FIRM,
        contract_reference="7/2025", amount=100_000_000, service_order_on=date(2025, 3, 1),
        duration=6, duration_unit="months", physical="0.62" if is_agency else "0.45",
        financial="0.41" if is_agency else None, expected_on=date(2025, 12, 20), sheet="Travaux",
        row=row,
    )  # fmt: skip


@pytest.mark.parametrize("sites", [ONE, THREE], ids=["one row", "three rows"])
@pytest.mark.parametrize(
    ("address", "questions"),
    [
        ("", 13),
        ("semaines/", 12),
        ("calendrier/", 11),
        ("ouvertures/", 12),
        ("provinces/", 12),
        ("titulaires/", 10),
        (f"titulaires/{quote(FIRM)}/", 13),
        ("programmes/", 5),
        ("programmes/SSP2/", 7),
        ("P-D231/", 19),
    ],
)
def test_page_asks_the_same_whatever_the_rows(
    programme: Programme, sites: Sequence[str], address: str, questions: int
) -> None:
    enter(sites)
    client = seated("director", "DR03")
    client.get(f"/travaux/{address}")
    cache.clear()

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"/travaux/{address}")

    assert answer.status_code == 200
    assert len(asked) == questions


def test_list_says_what_is_late_first_and_asks_little_when_kept(programme: Programme) -> None:
    enter(THREE)
    enter_project(
        by=BY, reach=EVERYWHERE, programme="SSP2", new=NewProject("AA", "D231", CENTRE),
        first=Entered(Phase.TENDER, date(2025, 3, 1)),
    )  # fmt: skip
    client = seated("director", "DR03")

    page = client.get("/travaux/").content.decode()
    with CaptureQueriesContext(connection) as asked:
        client.get("/travaux/")

    assert page.index("/travaux/P-D231/") < page.index("/travaux/AA/")
    assert "62,0\u202f%" in page
    assert "45,0\u202f%" in page
    assert "53,5" not in page
    assert len(asked) == 7
    late = client.get("/travaux/?view=late").content.decode()
    assert "/travaux/P-D231/" in late
    assert "/travaux/AA/" not in late
    assert "/travaux/P-D231/" not in client.get("/travaux/?phase=tender").content.decode()


def test_phase_entered_is_seen_at_once(programme: Programme) -> None:
    enter(ONE)
    client = seated("director", "DR03")
    assert "Travaux en cours" in client.get("/travaux/?q=P-D231").content.decode()

    new = Entered(Phase.PROVISIONAL_ACCEPTANCE, date(2025, 12, 1))
    enter_phase(by=BY, reach=EVERYWHERE, project="P-D231", new=new)

    page = client.get("/travaux/?stage=to_open").content.decode()
    assert "Réception provisoire prononcée" in page


def test_project_shows_sources_apart_with_what_crosses(programme: Programme) -> None:
    enter(ONE)

    page = seated("director", "DR03").get("/travaux/P-D231/").content.decode()

    assert "Travaux en avance sur les paiements" in page
    assert "Deux sources se contredisent" in page
    assert "SPI(t)" not in page
    assert "Afficher un planning supposé" in page
    assert "le taux du marché n’est pas saisi" in page
    assert "01/09/2025" in page


def test_assumed_plan_is_marked_and_a_plan_needs_none(programme: Programme) -> None:
    enter(ONE)
    client = seated("director", "DR03")

    assumed = client.get("/travaux/P-D231/?plan=assumed").content.decode()
    assert "Planning supposé : personne ne l’a établi." in assumed
    project = Project.objects.get(code="P-D231")
    for day, share in ((date(2025, 6, 1), "0.5"), (date(2025, 9, 1), "1")):
        PlannedPoint.objects.create(
            project=project, planned_since=date(2025, 3, 1), on=day, share=share
        )
    planned = client.get("/travaux/P-D231/?plan=assumed").content.decode()
    assert "supposé" not in planned
    assert "SPI(t)" in planned


def test_project_without_any_report_says_so(programme: Programme) -> None:
    new = NewProject("P", "D231", CENTRE)
    first = Entered(Phase.TENDER, date(2025, 3, 1))
    enter_project(by=BY, reach=EVERYWHERE, programme="SSP2", new=new, first=first)

    page = seated("delegate", "D231").get("/travaux/P/").content.decode()

    assert "Aucun état d’avancement n’a été reçu." in page
    assert "L’agence n’envoie aucun paiement pour ce projet" in page
    assert "Aucune fiche de la délégation n’a été reçue" in page


@pytest.mark.parametrize("role", ["agency_director", "project_officer"])
def test_agency_lands_on_works_and_sees_no_budget(programme: Programme, role: str) -> None:
    enter(THREE)
    place = {"agency_director": "DR03", "project_officer": "D591"}[role]
    client = seated(role, place)

    assert client.get("/").headers["Location"] == "/travaux/"
    page = client.get("/travaux/").content.decode()
    assert "/travaux/P-D591/" in page
    assert ("/travaux/P-D231/" in page) is (role == "agency_director")
    assert 'href="/budget/"' not in page
    assert client.get("/budget/").status_code == 404


def test_history_of_an_entity_tells_of_its_budget_to_who_sees_it(db: None) -> None:
    load_lean_census(by=BY)
    keep(ministry([("Fès-Meknès", "Sefrou", "Sefrou (Mun.)", "Ben Seffar", "CSU-1")]), DAY)

    seen = seated("delegate", "D451").get("/entites/D451/fiche/").content.decode()
    agency = seated("project_officer", "D451").get("/entites/D451/fiche/").content.decode()

    assert "Historique" in seen
    assert "Historique" not in agency


def test_register_is_kept_by_the_head_of_service(programme: Programme) -> None:
    client = seated("head_of_service", "DR03")
    said = {"code": "N1", "entity": "DR03", "name_fr": "Programme neuf", "name_ar": ""}
    assert client.post("/travaux/programmes/nouveau/", said).status_code == 302
    first = {
        "code": "N1-1", "site": "D231", "kind": "extension", "steering": "", "phase": "tender",
        "since": "2025-05-01", "reason": "", "note": "",
    }  # fmt: skip
    assert client.post("/travaux/programmes/N1/projet/", first).status_code == 302

    form = client.get("/travaux/N1-1/phase/").content.decode()
    assert 'value="award"' in form
    assert 'value="works"' not in form
    step = {"phase": "unsuccessful_tender", "since": "2025-06-01", "reason": "", "note": ""}
    refused = client.post("/travaux/N1-1/phase/", step)
    assert "Ce passage demande un motif" in refused.content.decode()
    assert client.post("/travaux/N1-1/phase/", step | {"reason": "no_bid"}).status_code == 302
    assert client.post("/travaux/N1-1/retrait/", {"why": "erreur"}).status_code == 302
    assert [one.phase for one in phases("N1-1", reach=EVERYWHERE)] == ["tender"]
    assert seated("delegate", "D231").get("/travaux/N1-1/phase/").status_code == 403


def test_opening_is_recorded_and_listed(programme: Programme) -> None:
    enter(ONE, Phase.READY_TO_OPEN)
    client = seated("head_of_service", "DR03")
    said = {
        "on": "2025-12-01", "population": "12000", "staff": "", "inaugurated_by": "Le wali",
    }  # fmt: skip

    assert client.post("/travaux/P-D231/ouverture/", said).status_code == 302

    page = client.get("/travaux/ouvertures/?since=2025-11-30").content.decode()
    assert "1 sur 1" in page.replace("\xa0", " ")
    assert "12\u202f000" in page
    assert "Le wali" in page
    assert "Ouvertures qui ne disent pas tout : 1" in page
    earlier = client.get("/travaux/ouvertures/?on=2025-11-30").content.decode()
    assert "Le wali" not in earlier


@pytest.mark.parametrize(
    "page",
    ["", "semaines/", "calendrier/", "ouvertures/", "provinces/", "titulaires/", "programmes/",
     f"titulaires/{quote(FIRM)}/", "P-D231/"],
)  # fmt: skip
def test_every_table_is_a_workbook_too(programme: Programme, page: str) -> None:
    enter(THREE)

    answer = seated("director", "DR03").get(f"/travaux/{page}?format=xlsx")

    assert answer.content[:2] == b"PK"


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_empty_pages_answer(region: dict[str, Entity], language: str) -> None:
    client = seated("director", "DR03", language=language)

    for page in ("", "semaines/", "calendrier/", "ouvertures/", "provinces/", "titulaires/"):
        assert client.get(f"/travaux/{page}").status_code == 200
