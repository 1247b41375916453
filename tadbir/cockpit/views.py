"""The home page of a seat, the page of any entity within reach, and who that entity is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import loader
from django.views.decorators.http import require_GET

from tadbir.accounts.doors import seat_of
from tadbir.accounts.seat import Seat
from tadbir.audit import trail
from tadbir.cockpit import board, identity, kept, sheets
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.territory import presenters
from tadbir.territory import queries as territory
from tadbir.territory.models import Entity
from tadbir.ui.addresses import day_of, page_address
from tadbir.ui.pages import render


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The situation of one's own entity; people for the administrator, works for the agency."""
    seat = seat_of(request)
    if seat.is_administrator:
        return redirect("accounts:people")
    if not seat.entity:
        raise Refused("territory.unknown", N_("You hold no post today."))
    if not seat.reach.sees("scorecard"):
        return redirect(page_address("works:portfolio"))
    return _page(request, seat.entity)


@require_GET
def entity(request: HttpRequest, code: str) -> HttpResponse:
    """The situation of an entity within reach; of one without figures, who it is."""
    return _page(request, code)


@require_GET
def entity_identity(request: HttpRequest, code: str) -> HttpResponse:
    """Who an entity within reach is: names, parents, status, what hangs from it, its history."""
    seat, on = seat_of(request), day_of(request)
    found = territory.entity(code, reach=seat.reach)
    given = {"has_board": _has_board(found, seat), **identity.context(found, on, seat=seat)}
    return render(request, "cockpit/identity.html", given)


def _page(request: HttpRequest, code: str) -> HttpResponse:
    at = sheets.Moment(day_of(request), trail.last_number_of_figures())
    asked = kept.Asked(code, seat_of(request), at)
    return HttpResponse(kept.page(request, asked, _content))


def _content(asked: kept.Asked) -> kept.Content:
    reach, on = asked.seat.reach, asked.at.on
    found = territory.entity(asked.code, reach=reach)
    name = presenters.name_of(found)
    if _has_board(found, asked.seat):
        given = {
            "board": sheets.board_of(found, asked.at, reach=reach),
            "way": identity.way(found, reach=reach),
            "facilities": identity.facilities(found, on, reach=reach),
            "name": name,
            "on": on,
            "code": asked.code,
        }
        body = loader.render_to_string("cockpit/_situation.html", given, using="jinja2")
    else:
        given = {"has_board": False, **identity.context(found, on, seat=asked.seat)}
        body = loader.render_to_string("cockpit/_identity.html", given, using="jinja2")
    return kept.Content(name, body.encode())


def _has_board(found: Entity, seat: Seat) -> bool:
    return board.is_holder(found.kind) and seat.reach.sees("scorecard")
