"""A SEGMA is rated as one budget: its two parts are forecast together, its curve shows it."""

from datetime import date
from decimal import Decimal as D

import pytest
from django.utils import translation

from tadbir.budget import queries
from tadbir.budget.actions import refresh_forecasts
from tadbir.budget.actions.positions import added
from tadbir.budget.calc.forecast.learning import Position
from tadbir.budget.intake import BUDGET
from tadbir.budget.terms import BudgetKind, Part
from tadbir.core import clock
from tadbir.intake.registry import StandingChange
from tadbir.scorecard import rollup
from tadbir.scorecard.drawings import year_curve
from tadbir.scorecard.situation import situation
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE
from tadbir.ui.charts.figure import Figure
from tadbir.ui.words import reader
from tests.budget.hand import land, sender, table
from tests.budget.test_queries import NOVEMBER

pytestmark = pytest.mark.django_db
EXPLOITATION, INVESTMENT = "SEGMA exploitation", "SEGMA investissement"


def segma(on: date, *told: tuple[str, int, int]) -> None:
    """What the centre of Fès says on a day: by section, opened and committed, in dirhams."""
    drafted = [
        BUDGET.draft(
            table([["010", opened * 100, committed * 100]], ("path_5", "opened", "committed"),
                  context={"title": title}),
            sender("CH231", on),
        ).records[0]
        for title, opened, committed in told
    ]  # fmt: skip
    land(BUDGET, drafted)


def prepare() -> dict[Part | None, queries.ForecastFigures]:
    """The forecasts of the region's SEGMA commitments, by part."""
    clock.fix_today(NOVEMBER)
    moved = [StandingChange("budget", "holder", "CH231", NOVEMBER)]
    refresh_forecasts(moved, 77)
    rollup.refresh(moved, 77)
    found = queries.forecasts(reach=EVERYWHERE, on=NOVEMBER, entities=["DR03"])
    return {
        one.part: one for one in found
        if (one.kind, one.measure) == (BudgetKind.SEGMA, "committed")
    }  # fmt: skip


def three_years(*sections: str) -> None:
    """50 of 100 at the end of November and 90 at the end of each year, for each section."""
    for year in (2022, 2023, 2024):
        for day, committed in ((date(year, 11, 30), 50), (date(year, 12, 31), 90)):
            segma(day, *((one, 100, committed) for one in sections))


def curve() -> Figure:
    with translation.override("ar"):
        return year_curve(
            situation("DR03", reach=EVERYWHERE, on=NOVEMBER), "segma_commitment_rate", reader()
        )


def test_band_of_both_parts_is_learnt_from_both_together(region: dict[str, Entity]) -> None:
    three_years(EXPLOITATION, INVESTMENT)
    segma(NOVEMBER, (EXPLOITATION, 300, 150), (INVESTMENT, 100, 40))

    found = prepare()

    assert set(found) == {*Part, None}
    both = found[None]
    assert (both.credits, both.floor, both.ceiling, both.years) == (400, 190, 400, 3)
    assert both.low is not None
    assert both.high is not None
    assert 190 < both.low <= both.high <= 400
    drawn = curve()
    assert drawn.note == ""
    assert [column.key for column in drawn.twin.columns][-3:] == ["low", "median", "high"]
    december = drawn.twin.rows[-1]
    assert (december["low"], december["high"]) == (
        (both.low / 400).quantize(D("0.000001")), (both.high / 400).quantize(D("0.000001")),
    )  # fmt: skip


def test_years_with_a_part_less_are_not_compared(region: dict[str, Entity]) -> None:
    """The centre had one section for three years and has two: floor and ceiling, and why."""
    three_years(EXPLOITATION)
    segma(NOVEMBER, (EXPLOITATION, 300, 150), (INVESTMENT, 100, 40))

    found = prepare()

    assert found[Part.OPERATING].reason == ""
    assert (found[None].reason, found[None].floor, found[None].ceiling) == (
        "too_few_comparable_years", 190, 400,
    )  # fmt: skip
    drawn = curve()
    assert drawn.note == ("بدون مجال (أقل من ثلاث سنوات قابلة للمقارنة: حد أدنى وسقف فقط).")
    assert [drawn.twin.rows[-1][key] for key in ("low", "high")] == [D("0.475"), 1]


def test_curve_of_a_segma_with_one_part_has_the_band_of_that_part(
    region: dict[str, Entity],
) -> None:
    three_years(EXPLOITATION)
    segma(NOVEMBER, (EXPLOITATION, 300, 150))

    found = prepare()

    assert set(found) == {Part.OPERATING}
    assert curve().twin.rows[-1]["low"] == (found[Part.OPERATING].path[-1][1])


def test_curve_without_any_forecast_says_so(region: dict[str, Entity]) -> None:
    segma(NOVEMBER, (EXPLOITATION, 300, 150))
    clock.fix_today(NOVEMBER)
    rollup.refresh([StandingChange("budget", "holder", "CH231", NOVEMBER)], 77)

    assert curve().note == "لم يُعد أي توقع برسم هذه السنة."


def test_parts_add_up_to_the_most_that_each_can_reach() -> None:
    """Of 100 with 20 lost, and of 50 that no operation follows: 80 and 50."""
    followed = Position("CH231", 2025, "drsps", D(100), D(30), possible=D(80))
    free = Position("CH231", 2025, "drsps", D(50), D(10))

    both = added([followed, free])

    assert (both.credits, both.reached, both.ceiling) == (150, 40, 130)
    assert added([free, free]).possible is None
    assert added([free, Position("CH231", 2025, "drsps", D(50), D(10), final=D(20))]).final is None
