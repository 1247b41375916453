"""Keeps the prepared figures true: after a batch, only what it moved is computed again."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Q

from tadbir.intake.bulk import insert_rows
from tadbir.intake.registry import StandingChange
from tadbir.scorecard import tree
from tadbir.scorecard.catalogue import Indicator, of_source
from tadbir.scorecard.models import Rollup
from tadbir.scorecard.perimeter import Perimeter
from tadbir.scorecard.sources import SOURCES_MOVED_BY, HolderDay, Measures, measures_of
from tadbir.scorecard.tree import Own

Histories = Mapping[str, Mapping[str, Sequence[Own]]]


def refresh(changes: Sequence[StandingChange], number: int) -> None:
    """Bring the prepared figures up to a batch, inside its transaction.

    Reads the facts of the holders and days that changed, and for the rest prepared rows of the
    same region and year only: the cost does not depend on how many facts there are.
    """
    by_source: dict[str, set[HolderDay]] = defaultdict(set)
    for change in changes:
        for source in SOURCES_MOVED_BY.get(change.dataset, ()):
            by_source[source].add((change.holder_code, change.on_date))
    for source, holder_days in by_source.items():
        _refresh(source, of_source(source), holder_days, number)


def _refresh(
    source: str, indicators: Sequence[Indicator], asked: set[HolderDay], number: int
) -> None:
    perimeter = Perimeter.around({holder for holder, _ in asked})
    measures = measures_of(source, asked)
    standing = _standing(indicators, perimeter, asked)
    own_rows: list[Rollup] = []
    moved: dict[str, set[HolderDay]] = defaultdict(set)
    for indicator in indicators:
        for holder, day in sorted(asked):
            said = measures.get((holder, day), {})
            row = _own_row(indicator, perimeter.ids[holder], day, said, number)
            # What was never said and is not said now leaves no row.
            if row.numerator is not None or (indicator.code, row.entity_id, day) in standing:
                own_rows.append(row)
                moved[indicator.code].add((holder, day))
    _supersede_and_store(own_rows)
    histories = _histories(indicators, perimeter, {day.year for _, day in asked})
    _supersede_and_store(
        [
            row
            for indicator in indicators
            for row in _node_rows(
                indicator, histories[indicator.code], perimeter, moved[indicator.code], number
            )
        ]
    )


def _standing(
    indicators: Sequence[Indicator], perimeter: Perimeter, asked: set[HolderDay]
) -> set[tuple[str, int, date]]:
    """Which of the holders' own figures stand already for the days asked."""
    rows = Rollup.objects.filter(
        is_own=True,
        is_current=True,
        indicator__in=[indicator.code for indicator in indicators],
        entity_id__in={perimeter.ids[holder] for holder, _ in asked},
        on_date__in={day for _, day in asked},
    )
    return set(rows.values_list("indicator", "entity_id", "on_date"))


def sum_of(names: Iterable[str], measures: Measures) -> int | None:
    """The sum of some measures; None when not one of them was received."""
    received = [value for name in names if (value := measures.get(name)) is not None]
    return sum(received) if received else None


def _own_row(
    indicator: Indicator, entity_id: int, day: date, measures: Measures, number: int
) -> Rollup:
    """What a holder reported; a withdrawn figure leaves a row that says nothing."""
    below = indicator.denominator
    return Rollup(
        indicator=indicator.code,
        entity_id=entity_id,
        on_date=day,
        is_own=True,
        number=number,
        numerator=sum_of(indicator.numerator.measures, measures),
        denominator=sum_of(below.measures, measures) if below else None,
    )


def _histories(
    indicators: Sequence[Indicator], perimeter: Perimeter, years: Collection[int]
) -> Histories:
    """Every holder's own figures of some years, by indicator, in date order."""
    codes = {pk: code for code, pk in perimeter.ids.items()}
    found: dict[str, dict[str, list[Own]]] = {i.code: defaultdict(list) for i in indicators}
    rows = Rollup.objects.filter(
        _in_years(years),
        is_own=True,
        is_current=True,
        indicator__in=list(found),
        entity_id__in=list(codes),
    ).order_by("on_date")
    for indicator, entity_id, day, above, below in rows.values_list(
        "indicator", "entity_id", "on_date", "numerator", "denominator"
    ):
        if above is not None:
            found[indicator][codes[entity_id]].append(Own(day, above, below))
    return found


def _in_years(years: Collection[int]) -> Q:
    condition = Q(pk__in=())
    for year in years:
        condition |= Q(on_date__range=(date(year, 1, 1), date(year, 12, 31)))
    return condition


def _node_rows(
    indicator: Indicator,
    histories: Mapping[str, Sequence[Own]],
    perimeter: Perimeter,
    moved: set[HolderDay],
    number: int,
) -> list[Rollup]:
    """New sums for the nodes and days that the moved figures can change."""
    rows = []
    for entity, members in perimeter.members.items():
        days = {own.on_date for holder in members for own in histories.get(holder, ())}
        touched = {
            touched
            for holder, day in moved
            if holder in members
            for touched in tree.days_touched(
                day, [own.on_date for own in histories.get(holder, ())], days
            )
        }
        reporting = [histories[holder] for holder in members if histories.get(holder)]
        for day in sorted(touched):
            node = tree.node(entity, day, reporting, is_rate=indicator.denominator is not None)
            rows.append(_stored(indicator, perimeter.ids[entity], node, number))
    return rows


def _stored(indicator: Indicator, entity_id: int, node: tree.Node, number: int) -> Rollup:
    return Rollup(
        indicator=indicator.code,
        entity_id=entity_id,
        on_date=node.on_date,
        is_own=False,
        number=number,
        numerator=node.numerator,
        denominator=node.denominator,
        returns_expected=node.returns_expected,
        returns_received=node.returns_received,
        median_ppm=node.median_ppm,
    )


def _supersede_and_store(rows: Sequence[Rollup]) -> None:
    """Add rows and take the place of the current ones; history keeps the earlier numbers."""
    days_of: dict[tuple[int, bool], set[date]] = defaultdict(set)
    for row in rows:
        days_of[row.entity_id, row.is_own].add(row.on_date)
    indicators = {row.indicator for row in rows}
    for (entity_id, is_own), days in days_of.items():
        Rollup.objects.filter(
            entity_id=entity_id,
            is_own=is_own,
            is_current=True,
            indicator__in=indicators,
            on_date__in=days,
        ).update(is_current=False)
    insert_rows(Rollup, _COLUMNS, ([getattr(row, name) for name in _COLUMNS] for row in rows))


_COLUMNS = tuple(field.attname for field in Rollup._meta.concrete_fields if not field.primary_key)
