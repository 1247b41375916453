"""The pages of packs, as the meeting secretary meets them."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tadbir.dossier.models import Pack
from tadbir.meetings.models import Meeting, Series
from tadbir.territory.models import Entity
from tests.budget.hand import signed_in
from tests.dossier.conftest import CODE

pytestmark = pytest.mark.django_db
LIST_QUERIES = 5
AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def secretary(region: dict[str, Entity]) -> Client:
    """A browser in which the meeting secretary of the region reads Arabic."""
    client = signed_in("meeting_secretary", region["DR03"])
    return client


def test_pack_is_frozen_verified_and_downloaded(
    secretary: Client, light_makers: None, settings: Any
) -> None:
    settings.TASKS = AT_ONCE
    before = secretary.get(f"/dossiers/{CODE}/").content.decode()
    frozen = secretary.post(f"/dossiers/{CODE}/figer/")
    after = secretary.get(f"/dossiers/{CODE}/").content.decode()
    verified = secretary.post(f"/dossiers/{CODE}/verifier/").content.decode()
    file = secretary.get(f"/dossiers/{CODE}/ar.pdf")

    pack = Pack.objects.get()
    assert f"/dossiers/{CODE}/figer/" in before
    assert (frozen.status_code, frozen.headers["Location"]) == (302, f"/dossiers/{CODE}/")
    assert f"/dossiers/{CODE}/figer/" not in after
    assert pack.digest in after
    assert "متساوية" in verified
    assert file.content == f"{pack.digest} ar".encode()
    assert file.headers["Content-Disposition"] == f'attachment; filename="{CODE}-ar.pdf"'
    assert file.headers["Cache-Control"] == "private, no-store"


def test_verification_shows_what_was_altered(secretary: Client, pack: Pack) -> None:
    Pack.objects.update(digest="0" * 64)

    answer = secretary.post(f"/dossiers/{CODE}/verifier/")

    assert answer.status_code == 200
    assert "تم تغيير النص" in answer.content.decode()


def test_unknown_form_or_language_is_not_found(secretary: Client, pack: Pack) -> None:
    assert secretary.get(f"/dossiers/{CODE}/en.pdf").status_code == 404
    assert secretary.get(f"/dossiers/{CODE}/ar.docx").status_code == 404


def test_second_freeze_says_that_it_is_there(secretary: Client, pack: Pack) -> None:
    assert secretary.post(f"/dossiers/{CODE}/figer/").status_code == 409


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_whatever_its_length(secretary: Client, pack: Pack, rows: int) -> None:
    series = Series.objects.get()
    for month in range(1, rows):
        meeting = Meeting.objects.create(
            code=f"DR03-2025-0{month}", series=series, held_on=date(2025, month, 1), last_number=1
        )
        Pack.objects.create(
            meeting=meeting, number=1, release="1", content="{}", digest="0",
            frozen_at=pack.frozen_at, frozen_by="x",
        )  # fmt: skip
    secretary.get("/dossiers/")

    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = secretary.get("/dossiers/")

    assert answer.status_code == 200
    assert len(asked) == LIST_QUERIES
