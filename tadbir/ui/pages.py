"""Answers a browser gets: a page in its shell, a refusal, a workbook or a document."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import gettext

from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.core.words import filled
from tadbir.ui import workbook
from tadbir.ui.reader import Reader
from tadbir.ui.shell import Shell
from tadbir.ui.words import reader
from tadbir.ui.workbook import Sheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


def shell_of(request: HttpRequest) -> Shell:
    """What the middleware hung on the request; a page before sign-in carries none of it."""
    user = getattr(request, "user", None)
    return Shell(
        navigation=getattr(request, "navigation", ()),
        demonstration=getattr(request, "demonstration", None),
        account_menu=getattr(request, "account_menu", ()),
        person=str(user) if user is not None and user.is_authenticated else "",
        search_url=getattr(request, "search_url", ""),
        search_text=request.GET.get("q", ""),
    )


def surroundings(request: HttpRequest) -> dict[str, object]:
    """The names every template of ours may use without being given them."""
    whom = reader()
    other = "fr" if whom.is_rtl else "ar"
    return {
        "lang": whom.lang,
        "direction": whom.direction,
        "other_lang": other,
        "shell": shell_of(request),
        "here": request.get_full_path(),
    }


def render(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The template in its shell; what the view gives wins over nothing: names may not clash."""
    given = dict(context or {})
    around = surroundings(request)
    if clash := around.keys() & given.keys():
        raise ValueError(f"the shell already gives {sorted(clash)}")
    body = loader.render_to_string(template, around | given, request, using="jinja2")
    return HttpResponse(body, status=status)


def sentence(refused: Refused) -> str:
    """The reason of a refusal in the reader's language, its places filled."""
    return filled(refused.message, refused.details, gettext)


def refuse(request: HttpRequest, refused: Refused, status: int = 409) -> HttpResponse:
    """A page that says no and why."""
    context = {"reason": sentence(refused), "code": refused.code}
    return render(request, "ui/refused.html", context, status)


def demonstration_mark(request: HttpRequest, whom: Reader) -> str | None:
    """The mark that every sheet of a demonstration carries, or None for real figures."""
    if shell_of(request).demonstration is None:
        return None
    return whom.translate(workbook.DEMONSTRATION)


def attachment(body: bytes, name: str, content_type: str) -> HttpResponse:
    """A file to keep; the name is plain ASCII and carries its extension."""
    response = HttpResponse(body, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def workbook_response(request: HttpRequest, name: str, sheets: Sequence[Sheet]) -> HttpResponse:
    """The tables of a page as a workbook, marked when the figures are a demonstration."""
    whom = reader()
    body = workbook.write(
        sheets,
        whom,
        demonstration=demonstration_mark(request, whom),
        created=clock.now(),
    )
    return attachment(body, f"{name}.xlsx", XLSX)


def pdf_response(body: bytes, name: str) -> HttpResponse:
    """A typeset document as a file."""
    return attachment(body, f"{name}.pdf", PDF)


def wants_workbook(request: HttpRequest) -> bool:
    """Whether the address asks for the workbook of its tables (`?format=xlsx`)."""
    return request.GET.get("format") == "xlsx"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answers 400: Django's `handler400`."""
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answers 403: Django's `handler403`."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answers 404, for what is not there and for what is out of reach alike: `handler404`."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answers 500 without asking the database anything: `handler500`."""
    return render(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answers a form that came from elsewhere or too late: `CSRF_FAILURE_VIEW`."""
    return render(request, "403.html", status=403)
