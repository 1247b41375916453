"""Pages for whoever has no mouse, or does not see them."""

import pytest
from playwright.sync_api import Page

from tests.journeys import region
from tests.journeys.conftest import Walker

pytestmark = pytest.mark.journey
PAGES = ("/", f"/entites/{region.SIBLING}/", "/budget/", f"/budget/{region.OWN}/",
         "/budget/leviers/", "/budget/calendrier/", "/budget/lignes/1/", "/operations/",
         "/territoire/", "/etablissements/", "/indicateurs/", "/reunions/", "/dossiers/",
         "/fichiers/", "/fichiers/envoi/", "/fichiers/1/", "/fichiers/calendrier/",
         "/recherche/?q=sefrou", "/compte/deux-etapes/")  # fmt: skip
LEAST_CONTRAST = 4.5
FOCUS = """() => {
  const on = document.activeElement, look = getComputedStyle(on);
  // The browser itself draws the focus of the parts of a date.
  const ring = on.type === 'date'
    || look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0;
  const part = on.closest('.skip, nav.nav, .search, .tile');
  const name = on.matches('.skip') ? 'skip' : part && (part.matches('nav') ? 'navigation'
    : part.matches('.search') ? 'search' : part.matches('.tile') ? 'tile' : '');
  // The ring of a tile stands around the tile, not around its link.
  const around = part && part.matches('.tile')
    && getComputedStyle(on, '::after').outlineStyle !== 'none';
  return [name || '', ring || around, on.outerHTML.slice(0, 90)];
}"""
FAULTS = """() => {
  const found = [], root = document.documentElement;
  const say = (what, one) => found.push(what + ': ' + one.outerHTML.slice(0, 120));
  const count = document.querySelectorAll('h1').length;
  if (count !== 1) found.push(count + ' h1');
  if (!['ar', 'fr'].includes(root.lang)) found.push('lang ' + root.lang);
  if (root.dir !== (root.lang === 'ar' ? 'rtl' : 'ltr')) found.push('dir ' + root.dir);
  if (!document.title.trim()) found.push('no title');
  for (const one of document.querySelectorAll('input:not([type=hidden]), select, textarea'))
    if (!(one.labels || []).length && !one.getAttribute('aria-label')) say('no label', one);
  for (const one of document.querySelectorAll('img:not([alt])')) say('no alt', one);
  for (const one of document.querySelectorAll('svg')) {
    const hidden = one.closest('[aria-hidden=true]');
    if (!hidden && !one.querySelector('title') && !one.getAttribute('aria-label')
      && !one.getAttribute('aria-labelledby')) say('no title', one);
  }
  for (const one of document.querySelectorAll('a[href], button'))
    if (!one.textContent.trim() && !one.getAttribute('aria-label') && !one.querySelector('title'))
      say('no name', one);
  return found;
}"""
CONTRASTS = """() => {
  const light = colour => {
    const part = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const ground = one => {
    for (; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (colour.startsWith('rgb(')) return colour;
      if (!colour.endsWith(', 0)')) return null;
    }
    return 'rgb(255, 255, 255)';
  };
  return [...document.querySelectorAll('.status')].map(one => {
    const behind = ground(one), [a, b] = [light(getComputedStyle(one).color),
      behind === null ? NaN : light(behind)].sort((x, y) => y - x);
    return [one.textContent.trim(), (a + 0.05) / (b + 0.05)];
  });
}"""


def _tabbed(page: Page, until: str, most: int = 60) -> list[str]:
    """Press Tab until the focus is in a part; the parts met, in order."""
    parts: list[str] = []
    for _press in range(most):
        page.keyboard.press("Tab")
        part, is_visible, html = page.evaluate(FOCUS)
        assert is_visible, f"no visible focus on {html}"
        if part and part not in parts:
            parts.append(part)
        if part == until:
            return parts
    pytest.fail(f"{until} is not reached by {most} tabs: {parts}")


def test_keyboard_alone_reaches_everything_in_order(signed_in: Walker) -> None:
    one = signed_in()
    page = one.open("/")

    assert _tabbed(page, "tile") == ["skip", "navigation", "search", "tile"]

    href = page.evaluate("document.activeElement.getAttribute('href')")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == one.origin + href


def test_skip_link_leads_to_the_content(signed_in: Walker) -> None:
    one = signed_in()
    page = one.open("/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_every_page_says_what_it_holds(signed_in: Walker, language: str) -> None:
    one = signed_in()
    one.open("/")
    one.speak(language)

    faults = {path: found for path in PAGES if (found := one.open(path).evaluate(FAULTS))}

    assert faults == {}


def test_words_of_status_stand_out(signed_in: Walker) -> None:
    one = signed_in()

    measured = {word: ratio for word, ratio in one.open("/").evaluate(CONTRASTS)}

    assert measured
    assert {w: r for w, r in measured.items() if not r >= LEAST_CONTRAST} == {}


def test_pages_work_without_scripts(signed_in: Walker) -> None:
    one = signed_in()
    one.open("/")
    cookies = one.context.cookies()
    browser = one.context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False)
    plain.add_cookies(cookies)  # type: ignore[arg-type]
    page = plain.new_page()

    page.goto(one.origin + "/")
    page.locator("#search").fill("Sefrou")
    with page.expect_navigation():
        page.locator("#search").press("Enter")

    assert "/recherche/" in page.url
    assert page.locator("main a[href*='D451']").count() > 0
    plain.close()
