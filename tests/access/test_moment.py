"""Pages asked for a past day lead to pages of that day; what is no past day is not there."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.urls import reverse

from tests.access.rows import rows
from tests.access.world import World

DAY = "2025-12-12"
LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
ASKING = re.compile(r'<form(?![^>]*\bmethod="post")[^>]*>.*?</form>', re.DOTALL)
AS = ("director", "head_of_service", "delegate")
ANOTHER_DAY = re.compile(r"\?(?:on=\d{4}-\d{2}-\d{2}&at=999|at=999&on=\d{4}-\d{2}-\d{2})")
"""The same page on a day that the link names, as known at the same number: a month of a curve."""
OURS = sorted(name for name in rows() if not name.startswith(("account_", "mfa_")))
"""Pages in the shell; those of one's own sign-in stand outside it."""


def page(world: World, name: str, role: str, query: str) -> str:
    """The page of a URL in a territory that all of `AS` may see, empty when it is none."""
    row = rows()[name]
    if "GET" not in row.expected or (row.arguments and row.arguments(world, "D231") is None):
        return ""
    places = row.arguments(world, "D231") if row.arguments else None
    response = world.client_of(role).get(f"{reverse(name, kwargs=places)}?{query}")
    # Read whole, a file too, which closes it.
    content = b"".join(response)
    is_page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
    return content.decode() if is_page else ""


@pytest.mark.django_db
@pytest.mark.parametrize("name", OURS)
def test_every_link_keeps_the_day_of_its_page(name: str, world: World) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("skipped: the reads of the matrix run on SQLite")
    for role in AS:
        text = page(world, name, role, f"on={DAY}&at=999")

        links = [unescape(href) for href in LINK.findall(text)]
        inside = [href for href in links if not href.startswith("#")]
        lost = {href for href in inside
                if not ANOTHER_DAY.fullmatch(href)
                and (parse_qs(urlsplit(href).query).get("on") != [DAY]
                or "at=999" not in href)}  # fmt: skip
        assert lost == set(), role
        assert [form for form in ASKING.findall(text) if 'name="on"' not in form] == [], role


@pytest.mark.django_db
def test_pages_of_today_have_plain_links(world: World) -> None:
    for name in ("cockpit:home", "budget:holders", "procurement:list"):
        text = page(world, name, "director", "")

        assert LINK.search(text)
        assert "on=" not in "".join(one for one in LINK.findall(text) if not one.startswith("?"))


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2999-01-01", "pasundate", "2025-02-30"])
@pytest.mark.parametrize("name", ["cockpit:home", "budget:holders", "procurement:list",
                                  "facilities:supply"])  # fmt: skip
def test_what_is_no_past_day_is_not_there_and_says_why(name: str, day: str, world: World) -> None:
    response = world.client_of("director").get(reverse(name), {"on": day})

    assert response.status_code == 404
    assert day in response.content.decode()


@pytest.mark.django_db
def test_page_of_a_day_is_never_kept_for_another_question(world: World) -> None:
    """A page that carries a batch number is not given to who asks for none."""
    asked = page(world, "cockpit:entity", "director", f"on={DAY}&at=999")
    plain = page(world, "cockpit:entity", "director", f"on={DAY}")

    assert "at=999" in asked
    assert "at=999" not in plain
