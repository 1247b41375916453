"""From an entity without meetings to a meeting that was held, by pages alone."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tadbir.audit import trail
from tadbir.core import clock
from tadbir.meetings.models import Meeting, Series
from tadbir.territory.models import Entity
from tests.budget.hand import signed_in
from tests.meetings.conftest import DECEMBER, NOVEMBER, OCTOBER

pytestmark = pytest.mark.django_db
On = Callable[[date], Meeting]
LIST_QUERIES = 5
SERIES_QUERIES = 6


def test_secretary_opens_a_series_convenes_and_notes_that_it_was_held(
    region: dict[str, Entity],
) -> None:
    client = signed_in("meeting_secretary", region["DR03"])
    opening = reverse("meetings:open", args=["DR03"])
    assert opening in client.get(reverse("meetings:list")).content.decode()

    opened = client.post(opening, {"kind": "coordination", "rhythm": "monthly"})
    convened = client.post(opened.headers["Location"], {"held_on": "2025-12-12", "place": "Fès"})
    before = trail.last_number()
    client.post(reverse("meetings:hold", args=["DR03-2025-12-12"]))

    assert opened.headers["Location"] == reverse("meetings:series", args=["DR03-coordination"])
    assert convened.headers["Location"] == reverse("meetings:meeting", args=["DR03-2025-12-12"])
    assert Meeting.objects.get().last_number == before


def test_series_that_stands_is_not_opened_twice(region: dict[str, Entity]) -> None:
    client = signed_in("director", region["DR03"])
    said = {"kind": "coordination", "rhythm": "monthly"}
    client.post(reverse("meetings:open", args=["DR03"]), said)

    again = client.post(reverse("meetings:open", args=["DR03"]), said)

    assert again.status_code == 409
    assert Series.objects.count() == 1


def test_kind_that_does_not_exist_is_said_beside_its_field(region: dict[str, Entity]) -> None:
    client = signed_in("director", region["DR03"])

    answer = client.post(reverse("meetings:open", args=["DR03"]), {"kind": "party"})

    assert answer.status_code == 200
    assert not Series.objects.exists()


def test_reader_of_figures_has_no_series_to_open(region: dict[str, Entity]) -> None:
    client = signed_in("delegate", region["D231"])

    assert "series/nouvelle" not in client.get(reverse("meetings:list")).content.decode()
    assert client.get(reverse("meetings:open", args=["D231"])).status_code == 403


def page_of(client: Client, name: str, code: str) -> str:
    """The page of a meeting or of a series."""
    return client.get(reverse(f"meetings:{name}", args=[code])).content.decode()


def test_meeting_leads_to_its_neighbours_its_series_and_its_pack(
    region: dict[str, Entity], held: On, convened: On
) -> None:
    first = held(OCTOBER)
    middle = held(NOVEMBER)
    last = convened(DECEMBER)
    client = signed_in("meeting_secretary", region["DR03"])

    page = page_of(client, "meeting", middle.code)

    assert f'rel="prev" href="/reunions/{first.code}/"' in page
    assert f'rel="next" href="/reunions/{last.code}/"' in page
    assert 'href="/reunions/series/DR03-coordination/"' in page
    assert f'href="/dossiers/{middle.code}/"' in page
    assert f'href="/dossiers/{last.code}/"' not in page_of(client, "meeting", last.code)


def test_meeting_to_come_is_not_offered_as_held(
    region: dict[str, Entity], convened: On, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = convened(DECEMBER)
    client = signed_in("meeting_secretary", region["DR03"])
    hold = reverse("meetings:hold", args=[meeting.code])

    monkeypatch.setattr(clock, "today", lambda: DECEMBER - timedelta(days=1))
    assert hold not in page_of(client, "meeting", meeting.code)
    monkeypatch.setattr(clock, "today", lambda: DECEMBER)
    assert hold in page_of(client, "meeting", meeting.code)


def test_series_says_beside_the_day_why_it_cannot_be_convened(
    region: dict[str, Entity], held: On
) -> None:
    held(DECEMBER)
    client = signed_in("meeting_secretary", region["DR03"])
    address = reverse("meetings:series", args=["DR03-coordination"])

    answer = client.post(address, {"held_on": "2025-11-14", "place": "Fès"})

    assert answer.status_code == 200
    assert "لا يمكن بعده إضافة اجتماع سابق" in answer.content.decode()
    assert Meeting.objects.count() == 1


def test_who_may_not_convene_reads_the_series_without_a_form(
    region: dict[str, Entity], held: On
) -> None:
    meeting = held(OCTOBER)
    client = signed_in("head_of_service", region["DR03"])
    address = reverse("meetings:series", args=["DR03-coordination"])

    page = client.get(address).content.decode()

    assert f"/reunions/{meeting.code}/" in page
    assert 'name="held_on"' not in page
    assert client.post(address, {"held_on": "2025-12-12", "place": "Fès"}).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [("/reunions/", LIST_QUERIES), ("/reunions/series/DR03-coordination/", SERIES_QUERIES)],
)
def test_lists_ask_the_same_whatever_their_length(
    region: dict[str, Entity], convened: On, rows: int, address: str, queries: int
) -> None:
    for day in (OCTOBER, NOVEMBER, DECEMBER)[:rows]:
        convened(day)
    client = signed_in("meeting_secretary", region["DR03"])
    client.get(address)

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)

    assert answer.status_code == 200
    assert len(asked) == queries
