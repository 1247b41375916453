"""Pages that read: holders, one holder, one line."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tadbir.audit.actor import Subject
from tadbir.audit.presenters import history_rows
from tadbir.budget import presenters, queries
from tadbir.budget.calc.rates import RateKind
from tadbir.budget.calc.trajectory import Trajectory
from tadbir.budget.policies import can_set_targets
from tadbir.budget.terms import BudgetKind, Part, indicator_code
from tadbir.budget.views.moment import Asking, asking
from tadbir.intake import returns
from tadbir.procurement import queries as procurement
from tadbir.procurement.presenters import operations_listed
from tadbir.territory import queries as territory
from tadbir.territory.models import Entity
from tadbir.territory.reach import Reach
from tadbir.ui.charts.figure import Figure
from tadbir.ui.pages import render, wants_workbook, workbook_response
from tadbir.ui.tables import in_millions
from tadbir.ui.words import language
from tadbir.ui.workbook import Sheet

Budget = tuple[BudgetKind, Part]
TO_SAVE_SHOWN = 20


@require_GET
def holders(request: HttpRequest) -> HttpResponse:
    """Every holder of the day: rates of the whole, then amounts and rates budget by budget."""
    asked = asking(request)
    those = territory.holders_of_day(asked.on, reach=asked.reach)
    told = {"reach": those.reach, "on": asked.on, "holders": those.codes,
            "at_number": asked.at_number}  # fmt: skip
    found = queries.figures(**told)  # type: ignore[arg-type]
    plans = _plans(asked, _top(asked))
    agreed = queries.conventions(**told)  # type: ignore[arg-type]
    around = _around(asked, agreed, plans, _due(asked, asked.reach), those.hidden)
    whole = presenters.rates.rates_of(found, around)
    rates = presenters.rates.rates_table(whole, around)
    bounds = presenters.rates.bounds_table(whole)
    cards = presenters.holders.cards(found, around)
    if wants_workbook(request) and cards:
        each = [table for card in cards for table in (card.table, card.net) if table]
        sheets = [Sheet(table.caption, table, asked.notes) for table in (rates, bounds, *each)]
        return workbook_response(request, f"budget-{asked.on}", sheets)
    return render(request, "budget/holders.html", {
        "asked": asked, "cards": cards, "bounds": bounds,
        "rates": presenters.rates.rates_on_page(rates),
        "completeness": presenters.rates.completeness_in_words(around),
        "figures": _curves_of_whole(asked, queries.history(**told, years=2), found, plans),  # type: ignore[arg-type]
        "deadline": presenters.calendar.sentence(asked.rules, asked.on),
    })  # fmt: skip


def _due(asked: Asking, reach: Reach) -> list[returns.Due]:
    """The budget's returns that count in a reach on the day."""
    came = returns.completeness("budget", reach=reach, on=asked.on, at_number=asked.at_number)
    return came.counted


def _around(
    asked: Asking,
    agreed: Sequence[queries.ConventionFigures],
    plans: Mapping[str, Trajectory],
    own: Sequence[returns.Due],
    hidden: Collection[str] = (),
) -> presenters.rates.Around:
    """What rates are read with: transfers of the year, returns that did not come, the plan."""
    planned = {name: plan.planned_on(asked.on) for name, plan in plans.items()}
    return presenters.rates.Around(
        sent=queries.sent_by(agreed),
        silent={due.sender.code: due.sender.kind for due in own if due.state != "done"},
        expected=len(own),
        planned={name: value for name, value in planned.items() if value is not None},
        hidden=hidden,
    )


def _curves_of_whole(
    asked: Asking,
    past: queries.History,
    found: Sequence[queries.HolderFigures],
    plans: Mapping[str, Trajectory],
) -> list[Figure]:
    """Each budget of all that was within reach on the day, with its plan and forecast.

    The forecast is that of the whole; a holder alone within reach is a whole by itself.
    """
    code = _top(asked)
    is_alone = {one.holder for one in found} == {code}
    forecasts = queries.forecasts(
        reach=asked.reach, on=asked.on, at_number=asked.at_number, entities=[code]
    )
    wholes = [one for one in forecasts if one.is_whole or is_alone]
    return _curves(asked, past, presenters.rates.budgets(found), plans, wholes)


def _top(asked: Asking) -> str:
    """The entity that stands for all that is within reach; "" where several do."""
    paths = {path.strip("/") for path in asked.reach.paths}
    return paths.pop().split("/")[-1] if len(paths) == 1 else ""


def _curves(
    asked: Asking,
    past: queries.History,
    budgets: Sequence[Budget],
    plans: Mapping[str, Trajectory],
    forecasts: Sequence[queries.ForecastFigures],
) -> list[Figure]:
    """The commitments of each budget over the year, with plan and forecast where there are."""
    drawn = (
        presenters.charts.s_curve(
            past, budget, on=asked.on,
            plan=plans.get(indicator_code(*budget, RateKind.COMMITMENT)),
            forecast=_forecast(forecasts, budget),
        )
        for budget in budgets
    )  # fmt: skip
    return [figure for figure in drawn if figure is not None]


def _plans(asked: Asking, code: str) -> Mapping[str, Trajectory]:
    """The trajectories of an entity, by indicator."""
    found = queries.targets(reach=asked.reach, year=asked.on.year, entities=[code])
    return {target.indicator: target.trajectory for target in found}


@require_GET
def holder(request: HttpRequest, code: str) -> HttpResponse:
    """One holder: rates, gap, the year so far and to come, lines, dossiers to save, resources."""
    asked = asking(request)
    entity = territory.entity(code, reach=asked.reach)
    lines = queries.lines(reach=asked.reach, on=asked.on, holders=[code], at_number=asked.at_number)
    if wants_workbook(request):
        sheet = Sheet(_("Lines"), presenters.lines.lines_table(lines), asked.notes)
        return workbook_response(request, f"budget-{code}-{asked.on}", [sheet])
    plans = _plans(asked, code)
    return render(request, "budget/holder.html", {
        "asked": asked, "code": code,
        "lines": presenters.lines.on_page(presenters.lines.lines_table(lines)),
        "contributors": presenters.lines.contributors_table(lines),
        "name": presenters.name_of(entity.name_fr, entity.name_ar),
        "can_set_targets": can_set_targets(asked.seat),
        "history": history_rows(Subject("entity", code)),
        **_position(asked, entity, plans), **_to_come(asked, code, plans),
    })  # fmt: skip


def _position(asked: Asking, of: Entity, plans: Mapping[str, Trajectory]) -> dict[str, object]:
    """Where a holder stands: each budget with its rates and gap, and its own resources."""
    told = {
        "reach": asked.reach, "on": asked.on, "holders": [of.code], "at_number": asked.at_number,
    }  # fmt: skip
    found = queries.figures(**told)  # type: ignore[arg-type]
    receipts = queries.receipts(**told)  # type: ignore[arg-type]
    segma = {one.part: one.amounts for one in found if one.kind is BudgetKind.SEGMA}
    agreed = queries.conventions(**told)  # type: ignore[arg-type]
    # Its own return, wherever it hung on the day.
    due = _due(asked, replace(asked.reach, paths=(of.path,)))
    around = _around(asked, agreed, plans, [one for one in due if one.sender.code == of.code])
    return {
        "budgets": [presenters.holders.section(one, around) for one in found],
        "completeness": presenters.rates.completeness_in_words(around),
        "receipts": presenters.resources.receipts_table(receipts) if segma else None,
        "position": presenters.resources.position_table(receipts, segma) if segma else None,
        "conventions": in_millions(presenters.resources.conventions_table(agreed), language()),
    }


def _to_come(asked: Asking, code: str, plans: Mapping[str, Trajectory]) -> dict[str, object]:
    """What is to come for a holder: its curves with plan and forecast, and what can be saved."""
    told = {"reach": asked.reach, "on": asked.on, "at_number": asked.at_number}
    past = queries.history(**told, years=2, holders=[code])  # type: ignore[arg-type]
    forecasts = [
        one for one in queries.forecasts(**told, entities=[code])  # type: ignore[arg-type]
        if not one.is_whole
    ]  # fmt: skip
    levers = queries.levers_on(**told, today=asked.on, holders=[code])  # type: ignore[arg-type]
    budgets = sorted({(point.kind, point.part) for point in past.points})
    return {
        "figures": _curves(asked, past, budgets, plans, forecasts),
        "forecasts": in_millions(presenters.resources.forecasts_table(forecasts), language()),
        "levers": presenters.lines.levers_table(levers[:TO_SAVE_SHOWN]),
    }


def _forecast(
    found: Sequence[queries.ForecastFigures], budget: Budget
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
        "is_exempt": found.is_exempt, "returns": presenters.lines.on_page(returns),
        "operations": operations_listed(dossiers),
        "history": history_rows(Subject("budget_line", str(number))),
    })  # fmt: skip
