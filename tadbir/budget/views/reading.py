"""Pages that read: holders, one holder, one line."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tadbir.audit.actor import Subject
from tadbir.audit.presenters import history_rows
from tadbir.budget import presenters, queries
from tadbir.budget.calc.rates import RateKind
from tadbir.budget.calc.trajectory import Trajectory
from tadbir.budget.forms import indicator_code
from tadbir.budget.policies import can_set_targets
from tadbir.budget.terms import BudgetKind, Part
from tadbir.budget.views.moment import Asking, asking, holder_names
from tadbir.procurement import queries as procurement
from tadbir.procurement.presenters import operations_listed
from tadbir.territory import queries as territory
from tadbir.ui.charts.figure import Figure
from tadbir.ui.pages import render, wants_workbook, workbook_response
from tadbir.ui.workbook import Sheet

GENERAL = ((BudgetKind.GENERAL, Part.OPERATING), (BudgetKind.GENERAL, Part.INVESTMENT))
TO_SAVE_SHOWN = 20


@require_GET
def holders(request: HttpRequest) -> HttpResponse:
    """Every holder within reach, with amounts and rates, budget by budget."""
    asked = asking(request)
    found = queries.figures(reach=asked.reach, on=asked.on, at_number=asked.at_number)
    tables = presenters.holders.tables(found)
    if wants_workbook(request) and tables:
        sheets = [Sheet(title, table, asked.notes) for title, table in tables]
        return workbook_response(request, f"budget-{asked.on}", sheets)
    past = queries.history(reach=asked.reach, on=asked.on, years=2, at_number=asked.at_number)
    return render(request, "budget/holders.html", {
        "asked": asked, "tables": tables,
        "figures": _curves(asked, past, GENERAL, {}),
        "deadline": presenters.calendar.sentence(asked.rules, asked.on),
    })  # fmt: skip


def _curves(
    asked: Asking,
    past: Sequence[queries.MonthPoint],
    budgets: Sequence[tuple[BudgetKind, Part]],
    chosen: dict[tuple[BudgetKind, Part], tuple[Trajectory | None, queries.ForecastFigures | None]],
) -> list[Figure]:
    """The commitments of each budget over the year, with plan and forecast where there are."""
    drawn = (
        presenters.charts.s_curve(past, budget, on=asked.on, plan=plan, forecast=forecast)
        for budget in budgets
        for plan, forecast in (chosen.get(budget, (None, None)),)
    )
    return [figure for figure in drawn if figure is not None]


@require_GET
def holder(request: HttpRequest, code: str) -> HttpResponse:
    """One holder: rates, gap, the year so far and to come, lines, dossiers to save, resources."""
    asked = asking(request)
    entity = territory.entity(code, reach=asked.reach)
    lines = queries.lines(reach=asked.reach, on=asked.on, holders=[code], at_number=asked.at_number)
    if wants_workbook(request):
        sheet = Sheet(_("Lines"), presenters.lines.lines_table(lines), asked.notes)
        return workbook_response(request, f"budget-{code}-{asked.on}", [sheet])
    return render(request, "budget/holder.html", {
        "asked": asked, "code": code, "lines": presenters.lines.lines_table(lines),
        "contributors": presenters.lines.contributors_table(lines),
        "name": presenters.name_of(entity.name_fr, entity.name_ar),
        "can_set_targets": can_set_targets(asked.seat),
        "history": history_rows(Subject("entity", code)),
        **_position(asked, code), **_to_come(asked, code),
    })  # fmt: skip


def _position(asked: Asking, code: str) -> dict[str, object]:
    """Where a holder stands: each budget with its rates and gap, and its own resources."""
    told = {"reach": asked.reach, "on": asked.on, "holders": [code], "at_number": asked.at_number}
    found = queries.figures(**told)  # type: ignore[arg-type]
    receipts = queries.receipts(**told)  # type: ignore[arg-type]
    segma = {one.part: one.amounts for one in found if one.kind is BudgetKind.SEGMA}
    return {
        "budgets": [presenters.holders.section(one) for one in found],
        "receipts": presenters.resources.receipts_table(receipts) if segma else None,
        "position": presenters.resources.position_table(receipts, segma) if segma else None,
        "conventions": presenters.resources.conventions_table(
            queries.conventions(**told)),  # type: ignore[arg-type]
    }  # fmt: skip


def _to_come(asked: Asking, code: str) -> dict[str, object]:
    """What is to come for a holder: its curves with plan and forecast, and what can be saved."""
    told = {"reach": asked.reach, "on": asked.on, "at_number": asked.at_number}
    past = queries.history(**told, years=2, holders=[code])  # type: ignore[arg-type]
    forecasts = [
        one for one in queries.forecasts(**told, entities=[code])  # type: ignore[arg-type]
        if not one.is_whole
    ]  # fmt: skip
    levers = queries.levers_on(**told, today=asked.on, holders=[code])  # type: ignore[arg-type]
    budgets = sorted({(point.kind, point.part) for point in past})
    chosen = {
        budget: (_plan(asked, code, budget), _forecast(forecasts, budget)) for budget in budgets
    }
    return {
        "figures": _curves(asked, past, budgets, chosen),
        "forecasts": presenters.resources.forecasts_table(forecasts),
        "levers": presenters.lines.levers_table(
            levers[:TO_SAVE_SHOWN], holder_names(asked.reach)),
    }  # fmt: skip


def _plan(asked: Asking, code: str, budget: tuple[BudgetKind, Part]) -> Trajectory | None:
    """The trajectory of a holder's commitment rate, when one was set."""
    wanted = indicator_code(*budget, RateKind.COMMITMENT)
    found = queries.targets(
        reach=asked.reach, year=asked.on.year, entities=[code], indicator=wanted
    )
    return found[0].trajectory if found else None


def _forecast(
    found: Sequence[queries.ForecastFigures], budget: tuple[BudgetKind, Part]
) -> queries.ForecastFigures | None:
    return next(
        (one for one in found if (one.kind, one.part) == budget and one.measure == "committed"),
        None,
    )


@require_GET
def line(request: HttpRequest, number: int) -> HttpResponse:
    """One line: every moment of it, the cells it was read in, the dossiers that lie on it."""
    asked = asking(request)
    found = queries.line(number, reach=asked.reach)
    returns = presenters.lines.returns_table(queries.returns_of_line(number, reach=asked.reach))
    if wants_workbook(request):
        sheet = Sheet(_("Line"), returns, asked.notes)
        return workbook_response(request, f"ligne-{number}", [sheet])
    dossiers = procurement.on_line(
        reach=asked.reach, holder=found.holder.code, code_path=found.code_path, on=asked.on,
        at_number=asked.at_number,
    )  # fmt: skip
    return render(request, "budget/line.html", {
        "asked": asked, "holder": found.holder.code, "code_path": found.code_path,
        "name": presenters.name_of(found.holder.name_fr, found.holder.name_ar),
        "budget_name": presenters.budget_name(BudgetKind(found.kind), Part(found.part)),
        "is_exempt": found.is_exempt, "returns": returns,
        "operations": operations_listed(dossiers),
        "history": history_rows(Subject("budget_line", str(number))),
    })  # fmt: skip
