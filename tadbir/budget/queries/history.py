"""Month by month over several years: the past that S-curves and forecasts are made of."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from tadbir.budget.calc.amounts import Amounts, total
from tadbir.budget.queries.figures import HolderFigures, asked, figures_of
from tadbir.budget.terms import BudgetKind, Part
from tadbir.core.period import MONTHS_IN_YEAR, month_end
from tadbir.intake.speaking import latest_by_month
from tadbir.territory.reach import Reach


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """Cumulated amounts at a month's end (or at the latest return of the last month).

    A holder silent in a month stands where it was last known in that year; `reported` counts
    those that spoke in it, `holders` those that ever spoke in the year up to then.
    """

    year: int
    month: int
    on_date: date
    kind: BudgetKind
    part: Part
    amounts: Amounts
    reported: int
    holders: int


def history(
    *,
    reach: Reach,
    on: date,
    years: int = 4,
    holders: Collection[str] | None = None,
    at_number: int | None = None,
) -> list[MonthPoint]:
    """The months of `years` years up to a day, summed over the holders asked for: one query.

    Ordered by budget, part and month. Months before the first return of a year are left out.
    """
    since = date(on.year - years + 1, 1, 1)
    wanted = asked(reach=reach, on=on, holders=holders, at_number=at_number, since=since)
    return months(figures_of(latest_by_month(wanted)), on)


def months(found: Sequence[HolderFigures], on: date) -> list[MonthPoint]:
    """Returns laid out by month and summed, each silent holder carried on within its year."""
    series: dict[tuple[BudgetKind, Part, int], dict[str, dict[int, HolderFigures]]] = {}
    for one in found:
        key = (one.kind, one.part, one.on_date.year)
        series.setdefault(key, {}).setdefault(one.holder, {})[one.on_date.month] = one
    return [
        point
        for (kind, part, year), by_holder in sorted(series.items())
        for month in range(1, (on.month if year == on.year else MONTHS_IN_YEAR) + 1)
        if (point := _point((kind, part, year), month, by_holder))
    ]


def _point(
    key: tuple[BudgetKind, Part, int], month: int, by_holder: dict[str, dict[int, HolderFigures]]
) -> MonthPoint | None:
    """The sum of what each holder last said up to a month; None before anyone spoke."""
    kind, part, year = key
    last = [
        said[max(known)]
        for said in by_holder.values()
        if (known := [spoken for spoken in said if spoken <= month])
    ]
    if not last:
        return None
    reported = [one for one in last if one.on_date.month == month]
    day = max((one.on_date for one in reported), default=month_end(year, month))
    amounts = total(one.amounts for one in last)
    return MonthPoint(year, month, day, kind, part, amounts, len(reported), len(last))
