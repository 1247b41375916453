"""Where holders stand today and stood on the same day of past years, as forecasts take it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from tadbir.budget.calc.amounts import Measure
from tadbir.budget.calc.forecast.learning import Position
from tadbir.budget.calc.rates import CREDITS_OF
from tadbir.budget.queries import HolderFigures, figures, officer_of, too_late
from tadbir.budget.queries.figures import asked, figures_of
from tadbir.budget.queries.perimeter import legal_forms
from tadbir.budget.terms import BudgetKind, Part
from tadbir.core.money import ZERO
from tadbir.core.period import MONTHS_IN_YEAR, month_end, year_end
from tadbir.intake.speaking import latest_by_month
from tadbir.territory.reach import Reach

PAST_YEARS = 6
MEASURES: Mapping[str, Measure] = {
    "committed": Measure.COMMITMENTS,
    "issued": Measure.ISSUANCES,
    "paid": Measure.PAYMENTS,
}
Budget = tuple[BudgetKind, Part | None]
"""A budget and its part; without a part, both together."""
TOGETHER = frozenset({BudgetKind.SEGMA})
"""The budgets that the scorecard rates as one: their parts are forecast together too."""


class Past:
    """The figures of a region today and on the same day of the years before."""

    def __init__(self, reach: Reach, on: date) -> None:
        self.on = on
        self.forms = legal_forms(reach=reach)
        self.now = figures(reach=reach, on=on)
        self.lost = too_late(reach=reach, on=on)
        self.coming = [
            (month, month_end(on.year, month))
            for month in range(on.month, MONTHS_IN_YEAR + 1)
            if month_end(on.year, month) > on
        ]
        months = _by_month(reach, on)
        self.then = {year: figures(reach=reach, on=_same_day(on, year)) for year in sorted(months)}
        self.then = {year: found for year, found in self.then.items() if found}
        self.ends = {
            (year, month): _reached(months[year], month)
            for year in self.then
            for month, _ in self.coming
        }

    @property
    def budgets(self) -> list[Budget]:
        """The budgets and parts that speak today, and those whose two parts are one rate."""
        apart = sorted({(one.kind, one.part) for one in self.now})
        kinds = [kind for kind, _part in apart]
        return [*apart, *((kind, None) for kind in sorted(TOGETHER) if kinds.count(kind) > 1)]

    def today(self, budget: Budget, measure: str) -> list[Position]:
        """Where holders stand, and the most that their operations still allow.

        Parts are added up by holder.
        """
        if budget[1] is None:
            apart = [self.today((budget[0], part), measure) for part in Part]
            return [added(several) for several in by_holder_and_year(apart).values()]
        positions = (self._position(one, measure) for one in _of(self.now, budget))
        return [position for position in positions if position]

    def before(self, budget: Budget, measure: str, month: int) -> list[Position]:
        """Where holders stood on the same day of past years, and where they were by a month end.

        Parts are added up where a holder had as many as it has today: one part is like no two.
        """
        if budget[1] is None:
            now = by_holder_and_year([self.today((budget[0], part), measure) for part in Part])
            many = {holder: len(several) for (holder, _year), several in now.items()}
            apart = [self.before((budget[0], part), measure, month) for part in Part]
            return [
                added(several)
                for (holder, _year), several in by_holder_and_year(apart).items()
                if len(several) == many.get(holder)
            ]
        positions = (
            self._position(one, measure, end)
            for year, then in self.then.items()
            for ends in ({one.holder: one for one in _of(self.ends[year, month], budget)},)
            for one in _of(then, budget)
            if (end := ends.get(one.holder))
        )
        return [position for position in positions if position]

    def _position(
        self, one: HolderFigures, measure: str, end: HolderFigures | None = None
    ) -> Position | None:
        """A holder as the forecast takes it; None where its credits or amount are unknown.

        `end` is what it had reached by the day that is forecast, None for this year. Its perimeter
        is its legal form in between: a year in which it switched is like no other.
        """
        which = MEASURES[measure]
        credit, reached = one.amounts.of(CREDITS_OF[officer_of(one.kind)]), one.amounts.of(which)
        if credit is None or reached is None:
            return None
        lost = None if end else self.lost[which].get((one.holder, one.kind, one.part))
        return Position(
            one.holder, one.on_date.year,
            perimeter=self.forms.over(one.path, one.on_date, end.on_date if end else self.on),
            credits=credit, reached=reached,
            possible=None if lost is None else credit - lost,
            final=end.amounts.of(which) if end else None,
        )  # fmt: skip


def by_holder_and_year(
    apart: Iterable[Sequence[Position]],
) -> Mapping[tuple[str, int], Sequence[Position]]:
    """The positions of several parts that stand for one holder in one year."""
    found: dict[tuple[str, int], list[Position]] = {}
    for one in chain.from_iterable(apart):
        found.setdefault((one.holder, one.year), []).append(one)
    return found


def added(parts: Sequence[Position]) -> Position:
    """The parts of a holder as one: amounts add up, and so does the most that each can reach."""
    first = parts[0]
    finals = [one.final for one in parts if one.final is not None]
    return replace(
        first,
        credits=sum((one.credits for one in parts), ZERO),
        reached=sum((one.reached for one in parts), ZERO),
        possible=sum((one.ceiling for one in parts), ZERO)
        if any(one.possible is not None for one in parts)
        else None,
        final=sum(finals, ZERO) if len(finals) == len(parts) else None,
    )


def _of(found: Sequence[HolderFigures], budget: Budget) -> list[HolderFigures]:
    return [one for one in found if (one.kind, one.part) == budget]


def _by_month(reach: Reach, on: date) -> dict[int, list[HolderFigures]]:
    """The last return of each month of past years, in the order of time, by year: one query."""
    first = date(on.year - PAST_YEARS, 1, 1)
    last = year_end(on.year - 1)
    found: dict[int, list[HolderFigures]] = {}
    returns = latest_by_month(
        asked(reach=reach, on=last, holders=None, at_number=None, since=first)
    )
    for one in sorted(figures_of(returns), key=lambda figure: figure.on_date):
        found.setdefault(one.on_date.year, []).append(one)
    return found


def _reached(year: Sequence[HolderFigures], month: int) -> list[HolderFigures]:
    """What each holder, budget and part had last reported by a month's end."""
    last = {(one.holder, one.kind, one.part): one for one in year if one.on_date.month <= month}
    return list(last.values())


def _same_day(on: date, year: int) -> date:
    """The same day of another year; 29 February falls on the 28th."""
    is_leap_day = (on.month, on.day) == (2, 29)
    return date(year, on.month, 28 if is_leap_day else on.day)
