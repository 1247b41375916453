"""Charts of a situation, the same on a page and in a pack."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from tadbir.budget.queries.rules import ForecastFigures
from tadbir.budget.terms import BudgetKind, Part
from tadbir.core.money import dirhams
from tadbir.core.period import month_ends, year_end
from tadbir.core.words import N_
from tadbir.scorecard.catalogue import Indicator, indicators
from tadbir.scorecard.figure import Board
from tadbir.scorecard.figure import Figure as Prepared
from tadbir.scorecard.situation import Place, Situation
from tadbir.scorecard.sources import CAUSE_GROUPS
from tadbir.ui.charts import bars, scurve
from tadbir.ui.charts.bars import Bar, BarChart, Cause, Segment
from tadbir.ui.charts.figure import Figure
from tadbir.ui.charts.scurve import Curve, Forecast, SCurve
from tadbir.ui.charts.timeaxis import Mark
from tadbir.ui.reader import Reader

UNBLOCK_TITLE = N_("Dirhams that would lapse, and why")
UNBLOCK_SAYS = N_("What 31 December would take from each holder, by cause, largest first.")
CURVE_SAYS = N_("Cumulative rate through the year, beside last year, the plan and the forecast.")
FORECAST_MEASURE = "committed"
PART_OF = {
    "operating_commitment_rate": Part.OPERATING,
    "investment_commitment_rate": Part.INVESTMENT,
}


def _causes(reader: Reader) -> list[Cause]:
    titles = indicators()
    return [Cause(group, titles[f"unblock_{group}"].title[reader.lang]) for group in CAUSE_GROUPS]


def _segments(place: Place, own: Board) -> list[Segment]:
    found = []
    for group in CAUSE_GROUPS:
        figure = own.get((place.code, f"unblock_{group}"))
        if figure is not None and figure.numerator:
            found.append(Segment(group, dirhams(figure.numerator)))
    return found


def to_unblock(
    situation: Situation, reader: Reader, addresses: Mapping[str, str], most: int = 12
) -> Figure:
    """Bars of the dirhams that would lapse, by holder and cause, the largest `most` of them."""
    stacks = [(place, _segments(place, situation.own)) for place in situation.holders]
    ranked = sorted(
        ((sum((s.value for s in segments), Decimal(0)), place, segments)
         for place, segments in stacks if segments),
        key=lambda row: (-row[0], row[1].code),
    )  # fmt: skip
    chart = BarChart(
        title=reader.translate(UNBLOCK_TITLE),
        description=reader.translate(UNBLOCK_SAYS),
        label_title=reader.translate(N_("Holder")),
        value_title=reader.translate(N_("Would lapse")),
        bars=[
            Bar(
                place.short(reader.lang, reader.translate),
                total,
                segments=segments,
                href=addresses.get(place.code, ""),
            )
            for total, place, segments in ranked[:most]
        ],
        kind="millions",
        causes=_causes(reader),
    )
    return bars.figure(chart, reader)


def _points(
    figures: Sequence[Prepared], indicator: Indicator, year: int
) -> list[tuple[date, Decimal]]:
    """The known points of a year; another year's are laid on the same days of this one."""
    return [
        (_same_day(figure.on_date, year), value)
        for figure in figures
        if (value := figure.value(indicator)) is not None
    ]


def _same_day(day: date, year: int) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return date(year, day.month, 28 if is_leap_day else day.day)


def _band(situation: Situation, part: Part, reader: Reader) -> Forecast | None:
    """The forecast of the general budget's commitments for a part, when it has a band."""
    found: ForecastFigures | None = next(
        (
            one
            for one in situation.forecasts
            if (one.kind, one.part, one.measure) == (BudgetKind.GENERAL, part, FORECAST_MEASURE)
        ),
        None,
    )
    if found is None or not found.path:
        return None
    return Forecast(
        label=reader.translate(N_("Forecast, 80 % interval")),
        median=[(day, middle) for day, _, middle, _ in found.path],
        low=[(day, low) for day, low, _, _ in found.path],
        high=[(day, high) for day, _, _, high in found.path],
    )


def year_curve(
    situation: Situation, code: str, reader: Reader, marks: Sequence[Mark] = ()
) -> Figure:
    """An indicator through the year, with last year, the plan and the forecast."""
    indicator, year = indicators()[code], situation.on.year
    translate = reader.translate
    curves = [
        Curve(
            translate(N_("This year")), _points(situation.history[code], indicator, year), "actual"
        )
    ]
    if past := _points(situation.last_year[code], indicator, year):
        curves.append(Curve(translate(N_("Last year")), past, "last_year"))
    if plan := situation.trajectories.get(code):
        planned = [
            (day, value) for day in month_ends(year) if (value := plan.planned_on(day)) is not None
        ]
        curves.append(Curve(translate(N_("Plan")), planned, "plan"))
    today = Mark(situation.on, translate(N_("Today")), is_today=True)
    chart = SCurve(
        title=indicator.title[reader.lang],
        description=translate(CURVE_SAYS),
        year=year,
        curves=curves,
        forecast=_band(situation, PART_OF[code], reader) if code in PART_OF else None,
        marks=[today, *(mark for mark in marks if situation.on < mark.day <= year_end(year))],
        maximum=Decimal(1),
    )
    return scurve.figure(chart, reader)
