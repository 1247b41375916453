"""A delegate sees their own territory, nothing of a sibling, and reads it on a telephone."""

import pytest

from tests.journeys import region
from tests.journeys.conftest import Walker

pytestmark = pytest.mark.journey
PAGES = ("/", f"/entites/{region.OWN}/", "/budget/", f"/budget/{region.OWN}/", "/operations/",
         "/territoire/", "/etablissements/", "/indicateurs/", "/reunions/",
         "/indicateurs/operating_commitment_rate/")  # fmt: skip
HIDDEN = (f"/entites/{region.SIBLING}/", f"/budget/{region.SIBLING}/")
TELEPHONE = 360


def test_delegate_sees_own_figures_and_no_sibling(signed_in: Walker) -> None:
    one = signed_in(region.DELEGATE)
    page = one.open("/")
    one.speak("fr")
    assert page.locator("h1").inner_text() == "Délégation provinciale de Sefrou"
    assert "70,0" in page.locator(".tile").first.inner_text()

    for path in HIDDEN:
        one.open(path, expected=404)
    for path in PAGES:
        text = one.open(path).content()
        assert not any(name in text for name in region.SIBLING_NAMES), path
        assert str(region.COMMITTED[region.SIBLING]) not in text, path


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_no_page_of_a_delegate_is_wider_than_a_telephone(signed_in: Walker, language: str) -> None:
    one = signed_in(region.DELEGATE, width=TELEPHONE)
    one.open("/")
    one.speak(language)

    wider = {path: over for path in PAGES if one.open(path) and (over := one.overflow()) > 0}

    assert wider == {}
