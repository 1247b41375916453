"""A head of service brings a workbook in, follows a figure to its cell, and undoes the file."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys import region
from tests.journeys.conftest import Walker
from tests.journeys.walking import Walk

pytestmark = pytest.mark.journey
RATE = ".tile:has(a[href^='/indicateurs/operating_commitment_rate/']) .big"
CORRECTED = 900_000


def _rate(committed: dict[str, int]) -> str:
    """The region's commitment rate as a French page writes it: each line has a million."""
    share = 100 * sum(committed.values()) / (1_000_000 * len(committed))
    return f"{share:.1f} %".replace(".", ",")


def _shown(one: Walk) -> str:
    """The rate on the cockpit, with plain spaces."""
    text = one.open("/").locator(RATE).inner_text()
    return text.replace("\u202f", " ").replace("\u00a0", " ").strip()


def _send(one: Walk, path: Path) -> Page:
    """Drop a workbook; where that leads."""
    page = one.open("/fichiers/envoi/")
    page.locator("input[name=file]").set_input_files(path)
    page.locator("select[name=dataset]").select_option("budget")
    page.locator("select[name=entity]").select_option(region.SIBLING)
    page.locator("input[name=on_date]").fill(region.DAY.isoformat())
    with page.expect_navigation():
        page.locator("form[action='/fichiers/envoi/'] button.primary").click()
    return page


def _follow_to_cell(one: Walk) -> Page:
    """From the budget to the holder, its line, and the row of the file behind it."""
    page = one.open("/")
    page.locator("nav.nav a[href='/budget/']").click()
    page.locator(f"main a[href^='/budget/{region.SIBLING}/']").first.click()
    page.locator("main a[href^='/budget/lignes/']").first.click()
    page.locator("main a[href*='/cellule/']").first.click()
    return page


def test_workbook_moves_the_cockpit_and_its_withdrawal_moves_it_back(
    signed_in: Walker, tmp_path: Path
) -> None:
    before = dict(region.COMMITTED)
    after = before | {region.SIBLING: CORRECTED}
    one = signed_in()
    one.open("/")
    one.speak("fr")
    assert _shown(one) == _rate(before)

    workbook = region.situation(tmp_path / "corrigee.xlsx", CORRECTED)

    page = _send(one, workbook)
    assert page.locator("h1").inner_text() == "corrigee.xlsx"
    waiting = page.url.removeprefix(one.origin)
    assert _shown(one) == _rate(before), "a preview keeps nothing"
    one.open(waiting)
    with page.expect_navigation():
        page.locator("form[action$='/decision/'] button.primary").click()
    batch = page.url.removeprefix(one.origin)
    assert _shown(one) == _rate(after)
    again = _send(one, workbook).url.partition("?")[0]
    assert again == one.origin + batch, "the same file leads to its batch"

    page = _follow_to_cell(one)
    marked = page.locator("tr[aria-current=true]")
    assert marked.locator("th").inner_text() == str(region.FIRST_ROW)
    assert str(CORRECTED) in marked.inner_text()

    one.open(batch)
    page.locator("[name=why]").fill("Le fichier portait une erreur.")
    with page.expect_navigation():
        page.locator("form[action$='/retrait/'] button.danger").click()
    assert page.locator(".notice.watch").count() == 1
    assert _shown(one) == _rate(before)
