"""Pages are kept for a reach and a person, until figures move, and never with a token."""

import re
from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tadbir.accounts.models import Post, User
from tadbir.audit import installation, trail
from tadbir.audit.actor import Actor, Subject
from tadbir.audit.installation import Installed
from tadbir.budget.actions import NewClosingDate, Step, set_closing_date, set_route
from tadbir.budget.terms import Deadline, Spending
from tadbir.cockpit import sheets
from tadbir.core import clock
from tadbir.scorecard.models import Rollup
from tadbir.territory.actions import attach
from tadbir.territory.models import Entity
from tadbir.territory.terms import Tree
from tests.budget.hand import BY, signed_in
from tests.budget.test_queries import MEETING, land_line, land_operations

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w{64})"')
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def asked(client: Client, address: str = "/") -> str:
    return client.get(address).content.decode()


def test_kept_page_takes_four_literal_queries(region: dict[str, Entity]) -> None:
    client = signed_in("director", region["DR03"])
    asked(client)

    with CaptureQueriesContext(connection) as seen:
        asked(client)

    assert len(seen) == 4


def test_page_is_made_anew_when_a_name_changes(region: dict[str, Entity]) -> None:
    client = signed_in("director", region["DR03"])
    before = asked(client)
    Entity.objects.filter(code="DR03").update(name_fr="Autre nom", name_ar="Autre nom")
    kept = asked(client)
    with transaction.atomic():
        trail.record(by=Actor("test"), action="territory.rename", subject=Subject("entity", "DR03"))

    anew = asked(client)

    assert "Autre nom" not in before
    assert "Autre nom" not in kept
    assert "Autre nom" in anew


def test_kept_pages_and_sheets_are_of_another_moment_after_a_reattachment(
    region: dict[str, Entity],
) -> None:
    client = signed_in("director", region["DR03"])
    before, moment = asked(client), sheets.now()

    attach(
        by=Actor("test"), entity=region["D591"], parent=region["DR05"], tree=Tree.ADMINISTRATIVE,
        on=clock.today(),
    )  # fmt: skip

    assert "Délégation de Sefrou" in before
    assert "Délégation de Sefrou" not in asked(client)
    assert sheets.now().number == moment.number + 1


def test_board_follows_a_last_day_that_moves(
    region: dict[str, Entity], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tender of 40 comes too late for the visa on 12 December; a circular gives it until the
    31st: what can be saved and the ceiling of the curve follow, under the number of the action."""
    monkeypatch.setattr(installation, "current", lambda: Installed(True, MEETING))
    installation.start_clock()
    land_line("D231", MEETING, 60)
    land_operations([["AO 1", "Scanner", "AO", "010", 40_00, None, None, None]])
    set_route(by=BY, route="contract", steps=[Step("award", 3)], valid_from=MEETING, source="x")
    client = signed_in("director", region["DR03"])
    before, moment = asked(client), sheets.now()
    saved = Rollup.objects.filter(indicator="dirhams_to_save", is_own=False, numerator=40_00)
    assert not saved.exists()

    new = NewClosingDate(
        2025, Deadline.COMMITMENT, Spending.CONTRACT, date(2025, 12, 31), "Circulaire"
    )
    set_closing_date(by=BY, new=new)

    assert saved.exists()
    assert sheets.now().number == moment.number + 1
    assert "100,0" not in before  # the most that may be committed was 60 of 100
    assert "100,0" in asked(client)


def test_two_people_of_one_reach_each_read_their_own_name(region: dict[str, Entity]) -> None:
    first = signed_in("director", region["DR03"])
    asked(first)
    user = User.objects.create(username="second", name="Second Reader", language="fr")
    Post.objects.create(user=user, role="director", entity=region["DR03"], valid_from="2020-01-01")
    second = Client(HTTP_HOST="127.0.0.1")
    second.force_login(user, backend=BACKEND)

    assert "Second Reader" in asked(second)
    assert "Second Reader" not in asked(first)


def test_token_of_a_kept_page_is_its_readers_own(region: dict[str, Entity]) -> None:
    plain = signed_in("director", region["DR03"])
    client = Client(enforce_csrf_checks=True, HTTP_HOST="127.0.0.1")
    client.cookies = plain.cookies
    asked(client)
    found = TOKEN.search(asked(client))
    assert found is not None

    sent = {"language": "fr", "next": "/", "csrfmiddlewaretoken": found[1]}
    answer = client.post(reverse("set_language"), sent)

    assert answer.status_code == 302


def test_page_kept_for_one_reach_is_not_there_for_another(region: dict[str, Entity]) -> None:
    asked(signed_in("director", region["DR03"]), "/entites/D591/")

    answer = signed_in("delegate", region["D231"]).get("/entites/D591/")

    assert answer.status_code == 404
