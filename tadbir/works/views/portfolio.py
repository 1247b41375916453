"""The list of projects with its filters."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tadbir.ui.pages import render, wants_workbook, workbook_response
from tadbir.ui.workbook import Sheet
from tadbir.works import presenters, queries
from tadbir.works.calc.following import Followed
from tadbir.works.calc.narrowing import how_many, in_order, narrowed
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
    every = queries.followed(reach=asked.reach, on=asked.on)
    names = words.provinces(queries.delegations(reach=asked.reach))
    form = _filters(request, asked, every, names)
    wanted = form.wanted()
    found = in_order(narrowed(every, wanted, asked.on), form.sorting(), asked.on)
    if wants_workbook(request):
        table = presenters.portfolio.projects_table(found, names, asked.on)
        sheet = Sheet(_("Projects"), table, asked.notes)
        return workbook_response(request, f"travaux-{asked.on}", [sheet])
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    table = presenters.portfolio.projects_table(list(page.object_list), names, asked.on)
    return render(request, "works/portfolio.html", {
        "asked": asked, "form": form, "page": page, "count": len(found),
        "table": presenters.portfolio.shown(table),
        "tiles": presenters.portfolio.tiles(every, asked.on),
        "shortcuts": presenters.portfolio.shortcuts(
            VIEW_LABELS, how_many(every, asked.on), wanted.view
        ),
        "is_narrowed": bool(form.changed_data),
    })  # fmt: skip


def _filters(
    request: HttpRequest, asked: Asking, every: Sequence[Followed], names: dict[str, str]
) -> FilterForm:
    """The filters, which offer only what is within reach."""
    programmes = queries.programmes(reach=asked.reach)
    return FilterForm(
        request.GET,
        programmes=[(one.code, words.name_of(one)) for one in programmes],
        delegations=names.items(),
        contractors=sorted({name for one in every for name in one.contractors}),
        stages=[(stage.value, _(words.STAGE_LABELS[stage])) for stage in Stage],
        outlooks=[(outlook.value, words.outlook(outlook)) for outlook in Outlook],
    )
