"""Pages of the register: what they show, to whom, and how many questions they ask."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tadbir.facilities.models import Listing
from tests.facilities.door import BY, keep, ministry
from tests.territory.lean import load_lean_census
from tests.territory.seats import seated

pytestmark = pytest.mark.django_db

FM, SEFROU = "Fès-Meknès", "Sefrou (Mun.)"
FIRST, SECOND = date(2024, 12, 31), date(2025, 12, 1)
ONE = [(FM, "Sefrou", SEFROU, "Ben Seffar", "CSU-1")]
THREE = [
    *ONE,
    (FM, "Sefrou", SEFROU, "Habbouna", "CSU-1"),
    (FM, "Taza", "Taza (Mun.)", "Koucha", "CSU-1"),
]
AFTER = [
    (FM, "Sefrou", SEFROU, "Ben Seffar", "CSU-2"),
    (FM, "Taza", "Taza (Mun.)", "Koucha", "CSU-1"),
]


@pytest.fixture(autouse=True)
def _census(db: None) -> None:
    load_lean_census(by=BY)


@pytest.mark.parametrize("rows", [ONE, THREE], ids=["one row", "three rows"])
@pytest.mark.parametrize(
    ("address", "questions"),
    [
        ("/etablissements/", 7),
        ("/etablissements/offre/", 6),
        ("/etablissements/changements/", 9),
        ("/etablissements/F451-001/", 12),
    ],
)
def test_page_asks_the_same_whatever_the_rows(
    rows: list[tuple[str, ...]], address: str, questions: int
) -> None:
    keep(ministry(rows), FIRST)
    client = seated("director", "DR03")
    client.get(address)

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)

    assert answer.status_code == 200
    assert len(asked) == questions


def test_list_shows_sites_and_filters_them() -> None:
    keep(ministry(THREE), FIRST)
    keep(ministry(AFTER), SECOND)
    client = seated("director", "DR03")

    page = client.get("/etablissements/").content.decode()
    assert "Centre de santé urbain de niveau 2 (CSU-2)" in page
    assert "Koucha" in page
    closed = client.get("/etablissements/?status=closed").content.decode()
    assert "Habbouna" in closed
    assert "Koucha" not in closed
    then = client.get("/etablissements/?on=2025-06-30").content.decode()
    assert "(CSU-2)" not in then
    assert "30 juin 2025" in then
    assert "Koucha" not in client.get("/etablissements/?delegation=D451").content.decode()


def test_site_leads_to_the_cell_and_the_batch_that_brought_it() -> None:
    batch, _changes = keep(ministry(ONE), FIRST)

    page = seated("director", "DR03").get("/etablissements/F451-001/").content.decode()

    row = Listing.objects.get()
    assert f'href="/fichiers/{batch.pk}/cellule/{row.sheet}/{row.row}/"' in page
    assert f'<a href="/fichiers/{batch.pk}/">Fichier' in page


def test_delegate_sees_own_sites_alone() -> None:
    keep(ministry(THREE), FIRST)
    client = seated("delegate", "D451")

    page = client.get("/etablissements/").content.decode()
    assert "Ben Seffar" in page
    assert "Koucha" not in page
    assert client.get("/etablissements/F451-001/").status_code == 200
    assert client.get("/etablissements/F561-001/").status_code == 404
    supply = client.get("/etablissements/offre/").content.decode()
    assert "Sefrou" in supply
    assert "Taza" not in supply


def test_site_shows_identity_lists_and_history_on_a_day() -> None:
    keep(ministry(THREE), FIRST)
    keep(ministry(AFTER), SECOND)
    client = seated("head_of_service", "DR03")

    page = client.get("/etablissements/F451-001/").content.decode()
    assert "CSU-2" in page
    assert "Délégation provinciale de Sefrou" in page
    assert "Liste · 5" in page
    assert "/territoire/entites/F451-001/statut/" in page
    then = client.get("/etablissements/F451-001/?on=2025-06-30").content.decode()
    assert "Centre de santé urbain de niveau 1 (CSU-1)" in then
    gone = client.get("/etablissements/F451-002/").content.decode()
    assert "Ne figure plus dans la liste" in gone


def test_changes_between_the_last_two_lists() -> None:
    keep(ministry(THREE), FIRST)
    keep(ministry(AFTER), SECOND)

    page = seated("director", "DR03").get("/etablissements/changements/").content.decode()

    assert "Catégorie modifiée" in page
    assert "Habbouna" in page
    assert "Koucha" not in page
    asked = seated("reader", "D451").get(
        "/etablissements/changements/?before=2025-12-02&after=2025-12-03"
    )
    assert "Habbouna" not in asked.content.decode()


def test_supply_shows_inhabitants_per_centre_on_a_map() -> None:
    keep(ministry(THREE), FIRST)

    page = seated("director", "DR03").get("/etablissements/offre/").content.decode()

    assert "152\u202f374" in page
    assert "Aucun centre" in page
    assert page.count("<path") > 9


@pytest.mark.parametrize("page", ["", "offre/", "changements/"])
def test_every_table_is_a_workbook_too(page: str) -> None:
    keep(ministry(THREE), FIRST)

    answer = seated("director", "DR03").get(f"/etablissements/{page}?format=xlsx")

    assert answer.content[:2] == b"PK"


def test_empty_register_says_so() -> None:
    keep(ministry(THREE), FIRST)
    client = seated("delegate", "D131")

    assert "Aucun établissement" in client.get("/etablissements/").content.decode()
    assert client.get("/etablissements/changements/").status_code == 200
    assert client.get("/etablissements/offre/").status_code == 200
