"""Sums follow who hung from whom on the day they are about, whatever came in which order.

The twin knows no prepared row: for each day it walks up from each holder, link by link, and adds
up what it finds.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.intake.registry import StandingChange
from tadbir.scorecard import rollup
from tadbir.scorecard.models import Rollup
from tadbir.scorecard.situation import situation
from tadbir.scorecard.sources import HolderDay, Measures
from tadbir.territory.actions import attach
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE, Reach
from tadbir.territory.terms import Tree
from tests.budget.hand import BY
from tests.scorecard.test_rollup import RATE, parts, take_in

pytestmark = pytest.mark.django_db
FIRST, TODAY = date(2024, 11, 1), date(2025, 12, 31)
OCTOBER, MOVE, NOVEMBER = date(2025, 10, 31), date(2025, 11, 15), date(2025, 11, 30)
HOLDERS = ("DR03", "D231", "D591", "CH231", "DR05")
BEFORE_ALL = {"D231": "DR03", "D591": "DR03", "CH231": "D231"}
PARENTS = {"D231": ("DR03", "DR05"), "D591": ("DR03", "DR05"), "CH231": ("D231", "D591", "DR05")}
INDICATORS = ("operating_commitment_rate", "investment_commitment_rate")
MEASURES = {
    code: (f"general.{part}.committed", f"general.{part}.delegated")
    for code, part in zip(INDICATORS, ("operating", "investment"), strict=True)
}


@pytest.fixture(autouse=True)
def _fixed_day() -> None:
    clock.fix_today(TODAY)


def move(entity: str, parent: str, on: date) -> None:
    """Hang an entity from another parent, as the page does."""
    found = {one.code: one for one in Entity.objects.filter(code__in=(entity, parent))}
    attach(by=BY, entity=found[entity], parent=found[parent], tree=Tree.ADMINISTRATIVE, on=on)


# --- By hand ---


def test_delegation_counts_where_it_hung_on_the_day_asked(region: dict[str, Entity]) -> None:
    take_in("D231", OCTOBER, 100_00, 40_00)
    take_in("D591", OCTOBER, 50_00, 10_00)
    take_in("DR05", OCTOBER, 200_00, 20_00)

    move("D591", "DR05", MOVE)

    assert parts("DR03", MOVE - timedelta(days=1)) == (50_00, 150_00)
    assert parts("DR03", MOVE) == (40_00, 100_00)
    assert parts("DR05", MOVE - timedelta(days=1)) == (20_00, 200_00)
    assert parts("DR05", MOVE) == (30_00, 250_00)


def test_move_entered_late_corrects_the_days_since_and_the_past_is_still_known(
    region: dict[str, Entity],
) -> None:
    take_in("D231", NOVEMBER, 100_00, 40_00)
    known = take_in("D591", NOVEMBER, 50_00, 10_00)

    move("D591", "DR05", MOVE)

    assert parts("DR03", NOVEMBER) == (40_00, 100_00)
    assert parts("DR05", NOVEMBER) == (10_00, 50_00)
    moved = Rollup.objects.filter(indicator=RATE, is_own=False, is_current=False)
    assert set(moved.values_list("entity__code", "number", "numerator")) >= {("DR03", known, 50_00)}


def test_correction_of_a_day_before_the_move_stays_with_whom_it_was(
    region: dict[str, Entity],
) -> None:
    take_in("D231", OCTOBER, 100_00, 40_00)
    take_in("D591", OCTOBER, 50_00, 10_00)
    move("D591", "DR05", MOVE)

    take_in("D591", OCTOBER, 50_00, 15_00)

    assert parts("DR03", OCTOBER) == (55_00, 150_00)
    assert parts("DR03", MOVE) == (40_00, 100_00)
    assert parts("DR05", MOVE) == (15_00, 50_00)


def test_move_within_a_region_touches_the_two_delegations_alone(
    region: dict[str, Entity],
) -> None:
    take_in("CH231", OCTOBER, 100_00, 40_00)
    take_in("D591", OCTOBER, 50_00, 10_00)
    before = set(Rollup.objects.values_list("pk", flat=True))

    move("CH231", "D591", MOVE)

    fresh = Rollup.objects.exclude(pk__in=before)
    assert set(fresh.values_list("entity__code", "on_date")) == {("D231", MOVE), ("D591", MOVE)}
    assert parts("D591", MOVE) == (50_00, 150_00)


def test_page_of_a_past_day_names_who_was_under_it_and_not_who_is_out_of_reach(
    region: dict[str, Entity],
) -> None:
    take_in("D231", OCTOBER, 100_00, 40_00)
    take_in("D591", OCTOBER, 50_00, 10_00)
    move("D591", "DR05", MOVE)
    director = Reach(("/MSPS/DR03/",), EVERYWHERE.domains)
    neighbour = Reach(("/MSPS/DR05/",), EVERYWHERE.domains)

    def seen(code: str, on: date, reach: Reach) -> tuple[list[str], int | None]:
        found = situation(code, reach=reach, on=on)
        latest = found.latest(RATE)
        return [one.code for one in found.holders], latest.numerator if latest else None

    assert seen("DR03", OCTOBER, EVERYWHERE) == (["DR03", "D231", "CH231", "D591"], 50_00)
    assert seen("DR03", OCTOBER, director) == (["DR03", "D231", "CH231"], 50_00)
    assert seen("DR05", OCTOBER, neighbour) == (["DR05"], None)
    assert seen("DR05", MOVE, neighbour) == (["DR05", "D591"], 10_00)


@pytest.mark.parametrize("days", [1, 3])
def test_refresh_takes_as_many_queries_whatever_the_number_of_days(
    region: dict[str, Entity], days: int
) -> None:
    for number in range(days):
        take_in("D231", date(2025, 7 + number, 28), 100_00, 40_00)
    last = date(2025, 6 + days, 28)

    with CaptureQueriesContext(connection) as seen:
        rollup.refresh([StandingChange("budget", "holder", "D231", last)], 2_000_000)

    # PostgreSQL is asked after each load whether its statistics are still good.
    assert len(seen) == {"sqlite": 26, "postgresql": 32}[connection.vendor]


# --- Against the twin ---


@dataclass
class Twin:
    """What holders said and when they moved, and sums made from that alone."""

    said: dict[tuple[str, HolderDay], tuple[int, int]] = field(default_factory=dict)
    moves: list[tuple[str, str, date]] = field(default_factory=list)

    def nodes(self, holder: str, day: date) -> Iterator[str]:
        """A holder and what stood above it on a day, one link after another."""
        yield holder
        parent = BEFORE_ALL.get(holder)
        for entity, after, on in self.moves:
            if entity == holder and on <= day:
                parent = after
        if parent is not None:
            yield from self.nodes(parent, day)

    def sum(self, indicator: str, node: str, day: date) -> tuple[object, ...]:
        """Numerator, denominator, median and holders expected at a node on a day."""
        last: dict[str, tuple[int, int]] = {}
        expected = set()
        for (code, (holder, on)), figures in sorted(self.said.items()):
            is_counted = code == indicator and on.year == day.year
            if is_counted and node in self.nodes(holder, day):
                expected.add(holder)
                if on <= day:
                    last[holder] = figures
        if not last:
            return (None, None, None)
        rates = [above / below for above, below in last.values() if below]
        return (
            sum(above for above, _ in last.values()),
            sum(below for _, below in last.values()),
            round(median(rates) * 1_000_000) if rates else None,
            len(expected),
        )

    def measures(self, _source: str, asked: set[HolderDay]) -> dict[HolderDay, Measures]:
        """What a holder said on a day, as the domains tell it to the roll-up."""
        found: dict[HolderDay, dict[str, int | None]] = {}
        for (code, holder_day), figures in self.said.items():
            if holder_day in asked:
                found.setdefault(holder_day, {}).update(zip(MEASURES[code], figures, strict=True))
        return dict(found)


DAYS = st.sampled_from(
    [
        FIRST,
        date(2024, 12, 31),
        date(2025, 1, 1),
        *(date(2025, month, 20) for month in range(1, 8)),
        TODAY,
    ]
)
AMOUNTS = st.integers(0, 9)
SAID = st.tuples(
    st.just("said"),
    st.dictionaries(
        st.tuples(st.sampled_from(INDICATORS), st.tuples(st.sampled_from(HOLDERS), DAYS)),
        st.one_of(st.none(), st.tuples(AMOUNTS, AMOUNTS)),
        min_size=1, max_size=8,
    ),
)  # fmt: skip
MOVED = st.sampled_from(sorted(PARENTS)).flatmap(
    lambda entity: st.tuples(
        st.just("moved"), st.just(entity), st.sampled_from(PARENTS[entity]), DAYS
    )
)


def _say(twin: Twin, figures: dict[tuple[str, HolderDay], tuple[int, int] | None], at: int) -> None:
    for key, value in figures.items():
        if value is None:
            twin.said.pop(key, None)
        else:
            twin.said[key] = value
    rollup.refresh(
        [StandingChange("budget", "holder", *key) for key in {key for _, key in figures}], at
    )


def _move(twin: Twin, entity: str, parent: str, on: date) -> None:
    try:
        move(entity, parent, on)
    except Refused:
        return
    twin.moves.append((entity, parent, on))


def _prepared() -> Callable[[str, str, date], tuple[object, ...]]:
    """What a page finds: the last row of the year up to a day."""
    rows: dict[tuple[str, str], list[Rollup]] = {}
    found = Rollup.objects.filter(is_own=False, is_current=True).order_by("on_date")
    for row in found.select_related("entity"):
        rows.setdefault((row.indicator, row.entity.code), []).append(row)

    def seen(indicator: str, node: str, day: date) -> tuple[object, ...]:
        of_node = rows.get((indicator, node), [])
        place = bisect_right(of_node, day, key=lambda row: row.on_date)
        row = of_node[place - 1] if place else None
        if row is None or row.on_date.year != day.year or row.numerator is None:
            return (None, None, None)
        return (row.numerator, row.denominator, row.median_ppm, row.returns_expected)

    return seen


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(events=st.lists(st.one_of(SAID, MOVED, MOVED), min_size=3, max_size=8))
def test_prepared_rows_are_what_the_twin_finds_each_day(
    region: dict[str, Entity], events: list[tuple[object, ...]]
) -> None:
    twin = Twin()
    with transaction.atomic(), patch.object(rollup, "measures_of", twin.measures):
        for number, (what, *told) in enumerate(events):
            if what == "said":
                _say(twin, *told, at=5_000_000 + number)  # type: ignore[arg-type]
            else:
                _move(twin, *told)  # type: ignore[arg-type]
        seen = _prepared()
        transaction.set_rollback(True)
    for ordinal in range(FIRST.toordinal(), TODAY.toordinal() + 1):
        day = date.fromordinal(ordinal)
        for indicator in INDICATORS:
            for node in HOLDERS:
                assert seen(indicator, node, day) == twin.sum(indicator, node, day), (node, day)
