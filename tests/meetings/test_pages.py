"""From an entity without meetings to a meeting that was held, by pages alone."""

import pytest
from django.urls import reverse

from tadbir.audit import trail
from tadbir.meetings.models import Meeting, Series
from tadbir.territory.models import Entity
from tests.budget.hand import found_entities, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def region() -> dict[str, Entity]:
    """The small region."""
    return found_entities()


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

    assert opened.headers["Location"] == reverse("meetings:convene", args=["DR03-coordination"])
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
