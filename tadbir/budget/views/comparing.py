"""Pages that compare: two moments, the sources, what to act on first."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tadbir.budget import presenters, queries
from tadbir.budget.calc.levers import to_save
from tadbir.budget.forms import BetweenForm
from tadbir.budget.queries import Moment
from tadbir.budget.views.moment import Asking, asking, holder_names
from tadbir.ui.pages import render, wants_workbook, workbook_response
from tadbir.ui.tables import Table
from tadbir.ui.workbook import Sheet


def _page(
    request: HttpRequest, asked: Asking, template: str, title: str, table: Table, **more: object
) -> HttpResponse:
    """The table as a page, or as a workbook when the address asks for it."""
    if wants_workbook(request):
        name = template.rpartition("/")[2].removesuffix(".html")
        return workbook_response(request, f"{name}-{asked.on}", [Sheet(title, table, asked.notes)])
    return render(request, template, {"asked": asked, "table": table, "title": title, **more})


@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """What changed between two days, or between two states of knowledge."""
    asked = asking(request)
    asked_for = {"since": date(asked.on.year, 1, 1), "on": asked.on} | request.GET.dict()
    form = BetweenForm(asked_for)
    found = []
    if form.is_valid():
        typed = form.cleaned_data
        found = queries.changes(
            reach=asked.reach,
            before=Moment(typed["since"], typed["since_at"]),
            after=Moment(typed["on"], typed["at"]),
        )
    table = presenters.lines.changes_table(found)
    return _page(request, asked, "budget/changes.html", _("What changed"), table, form=form)


@require_GET
def sources(request: HttpRequest) -> HttpResponse:
    """Every source side by side, dated, never averaged."""
    asked = asking(request)
    found = queries.by_source(reach=asked.reach, on=asked.on, at_number=asked.at_number)
    table = presenters.lines.sources_table(found)
    return _page(request, asked, "budget/sources.html", _("Sources side by side"), table)


@require_GET
def levers(request: HttpRequest) -> HttpResponse:
    """What to act on first: dirhams that would lapse and can still be saved."""
    asked = asking(request)
    found = queries.levers_on(
        reach=asked.reach, on=asked.on, today=asked.on, at_number=asked.at_number
    )
    table = presenters.lines.levers_table(found, holder_names(asked.reach))
    saved = to_save(one.lever for one in found)
    return _page(
        request, asked, "budget/levers.html", _("What to act on first"), table, to_save=saved
    )
