"""The quality of the place: the gaps of a region, a project, and the form of one of its places."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from tadbir.accounts.doors import seat_of
from tadbir.accounts.seat import Seat
from tadbir.audit.actor import Subject
from tadbir.audit.presenters import history_rows
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.ui.addresses import day_of, page_address
from tadbir.ui.pages import render, sentence, wants_workbook, workbook_response
from tadbir.ui.workbook import Sheet
from tadbir.works import actions, queries
from tadbir.works.calc.place import GAPS
from tadbir.works.forms.place import AssessForm, GapsForm, Question
from tadbir.works.policies import (
    can_ask_of_places,
    can_assess_places,
    can_see_place,
    check_can_assess_places,
    check_can_read,
    places_seen,
)
from tadbir.works.presenters import documents as attached
from tadbir.works.presenters import place as presenters
from tadbir.works.terms import RESTRICTED, Place, ProjectKind, places_of

GAPS_ON_A_PAGE = 20
SITES_ON_A_PAGE = 50
ANSWERS_ON_A_PAGE = 20


@require_GET
def region(request: HttpRequest) -> HttpResponse:
    """Scores by place and by project, and every gap within reach, narrowed by the address."""
    seat, on = seat_of(request), day_of(request)
    check_can_read(seat)
    places = places_seen(seat)
    every = queries.findings(reach=seat.reach, on=on, places=places)
    names = {one.project.code: presenters.site_name(one.project) for one in every}
    form = GapsForm(request.GET, places=places, projects=[*names.items()])
    place, project = form.chosen()
    found = [one for one in every if place in ("", one.place) and project in ("", one.project.code)]
    gaps = queries.in_order_of_gain(one for one in found if one.answer in GAPS)
    tables = [
        presenters.scores_table(found, presenters.by_place(_narrowed), is_summed=True),
        presenters.scores_table(found, presenters.by_project(found), is_summed=True),
    ]
    if wants_workbook(request):
        sheets = [Sheet(one.caption, one) for one in (presenters.gaps_table(gaps), *tables)]
        return workbook_response(request, f"qualite-{on}", sheets)
    page = Paginator(gaps, GAPS_ON_A_PAGE).get_page(request.GET.get("page"))
    sites = Paginator(tables[1].rows, SITES_ON_A_PAGE).get_page(request.GET.get("sites"))
    return render(
        request, "works/place/region.html",
        {
            "form": form, "on": on, "page": page, "count": len(gaps), "sites": sites,
            "gaps": presenters.gaps_listed(page.object_list), "by_place": presenters.scores_listed(tables[0]),
            "by_project": presenters.scores_listed(replace(tables[1], rows=list(sites.object_list))),
        },
    )  # fmt: skip


def _narrowed(place: str) -> str:
    return page_address("works:gaps", place=place)


@require_GET
def quality(request: HttpRequest, code: str) -> HttpResponse:
    """One project: its score, its gaps first, every answer, its photographs, what was noted when."""
    seat, on = seat_of(request), day_of(request)
    check_can_read(seat)
    of = queries.project(code, reach=seat.reach)
    places = places_seen(seat)
    found = queries.findings(reach=seat.reach, on=on, places=places, project=code)
    gaps = queries.in_order_of_gain(one for one in found if one.answer in GAPS)
    every = queries.assessed(of, on=on, places=places, reach=seat.reach)
    past = Paginator(every, ANSWERS_ON_A_PAGE).get_page(request.GET.get("past"))
    tables = [
        presenters.scores_table(found, presenters.by_place(lambda place: f"#{place}")),
        *(presenters.findings_table(rows, caption=name) for _place, name, rows in _by_place(found)),
    ]
    if wants_workbook(request):
        return workbook_response(
            request, f"qualite-{code}-{on}", [Sheet(table.caption, table) for table in tables]
        )
    shown = zip(_by_place(found), tables[1:], strict=True)
    return render(request, "works/place/project.html", {
        "code": code, "site": presenters.in_words(of.site.name_fr, of.site.name_ar), "on": on,
        "score": presenters.score_facts(found), "gaps": presenters.gaps_of_one(gaps),
        "scores": presenters.scores_listed(tables[0]), "places": [(place.value, table) for (place, _n, _r), table in shown],
        "past": presenters.assessed_table(past.object_list), "past_page": past, "may_assess": can_assess_places(seat),
        "may_ask": can_ask_of_places(seat),
        "pictures": attached.pictures(queries.photographs(code, reach=seat.reach)),
    })  # fmt: skip


def _by_place(found: list[queries.Finding]) -> list[tuple[Place, str, list[queries.Finding]]]:
    """The findings of each place that something is asked of, in the order of places."""
    return [
        (place, presenters.place_word(place), rows)
        for place in Place
        if (rows := [one for one in found if one.place is place])
    ]


@require_http_methods(["GET", "POST"])
def assess(request: HttpRequest, code: str, place: str) -> HttpResponse:
    """Note what was found in one place of a project."""
    seat, on = seat_of(request), day_of(request)
    check_can_read(seat)
    of = queries.project(code, reach=seat.reach)
    where = _place(seat, of, place)
    check_can_assess_places(seat)
    found = queries.findings(reach=seat.reach, on=on, places={where}, project=code)
    pictures = [] if where in RESTRICTED else queries.photographs(code, reach=seat.reach)
    form = AssessForm(
        request.POST or None, questions=[Question(*one) for one in presenters.questions(found)],
        photographs=presenters.photograph_choices(pictures),
    )  # fmt: skip
    if form.is_valid():
        try:
            actions.assess(
                by=seat.actor, reach=seat.reach, project=code, place=where,
                on=form.cleaned_data["on"], found=form.found(),
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, sentence(refused))
        else:
            return redirect(f"{page_address('works:quality', code)}#{place}")
    return render(request, "works/place/assess.html", {
        "form": form, "code": code, "place": presenters.place_word(where),
        "site": presenters.in_words(of.site.name_fr, of.site.name_ar),
        "is_restricted": where in RESTRICTED,
        "history": history_rows(Subject("place", f"{code}/{place}")),
    })  # fmt: skip


def _place(seat: Seat, of: queries.Project, place: str) -> Place:
    """A place of a project that a seat may see; what it may not is not there."""
    found = next((one for one in places_of(ProjectKind(of.kind)) if one.value == place), None)
    if found is None or not can_see_place(seat, found):
        raise Refused("works.unknown", N_("There is no such place in this project."))
    return found
