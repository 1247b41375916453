"""Reads prepared figures, always within a reach, never a fact."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from tadbir.scorecard import catalogue
from tadbir.scorecard.figure import Board, Figure
from tadbir.scorecard.models import Rollup
from tadbir.territory.querysets import within
from tadbir.territory.reach import Reach

_FIELDS = (
    "indicator", "entity__code", "on_date", "number", "numerator", "denominator",
    "returns_expected", "returns_received", "median_ppm",
)  # fmt: skip


def _visible(reach: Reach) -> QuerySet[Rollup]:
    """Everything of one's subtree, and the sums of the level above, which name nobody.

    Indicators of a domain that the reach does not see are not there.
    """
    condition = within(reach, "entity__path")
    if reach.above:
        condition |= Q(entity__path__in=sorted(reach.above), is_own=False)
    hidden = catalogue.indicators().keys() - {one.code for one in catalogue.seen_in(reach)}
    found = Rollup.objects.filter(condition)
    return found.exclude(indicator__in=sorted(hidden)) if hidden else found


def _up_to(rows: QuerySet[Rollup], on: date) -> QuerySet[Rollup]:
    """Figures of the fiscal year of a day, up to that day."""
    return rows.filter(on_date__range=(date(on.year, 1, 1), on))


def board(
    *,
    reach: Reach,
    entities: Collection[str],
    on: date,
    at_number: int | None = None,
    is_own: bool = False,
    indicators: Collection[str] | None = None,
) -> Board:
    """The last figure of each indicator for some entities at a day; one query.

    `is_own` asks for what the holders themselves reported instead of sums over what is under
    them. `at_number` asks for what was known then. `indicators` are codes; None is every one.
    """
    rows = _up_to(_visible(reach), on).filter(entity__code__in=entities, is_own=is_own)
    if indicators is not None:
        rows = rows.filter(indicator__in=indicators)
    last = Window(
        RowNumber(),
        partition_by=["entity", "indicator"],
        order_by=[F("on_date").desc(), F("number").desc()],
    )
    found = _known(rows, at_number).annotate(place=last).filter(place=1)
    return {(f.entity, f.indicator): f for f in _figures(found)}


def _known(rows: QuerySet[Rollup], at_number: int | None) -> QuerySet[Rollup]:
    """What is known now, or every row that was known at a batch number, superseded ones too."""
    if at_number is None:
        return rows.filter(is_current=True)
    return rows.filter(number__lte=at_number)


def series(
    *,
    reach: Reach,
    entity: str,
    indicators: Collection[str],
    on: date,
    at_number: int | None = None,
) -> dict[str, Sequence[Figure]]:
    """The figures of an entity through the year of a day, by indicator, in date order."""
    rows = _up_to(_visible(reach), on).filter(
        entity__code=entity, is_own=False, indicator__in=indicators
    )
    by_day = {(f.indicator, f.on_date): f for f in _figures(_known(rows, at_number))}
    found: dict[str, list[Figure]] = {code: [] for code in indicators}
    for (indicator, _), figure in sorted(by_day.items()):
        found[indicator].append(figure)
    return dict(found)


def _figures(rows: QuerySet[Rollup]) -> Iterable[Figure]:
    """Figures in the order in which a later day or number takes the place of an earlier one."""
    for values in rows.order_by(F("on_date"), F("number")).values_list(*_FIELDS):
        yield Figure(*values)
