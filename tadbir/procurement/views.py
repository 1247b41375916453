"""Pages of operations: the list with its filters, and one operation."""

from datetime import date

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tadbir.accounts.doors import seat_of
from tadbir.audit.actor import Subject
from tadbir.audit.presenters import history_rows
from tadbir.intake.brought import batches_of
from tadbir.procurement import presenters, queries
from tadbir.procurement.forms import FilterForm
from tadbir.procurement.policies import check_can_read
from tadbir.procurement.queries import OperationFact
from tadbir.territory.presenters import name_of
from tadbir.territory.queries import entities, entity, holders_of_day
from tadbir.territory.reach import HoldersOfDay, Reach
from tadbir.territory.terms import HOLDER_KINDS
from tadbir.ui.addresses import day_of
from tadbir.ui.pages import render, wants_workbook, workbook_response
from tadbir.ui.words import reader
from tadbir.ui.workbook import Sheet

PAGE_SIZE = 50


def _holders(reach: Reach) -> list[tuple[str, str]]:
    is_rtl = reader().is_rtl
    return [
        (one.code, (one.name_ar if is_rtl else "") or one.name_fr or one.name_ar)
        for one in entities(reach=reach, kinds=HOLDER_KINDS)
    ]


def _narrowed(
    narrowed: queries.Filter, reach: Reach, on: date, those: HoldersOfDay
) -> QuerySet[OperationFact]:
    """The operations that a filter keeps: of one holder, or of all that stood there on the day."""
    if narrowed.holder:
        return queries.operations(reach=reach, on=on, narrowed=narrowed)
    return queries.operations(reach=those.reach, on=on, narrowed=narrowed, holders=those.codes)


@require_GET
def operation_list(request: HttpRequest) -> HttpResponse:
    """Operations within reach, largest first, narrowed by the filters of the address."""
    seat, on = seat_of(request), day_of(request)
    check_can_read(seat)
    form = FilterForm(request.GET, holders=_holders(seat.reach))
    under = request.GET.get("under", "")
    of = entity(under, reach=seat.reach) if under else None
    those = holders_of_day(on, reach=seat.reach, under=of)
    every = _narrowed(form.narrowed(), seat.reach, on, those)
    found = every.exclude(operation__holder__code__in=those.hidden)
    if wants_workbook(request):
        sheet = Sheet(_("Operations"), presenters.operations_table(found))
        return workbook_response(request, f"operations-{on}", [sheet])
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "procurement/list.html", {
        "form": form, "page": page, "on": on, "under": name_of(of) if of else "",
        "unlisted": presenters.unlisted(every.count() - page.paginator.count if those.hidden else 0),
        "table": presenters.operations_listed(page.object_list),
        "states": presenters.states_table(
            queries.by_state(reach=those.reach, on=on, holders=those.codes), under
        ),
    })  # fmt: skip


@require_GET
def operation(request: HttpRequest, number: int) -> HttpResponse:
    """One operation: its dated states, its money, what each file said, its history."""
    seat = seat_of(request)
    check_can_read(seat)
    fact = queries.operation(number, reach=seat.reach)
    told = queries.reports(number, reach=seat.reach)
    reports = presenters.reports_table(told)
    if wants_workbook(request):
        return workbook_response(request, f"operation-{number}", [Sheet(_("Operation"), reports)])
    came_with = batches_of((one.standing.batch_id for one in told), reach=seat.reach)
    return render(request, "procurement/operation.html", {
        "operation": presenters.operation_row(fact), "steps": presenters.timeline(fact),
        "shares": presenters.shares_table(fact), "reports": reports,
        "observations": fact.observations, "on_date": fact.standing.on_date,
        "net": presenters.amount_of(fact.amount_without_tax),
        "read_in": presenters.source_cell(fact),
        "file": fact.standing.batch.file.name, "sheet": fact.sheet, "row": fact.row,
        "history": history_rows(Subject("operation", str(number)), came_with=came_with),
    })  # fmt: skip
