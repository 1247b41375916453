"""Month by month over several years: the past that S-curves are made of.

A past year is comparable when it is made of the same holders under the same legal form. Where
this year's holders were all there, it is made equal by leaving the others out; otherwise it is
left out, and said to be.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tadbir.budget.calc.amounts import Amounts, total
from tadbir.budget.queries.figures import HolderFigures, asked, figures_of
from tadbir.budget.queries.perimeter import LegalForms, legal_forms
from tadbir.budget.terms import BudgetKind, Part
from tadbir.core.period import MONTHS_IN_YEAR, month_end
from tadbir.intake.speaking import latest_by_month
from tadbir.territory.reach import Reach

Year = tuple[BudgetKind, Part, int]
Months = dict[int, HolderFigures]
"""The last return of a holder in each month of a year."""


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


@dataclass(frozen=True, slots=True)
class History:
    """The months of comparable years, and the budgets and years that are not comparable."""

    points: Sequence[MonthPoint]
    left_out: frozenset[Year]


def history(
    *,
    reach: Reach,
    on: date,
    years: int = 4,
    holders: Collection[str] | None = None,
    at_number: int | None = None,
) -> History:
    """The months of `years` years up to a day, summed over the holders asked for: two queries.

    Ordered by budget, part and month. Months before the first return of a year are left out.
    """
    since = date(on.year - years + 1, 1, 1)
    wanted = asked(reach=reach, on=on, holders=holders, at_number=at_number, since=since)
    return months(figures_of(latest_by_month(wanted)), on, legal_forms(reach=reach))


def months(found: Sequence[HolderFigures], on: date, forms: LegalForms) -> History:
    """Returns laid out by month and summed, each silent holder carried on within its year."""
    series: dict[Year, dict[str, Months]] = {}
    for one in found:
        if forms.on(one.path, one.on_date) == forms.on(one.path, on):
            key = (one.kind, one.part, one.on_date.year)
            series.setdefault(key, {}).setdefault(one.holder, {})[one.on_date.month] = one
    every = {(one.kind, one.part, one.on_date.year) for one in found}
    kept = {
        (kind, part, year): equal
        for (kind, part, year), by_holder in sorted(series.items())
        if (equal := _made_equal(by_holder, series.get((kind, part, on.year), {})))
    }
    points = [
        point
        for (kind, part, year), by_holder in kept.items()
        for month in range(1, (on.month if year == on.year else MONTHS_IN_YEAR) + 1)
        if (point := _point((kind, part, year), month, by_holder, on))
    ]
    return History(points, frozenset(every - kept.keys()))


def _made_equal(by_holder: Mapping[str, Months], now: Mapping[str, Months]) -> Mapping[str, Months]:
    """A year's returns of the holders of this year; nothing when one of them was not there."""
    if not now.keys() <= by_holder.keys():
        return {}
    return {holder: by_holder[holder] for holder in now}


def _point(key: Year, month: int, by_holder: Mapping[str, Months], on: date) -> MonthPoint | None:
    """The sum of what each holder last said up to a month; None before anyone spoke.

    A month in which nobody spoke stands at its end, and never after `on`.
    """
    kind, part, year = key
    last = [
        said[max(known)]
        for said in by_holder.values()
        if (known := [spoken for spoken in said if spoken <= month])
    ]
    if not last:
        return None
    reported = [one for one in last if one.on_date.month == month]
    day = max((one.on_date for one in reported), default=min(month_end(year, month), on))
    amounts = total(one.amounts for one in last)
    return MonthPoint(year, month, day, kind, part, amounts, len(reported), len(last))
