"""The long lists of a preview: fifty rows of each, the rest page by page."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.intake.sending import sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("may_send_notes")]


def ledger(count: int, amount: int) -> list[list[Any]]:
    """Rows of one holder, all of one amount."""
    return [["D451", str(1000 + number), "Gaz", amount] for number in range(count)]


def kept(head: Client, rows: list[list[Any]]) -> None:
    """Send a file and keep it."""
    row = sent(head, rows)
    assert head.post(f"/fichiers/attente/{row.pk}/decision/").status_code == 302


def listed(page: str, name: str) -> str:
    """One list of a preview with its pager."""
    return page.split(f'<div id="{name}">')[1].split("</nav>")[0]


def shown(part: str) -> list[int]:
    """The keys of the rows on the page."""
    return [int(key) for key in re.findall(r"\b1\d{3}\b", part)]


def test_each_list_turns_its_own_pages(head: Client) -> None:
    """120 figures change and 60 rows are gone: 50, 50 and 20; 50 and 10."""
    kept(head, ledger(180, 5_00))
    row = sent(head, ledger(120, 6_00))
    address = f"/fichiers/attente/{row.pk}/"

    first = head.get(address).content.decode()
    third = head.get(f"{address}?figures=3&gone=2").content.decode()

    figures, gone = listed(first, "figures"), listed(first, "gone")
    assert (figures.count("<tr>"), gone.count("<tr>")) == (51, 51)
    assert f'href="{address}?figures=2#figures"' in figures
    assert f'href="{address}?gone=2#gone"' in gone
    assert "50 sur 120" in text(figures)
    figures, gone = listed(third, "figures"), listed(third, "gone")
    assert (figures.count("<tr>"), gone.count("<tr>")) == (21, 11)
    assert f'href="{address}?gone=2&amp;figures=2#figures"' in figures


def test_list_that_was_cut_says_so(head: Client) -> None:
    """600 rows are gone and 500 of them are kept for the preview."""
    kept(head, ledger(601, 5_00))
    row = sent(head, ledger(1, 5_00))

    gone = text(listed(head.get(f"/fichiers/attente/{row.pk}/?gone=99").content.decode(), "gone"))

    assert "50 sur 600" in gone
    assert "Les 500 premières sont listées." in gone
    assert "10 sur 10" in gone


def test_pages_of_a_refused_decision_lead_to_the_preview(head: Client) -> None:
    kept(head, ledger(60, 5_00))
    row = sent(head, ledger(1, 5_00))

    asked = head.post(f"/fichiers/attente/{row.pk}/decision/")

    assert asked.status_code == 409
    assert f'href="/fichiers/attente/{row.pk}/?gone=2#gone"' in asked.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_preview_asks_the_same_however_many_rows_change(
    head: Client, count: int, django_assert_num_queries: Any
) -> None:
    kept(head, ledger(count, 5_00))
    row = sent(head, ledger(count, 6_00))
    address = f"/fichiers/attente/{row.pk}/"
    head.get(address)

    with django_assert_num_queries(5):
        head.get(address)


def text(page: str) -> str:
    """What a reader sees, marks of direction left out."""
    seen = re.sub(r"<[^>]+>", " ", page)
    return re.sub(r"\s+", " ", re.sub("[\u2066-\u2069\u200e\u200f]", "", seen))


def batch_with(head: Client, cells: int) -> str:
    """The address of a kept batch that left cells out."""
    row = sent(head, ledger(1, 5_00), bad=[f"D{number}" for number in range(1001, 1001 + cells)])
    kept = head.post(f"/fichiers/attente/{row.pk}/decision/", {"leave_out_refused": "on"})
    assert kept.status_code == 302
    return kept.headers["Location"]


def test_cells_left_out_of_a_batch_turn_their_pages(head: Client) -> None:
    """120 cells: 50, 50 and 20; a withdrawal that is asked again leads back to the batch."""
    address = batch_with(head, 120)

    first = listed(head.get(address).content.decode(), "refused")
    third = listed(head.get(f"{address}?refused=3").content.decode(), "refused")
    asked = head.post(f"{address}retrait/", {"why": ""}).content.decode()

    assert (first.count("<tr>"), third.count("<tr>")) == (51, 21)
    assert "50 sur 120" in text(first)
    assert "20 sur 120" in text(third)
    assert f'href="{address}?refused=2#refused"' in first
    assert f'href="{address}?refused=2#refused"' in listed(asked, "refused")


@pytest.mark.parametrize("count", [1, 3])
def test_batch_asks_the_same_however_many_cells_it_left_out(
    head: Client, count: int, django_assert_num_queries: Any
) -> None:
    address = batch_with(head, count)
    head.get(address)

    with django_assert_num_queries(9):
        head.get(address)
