"""One amount of a holder, and the cells it was added up from."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from tadbir.budget import presenters, queries
from tadbir.budget.views.moment import asking
from tadbir.territory import queries as territory
from tadbir.ui.pages import render, wants_workbook, workbook_response
from tadbir.ui.workbook import Sheet


@require_GET
def amount(request: HttpRequest, code: str, amount: str) -> HttpResponse:
    """The lines of a holder that have an amount, each leading to its cell."""
    asked = asking(request)
    entity = territory.entity(code, reach=asked.reach)
    of = presenters.amounts.named(amount, request.GET.get("budget", ""))
    source = presenters.amounts.source_named(request.GET.get("source", ""))
    lines = queries.lines(
        reach=asked.reach, on=asked.on, holders=[code], at_number=asked.at_number, source=source
    )
    table = presenters.amounts.cells_table(lines, of)
    if wants_workbook(request):
        sheet = Sheet(of.title, table, asked.notes)
        return workbook_response(request, f"budget-{code}-{amount}", [sheet])
    context = {
        "asked": asked, "code": code, "of": of, "table": table,
        "source": presenters.source_name(source) if source else "",
        "name": presenters.name_of(entity.name_fr, entity.name_ar),
    }  # fmt: skip
    return render(request, "budget/amount.html", context)
