"""Keeps the prepared figures true: after a batch or a move, only what it touched is made again."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tadbir.core import clock
from tadbir.core.period import year_end
from tadbir.intake import standings
from tadbir.intake.registry import StandingChange
from tadbir.scorecard import prepared, timelines, tree
from tadbir.scorecard.catalogue import Indicator, indicators, of_source
from tadbir.scorecard.models import Rollup
from tadbir.scorecard.prepared import Histories
from tadbir.scorecard.sources import (
    SOURCES_MOVED_BY,
    WORKS_MOVED_BY,
    HolderDay,
    Measures,
    measures_of,
)
from tadbir.territory import queries as territory
from tadbir.territory.dated import DatedTree
from tadbir.territory.followers import Reattached, Reformed, Typed


@dataclass(frozen=True, slots=True)
class Touch:
    """A span of days on which a holder counts otherwise in some nodes."""

    first: date
    last: date
    nodes: frozenset[str]


Moved = Mapping[str, Mapping[str, set[date]]]
"""The days on which what holders say became another, by indicator and holder."""
Touches = Mapping[str, Sequence[Touch]]
"""What is touched of each indicator."""


def refresh(changes: Sequence[StandingChange], number: int) -> None:
    """Bring the prepared figures up to a batch, inside its transaction.

    Reads the facts of the holders and days that changed, and for the rest prepared rows of the
    nodes and years touched only: the cost does not depend on how many facts there are.
    """
    refresh_works({one.holder_code for one in changes if one.dataset in WORKS_MOVED_BY}, number)
    by_source: dict[str, set[HolderDay]] = defaultdict(set)
    for change in changes:
        for source in SOURCES_MOVED_BY.get(change.dataset, ()):
            by_source[source].add((change.holder_code, change.on_date))
    if by_source:
        dated = territory.dated_tree()
        for source, holder_days in by_source.items():
            _refresh(source, holder_days, dated, number)


def refresh_works(entities: Collection[str], number: int) -> None:
    """Bring the figures of works up to date in the regions of some entities.

    A report speaks of the days after it too, and a site may count with another holder: what the
    holders of a region say of works is made whole again, and what became another is kept.
    """
    paths = prepared.regions(entities) if entities else set()
    if not paths:
        return
    some, dated = of_source("works"), territory.dated_tree()
    prepared.forget(some, paths, number)
    said = timelines.said_by_holders(paths, dated, until=clock.today().year + 1)
    moved = _store_others(some, said, prepared.own_parts(some, paths), number)
    _sum_again(some, moved, dated, number)


def follow_typed(typed: Typed, number: int) -> None:
    """Bring the figures up to what a person typed of works, or of the contracts behind them."""
    if typed.domain in {"works", "procurement"}:
        refresh_works({typed.entity}, number)


def follow(moved: Reattached, number: int) -> None:
    """Bring the sums up to a re-attachment: the nodes left and joined, from its day on.

    Reads prepared rows only. Nothing that a holder reported moves, but sites of works may count
    with another holder.
    """
    _follow_sums(moved, number)
    refresh_works({moved.entity, moved.after, *filter(None, [moved.before])}, number)


def _follow_sums(moved: Reattached, number: int) -> None:
    dated = territory.dated_tree()
    nodes = _left_and_joined(moved, dated)
    holders = {
        holder for day in dated.moments(moved.on, clock.today())
        for holder in dated.under(moved.entity, day)
    }  # fmt: skip
    if not (nodes and holders):
        return
    years = range(moved.on.year, clock.today().year + 2)  # works speak of the year to come
    every = list(indicators().values())
    histories = prepared.histories(every, _ever_under(nodes, years, dated), years)
    touches = {
        code: [
            Touch(max(moved.on, date(year, 1, 1)), year_end(year), nodes)
            for year in years
            if any(own.on_date.year == year for holder in holders for own in said.get(holder, ()))
        ]
        for code, said in histories.items()
    }
    _store_sums(every, touches, histories, dated, number)


def follow_form(changed: Reformed, number: int) -> None:
    """Bring the dirhams that would lapse up to a change of legal form: its last days are others.

    Only the latest return of each holder is looked at: an earlier day is past.
    """
    told = standings.latest(SOURCES_MOVED_BY, path=changed.path, year=clock.today().year)
    moved = {(one.holder_code, one.on_date) for one in told if one.on_date >= changed.on}
    if moved:
        _refresh("levers", moved, territory.dated_tree(), number)


def prepare_again(year: int, number: int) -> int:
    """Make every sum of a year again from what holders reported; how many became others."""
    dated = territory.dated_tree()
    every = list(indicators().values())
    histories = prepared.histories(every, dated.entities, [year])
    whole = Touch(date(year, 1, 1), year_end(year), frozenset(dated.entities))
    return _store_sums(every, {one.code: [whole] for one in every}, histories, dated, number)


def _left_and_joined(moved: Reattached, dated: DatedTree) -> frozenset[str]:
    """What stood above only before, or stands above only now, on any day since the move."""
    nodes: set[str] = set()
    for day in dated.moments(moved.on, clock.today()):
        left = dated.above(moved.before, day) if moved.before else ()
        nodes |= set(left) ^ set(dated.above(moved.after, day))
    return frozenset(nodes)


def _refresh(source: str, asked: set[HolderDay], dated: DatedTree, number: int) -> None:
    some = of_source(source)
    _sum_again(some, _store_own(some, measures_of(source, asked), asked, number), dated, number)


def _sum_again(some: Sequence[Indicator], moved: Moved, dated: DatedTree, number: int) -> None:
    """Make the sums again above the holders whose own figures moved, on the days that they touch."""
    asked = {
        (holder, day) for own in moved.values() for holder, days in own.items() for day in days
    }
    if not asked:
        return
    years = {day.year for _, day in asked}
    nodes = {
        node
        for holder, day in asked
        for moment in dated.moments(date(day.year, 1, 1), year_end(day.year))
        for node in dated.above(holder, moment)
    }
    histories = prepared.histories(some, _ever_under(nodes, years, dated), years)
    touches = {
        indicator.code: [
            Touch(first, last, frozenset(nodes))
            for holder, days in moved[indicator.code].items()
            for first, last in tree.spans(days, _days(histories[indicator.code].get(holder, ())))
            for nodes in [_nodes_of(holder, first, last, dated)]
        ]
        for indicator in some
    }
    _store_sums(some, touches, histories, dated, number)


def _nodes_of(holder: str, first: date, last: date, dated: DatedTree) -> set[str]:
    return {node for day in dated.moments(first, last) for node in dated.above(holder, day)}


def _days(history: Sequence[tree.Own]) -> Sequence[date]:
    return [own.on_date for own in history]


def _ever_under(nodes: Iterable[str], years: Collection[int], dated: DatedTree) -> set[str]:
    """Every holder that hung under one of some nodes on a day of some years."""
    moments = dated.moments(date(min(years), 1, 1), year_end(max(years)))
    return {holder for node in nodes for day in moments for holder in dated.under(node, day)}


def _store_own(
    some: Sequence[Indicator], measures: Mapping[HolderDay, Measures], asked: set[HolderDay],
    number: int,
) -> Moved:  # fmt: skip
    """Keep what the holders reported; gives the days that moved by indicator and holder."""
    ids = prepared.ids({holder for holder, _ in asked})
    standing = prepared.own_standing(some, ids.values(), {day for _, day in asked})
    rows: list[Rollup] = []
    moved: dict[str, dict[str, set[date]]] = {one.code: defaultdict(set) for one in some}
    for indicator in some:
        for holder, day in sorted(asked):
            row = _own_row(indicator, ids[holder], day, measures.get((holder, day), {}), number)
            # What was never said and is not said now leaves no row.
            if row.numerator is not None or (indicator.code, row.entity_id, day) in standing:
                rows.append(row)
                moved[indicator.code][holder].add(day)
    prepared.supersede(rows)
    return moved


def _store_others(
    some: Sequence[Indicator], said: Mapping[HolderDay, Measures],
    standing: Mapping[tuple[str, str, date], prepared.Parts], number: int,
) -> Moved:  # fmt: skip
    """Keep, of all that some holders say, what is not what stood; gives the days that moved."""
    asked = said.keys() | {(holder, day) for _code, holder, day in standing}
    ids = prepared.ids({holder for holder, _ in asked})
    rows: list[Rollup] = []
    moved: dict[str, dict[str, set[date]]] = {one.code: defaultdict(set) for one in some}
    for indicator in some:
        for holder, day in sorted(asked):
            row = _own_row(indicator, ids[holder], day, said.get((holder, day), {}), number)
            before = standing.get((indicator.code, holder, day), (None, None))
            if (row.numerator, row.denominator) != before:
                rows.append(row)
                moved[indicator.code][holder].add(day)
    prepared.supersede(rows)
    return moved


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


def _store_sums(
    some: Sequence[Indicator], touches: Touches, histories: Mapping[str, Histories],
    dated: DatedTree, number: int,
) -> int:  # fmt: skip
    """Make the sums again on the days touched, and keep those that became others: how many."""
    nodes = {node for spans in touches.values() for touch in spans for node in touch.nodes}
    years = {touch.first.year for spans in touches.values() for touch in spans}
    if not nodes:
        return 0
    ids = prepared.ids(nodes)
    standing = prepared.sums_standing(some, ids, years)
    rows = []
    for indicator in some:
        sums = tree.Sums(dated, histories[indicator.code], indicator.denominator is not None)
        before = standing[indicator.code]
        for node, day in _touched(touches[indicator.code], sums, before):
            made = sums.at(node, day)
            if made != before.get((node, day)):
                rows.append(prepared.sum_row(indicator, ids[node], made, number))
    prepared.supersede(rows)
    return len(rows)


def _touched(
    touches: Sequence[Touch], sums: tree.Sums, standing: Collection[tuple[str, date]]
) -> list[tuple[str, date]]:
    """The nodes and days to make again: where a sum stands or begins, within a span touched."""
    found = []
    for node in sorted({node for touch in touches for node in touch.nodes}):
        spans = [(touch.first, touch.last) for touch in touches if node in touch.nodes]
        days = sums.days(node) | {day for entity, day in standing if entity == node}
        found += [
            (node, day)
            for day in sorted(days)
            if any(first <= day <= last for first, last in spans)
        ]
    return found
