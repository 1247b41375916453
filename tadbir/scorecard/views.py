"""Pages of indicators: the catalogue, and one indicator over the entities one may see."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from tadbir.accounts.doors import seat_of
from tadbir.accounts.policies import can_order_by_rate
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.scorecard import listing, queries
from tadbir.scorecard.catalogue import indicators
from tadbir.scorecard.situation import Place
from tadbir.territory import queries as territory
from tadbir.territory.terms import HOLDER_KINDS
from tadbir.ui.addresses import day_of, page_address
from tadbir.ui.pages import render, wants_workbook, workbook_response
from tadbir.ui.words import language
from tadbir.ui.workbook import Sheet


def _check_sees(request: HttpRequest) -> None:
    if not seat_of(request).reach.sees("scorecard"):
        raise Refused("scorecard.unknown", N_("There is no such page within your reach."))


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every indicator: what it divides by what, why, from where, reviewed when."""
    _check_sees(request)
    return render(
        request, "scorecard/catalogue.html", {"table": listing.definitions(indicators().values())}
    )


@require_GET
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator of each holder within reach, on a day."""
    _check_sees(request)
    found = indicators().get(code)
    if found is None:
        raise Refused("scorecard.unknown", N_("There is no such page within your reach."))
    seat, on = seat_of(request), day_of(request)
    places = [
        Place.of(one) for one in territory.entities(reach=seat.reach, kinds=HOLDER_KINDS, on=on)
    ]
    board = queries.board(
        reach=seat.reach, entities=[place.code for place in places], on=on, is_own=True
    )
    to = {place.code: page_address("cockpit:entity", place.code) for place in places}
    by_rate = request.GET.get("order") == "rate" and can_order_by_rate(seat)
    table = listing.holders(found, places, board, to, by_rate=by_rate)
    if wants_workbook(request):
        return workbook_response(request, code, [Sheet(found.title[language()], table)])
    context = {
        "indicator": listing.definition(found),
        "table": table,
        "on": on,
        "can_order": can_order_by_rate(seat),
    }
    return render(request, "scorecard/indicator.html", context)
