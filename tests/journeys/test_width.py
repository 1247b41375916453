"""No page is wider than its window: a table that is scrolls inside a region of its own."""

import pytest
from playwright.sync_api import Page

from tests.journeys import region
from tests.journeys.conftest import Walker
from tests.journeys.test_access import PAGES

pytestmark = pytest.mark.journey
MORE = (f"/entites/{region.OWN}/fiche/", "/budget/changements/", "/budget/sources/",
        "/budget/objectifs/", "/budget/et-si/", "/budget/calendrier/regles/", "/operations/?q=x",
        "/etablissements/offre/", "/etablissements/changements/",
        "/indicateurs/operating_commitment_rate/", "/fichiers/1/cellule/Situation/4/",
        "/compte/mot-de-passe/")  # fmt: skip
REGIONS = """() => [...document.querySelectorAll('.table')]
  .filter(one => one.scrollWidth > one.clientWidth)
  .filter(one => one.tabIndex !== 0 || !one.getAttribute('aria-label'))
  .map(one => one.innerText.slice(0, 60))"""
HEADINGS = """() => {
  const one = document.querySelector('.many'), head = one.querySelector('tbody th');
  const at = () => head.getBoundingClientRect(), before = at();
  one.scrollLeft = (document.dir === 'rtl' || document.documentElement.dir === 'rtl') ? -200 : 200;
  return [Math.abs(one.scrollLeft), at().left - before.left];
}"""


def menu(page: Page) -> list[str]:
    """Where the menu leads."""
    links = page.locator("nav.nav a")
    return [str(links.nth(n).get_attribute("href")) for n in range(links.count())]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_no_page_scrolls_sideways(signed_in: Walker, language: str, width: int) -> None:
    one = signed_in(width=width)
    one.open("/")
    one.speak(language)
    pages = dict.fromkeys((*menu(one.page), *PAGES, *MORE))
    assert len(pages) > len(PAGES)

    wider, unreachable = {}, {}
    for path in pages:
        page = one.open(path)
        if (over := one.overflow()) > 0:
            wider[path] = over
        if regions := page.evaluate(REGIONS):
            unreachable[path] = regions

    assert wider == {}
    assert unreachable == {}


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_heading_of_a_row_stays_while_the_row_scrolls(signed_in: Walker, language: str) -> None:
    one = signed_in(width=1000)
    one.open("/")
    one.speak(language)
    page = one.open("/budget/lignes/1/")

    scrolled, moved = page.evaluate(HEADINGS)

    assert scrolled > 100
    assert abs(moved) < 1
