"""Pages that compare: two moments, the sources, what to act on first."""

from dataclasses import replace
from datetime import date

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tadbir.budget import presenters, queries
from tadbir.budget.calc.levers import to_save
from tadbir.budget.forms import BetweenForm
from tadbir.budget.queries import Moment
from tadbir.budget.views.moment import Asking, asking, scope_of
from tadbir.territory import queries as territory
from tadbir.ui.pages import render, wants_workbook, workbook_response
from tadbir.ui.tables import Table
from tadbir.ui.workbook import Sheet

ON_A_PAGE = 50


def _page(
    request: HttpRequest, asked: Asking, template: str, title: str, table: Table, **more: object
) -> HttpResponse:
    """The table page by page, or whole as a workbook when the address asks for it."""
    if wants_workbook(request):
        name = template.rpartition("/")[2].removesuffix(".html")
        return workbook_response(request, f"{name}-{asked.on}", [Sheet(title, table, asked.notes)])
    page = Paginator(table.rows, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = replace(table, rows=list(page.object_list))
    return render(
        request, template, {"asked": asked, "table": shown, "page": page, "title": title, **more}
    )


def _last_occasion(asked: Asking) -> dict[str, object]:
    """Where changes are counted from: the last meeting and what it knew, else 1 January."""
    last = import_string(settings.OCCASION)
    for path in asked.reach.paths:
        if found := last(path, asked.on, reach=asked.reach):
            return {"since": found[0], "since_at": found[1]}
    return {"since": date(asked.on.year, 1, 1)}


@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """What changed between two days or states of knowledge: by default since the last meeting.

    Both figures are of the holders of the later day.
    """
    asked = asking(request)
    first = {} if "since" in request.GET else _last_occasion(asked)
    asked_for = {"on": asked.on} | first | request.GET.dict()
    form = BetweenForm(asked_for)
    table, scope = presenters.compared.nothing_changed(), scope_of(request, asked)
    if form.is_valid():
        typed = form.cleaned_data
        before, after = (
            Moment(typed[day], typed[number])
            for day, number in (("since", "since_at"), ("on", "at"))
        )
        found = queries.changes(reach=scope.reach, before=before, after=after, holders=scope.codes)
        table = presenters.compared.changes_table(scope.listed(found), before, after)
    return _page(
        request, asked, "budget/changes.html", _("What changed"), table, form=form,
        unlisted=presenters.unlisted(len(scope.hidden)),
    )  # fmt: skip


@require_GET
def sources(request: HttpRequest) -> HttpResponse:
    """Every source side by side, dated, never averaged."""
    asked = asking(request)
    those = territory.holders_of_day(asked.on, reach=asked.reach)
    found = queries.by_source(
        reach=asked.reach, on=asked.on, holders=those.codes, at_number=asked.at_number
    )
    table = presenters.compared.sources_table(found)
    title, unlisted = _("Sources side by side"), presenters.unlisted(len(those.hidden))
    return _page(request, asked, "budget/sources.html", title, table, unlisted=unlisted)


@require_GET
def levers(request: HttpRequest) -> HttpResponse:
    """What to act on first: dirhams that would lapse and can still be saved."""
    asked = asking(request)
    scope, causes = scope_of(request, asked), presenters.lines.causes_named(request.GET)
    found = queries.levers_on(today=asked.on, form=asked.form, **scope.told)
    kept = [one for one in found if not causes or one.lever.cause in causes]
    table = presenters.lines.levers_table(scope.listed(kept), scope.names, of=kept)
    return _page(
        request, asked, "budget/levers.html", _("What to act on first"), table,
        to_save=to_save(one.lever for one in kept), scope=scope,
        causes=presenters.lines.causes_in_words(causes),
        unlisted=presenters.unlisted(len(scope.hidden)),
    )  # fmt: skip
