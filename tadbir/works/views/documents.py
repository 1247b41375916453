"""Documents and photographs of a project: attached, given back, withdrawn."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from tadbir.accounts.doors import seat_of
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake import originals
from tadbir.ui.addresses import page_address
from tadbir.ui.pages import render, sentence
from tadbir.works import actions, queries
from tadbir.works.forms.documents import AttachForm, TakeOutForm
from tadbir.works.policies import can_assess_places, check_can_assess_places, check_can_read
from tadbir.works.presenters import documents as presenters
from tadbir.works.presenters.place import in_words
from tadbir.works.terms import DocumentKind

# What is opened from the file, should a browser open it at all, runs nothing and loads nothing.
_NOTHING_RUNS = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"


@require_http_methods(["GET", "POST"])
def documents(request: HttpRequest, code: str) -> HttpResponse:
    """What is attached to a project, and the form that attaches more."""
    seat = seat_of(request)
    check_can_read(seat)
    of = queries.project(code, reach=seat.reach)
    if request.method == "POST":
        check_can_assess_places(seat)
    form = AttachForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            actions.attach_document(
                by=seat.actor, reach=seat.reach, project=code, brought=form.brought()
            )
        except Refused as refused:
            form.add_error("file", sentence(refused))
        else:
            return redirect(page_address("works:documents", code))
    found, may = queries.documents(code, reach=seat.reach), can_assess_places(seat)
    return render(request, "works/place/documents.html", {
        "code": code, "site": in_words(of.site.name_fr, of.site.name_ar),
        "form": form if may else None, "pictures": presenters.pictures(presenters.served(found)),
        "table": presenters.documents_table(code, found, may_withdraw=may),
    })  # fmt: skip


@require_GET
def document(request: HttpRequest, code: str, number: int) -> HttpResponse | FileResponse:
    """A file, to who may see its project: photographs to look at, everything else to keep."""
    seat = seat_of(request)
    check_can_read(seat)
    found = queries.served(code, number, reach=seat.reach)
    path = originals.folder() / found.path
    if not path.exists():
        raise Refused("works.file-missing", N_("The file is no longer on this server."))
    is_kept = found.kind != DocumentKind.PHOTOGRAPH.value
    answer = FileResponse(
        path.open("rb"), as_attachment=is_kept, filename=found.name, content_type=found.media_type
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = _NOTHING_RUNS
    return answer


@require_http_methods(["GET", "POST"])
def withdraw_document(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Withdraw a document, with a reason: its row stays, its file is no longer given back."""
    seat = seat_of(request)
    check_can_read(seat)
    found = queries.served(code, number, reach=seat.reach)
    check_can_assess_places(seat)
    form = TakeOutForm(request.POST or None)
    if form.is_valid():
        try:
            actions.withdraw_document(
                by=seat.actor, reach=seat.reach, project=code, number=number,
                why=form.cleaned_data["why"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, sentence(refused))
        else:
            return redirect(page_address("works:documents", code))
    return render(
        request, "works/place/withdraw.html", {"form": form, "code": code, "title": found.title}
    )
