"""Boards drawn ahead are the boards themselves, are read while they stand, and by who may."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tadbir.audit import trail
from tadbir.audit.actor import Actor, Subject
from tadbir.cockpit import board, sheets
from tadbir.cockpit.models import Sheet
from tadbir.core import clock
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE
from tests.budget.hand import signed_in

pytestmark = pytest.mark.django_db
HOLDERS = 5
MARK = "<p>drawn ahead</p>"


@pytest.fixture
def drawn(region: dict[str, Entity]) -> dict[str, Entity]:
    """The small region, its sheets of today drawn and marked so that one knows them."""
    list(sheets.draw_missing(sheets.now()))
    for sheet in Sheet.objects.all():
        Sheet.objects.filter(pk=sheet.pk).update(board=sheet.board + MARK)
    return region


def something_happens() -> None:
    with transaction.atomic():
        trail.record(by=Actor("test"), action="territory.rename", subject=Subject("entity", "DR03"))


def home_of(role: str, entity: Entity) -> str:
    cache.clear()
    return signed_in(role, entity).get("/").content.decode()


def test_sheets_are_what_would_be_drawn_in_each_language(region: dict[str, Entity]) -> None:
    made = list(sheets.draw_missing(sheets.now()))

    assert len(made) == HOLDERS * 2
    for sheet in made:
        with translation.override(sheet.lang):
            assert sheet.board == board.drawn(sheet.entity, clock.today(), reach=EVERYWHERE)


def test_standing_sheets_are_not_drawn_again(drawn: dict[str, Entity]) -> None:
    assert list(sheets.draw_missing(sheets.now())) == []


def test_drawing_stops_when_figures_move_on(region: dict[str, Entity]) -> None:
    made = sheets.draw_missing(sheets.now())
    next(made)
    something_happens()

    assert list(made) == []


def test_page_shows_the_sheet_that_stands(drawn: dict[str, Entity]) -> None:
    assert MARK in home_of("director", drawn["DR03"])


def test_page_is_drawn_anew_once_figures_moved(drawn: dict[str, Entity]) -> None:
    something_happens()

    assert MARK not in home_of("director", drawn["DR03"])


def test_page_is_drawn_anew_the_next_day(drawn: dict[str, Entity]) -> None:
    Sheet.objects.update(on_date=clock.today() - timedelta(days=1))

    assert MARK not in home_of("director", drawn["DR03"])


def test_page_of_an_earlier_day_is_not_the_sheet(drawn: dict[str, Entity]) -> None:
    client = signed_in("director", drawn["DR03"])

    assert MARK not in client.get("/", {"on": "2025-11-30"}).content.decode()


def test_who_sees_fewer_domains_is_not_given_the_sheet(drawn: dict[str, Entity]) -> None:
    assert MARK not in home_of("budget_officer", drawn["D231"])


def test_sheet_out_of_reach_is_not_there(drawn: dict[str, Entity]) -> None:
    assert signed_in("delegate", drawn["D231"]).get("/entites/D591/").status_code == 404


def test_page_from_its_sheet_takes_eight_literal_queries(drawn: dict[str, Entity]) -> None:
    client = signed_in("director", drawn["DR03"])
    client.get("/")
    cache.clear()

    with CaptureQueriesContext(connection) as seen:
        client.get("/")

    assert len(seen) == 8


def test_identity_has_a_page_of_its_own_with_the_history(drawn: dict[str, Entity]) -> None:
    something_happens()

    page = signed_in("director", drawn["DR03"]).get("/entites/DR03/fiche/").content.decode()

    assert "الهوية" in page
    assert "السجل" in page
    assert 'href="/entites/DR03/"' in page
