"""The budget drawn: the year as an S-curve, the gap explained."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.budget.calc.amounts import Amounts, Measure
from tadbir.budget.calc.forecast.year_end import NoBand
from tadbir.budget.calc.gap import Gap, gap
from tadbir.budget.calc.rates import CREDITS_OF, AuthorisingOfficer
from tadbir.budget.calc.trajectory import Trajectory
from tadbir.budget.presenters.words import MEASURE_LABELS, NO_BAND_LABELS, STEP_LABELS, budget_name
from tadbir.budget.queries import ForecastFigures, History, MonthPoint, officer_of
from tadbir.budget.terms import BudgetKind, Part
from tadbir.core.period import month_ends, year_end
from tadbir.core.ratio import Ratio
from tadbir.core.words import N_
from tadbir.ui.charts import scurve, stacked
from tadbir.ui.charts.figure import Figure
from tadbir.ui.charts.scurve import Curve, SCurve
from tadbir.ui.charts.timeaxis import Mark
from tadbir.ui.reader import Reader
from tadbir.ui.words import reader

MEASURE_OF = {"committed": Measure.COMMITMENTS, "issued": Measure.ISSUANCES,
              "paid": Measure.PAYMENTS}  # fmt: skip
NOT_COMPARABLE = N_(
    "Last year is not drawn: its holders or their legal form were not those of this year."
)
Point = tuple[date, Decimal]
Budget = tuple[BudgetKind, Part]


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


@dataclass(frozen=True, slots=True)
class YearCurve:
    """A rate through a year up to `on`, and what it is read beside; all points are of that year."""

    title: str
    description: str
    on: date
    actual: Sequence[Point]
    last_year: Sequence[Point] = ()
    plan: Trajectory | None = None
    forecast: ForecastFigures | None = None
    marks: Sequence[Mark] = ()


def year_figure(curve: YearCurve, reader: Reader) -> Figure:
    """The year drawn: one drawing for the budget, the cockpit and the pack."""
    translate, year = reader.translate, curve.on.year
    curves = [Curve(translate(N_("This year")), curve.actual, "actual")]
    if curve.last_year:
        curves.append(Curve(translate(N_("Last year")), curve.last_year, "last_year"))
    if curve.plan:
        planned = [
            (day, value)
            for day in month_ends(year)
            if (value := curve.plan.planned_on(day)) is not None
        ]
        curves.append(Curve(translate(N_("Plan")), planned, "plan"))
    today = Mark(curve.on, translate(N_("Today")), is_today=True)
    later = (mark for mark in curve.marks if curve.on < mark.day <= year_end(year))
    chart = SCurve(
        title=curve.title,
        description=curve.description,
        year=year,
        curves=curves,
        forecast=_band(curve, reader),
        marks=[today, *later],
        maximum=Decimal(1),
    )
    return replace(scurve.figure(chart, reader), note=_why_no_band(curve, reader))


def _why_no_band(curve: YearCurve, reader: Reader) -> str:
    """Why there is no interval until 31 December; empty with one, and before anything was told."""
    if not curve.actual or curve.actual[-1][0] >= year_end(curve.on.year):
        return ""
    if curve.forecast is None:
        return reader.translate(N_("No forecast has been prepared for this year."))
    if not curve.forecast.reason:
        return ""
    reason = reader.translate(NO_BAND_LABELS[NoBand(curve.forecast.reason)])
    return reader.translate(N_("No interval (%(reason)s).")) % {"reason": reason}


def s_curve(
    history: History,
    budget: Budget,
    *,
    on: date,
    measure: str = "committed",
    plan: Trajectory | None = None,
    forecast: ForecastFigures | None = None,
) -> Figure | None:
    """The share of credits committed (or issued, paid) over the year; None without a point."""
    officer, which = officer_of(budget[0]), MEASURE_OF[measure]
    own = [point for point in history.points if (point.kind, point.part) == budget]
    actual = _points(own, on.year, which, officer)
    if not actual:
        return None
    names = {
        "measure": _(MEASURE_LABELS[which]),
        "credits": _(MEASURE_LABELS[CREDITS_OF[officer]]),
        "budget": budget_name(*budget),
    }
    says = [_("Share of %(credits)s reached at each month of the year.") % names]
    if (*budget, on.year - 1) in history.left_out:
        says.append(_(NOT_COMPARABLE))
    curve = YearCurve(
        title=_("%(budget)s: %(measure)s on %(credits)s") % names,
        description=" ".join(says),
        on=on,
        actual=actual,
        last_year=[
            (same_day_of(day, on.year), value)
            for day, value in _points(own, on.year - 1, which, officer)
        ],
        plan=plan if plan and plan.points else None,
        forecast=forecast,
    )
    return year_figure(curve, reader())


def same_day_of(day: date, year: int) -> date:
    """The same day of another year, so that two years lie on one axis; 29 February on the 28th."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return date(year, day.month, 28 if is_leap_day else day.day)


def _band(curve: YearCurve, reader: Reader) -> scurve.Forecast | None:
    """From where the year stands to 31 December: the interval, else the floor and the ceiling."""
    found = curve.forecast
    if found is None or not curve.actual:
        return None
    start = curve.actual[-1]
    if not found.path:
        return _bounds(start, found, reader)
    later = [point for point in found.path if point[0] > start[0]]
    return scurve.Forecast(
        label=reader.translate(N_("Forecast, 80 % interval")),
        median=[start, *((day, median) for day, _, median, _ in later)],
        low=[start, *((day, low) for day, low, _, _ in later)],
        high=[start, *((day, high) for day, _, _, high in later)],
    )


def _bounds(start: Point, found: ForecastFigures, reader: Reader) -> scurve.Forecast | None:
    floor, ceiling = (Ratio(amount, found.credits).value for amount in (found.floor, found.ceiling))
    if floor is None or ceiling is None:
        return None
    end = year_end(start[0].year)
    return scurve.Forecast(
        label=reader.translate(N_("Floor and ceiling, without an interval")),
        median=[],
        low=[start, (end, floor)],
        high=[start, (end, ceiling)],
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
