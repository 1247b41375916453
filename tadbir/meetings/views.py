"""Pages of meetings: the list, one meeting, a series, opening one, convening and holding."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tadbir.accounts.doors import seat_of
from tadbir.accounts.policies import can_hold_meetings, can_read_packs, check_can_hold_meetings
from tadbir.audit.actor import Subject
from tadbir.audit.presenters import history_rows
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.meetings import actions, presenters, queries
from tadbir.meetings.forms import ConveneForm, SeriesForm
from tadbir.territory import queries as territory
from tadbir.territory.presenters import name_of
from tadbir.ui.addresses import page_address
from tadbir.ui.pages import render, sentence


@require_GET
def meeting_list(request: HttpRequest) -> HttpResponse:
    """Every meeting within reach, the latest first."""
    seat = seat_of(request)
    found = queries.meetings(reach=seat.reach)
    return render(
        request,
        "meetings/list.html",
        {
            "table": presenters.table([queries.sitting(one) for one in found]),
            "series": [
                (
                    presenters.title(one.kind, one.entity.name_fr, one.entity.name_ar),
                    presenters.rhythm(one.rhythm),
                    presenters.series_address(one.code),
                )
                for one in queries.series(reach=seat.reach)
            ],
            "opens": page_address("meetings:open", seat.entity) if can_hold_meetings(seat) else "",
        },
    )


@require_GET
def meeting(request: HttpRequest, code: str) -> HttpResponse:
    """One meeting: when, where, what was known then, and what was done to it."""
    seat = seat_of(request)
    found = queries.meeting(code, reach=seat.reach)
    is_awaited = found.last_number is None and found.held_on <= clock.today()
    return render(
        request,
        "meetings/meeting.html",
        {
            "meeting": presenters.sheet(
                queries.sitting(found),
                before=queries.before(found),
                after=queries.after(found),
                since=queries.previous_held(found),
            ),
            "can_read_pack": can_read_packs(seat) and found.last_number is not None,
            "sees_budget": seat.reach.sees("budget"),
            "can_hold": can_hold_meetings(seat) and is_awaited,
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
        return redirect("meetings:series", made.code)
    return render(request, "meetings/open.html", {"form": form, "entity": name_of(entity)})


@require_http_methods(["GET", "POST"])
def series(request: HttpRequest, code: str) -> HttpResponse:
    """The meetings of a series; whoever may convene sets the day and place of the next one."""
    seat = seat_of(request)
    found = queries.one_series(code, reach=seat.reach)
    if request.method == "POST":
        check_can_hold_meetings(seat)
    form = ConveneForm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.convene(by=seat.actor, series=found, **form.cleaned_data)
            return redirect("meetings:meeting", made.code)
        except Refused as refused:
            form.add_error("held_on", sentence(refused))
    sittings = queries.meetings(reach=seat.reach).filter(series=found)
    return render(
        request,
        "meetings/series.html",
        {
            "title": presenters.title(found.kind, found.entity.name_fr, found.entity.name_ar),
            "rhythm": presenters.rhythm(found.rhythm),
            "table": presenters.series_table([queries.sitting(one) for one in sittings]),
            "form": form if can_hold_meetings(seat) else None,
            "history": history_rows(Subject("series", code)),
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
