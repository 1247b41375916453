"""The calendar of last days, the dates of the circular, and targets."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tadbir.audit.actor import Subject
from tadbir.audit.presenters import history_rows
from tadbir.budget import actions, presenters, queries
from tadbir.budget.forms import ClosingDateForm, TargetForm
from tadbir.budget.policies import (
    can_set_calendar,
    can_set_targets,
    check_can_set_calendar,
    check_can_set_targets,
)
from tadbir.budget.terms import BudgetKind, Part
from tadbir.budget.views.moment import address_of, asking, holder_names
from tadbir.territory import queries as territory
from tadbir.ui.addresses import page_address
from tadbir.ui.pages import render, wants_workbook, workbook_response
from tadbir.ui.workbook import Sheet


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """The last days of the year with the working days left, and the routes that lead there."""
    asked = asking(request)
    found = presenters.calendar.Calendar(
        asked.rules, queries.scrutinies(reach=asked.reach, on=asked.on), asked.on
    )
    may_set = can_set_calendar(asked.seat)
    table = presenters.calendar.calendar_table(found)
    routes = presenters.calendar.routes_table(
        queries.route_steps(asked.on), found, address_of("budget:set_route", may_set)
    )
    if wants_workbook(request):
        sheets = [Sheet(one.caption, one, asked.notes) for one in (table, routes)]
        return workbook_response(request, f"calendrier-{asked.on.year}", sheets)
    return render(request, "budget/calendar.html", {
        "asked": asked, "table": table, "routes": routes,
        "sentence": presenters.calendar.sentence(found.strictest, asked.on),
        "dates": presenters.calendar.dates(queries.circular_rows(asked.on.year)),
        "can_set": may_set,
        "history": history_rows(Subject("closing_circular", str(asked.on.year))),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
def set_date(request: HttpRequest) -> HttpResponse:
    """Enter or correct a date of a year's closing circular."""
    asked = asking(request)
    check_can_set_calendar(asked.seat)
    form = ClosingDateForm(request.POST or None)
    if form.is_valid():
        row = actions.set_closing_date(by=asked.seat.actor, new=form.told())
        return redirect(page_address("budget:calendar", on=f"{row.fiscal_year}-12-01"))
    return render(request, "budget/set_rule.html", {
        "form": form, "title": _("Enter a date of the circular"),
        "back": (_("Calendar of last days"), page_address("budget:calendar")),
        "note": _("The circular’s date already contains the visa delay: "
                  "nothing is subtracted from it."),
    })  # fmt: skip


@require_POST
def remove_date(request: HttpRequest, number: int) -> HttpResponse:
    """Take back a date that was entered by mistake."""
    asked = asking(request)
    check_can_set_calendar(asked.seat)
    actions.remove_closing_date(by=asked.seat.actor, number=number)
    return redirect(page_address("budget:calendar"))


@require_GET
def targets(request: HttpRequest) -> HttpResponse:
    """The targets of a year within reach, with what they plan by the day asked."""
    asked = asking(request)
    names = holder_names(asked.reach)
    found = queries.targets(reach=asked.reach, year=asked.on.year)
    table = presenters.calendar.targets_table(found, names, asked.on)
    if wants_workbook(request):
        sheet = Sheet(table.caption, table, asked.notes)
        return workbook_response(request, f"objectifs-{asked.on.year}", [sheet])
    return render(request, "budget/targets.html", {
        "asked": asked, "table": table,
        "holders": list(names.items()) if can_set_targets(asked.seat) else [],
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
def set_target(request: HttpRequest, code: str) -> HttpResponse:
    """Set what an entity is meant to reach in the year of the day asked, quarter by quarter."""
    asked = asking(request)
    entity = territory.entity(code, reach=asked.reach)
    check_can_set_targets(asked.seat)
    choices = [
        (f"{kind.value}.{part.value}", presenters.budget_name(kind, part))
        for kind in (BudgetKind.GENERAL, BudgetKind.SEGMA)
        for part in Part
    ]
    form = TargetForm(request.POST or None, budgets=choices)
    if form.is_valid():
        actions.set_target(
            by=asked.seat.actor, entity=entity, indicator=form.indicator(),
            fiscal_year=asked.on.year, points=form.points(asked.on.year),
            source=form.cleaned_data["source"],
        )  # fmt: skip
        return redirect(page_address("budget:targets"))
    name = presenters.name_of(entity.name_fr, entity.name_ar)
    return render(
        request, "budget/set_target.html", {"form": form, "name": name, "year": asked.on.year}
    )
