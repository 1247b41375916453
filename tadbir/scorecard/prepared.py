"""The table of prepared figures as the roll-up reads and writes it: rows in, rows out."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from tadbir.intake.bulk import insert_rows
from tadbir.scorecard.catalogue import Indicator
from tadbir.scorecard.models import Rollup
from tadbir.scorecard.tree import Node, Own
from tadbir.territory.dated import Tie
from tadbir.territory.models import Attachment, Entity
from tadbir.territory.terms import Tree

Histories = Mapping[str, Sequence[Own]]
"""Every figure of one indicator that holders reported, by holder, in date order."""
OwnKey = tuple[str, int, date]
Parts = tuple[int | None, int | None]


def ids(codes: Collection[str]) -> dict[str, int]:
    """The keys of some entities by code."""
    return dict(Entity.objects.filter(code__in=codes).values_list("code", "pk"))


def regions(codes: Collection[str]) -> set[str]:
    """The paths of the directorates that some entities lie in today; one query."""
    paths = Entity.objects.filter(code__in=codes).values_list("path", flat=True)
    return {"/".join(path.split("/")[:3]) + "/" for path in paths}


def ties(codes: Collection[str]) -> dict[str, list[Tie]]:
    """From what some entities hung, from when to when; one query."""
    links = Attachment.objects.filter(tree=Tree.ADMINISTRATIVE, entity__code__in=codes)
    found: dict[str, list[Tie]] = defaultdict(list)
    for row in links.order_by("pk").values_list(
        "entity__code", "parent__code", "valid_from", "valid_to"
    ):
        found[row[0]].append(Tie(*row))
    return found


def own_parts(
    some: Sequence[Indicator], paths: Collection[str]
) -> dict[tuple[str, str, date], Parts]:
    """Both parts of every figure that holders under some paths reported, by indicator, holder, day."""
    rows = _of_regions(some, paths).filter(is_own=True, is_current=True)
    found = rows.values_list("indicator", "entity__code", "on_date", "numerator", "denominator")
    return {(code, holder, day): (above, below) for code, holder, day, above, below in found}


def forget(some: Sequence[Indicator], paths: Collection[str], number: int) -> None:
    """Drop the figures that an action made already: it makes them twice where it gathers several."""
    _of_regions(some, paths).filter(number=number).delete()


def _of_regions(some: Sequence[Indicator], paths: Collection[str]) -> QuerySet[Rollup]:
    under = Q(pk__in=())
    for path in paths:
        under |= Q(entity__path__startswith=path)
    return Rollup.objects.filter(under, indicator__in=[one.code for one in some])


def own_standing(
    some: Sequence[Indicator], entities: Collection[int], days: Collection[date]
) -> set[OwnKey]:
    """Which own figures stand already for some holders and days."""
    rows = Rollup.objects.filter(
        is_own=True,
        is_current=True,
        indicator__in=[indicator.code for indicator in some],
        entity_id__in=entities,
        on_date__in=days,
    )
    return set(rows.values_list("indicator", "entity_id", "on_date"))


def histories(
    some: Sequence[Indicator], holders: Collection[str], years: Collection[int]
) -> dict[str, Histories]:
    """What some holders reported in some years, by indicator."""
    found: dict[str, dict[str, list[Own]]] = {one.code: defaultdict(list) for one in some}
    rows = Rollup.objects.filter(
        _in_years(years),
        is_own=True,
        is_current=True,
        indicator__in=list(found),
        entity__code__in=holders,
    ).order_by("on_date")
    for indicator, holder, day, above, below in rows.values_list(
        "indicator", "entity__code", "on_date", "numerator", "denominator"
    ):
        if above is not None:
            found[indicator][holder].append(Own(day, above, below))
    return {code: dict(by_holder) for code, by_holder in found.items()}


def sums_standing(
    some: Sequence[Indicator], nodes: Mapping[str, int], years: Collection[int]
) -> dict[str, dict[tuple[str, date], Node]]:
    """The sums that stand for some nodes (keys by code) in some years, by indicator."""
    codes = {pk: code for code, pk in nodes.items()}
    found: dict[str, dict[tuple[str, date], Node]] = {one.code: {} for one in some}
    rows = Rollup.objects.filter(
        _in_years(years),
        is_own=False,
        is_current=True,
        indicator__in=list(found),
        entity_id__in=list(codes),
    )
    for indicator, entity_id, day, *parts in rows.values_list(
        "indicator", "entity_id", "on_date", *_PARTS
    ):
        node = codes[entity_id]
        found[indicator][node, day] = Node(node, day, *parts)
    return found


_PARTS = ("numerator", "denominator", "returns_expected", "returns_received", "median_ppm")
"""What a sum is made of, in the order of `tree.Node`."""


def _in_years(years: Collection[int]) -> Q:
    condition = Q(pk__in=())
    for year in years:
        condition |= Q(on_date__range=(date(year, 1, 1), date(year, 12, 31)))
    return condition


def sum_row(indicator: Indicator, entity_id: int, node: Node, number: int) -> Rollup:
    """The row of a sum."""
    return Rollup(
        indicator=indicator.code,
        entity_id=entity_id,
        on_date=node.on_date,
        is_own=False,
        number=number,
        **{name: getattr(node, name) for name in _PARTS},
    )


def supersede(rows: Sequence[Rollup]) -> None:
    """Add rows and take the place of the current ones; history keeps the earlier numbers."""
    for (entity_id, is_own, days), indicators in _together(rows).items():
        Rollup.objects.filter(
            entity_id=entity_id,
            is_own=is_own,
            is_current=True,
            indicator__in=indicators,
            on_date__in=days,
        ).update(is_current=False)
    insert_rows(Rollup, _COLUMNS, ([getattr(row, name) for name in _COLUMNS] for row in rows))


def _together(rows: Iterable[Rollup]) -> Mapping[tuple[int, bool, frozenset[date]], list[str]]:
    """The indicators that move on the same days of one entity: one statement for them all."""
    days: dict[tuple[int, bool, str], set[date]] = defaultdict(set)
    for row in rows:
        days[row.entity_id, row.is_own, row.indicator].add(row.on_date)
    found: dict[tuple[int, bool, frozenset[date]], list[str]] = defaultdict(list)
    for (entity_id, is_own, indicator), some in days.items():
        found[entity_id, is_own, frozenset(some)].append(indicator)
    return found


_COLUMNS = tuple(field.attname for field in Rollup._meta.concrete_fields if not field.primary_key)
