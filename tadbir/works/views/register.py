"""Pages that keep the register: programmes, projects, phases and openings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tadbir.audit.actor import Actor, Subject
from tadbir.audit.presenters import history_rows
from tadbir.core.refused import Refused
from tadbir.ui.addresses import page_address
from tadbir.ui.pages import render, sentence, wants_workbook, workbook_response
from tadbir.ui.workbook import Sheet
from tadbir.works import actions, presenters, queries
from tadbir.works.forms import (
    OpeningForm,
    PhaseForm,
    ProgrammeForm,
    ProjectForm,
    TakeBackForm,
    steps_from,
)
from tadbir.works.policies import can_keep_works, check_can_keep_works
from tadbir.works.terms import Phase
from tadbir.works.views.moment import Asking, asking


@dataclass(frozen=True, slots=True)
class _Page:
    """What a form is about: its title, the way to it, where it leads, and what it warns of."""

    title: str
    way: Sequence[tuple[str, str]]
    after: str
    note: str = ""


@require_GET
def programmes(request: HttpRequest) -> HttpResponse:
    """Every programme within reach, with what it counts."""
    asked = asking(request)
    found = queries.programmes(reach=asked.reach)
    states = queries.projects(reach=asked.reach, on=asked.on)
    table = presenters.register.programmes_table(found, states)
    if wants_workbook(request):
        sheet = Sheet(_("Programmes of works"), table, asked.notes)
        return workbook_response(request, f"programmes-{asked.on}", [sheet])
    return render(request, "works/programmes.html", {
        "asked": asked, "table": table, "may_keep": can_keep_works(asked.seat),
    })  # fmt: skip


@require_GET
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """One programme: what it counts, by who steers, and its history."""
    asked = asking(request)
    found = queries.programme(code, reach=asked.reach)
    states = queries.projects(reach=asked.reach, on=asked.on, programme=code)
    return render(request, "works/programme.html", {
        "asked": asked, "code": code, "name": presenters.words.name_of(found),
        "counts": presenters.register.counts_table(queries.counts(states)),
        "phases": presenters.register.phases_table(states, code),
        "may_keep": can_keep_works(asked.seat),
        "history": history_rows(Subject("programme", code)),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
def open_programme(request: HttpRequest) -> HttpResponse:
    """Open a programme."""
    asked = asking(request)
    check_can_keep_works(asked.seat)
    form = ProgrammeForm(request.POST or None, initial={"entity": asked.seat.entity})

    def keep(by: Actor) -> None:
        actions.open_programme(by=by, reach=asked.reach, **form.cleaned_data)

    page = _Page(_("Open a programme"), [_programmes()], page_address("works:programmes"))
    return _form_page(request, asked, form, keep, page)


@require_http_methods(["GET", "POST"])
def enter_project(request: HttpRequest, code: str) -> HttpResponse:
    """Enter a project of a programme."""
    asked = asking(request)
    found = queries.programme(code, reach=asked.reach)
    check_can_keep_works(asked.seat)
    form = ProjectForm(request.POST or None)

    def keep(by: Actor) -> None:
        actions.enter_project(
            by=by, reach=asked.reach, programme=code, new=form.project(), first=form.first()
        )

    after = page_address("works:programme", code)
    way = [_programmes(), (presenters.words.name_of(found), after)]
    return _form_page(request, asked, form, keep, _Page(_("Enter a project"), way, after))


@require_http_methods(["GET", "POST"])
def enter_phase(request: HttpRequest, code: str) -> HttpResponse:
    """Move a project on by one step."""
    asked = asking(request)
    at = _phase(asked, code)
    check_can_keep_works(asked.seat)
    if not steps_from(at):
        raise Refused("works.no-step", _nothing_follows(at))
    form = PhaseForm(request.POST or None, at=at)

    def keep(by: Actor) -> None:
        actions.enter_phase(by=by, reach=asked.reach, project=code, new=form.entered())

    note = _("The project is now in the phase: %(phase)s.") % {"phase": presenters.words.phase(at)}
    return _form_page(request, asked, form, keep, _of_project(asked, code, _("Next phase"), note))


@require_http_methods(["GET", "POST"])
def record_opening(request: HttpRequest, code: str) -> HttpResponse:
    """Record that the authorities opened a site."""
    asked = asking(request)
    queries.project(code, reach=asked.reach)
    check_can_keep_works(asked.seat)
    form = OpeningForm(request.POST or None)

    def keep(by: Actor) -> None:
        actions.record_opening(by=by, reach=asked.reach, project=code, opened=form.opened())

    note = _("An opening is a decision of the authorities: it is recorded once it has taken place.")
    page = _of_project(asked, code, _("Record the opening"), note)
    return _form_page(request, asked, form, keep, page)


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Take back the last phase, entered by mistake."""
    asked = asking(request)
    at = _phase(asked, code)
    check_can_keep_works(asked.seat)
    form = TakeBackForm(request.POST or None)

    def keep(by: Actor) -> None:
        actions.take_back_phase(by=by, reach=asked.reach, project=code, **form.cleaned_data)

    note = _("The phase taken back: %(phase)s.") % {"phase": presenters.words.phase(at)}
    page = _of_project(asked, code, _("Take the last phase back"), note)
    return _form_page(request, asked, form, keep, page)


def _phase(asked: Asking, code: str) -> Phase:
    """The phase in which a project is now."""
    return Phase(queries.phases(code, reach=asked.reach)[-1].phase)


def _nothing_follows(at: Phase) -> str:
    return presenters.words.nothing_follows(at)


def _programmes() -> tuple[str, str]:
    return _("Programmes of works"), page_address("works:programmes")


def _of_project(asked: Asking, code: str, title: str, note: str) -> _Page:
    found = queries.project(code, reach=asked.reach)
    after = page_address("works:project", code)
    return _Page(title, [(presenters.words.name_of(found.site), after)], after, note)


def _form_page(
    request: HttpRequest, asked: Asking, form: Form, keep: Callable[[Actor], None], page: _Page
) -> HttpResponse:
    """A form of the register; kept when it is sent and holds, and refused aloud."""
    if form.is_valid():
        try:
            keep(asked.seat.actor)
        except Refused as refused:
            form.add_error(None, sentence(refused))
        else:
            return redirect(page.after)
    return render(request, "works/form.html", {"form": form, "page": page})
