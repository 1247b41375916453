"""Addresses keep the moment of the page being answered."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.ui.addresses import day_of, having, keep_moment, kept, moment


def asked(query: str) -> HttpRequest:
    return RequestFactory().get(f"/?{query}")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    clock.fix_today(date(2025, 12, 12))
    yield
    keep_moment(asked(""))


@pytest.mark.parametrize(("query", "expected"), [
    ("on=2025-10-10", "/budget/?on=2025-10-10"),
    ("on=2025-10-10&at=41", "/budget/?on=2025-10-10&at=41"),
    ("at=41", "/budget/?at=41"),
    ("on=2025-12-12", "/budget/"),
    ("on=2025-12-13", "/budget/"),
    ("on=hier&at=x", "/budget/"),
    ("", "/budget/"),
])  # fmt: skip
def test_a_link_keeps_a_past_day_and_a_batch_number_alone(query: str, expected: str) -> None:
    keep_moment(asked(query))

    assert kept("/budget/") == expected


def test_the_next_page_starts_afresh() -> None:
    keep_moment(asked("on=2025-10-10"))
    keep_moment(asked(""))

    assert moment() == {}


def test_what_a_link_asks_for_itself_wins() -> None:
    keep_moment(asked("on=2025-10-10"))

    assert kept("/budget/", on="2024-12-01") == "/budget/?on=2024-12-01"


def test_a_query_is_put_changed_and_taken_out() -> None:
    here = "/budget/et-si/?lever=1&lever=2&page=3&q="

    assert having(here, page=None, format="xlsx") == ("/budget/et-si/?lever=1&lever=2&format=xlsx")
    assert having(here, page=4) == "/budget/et-si/?lever=1&lever=2&page=4"


def test_the_day_asked_is_today_by_default() -> None:
    assert day_of(asked("")) == date(2025, 12, 12)
    assert day_of(asked("on=2025-10-10")) == date(2025, 10, 10)


@pytest.mark.parametrize("text", ["2025-12-13", "2025-02-30", "hier"])
def test_no_past_day_is_refused_with_what_was_typed(text: str) -> None:
    with pytest.raises(Refused) as found:
        day_of(asked(f"on={text}"))

    assert (found.value.code, found.value.details) == ("page.bad-day", {"text": text})
