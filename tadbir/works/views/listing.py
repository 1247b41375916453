"""Pages beside the list: provinces, contractors, planned against real, weeks left, openings."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tadbir.ui.pages import render, wants_workbook, workbook_response
from tadbir.ui.tables import Table
from tadbir.ui.workbook import Sheet
from tadbir.works import presenters, queries
from tadbir.works.calc import weeks as calc
from tadbir.works.calc.following import Followed, late_first, paces
from tadbir.works.forms import SinceForm
from tadbir.works.presenters import words
from tadbir.works.terms import Stage
from tadbir.works.views.moment import Asking, asking

DRAWN = 25  # lines of a drawing that a page, and a sheet of paper, still shows


@require_GET
def provinces(request: HttpRequest) -> HttpResponse:
    """What each province counts, on a map and in a table."""
    asked = asking(request)
    seats = queries.delegations(reach=asked.reach)
    found = presenters.provinces.provinces(_every(asked), seats)
    table = presenters.provinces.provinces_table(found, words.provinces(seats))
    if wants_workbook(request):
        return _workbook(request, asked, "provinces", _("Provinces"), [table])
    return render(request, "works/provinces.html", {
        "asked": asked, "table": table, "maps": presenters.provinces.province_maps(found, seats),
    })  # fmt: skip


@require_GET
def contractors(request: HttpRequest) -> HttpResponse:
    """Each contractor with what it has in hand."""
    asked = asking(request)
    table = presenters.contractors.contractors_table(paces(_every(asked)), asked.on)
    if wants_workbook(request):
        return _workbook(request, asked, "titulaires", _("Contractors"), [table])
    return render(request, "works/contractors.html", {"asked": asked, "table": table})


@require_GET
def contractor(request: HttpRequest, name: str) -> HttpResponse:
    """One contractor: all its sites within reach, its delays and its stops."""
    asked = asking(request)
    found = [one for one in _every(asked) if name in one.contractors]
    if not found:
        raise Http404
    names = words.provinces(queries.delegations(reach=asked.reach))
    table = presenters.portfolio.projects_table(late_first(found, asked.on), names, asked.on)
    if wants_workbook(request):
        return _workbook(request, asked, "titulaire", _("Contractor"), [table])
    own = [pace for pace in paces(found) if pace.contractor == name]
    return render(request, "works/contractor.html", {
        "asked": asked, "name": name, "table": presenters.portfolio.shown(table),
        "pace": own[0], "drawn": _drawn(asked, late_first(found, asked.on)[:DRAWN]),
    })  # fmt: skip


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """Planned against real, project by project, what is late first."""
    asked = asking(request)
    found = [one for one in _every(asked) if one.stage not in (Stage.BEFORE_WORKS, Stage.ENDED)]
    page = Paginator(late_first(found, asked.on), DRAWN).get_page(request.GET.get("page"))
    drawn = _drawn(asked, list(page.object_list))
    if wants_workbook(request):
        whole = _drawn(asked, late_first(found, asked.on))
        tables = [whole.twin] if whole else [Table([], [])]
        return _workbook(request, asked, "calendrier", _("Planned and real"), tables)
    return render(request, "works/calendar.html", {"asked": asked, "page": page, "drawn": drawn})


@require_GET
def weeks(request: HttpRequest) -> HttpResponse:
    """The weeks left until the year ends, with what is expected in each."""
    asked = asking(request)
    names = words.provinces(queries.delegations(reach=asked.reach))
    placed = calc.board(_every(asked), asked.on)
    sections = presenters.calendar.board(placed, names, asked.on)
    if wants_workbook(request):
        tables = [section.table for section in sections]
        return _workbook(request, asked, "semaines", _("Weeks to year end"), tables)
    return render(request, "works/weeks.html", {
        "asked": asked, "sections": sections, "left": len(calc.weeks(asked.on)),
        "year_end": date(asked.on.year, 12, 31),
    })  # fmt: skip


@require_GET
def openings(request: HttpRequest) -> HttpResponse:
    """What was opened, what is ready, and the director's list for the end of the year."""
    asked = asking(request)
    form = SinceForm(request.GET.dict() if "since" in request.GET else {"since": _since(asked)})
    since = form.cleaned_data["since"] if form.is_valid() else _since(asked)
    every = _every(asked)
    opened = queries.opened(reach=asked.reach, until=asked.on)
    table = presenters.openings.register_table(opened)
    listed = presenters.openings.outlook_tables(every)
    if wants_workbook(request):
        return _workbook(request, asked, "ouvertures", _("Openings"), [table, *listed])
    return render(request, "works/openings.html", {
        "asked": asked, "form": form, "since": since, "table": table, "listed": listed,
        "tiles": presenters.openings.tiles(every, opened, since, asked.on),
        "programmes": presenters.openings.counts_table(every),
    })  # fmt: skip


def _since(asked: Asking) -> date:
    """The day from which openings are counted: the last meeting's, else 1 January."""
    last = import_string(settings.OCCASION)
    for path in asked.reach.paths:
        if found := last(path, asked.on, reach=asked.reach):
            day: date = found[0]
            return day
    return date(asked.on.year, 1, 1)


def _every(asked: Asking) -> list[Followed]:
    return queries.followed(reach=asked.reach, on=asked.on)


def _drawn(asked: Asking, found: Sequence[Followed]) -> presenters.Figure | None:
    codes = [one.code for one in found]
    entered = queries.entered_days(codes, reach=asked.reach, on=asked.on)
    return presenters.calendar.chart(found, entered, asked.on)


def _workbook(
    request: HttpRequest, asked: Asking, name: str, title: str, tables: Sequence[Table]
) -> HttpResponse:
    sheets = [Sheet(table.caption or title, table, asked.notes) for table in tables]
    return workbook_response(request, f"travaux-{name}-{asked.on}", sheets)
