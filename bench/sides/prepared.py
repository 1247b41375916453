"""The databases of the cockpit: one region and one year, or twelve regions and ten years."""

from collections.abc import Sequence
from datetime import date
from itertools import cycle
from typing import Any

from bench.run import TODAY
from bench.sides import facts, world
from bench.sides.world import BY
from tadbir.audit import trail
from tadbir.cockpit import sheets
from tadbir.intake.bulk import insert_rows
from tadbir.intake.models import ExpectedReturn
from tadbir.intake.registry import StandingChange
from tadbir.meetings import actions as meetings
from tadbir.meetings.terms import COORDINATION
from tadbir.scorecard import rollup
from tadbir.scorecard.models import Rollup
from tadbir.territory import queries as territory
from tadbir.territory.models import Entity

REGION, DIRECTORATE = "03", "DR03"
LINES, LINES_OF_OLD_YEARS = 40, 4
MEETING = date(2025, 10, 10)
COLUMNS = ("indicator", "entity_id", "on_date", "is_own", "number", "is_current", "numerator",
           "denominator", "returns_expected", "returns_received", "median_ppm")  # fmt: skip


def work(regions: str, years: str) -> dict[str, Any]:
    """Found the regions, land the returns of one and prepare its figures, then the others'."""
    others = [f"{number:02d}" for number in range(1, 13) if f"{number:02d}" != REGION]
    chosen = others[: int(regions) - 1]
    told = world.work(REGION, *chosen)
    _expect_returns()
    for year in range(TODAY.year - int(years) + 1, TODAY.year):
        days = [day for day in facts.month_ends(year) if day.year == year]
        _prepare(facts.land(REGION, days, LINES_OF_OLD_YEARS))
    this_year = facts.month_ends(TODAY.year)
    _prepare(facts.land(REGION, [day for day in this_year if day < MEETING], LINES))
    _hold_meeting()
    _prepare(facts.land(REGION, [day for day in this_year if day > MEETING], LINES))
    for region in chosen:
        facts.land(region, facts.month_ends(TODAY.year - int(years) + 1), 0)
        _copy_to(region)
    drawn = list(sheets.draw_missing(sheets.now()))
    return {
        **told,
        "drawn": len(drawn),
        "prepared": Rollup.objects.count(),
        "entities": Entity.objects.count(),
    }


def _prepare(moved: Sequence[StandingChange]) -> None:
    rollup.refresh(moved, trail.last_number())


def _expect_returns() -> None:
    """Each holder owes its budget each month."""
    holders = Entity.objects.exclude(kind="ministry")
    ExpectedReturn.objects.bulk_create(
        ExpectedReturn(dataset="budget", sender=one, rhythm="monthly", due_day=10,
                       valid_from=date(2015, 1, 1))
        for one in holders
    )  # fmt: skip


def _hold_meeting() -> None:
    directorate = Entity.objects.get(code=DIRECTORATE)
    series = meetings.open_series(by=BY, entity=directorate, kind=COORDINATION, rhythm="monthly")
    meetings.hold(
        by=BY, meeting=meetings.convene(by=BY, series=series, held_on=MEETING, place="Fès")
    )


def _copy_to(region: str) -> None:
    """The prepared figures of the region, once more for the nodes of another."""
    theirs = dict(_by_kind(region))
    alike = {ours: other for kind, some in _by_kind(REGION)
             for ours, other in zip(some, cycle(theirs[kind]), strict=False)
             if kind in theirs}  # fmt: skip
    taken: set[int] = set()
    for ours, other in alike.items():
        if other not in taken:
            taken.add(other)
            rows = Rollup.objects.filter(entity_id=ours).values_list(*COLUMNS)
            insert_rows(Rollup, COLUMNS, ((row[0], other, *row[2:]) for row in rows))


def _by_kind(region: str) -> list[tuple[str, list[int]]]:
    found: dict[str, list[int]] = {}
    for one in territory.holders(region):
        found.setdefault(one.kind, []).append(one.pk)
    return list(found.items())
