"""Pages of the territory: regions and provinces, one area, search, changes of entities."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tadbir.core.refused import Refused
from tadbir.territory import changing, finding, pages, presenters, queries
from tadbir.territory.forms import EnterForm
from tadbir.territory.policies import Seated, can_change, check_can_change
from tadbir.ui.pages import render, sentence, wants_workbook, workbook_response
from tadbir.ui.workbook import Sheet


def seat_of(request: HttpRequest) -> Seated:
    """The seat that the door gave; the territory stands below accounts and sees only this of it."""
    return cast(Seated, request.seat)  # type: ignore[attr-defined]


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The regions, or the provinces of one, with their people on a map."""
    reach = seat_of(request).reach
    shown = pages.index(reach, request.GET.get("region", ""))
    if wants_workbook(request):
        return workbook_response(request, "territoire", [Sheet(shown.title, shown.table)])
    extra = {"credit": presenters.credit(), "can_change": can_change(seat_of(request))}
    return render(request, "territory/index.html", {"page": shown} | extra)


@require_GET
def area(request: HttpRequest, code: str) -> HttpResponse:
    """One area: its people by age, its communes on a map, the bodies seated in it."""
    reach = seat_of(request).reach
    found = queries.visible_area(code, reach=reach)
    return render(
        request,
        "territory/area.html",
        {"page": pages.area(found, reach), "credit": presenters.credit()},
    )


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """What within reach holds every word typed, kind by kind."""
    reach = seat_of(request).reach
    if not reach.sees("territory"):
        raise Http404
    text = request.GET.get("q", "").strip()
    groups = finding.found(text, reach=reach) if text else []
    return render(request, "territory/search.html", {"text": text, "groups": groups})


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, code: str, what: str) -> HttpResponse:
    """One change of one entity: its form, then the action it leads to."""
    seat = seat_of(request)
    entity = queries.entity(code, reach=seat.reach)
    offered = changing.offered(entity)
    if what not in offered:
        raise Http404
    check_can_change(seat)
    wanted = offered[what]
    form = wanted.form(request.POST or None, initial=changing.initial(entity))
    if form.is_valid():
        try:
            wanted.apply(seat.actor, entity, form.cleaned_data, seat.reach)
            return redirect(presenters.entity_address(entity.code))
        except Refused as refused:
            form.add_error(None, sentence(refused))
    shown = {"entity": presenters.name_of(entity), "code": code, "title": _(wanted.title)}
    return render(request, "territory/change.html", shown | {"form": form})


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Enter a hospital centre or a facility that no list brings."""
    seat = seat_of(request)
    check_can_change(seat)
    form = EnterForm(request.POST or None)
    if form.is_valid():
        try:
            entered = changing.enter(seat.actor, form.cleaned_data, seat.reach)
            return redirect(presenters.entity_address(entered.code))
        except Refused as refused:
            form.add_error(None, sentence(refused))
    return render(request, "territory/enter.html", {"form": form})
