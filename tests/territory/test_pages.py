"""Pages of the territory: what they show, to whom, and how many questions they ask."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tadbir.audit.trail import Actor
from tadbir.territory import queries
from tadbir.territory.actions import found_region
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE
from tests.territory.seats import seated

pytestmark = pytest.mark.django_db


def test_region_shows_its_provinces_on_a_map(fes_meknes: Entity) -> None:
    page = seated("director", "DR03").get("/territoire/").content.decode()

    assert "Région : Fès-Meknès" in page
    assert "304\u202f748" in page
    assert page.count("<path") > 9
    assert "CC BY 4.0" in page
    assert "Taza" in page


def test_delegate_sees_one_province_and_grey_siblings(fes_meknes: Entity) -> None:
    client = seated("delegate", "D451")
    page = client.get("/territoire/").content.decode()

    assert "Sefrou" in page
    assert "Taza" not in page
    assert client.get("/territoire/03.451/").status_code == 200
    assert client.get("/territoire/03.451.01.09/").status_code == 200
    assert client.get("/territoire/03.561/").status_code == 404
    assert client.get("/territoire/03/").status_code == 404


def test_region_out_of_reach_is_named_in_the_way_down_and_is_no_link(fes_meknes: Entity) -> None:
    own = seated("delegate", "D451").get("/territoire/03.451/").content.decode()
    whole = seated("director", "DR03").get("/territoire/03.451/").content.decode()

    assert 'href="/territoire/03/"' not in own
    assert "Fès-Meknès</span>" in own
    assert 'href="/territoire/03/"' in whole


def test_ministry_sees_regions_then_the_provinces_of_one(fes_meknes: Entity, actor: Actor) -> None:
    found_region(by=actor, region_code="05")
    client = seated("director", "MSPS")

    assert "Béni Mellal-Khénifra" in client.get("/territoire/").content.decode()
    assert "Khouribga" in client.get("/territoire/?region=05").content.decode()


def test_province_shows_its_people_and_bodies(fes_meknes: Entity) -> None:
    page = seated("director", "DR03").get("/territoire/03.451/").content.decode()

    assert "304\u202f748" in page
    assert "Délégation provinciale de Sefrou" in page
    assert "El Menzel" in page
    assert "75 ans et plus" in page


def test_city_is_drawn_by_its_arrondissements(fes_meknes: Entity) -> None:
    page = seated("director", "DR03").get("/territoire/03.231/").content.decode()

    assert "Agdal" in page


def test_arabic_page_is_in_arabic(fes_meknes: Entity) -> None:
    page = seated("director", "DR03", language="ar").get("/territoire/03.451/").content.decode()

    assert "صفرو" in page
    assert "Population" not in page


def test_workbook_of_the_index(fes_meknes: Entity) -> None:
    answer = seated("director", "DR03").get("/territoire/?format=xlsx")

    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer.content[:2] == b"PK"


@pytest.mark.parametrize(("role", "code"), [("delegate", "D451"), ("director", "DR03")])
def test_index_asks_the_same_whether_one_province_or_nine(
    fes_meknes: Entity, role: str, code: str
) -> None:
    client = seated(role, code)
    client.get("/territoire/")

    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/territoire/")

    assert len(asked) == 9


def test_search_finds_within_reach_alone(fes_meknes: Entity) -> None:
    client = seated("delegate", "D451")

    assert "D451" in client.get("/recherche/?q=sefrou").content.decode()
    other = client.get("/recherche/?q=taza").content.decode()
    assert "D561" not in other
    assert "Rien dans votre périmètre ne contient ces mots." in other


def test_head_of_service_renames_and_the_page_says_why_not(fes_meknes: Entity) -> None:
    client = seated("head_of_service", "DR03")
    address = "/territoire/entites/D451/nom/"

    assert client.get(address).status_code == 200
    sent = {"name_fr": "Délégation de Séfrou", "name_ar": "صفرو", "on": "2025-01-01", "why": "x"}
    assert client.post(address, sent).status_code == 302
    assert queries.entity("D451", reach=EVERYWHERE).name_fr == "Délégation de Séfrou"
    refused = client.post(address, sent | {"on": "2024-01-01"})
    assert refused.status_code == 200
    assert "01" in refused.content.decode()


def test_others_may_not_change_and_siblings_are_not_there(fes_meknes: Entity) -> None:
    delegate = seated("delegate", "D451")

    assert delegate.get("/territoire/entites/D451/nom/").status_code == 403
    assert delegate.get("/territoire/entites/D561/nom/").status_code == 404
    assert delegate.get("/territoire/entites/D451/forme/").status_code == 404
    assert delegate.get("/territoire/entites/nouvelle/").status_code == 403


@pytest.mark.parametrize(
    ("what", "sent"),
    [
        ("rattachement", {"tree": "health", "parent": "ch231", "on": "2025-01-01", "why": ""}),
        ("statut", {"status": "suspended", "on": "2025-01-01", "reason": "Travaux"}),
        ("autre-nom", {"text": "CHP Mohamed V"}),
    ],
)
def test_every_change_has_its_form(fes_meknes: Entity, what: str, sent: dict[str, str]) -> None:
    client = seated("head_of_service", "DR03")
    address = f"/territoire/entites/CH451/{what}/"

    assert client.get(address).status_code == 200
    assert client.post(address, sent).status_code == 302


def test_centre_is_entered_under_a_parent_within_reach(fes_meknes: Entity) -> None:
    client = seated("head_of_service", "DR03")
    sent = {
        "kind": "hospital_centre", "code": "CHU231", "parent": "D231", "area_code": "03.231",
        "name_fr": "Centre hospitalier universitaire Hassan II", "name_ar": "", "status": "open",
        "status_reason": "", "valid_from": "",
    }  # fmt: skip

    assert client.post("/territoire/entites/nouvelle/", sent).status_code == 302
    assert queries.entity("CHU231", reach=EVERYWHERE).path == "/MSPS/DR03/D231/CHU231/"
    again = client.post("/territoire/entites/nouvelle/", sent)
    assert again.status_code == 200
    assert "CHU231" in again.content.decode()
