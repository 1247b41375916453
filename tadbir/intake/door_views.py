"""Pages of the door: send a file, look at its preview, correct its columns, decide."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tadbir.accounts.doors import seat_of
from tadbir.accounts.policies import check_can_take_in, check_can_take_in_anything
from tadbir.accounts.seat import Seat
from tadbir.core.refused import Refused
from tadbir.intake import actions, jobs, presenters, queries, registry, returned, waiting
from tadbir.intake.forms import ColumnsForm, DecisionForm, SendForm
from tadbir.intake.labels import dataset_label, name_of
from tadbir.intake.models import Staging
from tadbir.intake.preview import heads, preview
from tadbir.intake.said import declare
from tadbir.ui.pages import XLSX, attachment, demonstration_mark, render, sentence
from tadbir.ui.words import reader

BUSY = frozenset({"queued", "reading", "committing"})


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """Drop a file: small ones are read at once, large ones by a job."""
    seat = seat_of(request)
    check_can_take_in_anything(seat)
    form = SendForm(request.POST or None, request.FILES or None, seat=seat)
    reason = ""
    if form.is_valid():
        check_can_take_in(seat, form.cleaned_data["dataset"])
        try:
            return redirect("intake:preview", _received(seat, form).pk)
        except waiting.AlreadyThere as there:
            return redirect("intake:batch", there.batch.pk)
        except Refused as refused:
            reason = sentence(refused)
    context = {"form": form, "reason": reason}
    return render(request, "intake/send.html", context, 422 if reason else 200)


def _received(seat: Seat, form: SendForm) -> Staging:
    """The staging of a file just sent, read already when it is small."""
    declared = declare(reach=seat.reach, sender=seat.actor.name, **form.said())
    upload = form.cleaned_data["file"]
    file = actions.receive(by=seat.actor, source=upload.chunks(), name=upload.name)
    waiting.refuse_if_there(file, declared, reach=seat.reach)
    if file.size < jobs.LARGE:
        return actions.stage_declared(by=seat.actor, file=file, declared=declared, reach=seat.reach)
    row = waiting.queue(by=seat.actor, file=file, declared=declared)
    jobs.start_reading(row)
    return row


@require_GET
def show(request: HttpRequest, number: int) -> HttpResponse:
    """The preview of a file, or how far its reading is."""
    seat = seat_of(request)
    row = queries.staging(number, by=seat.actor)
    if row.batch_id is not None:
        return redirect("intake:batch", row.batch_id)
    if row.state in BUSY:
        return _waiting_page(request, row)
    return _preview_page(request, seat, row, presenters.refusal_text(row))


def _waiting_page(request: HttpRequest, row: Staging) -> HttpResponse:
    jobs.revive(row)
    context = {"file": row.file.name, "number": row.pk, "progress": waiting.progress(row.pk)}
    return render(request, "intake/waiting.html", context)


def _preview_page(request: HttpRequest, seat: Seat, row: Staging, reason: str = "") -> HttpResponse:
    shown = preview(row, _names(row, seat)) if row.report else None
    found = heads(row)
    context = {
        "file": row.file.name,
        "kind": dataset_label(row.dataset),
        "number": row.pk,
        "preview": shown,
        "reason": reason,
        "decision": DecisionForm(),
        "columns": ColumnsForm(dataset=registry.dataset(row.dataset), heads=found),
    }
    return render(request, "intake/preview.html", context, 409 if reason else 200)


def _names(row: Staging, seat: Seat) -> Mapping[str, str]:
    """The names of the entities that a report speaks of, by code."""
    report = row.report or {}
    codes = {one["holder"] for part in ("moves", "figures", "gone") for one in report[part]}
    found = queries.names(codes, reach=seat.reach)
    return {code: name_of(entity) for code, entity in found.items()}


@require_POST
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Keep the file: at once when it is small, by a job when it is large."""
    seat = seat_of(request)
    row = queries.staging(number, by=seat.actor)
    check_can_take_in(seat, row.dataset)
    form = DecisionForm(request.POST)
    form.full_clean()
    if (row.report or {}).get("records", 0) >= jobs.MANY_ROWS:
        jobs.start_keeping(row, **form.cleaned_data)
        return redirect("intake:preview", number)
    try:
        batch = actions.commit(
            by=seat.actor, staging_id=number, reach=seat.reach, **form.cleaned_data
        )
    except Refused as refused:
        if refused.code == "intake.not-allowed":
            raise
        row.refresh_from_db()
        return _preview_page(request, seat, row, sentence(refused))
    return redirect("intake:batch", batch.pk)


@require_POST
def columns(request: HttpRequest, number: int) -> HttpResponse:
    """Read the file again with its columns matched by hand."""
    seat = seat_of(request)
    row = queries.staging(number, by=seat.actor)
    check_can_take_in(seat, row.dataset)
    form = ColumnsForm(request.POST, dataset=registry.dataset(row.dataset), heads=heads(row))
    if not form.is_valid():
        return _preview_page(request, seat, row)
    row.mapping = {**row.mapping, **form.mapping()}
    row.state, row.refusal, row.report = "queued", None, None
    row.save()
    if row.file.size >= jobs.LARGE:
        jobs.start_reading(row)
    else:
        jobs.read_now(row)
    return redirect("intake:preview", number)


@require_POST
def drop(request: HttpRequest, number: int) -> HttpResponse:
    """Give up a file that waits for a decision."""
    waiting.drop(queries.staging(number, by=seat_of(request).actor))
    return redirect("intake:batches")


@require_GET
def annotated(request: HttpRequest, number: int) -> HttpResponse:
    """The file with its refused cells marked, before anything is kept of it."""
    row = queries.staging(number, by=seat_of(request).actor)
    if row.report is None:
        raise Refused("intake.staging.unknown", waiting.NOT_READ)
    mark = demonstration_mark(request, reader())
    body = returned.workbook(row.file, row.report, demonstration=mark)
    return attachment(body, f"tadbir-preview-{row.pk}.xlsx", XLSX)
