"""The home page of a seat, and the page of any entity within reach."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import loader
from django.views.decorators.http import require_GET

from tadbir.accounts.doors import seat_of
from tadbir.audit.actor import Subject
from tadbir.audit.presenters import history_rows
from tadbir.cockpit import board, identity, kept
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.scorecard.asked import day_of
from tadbir.territory import identity as identities
from tadbir.territory import presenters
from tadbir.territory import queries as territory
from tadbir.territory.policies import can_change


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
    asked = board.Asked(code, day_of(request), seat_of(request))
    return HttpResponse(kept.page(request, asked, _content))


def _content(asked: board.Asked) -> kept.Content:
    reach, on = asked.seat.reach, asked.on
    found = territory.entity(asked.code, reach=reach)
    shown = board.is_holder(found.kind) and reach.sees("scorecard")
    name = presenters.name_of(found)
    given = {
        "board": board.content(found, asked) if shown else "",
        "name": name,
        "way": identity.way(found, reach=reach),
        "facilities": identity.facilities(found, on, reach=reach),
        "identity": identities.identity(found, reach=reach, on=on),
        "changes": identities.changes_offered(found) if can_change(asked.seat) else (),
        "on": on,
        "history": history_rows(Subject("entity", asked.code)),
    }
    body = loader.render_to_string("cockpit/_content.html", given, using="jinja2")
    return kept.Content(name, body)
