"""What the rates become if what is ticked passes by the last day; nothing is kept."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from tadbir.budget import presenters, queries
from tadbir.budget.views.moment import asking, scope_of
from tadbir.ui.addresses import page_address
from tadbir.ui.pages import render, wants_workbook, workbook_response
from tadbir.ui.workbook import Sheet


@require_GET
def what_if(request: HttpRequest, code: str = "") -> HttpResponse:
    """The choices of a region or of one holder, and the outcome of those in the address."""
    asked = asking(request)
    title, address = _("What if"), page_address("budget:what_if")
    scope = scope_of(request, asked, holder=code)
    if code:
        address = page_address("budget:holder_what_if", code)
        title = _("What if: %(name)s") % {"name": scope.name}
    levers = queries.levers_on(today=asked.on, form=asked.form, **scope.told)
    found = presenters.what_if.offered(scope.listed(levers))
    figures = queries.figures(**scope.told)
    ticked = frozenset(request.GET.getlist("lever"))
    sections = presenters.what_if.sections(found, figures, ticked, scope.names)
    if wants_workbook(request) and ticked:
        sheets = [
            Sheet(f"{number} {table.caption}", table, [one.name, *asked.notes])
            for number, one in enumerate(sections, 1)
            for table in one.tables
        ]
        return workbook_response(request, f"et-si-{asked.on}", sheets)
    gone = len(ticked) - sum(section.ticked for section in sections)
    scrutinies = queries.scrutinies(reach=scope.reach, on=asked.on, holders=scope.codes)
    calendar = presenters.calendar.Calendar(asked.rules, scrutinies, asked.on)
    return render(request, "budget/what_if.html", {
        "asked": asked, "title": title, "address": address, "code": code, "sections": sections,
        "ticked": len(ticked) - gone, "gone": _gone(gone),
        "sentence": presenters.calendar.sentence(calendar.strictest, asked.on),
        "name": scope.name, "unlisted": presenters.unlisted(len(scope.hidden)),
    })  # fmt: skip


def _gone(count: int) -> str:
    """That some of what an address ticks is no longer there to pass."""
    if not count:
        return ""
    return ngettext(
        "%(count)d choice of this address no longer stands: it has passed, it is too late, or its "
        "file was withdrawn.",
        "%(count)d choices of this address no longer stand: they have passed, it is too late, or "
        "their file was withdrawn.",
        count,
    ) % {"count": count}
