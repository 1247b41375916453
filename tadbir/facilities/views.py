"""Pages of the register: the list, one site, supply by province, what changed between lists."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tadbir.accounts.doors import seat_of
from tadbir.audit.actor import Subject
from tadbir.audit.presenters import history_rows
from tadbir.facilities import presenters, queries
from tadbir.facilities.forms import BetweenForm, FilterForm, chosen_day
from tadbir.intake.brought import batches_of
from tadbir.territory import queries as territory
from tadbir.territory.identity import changes_offered, identity
from tadbir.territory.policies import can_change
from tadbir.ui.pages import render, wants_workbook, workbook_response
from tadbir.ui.tables import Table
from tadbir.ui.workbook import Sheet

PAGE = 50


@require_GET
def site_list(request: HttpRequest) -> HttpResponse:
    """The sites within reach, filtered, fifty a page; all of them as a workbook."""
    reach = seat_of(request).reach
    names = presenters.names(queries.delegations(reach=reach))
    form = FilterForm(request.GET, delegations=names.items())
    form.is_valid()
    wanted, on = form.wanted, form.cleaned_data.get("on")
    if wants_workbook(request):
        every = queries.facilities(reach=reach, wanted=wanted, on=on)
        return _workbook(request, "etablissements", presenters.sites_table(every, names))
    count = queries.how_many(reach=reach, wanted=wanted, on=on)
    page = Paginator(range(count), PAGE).get_page(request.GET.get("page"))
    start = page.start_index() - 1 if count else 0
    sites = queries.facilities(reach=reach, wanted=wanted, on=on, start=start, limit=PAGE)
    table = presenters.sites_table(sites, names)
    context = {"table": table, "page": page, "count": count, "form": form, "on": on}
    return render(request, "facilities/list.html", context)


@require_GET
def site(request: HttpRequest, code: str) -> HttpResponse:
    """One site on a day: who it is, what lists said of it, what was done to it."""
    seat = seat_of(request)
    on = chosen_day(request)
    found = queries.facility(code, reach=seat.reach, on=on)
    entity = territory.entity(code, reach=seat.reach)
    listings = queries.listings(code, reach=seat.reach)
    came_with = batches_of((told.batch for told in listings), reach=seat.reach)
    context = {
        "facts": presenters.facts(found),
        "identity": identity(entity, reach=seat.reach, on=on),
        "changes": changes_offered(entity) if can_change(seat) else [],
        "listings": presenters.listings_table(listings),
        "history": history_rows(Subject("entity", code), came_with=came_with),
        "on": on,
    }
    return render(request, "facilities/site.html", context)


@require_GET
def supply(request: HttpRequest) -> HttpResponse:
    """Sites of each province by category, and inhabitants for one primary-care centre."""
    reach = seat_of(request).reach
    on = chosen_day(request)
    seats = queries.delegations(reach=reach)
    supplies = queries.supplies(seats, reach=reach, on=on)
    table = presenters.supply_table(supplies, seats)
    if wants_workbook(request):
        return _workbook(request, "offre-de-soins", table)
    drawn = presenters.supply_maps(supplies, seats)
    return render(request, "facilities/supply.html", {"table": table, "maps": drawn, "on": on})


@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """What opened, closed or changed category between two days: by default the last two lists."""
    reach = seat_of(request).reach
    days = queries.vintages(reach=reach)
    first = {"before": days[min(1, len(days) - 1)], "after": days[0]} if days else {}
    form = BetweenForm(request.GET if "before" in request.GET else None, initial=first)
    chosen = form.cleaned_data if form.is_valid() else first
    moves = queries.moves(reach=reach, **chosen) if chosen else []
    table = presenters.moves_table(moves)
    if wants_workbook(request):
        return _workbook(request, "changements", table)
    context = {"table": table, "form": form, "days": days}
    return render(request, "facilities/changes.html", context)


def _workbook(request: HttpRequest, name: str, table: Table) -> HttpResponse:
    return workbook_response(request, name, [Sheet(_("Facilities"), table)])
