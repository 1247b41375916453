"""The list of projects with its filters."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tadbir.ui.pages import render, wants_workbook, workbook_response
from tadbir.ui.workbook import Sheet
from tadbir.works import presenters, queries
from tadbir.works.calc.narrowing import in_order, narrowed
from tadbir.works.calc.readiness.outlook import Outlook
from tadbir.works.forms import FilterForm
from tadbir.works.forms.filters import VIEW_LABELS
from tadbir.works.presenters import words
from tadbir.works.terms import Stage
from tadbir.works.views.moment import Asking, asking

PAGE_SIZE = 25


@require_GET
def portfolio(request: HttpRequest) -> HttpResponse:
    """Projects within reach, what is late first, narrowed by the filters of the address."""
    asked = asking(request)
    known = queries.portfolio(reach=asked.reach, on=asked.on)
    whole = known.summary()
    names = words.provinces(queries.delegations(reach=asked.reach))
    form = _filters(request, asked, whole.contractors, names)
    wanted = form.wanted()
    if wants_workbook(request):
        every = queries.followed(reach=asked.reach, on=asked.on)
        found = in_order(narrowed(every, wanted, asked.on), form.sorting(), asked.on)
        table = presenters.portfolio.projects_table(found, names, asked.on)
        sheet = Sheet(_("Projects"), table, asked.notes)
        return workbook_response(request, f"travaux-{asked.on}", [sheet])
    listed = known.page(wanted, form.sorting(), request.GET.get("page"), PAGE_SIZE)
    table = presenters.portfolio.projects_table(listed.rows, names, asked.on)
    return render(request, "works/portfolio.html", {
        "asked": asked, "form": form, "page": listed.page, "count": listed.page.paginator.count,
        "table": presenters.portfolio.shown(table),
        "tiles": presenters.portfolio.tiles(whole),
        "shortcuts": presenters.portfolio.shortcuts(VIEW_LABELS, whole.views, wanted.view),
        "is_narrowed": bool(form.changed_data),
    })  # fmt: skip


def _filters(
    request: HttpRequest, asked: Asking, contractors: Sequence[str], names: dict[str, str]
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
