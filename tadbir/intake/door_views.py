"""Pages of the door: send a file, look at its preview, correct its columns, decide."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tadbir.accounts.doors import seat_of
from tadbir.accounts.policies import (
    check_can_speak_as,
    check_can_take_in,
    check_can_take_in_anything,
)
from tadbir.accounts.seat import Seat
from tadbir.core.refused import Refused
from tadbir.intake import actions, jobs, presenters, queries, registry, returned, waiting
from tadbir.intake.declared import Declared
from tadbir.intake.forms import ColumnsForm, DecisionForm, SendForm
from tadbir.intake.labels import dataset_label, name_of
from tadbir.intake.many import Queued, keep_together
from tadbir.intake.models import SourceFile, Staging
from tadbir.intake.preview import heads, preview
from tadbir.intake.said import declare
from tadbir.ui.addresses import page_address
from tadbir.ui.pages import XLSX, attachment, demonstration_mark, render, sentence
from tadbir.ui.words import reader

BUSY = frozenset({"queued", "reading", "committing"})


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """Drop files: small ones are read at once, large ones by jobs."""
    seat = seat_of(request)
    check_can_take_in_anything(seat)
    form = SendForm(request.POST or None, request.FILES or None, seat=seat)
    reason = ""
    if form.is_valid():
        try:
            return _received(seat, form)
        except waiting.AlreadyThere as there:
            return redirect(page_address("intake:batch", there.batch.pk, deja=1))
        except Refused as refused:
            reason = sentence(refused)
    context = {"form": form, "reason": reason}
    return render(request, "intake/send.html", context, 422 if reason or form.errors else 200)


def _received(seat: Seat, form: SendForm) -> HttpResponse:
    """What was just sent: the preview of one file, or the list of several."""
    declared = declare(reach=seat.reach, sender=seat.actor.name, **form.said())
    _check(seat, declared.dataset.code, declared.source)
    files = [
        actions.receive(by=seat.actor, source=upload.chunks(), name=upload.name)
        for upload in form.cleaned_data["file"]
    ]
    if len(files) > 1:
        _read_all(seat, files, declared)
        return redirect("intake:waiting")
    return redirect("intake:preview", _staged(seat, files[0], declared).pk)


def _check(seat: Seat, dataset: str, source: str) -> None:
    """Refuses a kind of file that a role does not bring in, and a name it may not speak in."""
    check_can_take_in(seat, dataset)
    if source:  # else the file shows it, and it is asked again before the file is kept
        check_can_speak_as(seat, source)


def _staged(seat: Seat, file: SourceFile, declared: Declared) -> Staging:
    """The staging of one file, read already when it is small."""
    waiting.refuse_if_there(file.sha256, declared, reach=seat.reach)
    if file.size < jobs.LARGE:
        return actions.stage_declared(by=seat.actor, file=file, declared=declared, reach=seat.reach)
    row = waiting.queue(by=seat.actor, file=file, declared=declared)
    jobs.start_reading(row)
    return row


def _read_all(seat: Seat, files: Sequence[SourceFile], declared: Declared) -> None:
    """Stagings of several files: read by one child when they are small, else by jobs."""
    queued = []
    for file in files:
        row = waiting.queue(by=seat.actor, file=file, declared=declared)
        try:
            waiting.refuse_if_there(file.sha256, declared, reach=seat.reach)
        except waiting.AlreadyThere as there:
            jobs.stop(row, there)
        else:
            queued.append(Queued(row, declared))
    if sum(one.row.file.size for one in queued) < jobs.LARGE:
        jobs.read_together(queued, reach=seat.reach)
    else:
        for one in queued:
            jobs.start_reading(one.row)


@require_http_methods(["GET", "POST"])
def together(request: HttpRequest) -> HttpResponse:
    """Everything that waits for one's decision; keep at once all that nothing stops."""
    seat = seat_of(request)
    check_can_take_in_anything(seat)
    refused = _kept_together(request, seat) if request.method == "POST" else []
    if request.method == "POST" and not refused:
        return redirect("intake:batches")
    rows = list(queries.stagings(by=seat.actor))
    for row in rows:
        jobs.revive(row)
    context = {
        "waiting": presenters.waiting_table(rows),
        "clean": [row.pk for row in rows if waiting.is_clean(row)],
        "is_busy": any(row.state in BUSY for row in rows),
        "reasons": [f"{row.file.name}: {sentence(why)}" for row, why in refused],
    }
    return render(request, "intake/together.html", context, 409 if refused else 200)


def _kept_together(request: HttpRequest, seat: Seat) -> list[tuple[Staging, Refused]]:
    """Keep the files that the page offered and that are still clean; those that were not."""
    offered = set(request.POST.getlist("file"))
    rows = [row for row in queries.stagings(by=seat.actor).order_by("pk") if str(row.pk) in offered]
    clean = [row for row in rows if waiting.is_clean(row)]
    for row in clean:
        _check(seat, row.dataset, row.source)
    if sum((row.report or {})["records"] for row in clean) >= jobs.MANY_ROWS:
        jobs.start_keeping_together(clean)
        return []
    found = keep_together(by=seat.actor, rows=clean, reach=seat.reach)
    refused = [(row, why) for row, why in found if why is not None]
    for row, why in refused:
        if isinstance(why, waiting.AlreadyThere):
            jobs.stop(row, why)
    return refused


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
    shown = preview(row, _names(row, seat), request.GET) if row.report else None
    address = page_address("intake:preview", row.pk)
    found = heads(row)
    context = {
        "file": row.file.name,
        "kind": dataset_label(row.dataset),
        "number": row.pk,
        "preview": shown,
        "address": request.get_full_path() if request.method == "GET" else address,
        "reason": reason,
        "decision": _decision(row),
        "columns": ColumnsForm(dataset=registry.dataset(row.dataset), heads=found),
    }
    return render(request, "intake/preview.html", context, 409 if reason else 200)


def _decision(row: Staging, said: QueryDict | None = None) -> DecisionForm:
    """The form of a decision, with a field for the reason of each contradiction."""
    against = (row.report or {}).get("contradictions", ())
    return DecisionForm(said, contradictions=[one["name"] for one in against])


def _names(row: Staging, seat: Seat) -> Mapping[str, str]:
    """The names of the entities that a report speaks of, by code."""
    report = row.report or {}
    parts = ("moves", "figures", "gone", "left_out")
    codes = {one["holder"] for part in parts for one in report[part]}
    codes |= {one["entity"] for one in report.get("taken_before", ())}
    found = queries.names(codes, reach=seat.reach)
    return {code: name_of(entity) for code, entity in found.items()}


@require_POST
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Keep the file: at once when it is small, by a job when it is large."""
    seat = seat_of(request)
    row = queries.staging(number, by=seat.actor)
    _check(seat, row.dataset, row.source)
    decision = _decision(row, request.POST).decision()
    if (row.report or {}).get("records", 0) >= jobs.MANY_ROWS:
        jobs.start_keeping(row, **decision)
        return redirect("intake:preview", number)
    try:
        batch = actions.commit(by=seat.actor, staging_id=number, reach=seat.reach, **decision)
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
