"""The page of one project."""

from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from tadbir.audit.actor import Subject
from tadbir.audit.presenters import history_rows
from tadbir.intake.brought import batches_of
from tadbir.intake.returns import whom_to_call
from tadbir.territory import queries as territory
from tadbir.ui.pages import render, wants_workbook, workbook_response
from tadbir.ui.words import language
from tadbir.ui.workbook import Sheet
from tadbir.works import presenters, queries
from tadbir.works.calc import position
from tadbir.works.calc.crossing import Crossings, Paid, Report, crossings
from tadbir.works.forms import steps_from
from tadbir.works.policies import can_keep_works
from tadbir.works.presenters import words
from tadbir.works.queries import Whole
from tadbir.works.terms import Phase, ReportSource
from tadbir.works.views.moment import Asking, asking

Context = dict[str, object]


@require_GET
def project(request: HttpRequest, code: str) -> HttpResponse:
    """One project: its way, what each source says, its time, its money, what holds it."""
    asked = asking(request)
    found = queries.whole(code, reach=asked.reach, on=asked.on)
    one = found.followed
    tables = _tables(found, asked)
    if wants_workbook(request):
        sheets = [Sheet(table.caption, table, asked.notes) for table in tables.values()]
        return workbook_response(request, f"projet-{code}-{asked.on}", sheets)
    alarms = one.alarms(asked.on)
    return render(request, "works/project.html", {
        "asked": asked, "code": code, "name": words.name_of(one), "phase": words.phase(one.phase),
        "actor": words.actor(one.phase), "status": words.status(one, alarms),
        "alarms": [words.alarm(alarm) for alarm in alarms], "gates": found.gates,
        "steps": presenters.project.steps(found.entries, asked.on),
        "following": presenters.project.following(one.phase),
        "ready": presenters.project.ready(found, asked.on), **_place(found, asked), **tables,
        **_advance(found, asked, is_assumed=request.GET.get("plan") == "assumed"),
        **_offered(found, asked), "history": _history(found, asked),
    })  # fmt: skip


def _tables(of: Whole, asked: Asking) -> dict[str, presenters.Table]:
    return {
        "sources": presenters.progress.sources_table(of.said, asked.on),
        "crossings": presenters.progress.crossings_table(_crossings(of, asked.on)),
        "contracts": presenters.project.terms_table(of, asked.on, reach=asked.reach),
        "gates_table": presenters.project.gates_table(of),
        "outlooks": presenters.project.outlooks_table(of, asked.on),
    }


def _place(of: Whole, asked: Asking) -> Context:
    """Where it is, and whom to call there."""
    seats = {
        one.code: one
        for one in territory.entities(reach=asked.reach, kinds=("delegation",), on=asked.on)
    }
    seat = seats.get(of.followed.delegation)
    province = words.name_of(seat.area) if seat else ""
    called = whom_to_call([seat], asked.on, lang=language()) if seat else {}
    return {
        "facts": presenters.project.facts(of, province, asked.on),
        "people": [name for names in called.values() for name in names],
    }


def _crossings(of: Whole, on: date) -> Crossings:
    """What contradicts what; payments are shares of the contract, as the agency says them."""
    said = of.followed.said
    figures = [
        Report(source, one.on, one.physical)
        for source, one in said.items()
        if one.physical is not None
    ]
    agency = said.get(ReportSource.AGENCY)
    paid = agency.paid_share if agency else None
    payments = [Paid(agency.on, paid)] if agency and paid is not None else []
    return crossings(figures, payments, amount=Decimal(1), on=on)


def _advance(of: Whole, asked: Asking, *, is_assumed: bool) -> Context:
    """The curve of each source beside the plan or the time spent, and what that says."""
    history = queries.curves(of.history)
    time = position.time_of(of.terms, asked.on)
    is_assumed = is_assumed and time is not None and not of.plan
    plan = of.plan
    if is_assumed and time is not None:
        plan = position.assumed_points(time)
    curve = position.curve_of(plan, time, is_assumed=is_assumed) if plan and time else None
    agency = of.followed.said.get(ReportSource.AGENCY)
    found = [
        position.position(
            source, point, time, curve,
            amount=agency.amount if agency else None, paid=agency.paid if agency else None,
        )
        for source, point in position.by_source(history).items()
    ]  # fmt: skip
    elapsed = position.elapsed_curve(time) if time else []
    return {
        "figure": presenters.progress.curve(
            history, plan, elapsed, time, asked.on, is_assumed=is_assumed
        ),
        "positions": presenters.progress.positions_table(found),
        "is_assumed": is_assumed,
        "may_assume": time is not None and not of.plan and not is_assumed,
        "pays": agency is not None and agency.paid_share is not None,
    }


def _offered(of: Whole, asked: Asking) -> Context:
    """What may be entered from here."""
    phase = of.followed.phase
    may_keep = can_keep_works(asked.seat)
    return {
        "may_step": may_keep and bool(steps_from(phase)),
        "may_open": may_keep and phase is Phase.READY_TO_OPEN,
        "may_take_back": may_keep and len(of.entries) > 1,
    }


def _history(of: Whole, asked: Asking) -> object:
    came_with = batches_of((lot.batch for lot in of.history), reach=asked.reach)
    return history_rows(Subject("project", of.project.code), came_with=came_with)
