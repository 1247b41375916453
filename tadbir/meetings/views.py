"""Pages of meetings: the list, one meeting, opening a series, convening and holding."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tadbir.accounts.doors import seat_of
from tadbir.accounts.policies import can_hold_meetings, check_can_hold_meetings
from tadbir.audit.actor import Subject
from tadbir.audit.presenters import history_rows
from tadbir.meetings import actions, presenters, queries
from tadbir.meetings.forms import ConveneForm, SeriesForm
from tadbir.territory import queries as territory
from tadbir.territory.presenters import name_of
from tadbir.ui.pages import render


@require_GET
def meeting_list(request: HttpRequest) -> HttpResponse:
    """Every meeting within reach, the latest first."""
    seat = seat_of(request)
    found = queries.meetings(reach=seat.reach)
    can_hold = can_hold_meetings(seat)
    series = queries.series(reach=seat.reach) if can_hold else ()
    return render(
        request,
        "meetings/list.html",
        {
            "table": presenters.table([queries.sitting(one) for one in found]),
            "series": [
                (
                    presenters.title(one.kind, one.entity.name_fr, one.entity.name_ar),
                    reverse("meetings:convene", args=[one.code]),
                )
                for one in series
            ],
            "opens": reverse("meetings:open", args=[seat.entity]) if can_hold else "",
        },
    )


@require_GET
def meeting(request: HttpRequest, code: str) -> HttpResponse:
    """One meeting: when, where, what was known then, and what was done to it."""
    seat = seat_of(request)
    found = queries.meeting(code, reach=seat.reach)
    before = queries.previous(found)
    return render(
        request,
        "meetings/meeting.html",
        {
            "meeting": presenters.sheet(
                queries.sitting(found), queries.sitting(before) if before else None
            ),
            "can_hold": can_hold_meetings(seat) and found.last_number is None,
            "history": history_rows(Subject("meeting", code)),
        },
    )


@require_http_methods(["GET", "POST"])
def open_series(request: HttpRequest, code: str) -> HttpResponse:
    """Open a series of meetings of an entity; the first one is convened next."""
    seat = seat_of(request)
    entity = territory.entity(code, reach=seat.reach)
    check_can_hold_meetings(seat)
    form = SeriesForm(request.POST or None)
    if form.is_valid():
        made = actions.open_series(by=seat.actor, entity=entity, **form.cleaned_data)
        return redirect("meetings:convene", made.code)
    return render(request, "meetings/open.html", {"form": form, "entity": name_of(entity)})


@require_http_methods(["GET", "POST"])
def convene(request: HttpRequest, code: str) -> HttpResponse:
    """Set the day and place of the next meeting of a series."""
    seat = seat_of(request)
    series = queries.one_series(code, reach=seat.reach)
    check_can_hold_meetings(seat)
    form = ConveneForm(request.POST or None)
    if form.is_valid():
        made = actions.convene(by=seat.actor, series=series, **form.cleaned_data)
        return redirect("meetings:meeting", made.code)
    return render(
        request,
        "meetings/convene.html",
        {
            "form": form,
            "title": presenters.title(series.kind, series.entity.name_fr, series.entity.name_ar),
        },
    )


@require_POST
def hold(request: HttpRequest, code: str) -> HttpResponse:
    """Note what was known when the meeting was held."""
    seat = seat_of(request)
    found = queries.meeting(code, reach=seat.reach)
    check_can_hold_meetings(seat)
    actions.hold(by=seat.actor, meeting=found)
    return redirect("meetings:meeting", code)
