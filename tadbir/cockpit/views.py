"""The home page of a seat, and the page of any entity within reach."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from tadbir.accounts.doors import seat_of
from tadbir.audit.actor import Subject
from tadbir.audit.presenters import history_rows
from tadbir.cockpit import board, identity
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.scorecard.asked import day_of
from tadbir.territory import queries as territory
from tadbir.ui.pages import render


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The situation of one's own entity; the administrator's is the list of people."""
    seat = seat_of(request)
    if seat.is_administrator:
        return redirect("accounts:people")
    if not seat.entity:
        raise Refused("territory.unknown", N_("You hold no post today."))
    return _page(request, seat.entity)


@require_GET
def entity(request: HttpRequest, code: str) -> HttpResponse:
    """The situation of an entity within reach."""
    return _page(request, code)


def _page(request: HttpRequest, code: str) -> HttpResponse:
    seat, on = seat_of(request), day_of(request)
    found = territory.entity(code, reach=seat.reach)
    shown = board.is_holder(found.kind) and seat.reach.sees("scorecard")
    return render(
        request,
        "cockpit/entity.html",
        {
            "board": board.content(board.Asked(code, on, seat)) if shown else "",
            "identity": identity.card(found, on, reach=seat.reach),
            "on": on,
            "history": history_rows(Subject("entity", code)),
        },
    )
