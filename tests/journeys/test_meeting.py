"""A secretary convenes a meeting, notes that it was held, freezes its pack and verifies it."""

import pytest
from playwright.sync_api import Page

from tests.journeys import region
from tests.journeys.conftest import Walker

pytestmark = pytest.mark.journey
KINDS = {"pdf": b"%PDF-", "xlsx": b"PK"}


def _press(page: Page, action: str) -> None:
    """Press the button of the form that leads to an address."""
    with page.expect_navigation():
        page.locator(f"form[action='{action}'] button").click()


def test_meeting_from_convening_to_a_verified_pack(signed_in: Walker) -> None:
    one = signed_in(region.SECRETARY)
    page = one.open(f"/reunions/series/{region.SERIES}/")
    page.locator("input[name=held_on]").fill(region.TODAY.isoformat())
    page.locator("input[name=place]").fill("Fès")
    with page.expect_navigation():
        page.locator("main form button").click()

    one.open(f"/reunions/{region.MEETING}/")
    _press(page, f"/reunions/{region.MEETING}/tenue/")
    one.open(f"/dossiers/{region.MEETING}/")
    _press(page, f"/dossiers/{region.MEETING}/figer/")

    assert page.locator(f"form[action='/dossiers/{region.MEETING}/figer/']").count() == 0
    for language in ("ar", "fr"):
        for kind, start in KINDS.items():
            file = one.context.request.get(
                f"{one.origin}/dossiers/{region.MEETING}/{language}.{kind}"
            )
            assert file.ok
            assert file.body().startswith(start)
    _press(page, f"/dossiers/{region.MEETING}/verifier/")
    assert page.locator("main .status.on_track").count() == 1
