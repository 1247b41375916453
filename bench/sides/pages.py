"""The pages that others are compared with: a bare one, one that asks facts, one project by project."""

from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join

from tadbir.accounts.doors import seat_of
from tadbir.budget.models import Execution
from tadbir.budget.queries.figures import asked
from tadbir.core import clock
from tadbir.intake.speaking import latest
from tadbir.procurement.models import Contract
from tadbir.territory.querysets import within
from tadbir.works.models import Project

RATES = (
    ("general", "operating", "committed", "delegated"),
    ("general", "investment", "committed", "delegated"),
    ("segma", "operating", "committed", "opened"),
    ("general", "operating", "issued", "committed"),
    ("general", "investment", "paid", "delegated"),
    ("general", "operating", "delegated", "notified"),
)


def hello(request: HttpRequest) -> HttpResponse:
    """A word to who is signed in."""
    return HttpResponse(f"hello, {seat_of(request).name}")


def facts(request: HttpRequest) -> HttpResponse:
    """Six rates asked of the lines, each through the year and by holder: twelve queries."""
    reach, on = seat_of(request).reach, clock.today()
    year = Execution.objects.filter(
        within(reach, "line__holder__path"),
        standing__is_current=True,
        standing__on_date__year=on.year,
    )
    now = year.filter(standing__in=latest(asked(reach=reach, on=on, holders=None, at_number=None)))
    rows: list[tuple[object, object, object]] = []
    for kind, part, above, below in RATES:
        through = year.filter(line__kind=kind, line__part=part)
        rows += _sums(through, "standing__on_date", above, below)
        rows += _sums(now.filter(line__kind=kind, line__part=part), "line__holder__code",
                      above, below)  # fmt: skip
    cells = format_html_join("", "<tr><td>{}<td>{}<td>{}", rows)
    return HttpResponse(f"<!doctype html><title>facts</title><table>{cells}</table>")


def works(request: HttpRequest) -> HttpResponse:
    """Twenty-five projects by code, each asked for its phase, its reports and its contract."""
    reach = seat_of(request).reach
    rows: list[tuple[object, object, object, object]] = []
    for one in Project.objects.filter(within(reach, "site__path")).order_by("code")[:25]:
        phase = one.phases.order_by("-since").first()
        reports = one.reports.select_related("standing").order_by("-standing__on_date")
        shares = {report.standing.source: report.physical for report in reversed(reports)}
        contract = Contract.objects.filter(operation__in=one.contracts.values("operation")).first()
        rows.append((one.site.name_fr, phase, shares, contract and contract.duration))
    cells = format_html_join("", "<tr><td>{}<td>{}<td>{}<td>{}", rows)
    return HttpResponse(f"<!doctype html><title>works</title><table>{cells}</table>")


def _sums(
    lines: QuerySet[Execution], by: str, above: str, below: str
) -> list[tuple[object, object, object]]:
    grouped = lines.values(by).annotate(above=Sum(above), below=Sum(below)).order_by(by)
    return [(row[by], row["above"], row["below"]) for row in grouped]
