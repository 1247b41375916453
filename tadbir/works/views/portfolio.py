"""The list of projects with its filters."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from markupsafe import Markup

from tadbir.ui.pages import render, surroundings, wants_workbook, workbook_response
from tadbir.ui.words import language
from tadbir.ui.workbook import Sheet
from tadbir.works import presenters, queries
from tadbir.works.calc.narrowing import in_order, narrowed
from tadbir.works.calc.readiness.outlook import Outlook
from tadbir.works.forms import FilterForm
from tadbir.works.forms.filters import VIEW_LABELS
from tadbir.works.presenters import words
from tadbir.works.queries import Portfolio
from tadbir.works.terms import Stage
from tadbir.works.views.moment import Asking, asking

PAGE_SIZE = 25


@require_GET
def portfolio(request: HttpRequest) -> HttpResponse:
    """Projects within reach, what is late first, narrowed by the filters of the address."""
    asked = asking(request)
    known = queries.portfolio(reach=asked.reach, on=asked.on)
    if wants_workbook(request):
        return _workbook(request, asked, known)
    if request.META.get("QUERY_STRING"):  # addresses are endless: only the plain one is kept
        content = _content(request, asked, known)
    else:
        content = known.kept(f"page-{language()}", lambda: _content(request, asked, known))
    given = {"asked": asked, "content": Markup(content)}  # noqa: S704 - our own template
    return render(request, "works/portfolio.html", given)


def _workbook(request: HttpRequest, asked: Asking, known: Portfolio) -> HttpResponse:
    names = words.provinces(queries.delegations(reach=asked.reach))
    form = _filters(request, asked, known.summary().contractors, names)
    every = queries.followed(reach=asked.reach, on=asked.on)
    found = in_order(narrowed(every, form.wanted(), asked.on), form.sorting(), asked.on)
    table = presenters.portfolio.projects_table(found, names, asked.on)
    sheet = Sheet(_("Projects"), table, asked.notes)
    return workbook_response(request, f"travaux-{asked.on}", [sheet])


def _content(request: HttpRequest, asked: Asking, known: Portfolio) -> str:
    """What stands under the title of the page."""
    whole = known.summary()
    names = words.provinces(queries.delegations(reach=asked.reach))
    form = _filters(request, asked, whole.contractors, names)
    wanted = form.wanted()
    listed = known.page(wanted, form.sorting(), request.GET.get("page"), PAGE_SIZE)
    table = presenters.portfolio.projects_table(listed.rows, names, asked.on)
    return loader.render_to_string("works/_portfolio.html", surroundings(request) | {
        "form": form, "page": listed.page, "count": listed.page.paginator.count,
        "table": presenters.portfolio.shown(table),
        "tiles": presenters.portfolio.tiles(whole),
        "shortcuts": presenters.portfolio.shortcuts(VIEW_LABELS, whole.views, wanted.view),
        "is_narrowed": bool(form.changed_data),
    }, using="jinja2")  # fmt: skip


def _filters(
    request: HttpRequest, asked: Asking, contractors: Sequence[str], names: Mapping[str, str]
) -> FilterForm:
    """The filters, which offer only what is within reach."""
    programmes = queries.programmes(reach=asked.reach)
    return FilterForm(
        request.GET,
        programmes=[(one.code, words.name_of(one)) for one in programmes],
        delegations=names.items(),
        contractors=contractors,
        stages=[(stage.value, _(words.STAGE_LABELS[stage])) for stage in Stage],
        outlooks=[(outlook.value, words.outlook(outlook)) for outlook in Outlook],
    )
