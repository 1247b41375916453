"""The budget drawn: the year as an S-curve, the gap explained."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.budget.calc.amounts import Amounts, Measure
from tadbir.budget.calc.gap import Gap, gap
from tadbir.budget.calc.rates import CREDITS_OF, AuthorisingOfficer
from tadbir.budget.calc.trajectory import Trajectory
from tadbir.budget.presenters.words import MEASURE_LABELS, STEP_LABELS, budget_name
from tadbir.budget.queries import ForecastFigures, MonthPoint, officer_of
from tadbir.budget.terms import BudgetKind, Part
from tadbir.core.ratio import Ratio
from tadbir.ui.charts import scurve, stacked
from tadbir.ui.charts.figure import Figure
from tadbir.ui.charts.scurve import Curve, SCurve
from tadbir.ui.charts.timeaxis import Mark
from tadbir.ui.words import reader

MEASURE_OF = {"committed": Measure.COMMITMENTS, "issued": Measure.ISSUANCES,
              "paid": Measure.PAYMENTS}  # fmt: skip
Point = tuple[date, Decimal]


def _points(
    history: Sequence[MonthPoint], year: int, measure: Measure, officer: AuthorisingOfficer
) -> list[Point]:
    """The share of credits reached at each month of a year; a month without a rate is left out."""
    credit = CREDITS_OF[officer]
    return [
        (point.on_date, value)
        for point in history
        if point.year == year
        and (value := Ratio(point.amounts.of(measure), point.amounts.of(credit)).value) is not None
    ]


def s_curve(
    history: Sequence[MonthPoint],
    budget: tuple[BudgetKind, Part],
    *,
    on: date,
    measure: str = "committed",
    plan: Trajectory | None = None,
    forecast: ForecastFigures | None = None,
) -> Figure | None:
    """The share of credits committed (or issued, paid) over the year; None without a point."""
    officer, which = officer_of(budget[0]), MEASURE_OF[measure]
    own = [point for point in history if (point.kind, point.part) == budget]
    actual = _points(own, on.year, which, officer)
    if not actual:
        return None
    curves = [Curve(str(on.year), actual, "actual")]
    if before := _points(own, on.year - 1, which, officer):
        curves.append(Curve(str(on.year - 1), before, "last_year"))
    if plan and plan.points:
        planned = [(point.on_date, point.value) for point in plan.points]
        curves.append(Curve(_("Plan"), planned, "plan"))
    names = {
        "measure": _(MEASURE_LABELS[which]),
        "credits": _(MEASURE_LABELS[CREDITS_OF[officer]]),
        "budget": budget_name(*budget),
    }
    chart = SCurve(
        title=_("%(budget)s: %(measure)s on %(credits)s") % names,
        description=_("Share of %(credits)s reached at each month of the year") % names,
        year=on.year,
        curves=curves,
        forecast=band(actual[-1], forecast) if forecast else None,
        marks=[Mark(on, _("Today"), is_today=True)],
    )
    return scurve.figure(chart, reader())


def band(start: Point, forecast: ForecastFigures) -> scurve.Forecast | None:
    """The band from today to 31 December, as shares of the credits known today."""
    if forecast.median is None or forecast.low is None or forecast.high is None:
        return None
    paths = {
        name: [start, *((day, value) for day, *values in forecast.path
                        for value in (values[place],))]
        for place, name in enumerate(("low", "median", "high"))
    }  # fmt: skip
    return scurve.Forecast(
        _("Forecast, 80 % interval"), paths["median"], paths["low"], paths["high"]
    )


def gap_figure(amounts: Amounts, officer: AuthorisingOfficer) -> Figure | None:
    """Where the credits stopped on their way to payment; None while a side is unknown."""
    found = gap(amounts, officer=officer)
    return None if found.credits is None or amounts.payments is None else _gap(found, amounts)


def _gap(found: Gap, amounts: Amounts) -> Figure:
    whole, paid = found.credits or Decimal(0), amounts.payments or Decimal(0)
    chart = stacked.GapChart(
        title=_("The gap explained"),
        description=_("What stopped before each stage, from the credits to the payments"),
        whole_label=_(MEASURE_LABELS[found.credit]),
        whole=whole,
        steps=[
            stacked.Step(_(STEP_LABELS[step.step]), step.amount, step.points.value)
            for step in found.steps
            if step.amount is not None
        ],
        rest_label=_(MEASURE_LABELS[Measure.PAYMENTS]),
        rest=paid,
        rest_share=Ratio(paid, whole).value,
    )
    return stacked.figure(chart, reader())
