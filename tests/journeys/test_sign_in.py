"""A director signs in for the first time, in Arabic, reads in French, signs out."""

import pytest

from tests.journeys import region
from tests.journeys.conftest import Walker

pytestmark = pytest.mark.journey


def test_director_signs_in_changes_the_given_password_and_leaves(walk: Walker) -> None:
    one = walk()

    page = one.open("/compte/connexion/")
    assert page.locator("html").get_attribute("lang") == "ar"
    assert page.locator("html").get_attribute("dir") == "rtl"
    one.sign_in(region.DIRECTOR, region.GIVEN)
    assert page.url.endswith("/compte/mot-de-passe/")

    one.open("/")
    assert page.url.endswith("/compte/mot-de-passe/"), "the given password serves once"
    page.locator("input[name=oldpassword]").fill(region.GIVEN)
    for name in ("password1", "password2"):
        page.locator(f"input[name={name}]").fill(region.CHOSEN)
    with page.expect_navigation():
        page.locator("form:has(input[name=oldpassword]) button.primary").click()

    one.open("/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator(".tile").count() > 3
    arabic = page.locator("h1").inner_text()
    one.speak("fr")
    assert page.url == one.origin + "/"
    assert page.locator("html").get_attribute("dir") == "ltr"
    assert page.locator("h1").inner_text() != arabic

    one.open("/compte/deconnexion/")
    with page.expect_navigation():
        page.locator("form.stack button.primary").click()
    one.open("/")
    assert "/compte/connexion/" in page.url


def test_wrong_password_opens_nothing(walk: Walker) -> None:
    one = walk()
    page = one.open("/compte/connexion/")

    page.locator("input[name=login]").fill(region.HEAD)
    page.locator("input[name=password]").fill("pas la bonne clé")
    with page.expect_navigation():
        page.locator("form.stack button.primary").click()

    assert page.locator(".notice.refusal").count() == 1
    assert page.locator(".nav").count() == 0
