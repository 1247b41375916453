"""Year-end forecasts prepared inside a commit, so that pages read rows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from tadbir.budget.actions.positions import MEASURES, Budget, Past
from tadbir.budget.calc.forecast.learning import Position
from tadbir.budget.calc.forecast.year_end import METHOD, YearEndForecast, year_end_forecasts
from tadbir.budget.models import Forecast
from tadbir.budget.queries import ForecastFigures, forecasts
from tadbir.budget.terms import Part
from tadbir.core.clock import today
from tadbir.core.money import centimes
from tadbir.core.period import year_end
from tadbir.core.ratio import Ratio
from tadbir.intake.models import Standing
from tadbir.intake.registry import StandingChange
from tadbir.territory.followers import Reattached, Reformed
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE, Reach
from tadbir.territory.terms import HOLDER_KINDS

MOVED_BY = frozenset({"budget", "operations"})


@dataclass(frozen=True, slots=True)
class _Node:
    """A region, the keys of what lies in it, and the holders of each delegation that has several."""

    code: str
    ids: Mapping[str, int]
    parts: Mapping[str, Collection[str]]

    @classmethod
    def at(cls, path: str) -> "_Node":
        """The region that lies at a path, as the tree stands today: one query."""
        rows = list(
            Entity.objects.filter(path__startswith=path).values_list("code", "pk", "path", "kind")
        )
        paths = {own: code for code, _pk, own, kind in rows if kind in HOLDER_KINDS}
        under = {
            code: {below for lower, below in paths.items() if lower.startswith(own)}
            for own, code in paths.items()
            if own != path
        }
        parts = {code: holders for code, holders in under.items() if len(holders) > 1}
        return cls(path.strip("/").split("/")[-1], {code: pk for code, pk, *_ in rows}, parts)


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
    """Prepare again the forecasts of the regions that a holder leaves and joins.

    They are those of the day of the move when no return came since: until then the holder
    counted elsewhere. Within a region it may leave one delegation for another.
    """
    if Entity.objects.filter(code=moved.entity, kind__in=HOLDER_KINDS).exists():
        for region in _regions({moved.after, *filter(None, [moved.before])}):
            _refresh_region(region, today().year, number, not_before=moved.on)


def follow_form(changed: Reformed, number: int) -> None:
    """Prepare again the forecasts of a region that has another legal form from a day on.

    A year in which it switched is like no other, and its last days may be others: the forecasts
    are those of the day of the switch when no return came since.
    """
    _refresh_region(changed.path, today().year, number, not_before=changed.on)


def _regions(holders: Collection[str]) -> list[str]:
    """The paths of the directorates that some holders lie in today."""
    paths = Entity.objects.filter(code__in=holders).values_list("path", flat=True)
    return sorted({"/".join(path.split("/")[:3]) + "/" for path in paths})


def _refresh_region(path: str, year: int, number: int, *, not_before: date = date.min) -> None:
    """Prepare the forecasts of one region on its latest day of a year that is not finished.

    `not_before` is a day they are not to be dated before. What had a forecast and has none any
    more leaves a row that says nothing.
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
    if (latest and latest >= year_end(year)) or later.exists():
        return
    node = _Node.at(path)
    reach = Reach((path,), EVERYWHERE.domains)
    found = Past(reach, max(latest, not_before)) if latest else None
    made = _made(found, node, number) if found else []
    standing = forecasts(reach=reach, on=year_end(year))
    Forecast.objects.bulk_create([*made, *_gone(standing, made, node, number, not_before)])


def _made(found: Past, node: _Node, number: int) -> list[Forecast]:
    return [
        row
        for budget in found.budgets
        for measure in MEASURES
        for row in _rows(found, budget, measure, node, number)
    ]


def _gone(
    standing: Sequence[ForecastFigures],
    made: Sequence[Forecast],
    node: _Node,
    number: int,
    not_before: date,
) -> list[Forecast]:
    """A row without amounts for each forecast that stood and was not made again."""
    again = {(row.entity_id, row.is_whole, row.kind, row.part, row.measure) for row in made}
    return [
        Forecast(
            entity_id=node.ids[one.entity], is_whole=one.is_whole, fiscal_year=one.on_date.year,
            kind=one.kind.value, part=_stored(one.part), measure=one.measure, number=number,
            on_date=max(one.on_date, not_before), method=METHOD, years=0,
        )
        for one in standing
        if (node.ids[one.entity], one.is_whole, one.kind, _stored(one.part), one.measure)
        not in again
    ]  # fmt: skip


def _stored(part: Part | None) -> str:
    """A part in the column of the table, "" for both together."""
    return part.value if part else ""


def _rows(
    found: Past,
    budget: Budget,
    measure: str,
    node: _Node,
    number: int,
) -> list[Forecast]:
    """The rows of one budget and measure: each holder, and the region and delegations as wholes."""
    now = found.today(budget, measure)
    if not now:
        return []
    by_month = [
        (day, _forecasts(now, found.before(budget, measure, month), found.on, node))
        for month, day in found.coming
    ]
    named = by_month[-1][1]
    return [
        Forecast(
            entity_id=node.ids[code], is_whole=is_whole, fiscal_year=found.on.year,
            kind=budget[0].value, part=_stored(budget[1]), measure=measure, on_date=found.on,
            number=number, method=METHOD, path=_path([(day, every[code, is_whole]) for day, every in by_month]),
            **_amounts(forecast),
        )
        for (code, is_whole), forecast in named.items()
    ]  # fmt: skip


def _forecasts(
    now: Sequence[Position], past: Sequence[Position], on: date, node: _Node
) -> Mapping[tuple[str, bool], YearEndForecast]:
    """The forecasts of a month end, by entity and whether it speaks for all below it.

    The same draw for the same day, so that a forecast made again is the same.
    """
    rng = np.random.default_rng(on.toordinal())
    found = year_end_forecasts(now, past, rng=rng, parts=node.parts)
    own = {(code, False): forecast for code, forecast in found.holders.items()}
    whole = {(code, True): forecast for code, forecast in found.parts.items()}
    return {**own, **whole, (node.code, True): found.total}


def _amounts(forecast: YearEndForecast) -> dict[str, int | str | None]:
    """A forecast in the columns of the table."""
    amounts = {
        name: None if (value := getattr(forecast, name)) is None else centimes(value)
        for name in ("credits", "floor", "low", "median", "high", "ceiling")
    }
    reason = forecast.reason.value if forecast.reason else ""
    return {**amounts, "years": forecast.years, "reason": reason}


def _path(by_month: Sequence[tuple[date, YearEndForecast]]) -> list[list[str]]:
    """The band by coming month end as shares of the credits; empty without one."""
    path = []
    for day, forecast in by_month:
        shares = [_share(forecast, name) for name in ("low", "median", "high")]
        if all(share is not None for share in shares):
            path.append([day.isoformat(), *(str(share) for share in shares)])
    return path


def _share(forecast: YearEndForecast, name: str) -> Decimal | None:
    value = Ratio(getattr(forecast, name), forecast.credits).value
    return None if value is None else value.quantize(Decimal("0.000001"))
