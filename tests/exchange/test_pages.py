"""The pages of exchange: a list with what the check finds, and files that are the command's."""

import json
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from tadbir.exchange.calc.checking import Finding
from tadbir.exchange.presenters import findings_table
from tadbir.exchange.terms import Fault
from tadbir.works.models import Programme
from tests.exchange.conftest import enter, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(programme: Programme, client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The director of DR03, signed in."""
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["testserver"])
    client.force_login(
        person("director", "DR03"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def test_list_leads_to_the_file_of_each_project(client: Client) -> None:
    enter("P1")
    body = client.get("/echange/oc4ids/").content.decode()

    for said in ("/echange/oc4ids/P1.json", "tadbir-P1", "Réalisation", "Rien n’a été relevé",
                 "pas encore de préfixe enregistré"):  # fmt: skip
        assert said in body


def test_registered_prefix_is_used_and_no_longer_asked_for(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "OC4IDS_PREFIX", "oc4ids-abc123")
    enter("P1")
    body = client.get("/echange/oc4ids/").content.decode()

    assert "oc4ids-abc123-P1" in body
    assert "préfixe enregistré" not in body


def test_list_without_a_project_offers_no_file(client: Client) -> None:
    body = client.get("/echange/oc4ids/").content.decode()

    assert "Aucun projet de travaux" in body
    assert "projets.json" not in body
    assert client.get("/echange/oc4ids/projets.json").status_code == 404


def test_files_hold_the_projects(client: Client) -> None:
    enter("P1")
    enter("P2", "D591")
    every = client.get("/echange/oc4ids/projets.json?on=2025-12-12")
    alone = client.get("/echange/oc4ids/P2.json?on=2025-12-01")

    assert every["Content-Type"] == "application/json"
    assert every["Content-Disposition"] == 'attachment; filename="oc4ids-DR03-2025-12-12.json"'
    assert [one["id"] for one in json.loads(every.content)["projects"]] == [
        "tadbir-P1",
        "tadbir-P2",
    ]
    assert json.loads(alone.content)["publishedDate"] == "2025-12-01T00:00:00Z"
    assert client.get("/echange/oc4ids/P1.json?on=2025-01-14").status_code == 404


def test_list_comes_as_a_workbook(client: Client) -> None:
    enter("P1")

    assert "spreadsheetml" in client.get("/echange/oc4ids/?format=xlsx")["Content-Type"]


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_eight_queries(
    client: Client, django_assert_num_queries: Callable[[int], object], count: int
) -> None:
    for number in range(count):
        enter(f"P{number}")

    with django_assert_num_queries(8):  # type: ignore[attr-defined]
        client.get("/echange/oc4ids/")


def test_findings_are_said_with_their_places() -> None:
    (row,) = findings_table([Finding(Fault.MISSING_CURRENCY, "/projects/0/budget/amount")]).rows

    assert row["pointer"] == "/projects/0/budget/amount"
