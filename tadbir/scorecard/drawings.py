"""Charts of a situation, the same on a page and in a pack."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from tadbir.budget.presenters.charts import YearCurve, same_day_of, year_figure
from tadbir.budget.presenters.lines import levers_address
from tadbir.budget.queries.rules import ForecastFigures
from tadbir.budget.terms import BudgetKind, Part
from tadbir.core.money import dirhams
from tadbir.core.words import N_
from tadbir.scorecard.catalogue import Indicator, indicators
from tadbir.scorecard.figure import Board
from tadbir.scorecard.figure import Figure as Prepared
from tadbir.scorecard.situation import Place, Situation
from tadbir.scorecard.sources import CAUSE_GROUPS
from tadbir.ui.charts import bars
from tadbir.ui.charts.bars import Bar, BarChart, Cause, Segment
from tadbir.ui.charts.figure import Figure
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
FORECAST_OF: Mapping[str, tuple[BudgetKind, Part | None]] = {
    **{code: (BudgetKind.GENERAL, part) for code, part in PART_OF.items()},
    "segma_commitment_rate": (BudgetKind.SEGMA, None),
}
"""The budget that the rate of a curve is of; no part is both together."""


def _causes(reader: Reader) -> list[Cause]:
    titles = indicators()
    return [Cause(group, titles[f"unblock_{group}"].title[reader.lang]) for group in CAUSE_GROUPS]


def _segments(place: Place, own: Board) -> list[Segment]:
    found = []
    for group, causes in CAUSE_GROUPS.items():
        figure = own.get((place.code, f"unblock_{group}"))
        if figure is not None and figure.numerator:
            where = levers_address(causes, holder=place.code, on=figure.on_date)
            found.append(Segment(group, dirhams(figure.numerator), where))
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
        (same_day_of(figure.on_date, year), value)
        for figure in figures
        if (value := figure.value(indicator)) is not None
    ]


def _forecast(situation: Situation, code: str) -> ForecastFigures | None:
    """The forecast of the commitments that an indicator rates; None where none was prepared.

    A budget of which a single part speaks has the forecast of that part for its whole.
    """
    if code not in FORECAST_OF:
        return None
    kind, part = FORECAST_OF[code]
    found = {
        one.part: one for one in situation.forecasts
        if (one.kind, one.measure) == (kind, FORECAST_MEASURE)
    }  # fmt: skip
    is_whole_of_one = part is None and len(found) == 1
    return next(iter(found.values())) if is_whole_of_one else found.get(part)


def year_curve(
    situation: Situation, code: str, reader: Reader, marks: Sequence[Mark] = ()
) -> Figure:
    """An indicator through the year, with last year, the plan and the forecast."""
    indicator, year = indicators()[code], situation.on.year
    curve = YearCurve(
        title=indicator.title[reader.lang],
        description=reader.translate(CURVE_SAYS),
        on=situation.on,
        actual=_points(situation.history[code], indicator, year),
        last_year=_points(situation.last_year[code], indicator, year),
        plan=situation.trajectories.get(code),
        forecast=_forecast(situation, code),
        marks=marks,
    )
    return year_figure(curve, reader)
