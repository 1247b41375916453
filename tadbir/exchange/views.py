"""Pages of exchange: projects of works as OC4IDS, in a list and as files."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tadbir.accounts.doors import seat_of
from tadbir.exchange import presenters, queries
from tadbir.exchange.calc.facts import Package
from tadbir.exchange.policies import check_can_read_projects
from tadbir.exchange.written import written
from tadbir.ui.addresses import day_of, page_address
from tadbir.ui.pages import attachment, render, wants_workbook, workbook_response
from tadbir.ui.workbook import Sheet

PAGE = 50
JSON = "application/json"


@require_GET
def project_list(request: HttpRequest) -> HttpResponse:
    """What would be published of the projects within reach, and what the checker finds in it."""
    package = _every(request)
    if wants_workbook(request):
        sheet = Sheet(_("Projects of works"), presenters.projects_table(package.projects))
        return workbook_response(request, f"oc4ids-{package.on}", [sheet])
    page = Paginator(package.projects, PAGE).get_page(request.GET.get("page"))
    findings = written(package).findings if package.projects else ()
    return render(request, "exchange/projects.html", {
        "page": page, "on": package.on, "count": len(package.projects),
        "table": presenters.projects_table(page.object_list),
        "findings": presenters.findings_table(findings),
        "file": page_address("exchange:package"),
        "is_registered": presenters.has_registered_prefix(),
    })  # fmt: skip


@require_GET
def every_project(request: HttpRequest) -> HttpResponse:
    """The projects within reach as one file."""
    return _file(_every(request))


@require_GET
def one_project(request: HttpRequest, code: str) -> HttpResponse:
    """One project as a file."""
    seat, on = seat_of(request), day_of(request)
    check_can_read_projects(seat)
    return _file(queries.package_of_project(code, reach=seat.reach, on=on))


def _every(request: HttpRequest) -> Package:
    seat, on = seat_of(request), day_of(request)
    check_can_read_projects(seat)
    return queries.package_of_reach(seat.entity, reach=seat.reach, on=on)


def _file(package: Package) -> HttpResponse:
    body = written(package).text.encode()
    return attachment(body, f"oc4ids-{package.name}-{package.on}.json", JSON)
