"""The rules behind the calendar: what holds, who is under what, and the forms that change it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tadbir.audit.actor import Actor, Subject
from tadbir.audit.presenters import history_rows
from tadbir.budget import actions, presenters, queries
from tadbir.budget.calc.norms import SHARE_OF_MINISTRY, UNITS, norm_on
from tadbir.budget.forms import ControlForm, ExemptForm, NormForm, RouteForm, SearchForm
from tadbir.budget.policies import can_set_calendar, check_can_set_calendar
from tadbir.budget.presenters.words import NORM_LABELS
from tadbir.budget.terms import Control
from tadbir.budget.views.moment import Asking, address_of, asking, holder_names
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.procurement import queries as procurement
from tadbir.procurement.terms import KIND_LABELS, Kind
from tadbir.territory import queries as territory
from tadbir.ui.addresses import page_address
from tadbir.ui.pages import render, sentence, wants_workbook, workbook_response
from tadbir.ui.workbook import Sheet

_HUNDRED = 100


@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """The values of the rules, and the control of each holder, as they hold on a day."""
    asked = asking(request)
    may_set = can_set_calendar(asked.seat)
    found = [
        presenters.rules.controls_table(
            holder_names(asked.reach), queries.regimes(reach=asked.reach, on=asked.on),
            asked.rules, address_of("budget:set_control", may_set),
        ),
        presenters.rules.norms_table(
            queries.norms(), asked.on, address_of("budget:set_norm", may_set)
        ),
    ]  # fmt: skip
    if wants_workbook(request):
        sheets = [Sheet(table.caption, table, asked.notes) for table in found]
        return workbook_response(request, f"regles-{asked.on}", sheets)
    return render(
        request, "budget/rules.html", {"asked": asked, "tables": found, "can_set": may_set}
    )


@require_GET
def exemptions(request: HttpRequest) -> HttpResponse:
    """What is outside the regularity control; with words, what may be put there."""
    asked = asking(request)
    check_can_set_calendar(asked.seat)
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    found = queries.exemptions(reach=asked.reach, on=asked.on, text=text)
    table = presenters.rules.exemptions_table(
        found, holder_names(asked.reach), is_search=bool(text)
    )
    return render(request, "budget/exemptions.html", {"asked": asked, "form": form, "table": table})


@require_http_methods(["GET", "POST"])
def set_control(request: HttpRequest, code: str) -> HttpResponse:
    """Put a holder under a control from a day on."""
    asked = asking(request)
    entity = territory.entity(code, reach=asked.reach)
    check_can_set_calendar(asked.seat)
    regime = queries.regimes(reach=asked.reach, on=asked.on).get(code)
    now = regime.control if regime else Control.ORDINARY
    form = ControlForm(request.POST or None, initial={"control": now.value})

    def keep(by: Actor) -> None:
        typed = form.cleaned_data
        actions.set_control(
            by=by, entity=entity, control=Control(typed["control"]),
            valid_from=typed["valid_from"], source=typed["source"],
        )  # fmt: skip

    name = presenters.name_of(entity.name_fr, entity.name_ar)
    title = _("Control of spending of %(name)s") % {"name": name}
    return _rule_page(request, asked, form, keep, _Rule(title, Subject("entity", code)))


@require_http_methods(["GET", "POST"])
def set_norm(request: HttpRequest, code: str) -> HttpResponse:
    """Enter the value of a rule from a day on."""
    asked = asking(request)
    if code not in UNITS:
        raise Refused("budget.unknown", N_("There is no such rule."))
    check_can_set_calendar(asked.seat)
    norm, unit = norm_on(code, asked.on, norms=queries.norms()), UNITS[code]
    scale = _HUNDRED if unit == SHARE_OF_MINISTRY else 1
    initial = {"value": f"{(norm.value * scale).normalize():f}"} if norm else {}
    form = NormForm(request.POST or None, unit=unit, initial=initial)

    def keep(by: Actor) -> None:
        typed = form.cleaned_data
        actions.set_norm(
            by=by, code=code, value=typed["value"], unit=unit, source=typed["source"],
            valid_from=typed["valid_from"],
        )  # fmt: skip

    title = _(NORM_LABELS[code])
    return _rule_page(request, asked, form, keep, _Rule(title, Subject("norm", code)))


@require_http_methods(["GET", "POST"])
def set_route(request: HttpRequest, route: str) -> HttpResponse:
    """Say how long each step of a procurement route takes from a day on."""
    asked = asking(request)
    if route not in set(Kind):
        raise Refused("budget.unknown", N_("There is no such procurement route."))
    check_can_set_calendar(asked.seat)
    steps = [step for step in queries.route_steps(asked.on) if step.route == route]
    form = RouteForm(request.POST or None, initial={step.step: step.days for step in steps})

    def keep(by: Actor) -> None:
        typed = form.cleaned_data
        actions.set_route(
            by=by, route=route, steps=form.steps(), valid_from=typed["valid_from"],
            source=typed["source"],
        )  # fmt: skip

    title = _("Steps of the route “%(route)s”, in clear working days") % {
        "route": _(KIND_LABELS[Kind(route)])
    }
    return _rule_page(request, asked, form, keep, _Rule(title, Subject("procurement_route", route)))


@require_http_methods(["GET", "POST"])
def set_line_exempt(request: HttpRequest, number: int) -> HttpResponse:
    """Say that a line is outside the regularity control, or inside it again."""
    asked = asking(request)
    line = queries.line(number, reach=asked.reach)
    check_can_set_calendar(asked.seat)
    form = ExemptForm(request.POST or None, initial={"is_exempt": line.is_exempt})

    def keep(by: Actor) -> None:
        actions.set_exempt(by=by, line=line, **form.cleaned_data)

    title = _("Regularity control of the line %(code)s") % {"code": line.code_path}
    rule = _Rule(title, Subject("budget_line", str(number)), "budget:exemptions")
    return _rule_page(request, asked, form, keep, rule)


@require_http_methods(["GET", "POST"])
def set_operation_exempt(request: HttpRequest, number: int) -> HttpResponse:
    """Say that an operation is outside the regularity control whatever its line, or not."""
    asked = asking(request)
    fact = procurement.operation(number, reach=asked.reach)
    check_can_set_calendar(asked.seat)
    is_exempt = queries.is_operation_exempt(number, reach=asked.reach)
    form = ExemptForm(request.POST or None, initial={"is_exempt": is_exempt})

    def keep(by: Actor) -> None:
        actions.set_operation_exempt(by=by, operation=fact.operation, **form.cleaned_data)

    title = _("Regularity control of the operation %(reference)s") % {
        "reference": fact.operation.reference
    }
    rule = _Rule(title, Subject("operation", str(number)), "budget:exemptions")
    return _rule_page(request, asked, form, keep, rule)


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a form is about: its title, whose history stands under it, the page it returns to."""

    title: str
    subject: Subject
    after: str = "budget:rules"

    @property
    def back(self) -> tuple[str, str]:
        """The page it returns to, named."""
        names = {
            "budget:rules": _("Rules of the calendar"),
            "budget:exemptions": _("Outside the regularity control"),
        }
        return names[self.after], page_address(self.after)


def _rule_page(
    request: HttpRequest, asked: Asking, form: Form, keep: Callable[[Actor], None], rule: _Rule
) -> HttpResponse:
    """The form of a rule with its history; kept when it is sent and holds, and refused aloud."""
    if form.is_valid():
        try:
            keep(asked.seat.actor)
        except Refused as refused:
            form.add_error(None, sentence(refused))
        else:
            return redirect(page_address(rule.after))
    return render(request, "budget/set_rule.html", {
        "form": form, "title": rule.title, "back": rule.back,
        "history": history_rows(rule.subject),
    })  # fmt: skip
