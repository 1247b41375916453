"""What is asked of places: the list, one requirement, and the forms that change them."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tadbir.accounts.doors import seat_of
from tadbir.audit.actor import Subject
from tadbir.audit.presenters import history_rows
from tadbir.core.refused import Refused
from tadbir.ui.addresses import day_of, page_address
from tadbir.ui.pages import render, sentence, wants_workbook, workbook_response
from tadbir.ui.workbook import Sheet
from tadbir.works import actions, queries
from tadbir.works.forms.place import AskForm, EndForm, WordingForm
from tadbir.works.policies import (
    can_ask_of_places,
    check_can_ask_of_places,
    check_can_read,
    places_seen,
)
from tadbir.works.presenters import place as presenters
from tadbir.works.terms import Place


@require_GET
def requirements(request: HttpRequest) -> HttpResponse:
    """What is asked of places on a day, and what no longer is."""
    seat, on = seat_of(request), day_of(request)
    check_can_read(seat)
    rows = queries.requirements(reach=seat.reach, places=places_seen(seat))
    asked = [one for one in rows if one.since <= on and (one.until is None or one.until > on)]
    ended = [one for one in rows if one.until is not None and one.until <= on]
    coming = [one for one in rows if one.since > on]
    tables = [
        presenters.requirements_table([*asked, *coming]),
        presenters.requirements_table(ended, are_ended=True),
    ]
    if wants_workbook(request):
        sheets = [Sheet(table.caption, table) for table in tables]
        return workbook_response(request, f"exigences-{on}", sheets)
    return render(request, "works/place/requirements.html", {
        "on": on, "asked": tables[0], "ended": tables[1] if ended else None,
        "may_ask": can_ask_of_places(seat),
        "history": history_rows(Subject("requirements", seat.entity)),
    })  # fmt: skip


@require_POST
def load_requirements(request: HttpRequest) -> HttpResponse:
    """Put the proposed list under one's own body; what stands is left as it is."""
    seat = seat_of(request)
    check_can_read(seat)
    check_can_ask_of_places(seat)
    actions.load_requirements(by=seat.actor, reach=seat.reach, entity=seat.entity)
    return redirect(page_address("works:requirements"))


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Add a requirement of one's own body."""
    seat = seat_of(request)
    check_can_read(seat)
    check_can_ask_of_places(seat)
    form = AskForm(request.POST or None, places=places_seen(seat), initial={"weight": 1})
    if form.is_valid():
        try:
            actions.ask(
                by=seat.actor, reach=seat.reach, entity=seat.entity,
                place=Place(form.cleaned_data["place"]), wording=form.wording,
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, sentence(refused))
        else:
            return redirect(page_address("works:requirements"))
    return render(request, "works/place/ask.html", {"form": form})


@require_http_methods(["GET", "POST"])
def requirement(request: HttpRequest, code: str) -> HttpResponse:
    """One requirement: its text, its history; a new text for it, from a day on."""
    seat = seat_of(request)
    check_can_read(seat)
    found = queries.requirement(code, reach=seat.reach, places=places_seen(seat))
    if request.method == "POST":
        check_can_ask_of_places(seat)
    initial = {name: getattr(found, name) for name in ("text_fr", "text_ar", "weight")}
    form = WordingForm(request.POST or None, initial={**initial, "source": _(found.source)})
    if form.is_valid():
        wording = form.wording
        if wording.source == _(found.source):  # left as it was: kept as it is stored
            wording = replace(wording, source=found.source)
        try:
            new = actions.replace_requirement(
                by=seat.actor, reach=seat.reach, code=code, wording=wording
            )
        except Refused as refused:
            form.add_error(None, sentence(refused))
        else:
            return redirect(page_address("works:requirement", new.code))
    return _page(request, found, form, EndForm())


@require_POST
def end_requirement(request: HttpRequest, code: str) -> HttpResponse:
    """Ask a requirement no longer."""
    seat = seat_of(request)
    check_can_read(seat)
    found = queries.requirement(code, reach=seat.reach, places=places_seen(seat))
    check_can_ask_of_places(seat)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            actions.end_requirement(by=seat.actor, reach=seat.reach, code=code, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, sentence(refused))
        else:
            return redirect(page_address("works:requirements"))
    return _page(request, found, WordingForm(), form)


def _page(
    request: HttpRequest, found: queries.Requirement, form: WordingForm, end: EndForm
) -> HttpResponse:
    seat = seat_of(request)
    may = can_ask_of_places(seat) and found.until is None and seat.reach.holds(found.entity.path)
    return render(request, "works/place/requirement.html", {
        "facts": presenters.requirement_facts(found), "text": presenters.text_of(found),
        "code": found.code, "form": form if may else None, "end": end if may else None,
        "history": history_rows(Subject("requirement", found.code)),
    })  # fmt: skip
