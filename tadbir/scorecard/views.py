"""Pages of indicators: the catalogue, and one indicator over the entities one may see."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from tadbir.accounts.doors import seat_of
from tadbir.accounts.policies import can_order_by_rate
from tadbir.accounts.seat import Seat
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.scorecard import drawings, listing, nodes, queries
from tadbir.scorecard.catalogue import Indicator, indicators, seen_in
from tadbir.scorecard.situation import Situation, expected, situation
from tadbir.scorecard.tiles import expected_tile, indicator_tile
from tadbir.territory import queries as territory
from tadbir.ui.addresses import day_of, page_address
from tadbir.ui.pages import render, wants_workbook, workbook_response
from tadbir.ui.tables import Table
from tadbir.ui.words import language, reader
from tadbir.ui.workbook import Sheet


def _check_sees(request: HttpRequest) -> None:
    if not seat_of(request).reach.sees("scorecard"):
        raise Refused("scorecard.unknown", N_("There is no such page within your reach."))


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every indicator: what it divides by what, why, from where, reviewed when."""
    _check_sees(request)
    return render(
        request,
        "scorecard/catalogue.html",
        {"table": listing.definitions(seen_in(seat_of(request).reach))},
    )


@require_GET
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator of each holder under the seat's entity, or under another one of its reach."""
    _check_sees(request)
    found = indicators().get(code)
    if found is None or found not in seen_in(seat_of(request).reach):
        raise Refused("scorecard.unknown", N_("There is no such page within your reach."))
    seat, on = seat_of(request), day_of(request)
    seen = situation(request.GET.get("under") or seat.entity, reach=seat.reach, on=on)
    table = _table(request, found, seen)
    if wants_workbook(request):
        return workbook_response(request, code, [Sheet(found.title[language()], table)])
    context = {
        "indicator": listing.definition(found),
        "tile": (expected_tile(seen) if found.is_per_node else None) or indicator_tile(seen, found),
        "curve": drawings.year_curve(seen, code, reader()) if found.unit == "rate" else None,
        "rule": listing.rule_in_words() if seen.target(code) is not None else "",
        "table": table,
        "of": seen.place.name(language()),
        "on": on,
        "can_order": can_order_by_rate(seat) and not found.is_per_node,
    }
    return render(request, "scorecard/indicator.html", context)


def _table(request: HttpRequest, found: Indicator, seen: Situation) -> Table:
    """The holders of an indicator; of what is no sum, the forecast of each."""
    seat = seat_of(request)
    listed = _listed(found, seen, seat)
    if found.is_per_node:
        codes = [place.code for place in listed.places]
        forecast = expected(codes, reach=seat.reach, on=seen.on)
        return nodes.expected_table(found, listed.places, forecast, listed.to)
    by_rate = request.GET.get("order") == "rate" and can_order_by_rate(seat)
    return listing.holders(listed, by_rate=by_rate)


def _listed(found: Indicator, seen: Situation, seat: Seat) -> listing.Listed:
    """The holders that the figure of an entity is made of, with the whole and its target."""
    codes = [place.code for place in seen.holders]
    of = territory.entity(seen.place.code, reach=seat.reach)
    those = territory.holders_of_day(seen.on, reach=seat.reach, under=of)
    return listing.Listed(
        found,
        seen.place.code,
        seen.holders,
        queries.board(reach=seat.reach, entities=codes, on=seen.on, is_own=True),
        {code: page_address("cockpit:entity", code) for code in codes},
        seen.latest(found.code),
        seen.target(found.code),
        len(those.hidden),
    )
