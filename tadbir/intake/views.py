"""Pages of batches: the list, one batch, its files, its source rows, its withdrawal."""

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from tadbir.accounts.doors import seat_of
from tadbir.accounts.policies import can_take_in_anything, can_withdraw, check_can_withdraw
from tadbir.audit.actor import Subject
from tadbir.audit.presenters import history_rows
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake import (
    actions,
    contradicted,
    originals,
    presenters,
    queries,
    registry,
    returned,
    source_rows,
    waiting,
)
from tadbir.intake.forms import FilterForm, SendForm, WithdrawForm
from tadbir.intake.listed import cells_left_out
from tadbir.intake.source_sheet import source_sheet
from tadbir.intake.waiting import AlreadyThere
from tadbir.ui.addresses import page_address
from tadbir.ui.pages import XLSX, attachment, demonstration_mark, render, sentence
from tadbir.ui.words import reader

ON_A_PAGE = 50
ROWS_AROUND = 3


@require_GET
def batches(request: HttpRequest) -> HttpResponse:
    """Every batch within reach, what waits for a decision, and the door for the next file."""
    seat = seat_of(request)
    datasets = queries.seen_datasets(seat.reach)
    if not datasets:
        raise Refused("intake.unknown", N_("You see no files."))
    form = FilterForm(request.GET, datasets=datasets, auto_id="filter_%s")  # beside SendForm
    found = queries.filtered(queries.batches(reach=seat.reach), **form.chosen())
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    may_send = can_take_in_anything(seat)
    waits = list(queries.stagings(by=seat.actor))
    context = {
        "table": presenters.batch_table(page.object_list),
        "page": page,
        "filters": form,
        "waiting": presenters.waiting_table(waits),
        "clean": [row.pk for row in waits if waiting.is_clean(row)],
        "send": SendForm(seat=seat) if may_send else None,
    }
    return render(request, "intake/batches.html", context)


@require_GET
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """One batch: where it comes from, what it speaks for, what was refused, what was done to it."""
    return _batch_page(request, number, WithdrawForm(), is_again="deja" in request.GET)


def _batch_page(
    request: HttpRequest, number: int, form: WithdrawForm, reason: str = "", is_again: bool = False
) -> HttpResponse:
    seat = seat_of(request)
    found = queries.batch(number, reach=seat.reach)
    is_whole = queries.is_whole(found, reach=seat.reach)
    may_withdraw = is_whole and found.withdrawn_number is None
    context = {
        "batch": presenters.batch_sheet(found, is_whole=is_whole),
        "number": number,
        "is_whole": is_whole,
        "totals": presenters.totals_table(found.report, registry.dataset(found.dataset)),
        "returns": presenters.returns_table(queries.returns(found, reach=seat.reach)),
        "refused": cells_left_out(found, request.GET.get("refused")) if is_whole else None,
        "accepted": contradicted.accepted_table(found.report) if is_whole else None,
        "address": (
            request.get_full_path()
            if request.method == "GET"
            else page_address("intake:batch", number)
        ),
        "history": history_rows(Subject("batch", str(number))) if is_whole else (),
        "form": form if may_withdraw and can_withdraw(seat, found.dataset) else None,
        "reason": reason,
        "again": sentence(AlreadyThere(found)) if is_again else "",
    }
    return render(request, "intake/batch.html", context, 409 if reason else 200)


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Undo a batch as a whole."""
    seat = seat_of(request)
    found = queries.batch(number, reach=seat.reach)
    check_can_withdraw(seat, found.dataset)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _batch_page(request, number, form)
    why = form.cleaned_data["why"]
    try:
        actions.withdraw(by=seat.actor, batch_id=number, why=why, reach=seat.reach)
    except Refused as refused:
        if refused.code == "intake.not-allowed":
            raise
        return _batch_page(request, number, form, sentence(refused))
    return redirect("intake:batch", number)


@require_GET
def original(request: HttpRequest, number: int) -> HttpResponse | FileResponse:
    """The file as it came, for who may see all that it holds."""
    found = queries.whole_batch(number, reach=seat_of(request).reach)
    path = originals.folder() / found.file.path
    if not path.exists():
        raise source_rows.unreadable()
    return FileResponse(path.open("rb"), as_attachment=True, filename=found.file.name)


@require_GET
def annotated(request: HttpRequest, number: int) -> HttpResponse:
    """The workbook with its refused cells marked, or a new one that lists them."""
    found = queries.whole_batch(number, reach=seat_of(request).reach)
    mark = demonstration_mark(request, reader())
    body = returned.workbook(found.file, found.report, demonstration=mark)
    return attachment(body, f"tadbir-{found.pk}.xlsx", XLSX)


@require_GET
def cell(request: HttpRequest, number: int, sheet: str, row: int) -> HttpResponse:
    """The row of a file that a figure came from, as it stood in it."""
    seat = seat_of(request)
    found = queries.batch(number, reach=seat.reach)
    near = queries.rows_near(found, sheet, row, reach=seat.reach, around=ROWS_AROUND)
    path = originals.folder() / found.file.path
    rows = source_rows.rows(
        path, sheet, row - ROWS_AROUND, row + ROWS_AROUND, options=queries.read_with(found)
    )
    shown = [one for one in rows if one.number in near]
    context = {
        "batch": presenters.batch_sheet(found, is_whole=False),
        "number": number,
        "sheet_name": sheet,
        "row": row,
        "sheet": source_sheet(
            shown, row, sheet=sheet, report=found.report, dataset=registry.dataset(found.dataset)
        ),
    }
    return render(request, "intake/cell.html", context)
