"""Year-end forecasts prepared inside a commit, so that pages read rows."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

import numpy as np

from tadbir.budget.calc.amounts import Measure
from tadbir.budget.calc.forecast.learning import Position
from tadbir.budget.calc.forecast.year_end import (
    METHOD,
    Forecasts,
    YearEndForecast,
    year_end_forecasts,
)
from tadbir.budget.calc.rates import CREDITS_OF
from tadbir.budget.models import Forecast
from tadbir.budget.queries import HolderFigures, figures, officer_of, too_late
from tadbir.budget.queries.figures import asked, figures_of
from tadbir.budget.queries.perimeter import legal_forms
from tadbir.budget.terms import BudgetKind, Part
from tadbir.core.clock import today
from tadbir.core.money import centimes
from tadbir.core.period import MONTHS_IN_YEAR, month_end, year_end
from tadbir.core.ratio import Ratio
from tadbir.intake.models import Standing
from tadbir.intake.registry import StandingChange
from tadbir.intake.speaking import latest_by_month
from tadbir.territory.followers import Reattached
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE, Reach
from tadbir.territory.terms import HOLDER_KINDS

PAST_YEARS = 6
MEASURES: Mapping[str, Measure] = {
    "committed": Measure.COMMITMENTS,
    "issued": Measure.ISSUANCES,
    "paid": Measure.PAYMENTS,
}
MOVED_BY = frozenset({"budget", "operations"})
Budget = tuple[BudgetKind, Part]


def refresh_forecasts(changes: Sequence[StandingChange], number: int) -> None:
    """Prepare again the forecasts of the regions whose figures or operations a batch moved.

    Operations count, since what they can no longer reach lowers the ceiling. Only the latest day
    of each region and year is forecast: an earlier day is past. Nothing is prepared for a finished
    year. The cost grows with the holders of the region and the years.
    """
    moved = [change for change in changes if change.dataset in MOVED_BY]
    if not moved:
        return
    for region in _regions({change.holder_code for change in moved}):
        for year in sorted({change.on_date.year for change in moved}):
            if year >= today().year:
                _refresh_region(region, year, number)


def follow_reattachment(moved: Reattached, number: int) -> None:
    """Prepare again the forecasts of two regions when a holder leaves one for the other.

    They are those of the day of the move when no return came since: until then the holder
    counted elsewhere.
    """
    is_holder = Entity.objects.filter(code=moved.entity, kind__in=HOLDER_KINDS).exists()
    regions = _regions({moved.after, *filter(None, [moved.before])}) if is_holder else []
    if len(regions) > 1:
        for region in regions:
            _refresh_region(region, today().year, number, not_before=moved.on)


def _regions(holders: Collection[str]) -> list[str]:
    """The paths of the directorates that some holders lie in today."""
    paths = Entity.objects.filter(code__in=holders).values_list("path", flat=True)
    return sorted({"/".join(path.split("/")[:3]) + "/" for path in paths})


def _refresh_region(path: str, year: int, number: int, *, not_before: date = date.min) -> None:
    """Prepare the forecasts of one region on its latest day of a year that is not finished.

    `not_before` is a day they are not to be dated before.
    """
    latest = (
        Standing.objects.filter(
            dataset="budget", is_current=True, holder__path__startswith=path, on_date__year=year
        )
        .order_by("-on_date")
        .values_list("on_date", flat=True)
        .first()
    )
    later = Standing.objects.filter(dataset="budget", is_current=True, on_date__year__gt=year)
    if latest is None or latest >= year_end(year) or later.exists():
        return
    reach = Reach((path,), EVERYWHERE.domains)
    found = _Past(reach, max(latest, not_before))
    entities = dict(Entity.objects.filter(path__startswith=path).values_list("code", "pk"))
    node = path.strip("/").split("/")[-1]
    Forecast.objects.bulk_create(
        row
        for budget in found.budgets
        for measure in MEASURES
        for row in _rows(found, budget, measure, node, entities, number)
    )


class _Past:
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
        """The budgets and parts that speak today."""
        return sorted({(one.kind, one.part) for one in self.now})

    def today(self, budget: Budget, measure: str) -> list[Position]:
        """Where holders stand, and the most that their operations still allow."""
        positions = (self._position(one, measure) for one in _of(self.now, budget))
        return [position for position in positions if position]

    def before(self, budget: Budget, measure: str, month: int) -> list[Position]:
        """Where holders stood on the same day of past years, and where they were by a month end."""
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


def _rows(
    found: _Past,
    budget: Budget,
    measure: str,
    node: str,
    entities: Mapping[str, int],
    number: int,
) -> list[Forecast]:
    """The rows of one budget and measure: each holder, and the region as a whole."""
    now = found.today(budget, measure)
    if not now:
        return []
    by_month = [
        (day, _forecasts(now, found.before(budget, measure, month), found.on))
        for month, day in found.coming
    ]
    last = by_month[-1][1]
    named = {(code, False): forecast for code, forecast in last.holders.items()}
    named[node, True] = last.total
    return [
        Forecast(
            entity_id=entities[code], is_whole=is_whole, fiscal_year=found.on.year,
            kind=budget[0].value, part=budget[1].value, measure=measure, on_date=found.on,
            number=number, method=METHOD, path=_path(by_month, code, is_whole=is_whole),
            **_amounts(forecast),
        )
        for (code, is_whole), forecast in named.items()
    ]  # fmt: skip


def _forecasts(now: Sequence[Position], past: Sequence[Position], on: date) -> Forecasts:
    """The same draw for the same day, so that a forecast made again is the same."""
    return year_end_forecasts(now, past, rng=np.random.default_rng(on.toordinal()))


def _amounts(forecast: YearEndForecast) -> dict[str, int | str | None]:
    """A forecast in the columns of the table."""
    amounts = {
        name: None if (value := getattr(forecast, name)) is None else centimes(value)
        for name in ("credits", "floor", "low", "median", "high", "ceiling")
    }
    reason = forecast.reason.value if forecast.reason else ""
    return {**amounts, "years": forecast.years, "reason": reason}


def _path(
    by_month: Sequence[tuple[date, Forecasts]], code: str, *, is_whole: bool
) -> list[list[str]]:
    """The band by coming month end as shares of the credits; empty without one."""
    path = []
    for day, forecasts in by_month:
        forecast = forecasts.total if is_whole else forecasts.holders[code]
        shares = [_share(forecast, name) for name in ("low", "median", "high")]
        if all(share is not None for share in shares):
            path.append([day.isoformat(), *(str(share) for share in shares)])
    return path


def _share(forecast: YearEndForecast, name: str) -> Decimal | None:
    value = Ratio(getattr(forecast, name), forecast.credits).value
    return None if value is None else value.quantize(Decimal("0.000001"))
