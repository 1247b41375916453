"""Pages of what is expected: the calendar of returns, and the templates to fill."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from tadbir.accounts.doors import seat_of
from tadbir.accounts.policies import (
    can_expect_returns,
    check_can_expect_returns,
    check_can_take_in,
    check_can_take_in_anything,
)
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake import presenters, queries, returns, templates
from tadbir.intake.forms import ExpectForm, OnForm, TemplateForm
from tadbir.ui.pages import XLSX, attachment, render


@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """Which returns are late, due and done on a day; who expects them may add one."""
    seat = seat_of(request)
    datasets = queries.seen_datasets(seat.reach)
    if not datasets:
        raise Refused("intake.unknown", N_("You see no files."))
    form = None
    if request.method == "POST" or can_expect_returns(seat):
        form = ExpectForm(request.POST or None, seat=seat)
    if request.method == "POST" and form is not None:
        check_can_expect_returns(seat)
        if form.is_valid():
            returns.expect(by=seat.actor, reach=seat.reach, **form.owed())
            return redirect("intake:calendar")
    on = OnForm(request.GET).day() or clock.today()
    found = returns.completeness(*datasets, reach=seat.reach, on=on)
    missing = [due.sender for due in found.silent]
    context = {
        "table": presenters.due_table(found.returns, returns.whom_to_call(missing, on)),
        "sentence": presenters.received_sentence(found.received, found.expected, on),
        "by_file": presenters.received_by_file(found.counted),
        "hidden": presenters.hidden_sentence(len(found.hidden)),
        "form": form,
    }
    return render(request, "intake/calendar.html", context)


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """The choice of a template; once chosen, the workbook itself."""
    seat = seat_of(request)
    check_can_take_in_anything(seat)
    form = TemplateForm(request.GET or None, seat=seat)
    if not form.is_valid():
        return render(request, "intake/template.html", {"form": form})
    said = form.cleaned_data
    check_can_take_in(seat, said["dataset"])
    body = templates.template(said["dataset"], said["entity"], said["on_date"], reach=seat.reach)
    return attachment(body, f"tadbir-{said['dataset']}-{said['entity']}.xlsx", XLSX)
