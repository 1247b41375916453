"""The dated rules of the budget: circulars, control regimes, routes, norms, targets, forecasts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from tadbir.budget import models
from tadbir.budget.calc.calendar import ClosingDate, RouteStep, YearRules
from tadbir.budget.calc.norms import NORMS, Norm
from tadbir.budget.calc.trajectory import Trajectory, TrajectoryPoint
from tadbir.budget.terms import BudgetKind, Deadline, Part, Spending
from tadbir.core.holidays import Certainty
from tadbir.core.money import dirhams
from tadbir.core.period import Validity
from tadbir.core.workdays import MOROCCO, Holiday, HolidayKind, WorkCalendar
from tadbir.territory.models import LegalForm
from tadbir.territory.querysets import valid_on, within
from tadbir.territory.reach import Reach
from tadbir.territory.terms import Form

_OUTSIDE_DECREE = frozenset({Form.GST.value})


def legal_form(*, reach: Reach, on: date) -> str:
    """The legal form of the regions that a reach touches; "" when they have several, or none."""
    found = LegalForm.objects.filter(valid_on(on))
    if "/" not in reach.paths:
        codes = {path.split("/")[2] for path in reach.paths if path.count("/") > 2}
        found = found.filter(entity__code__in=codes) if codes else found
    forms = set(found.values_list("form", flat=True))
    return forms.pop() if len(forms) == 1 else ""


def closing_dates(year: int, *, form: str = "") -> list[ClosingDate]:
    """The dates of a year's circular for a legal form; its own date wins over one for all forms.

    Public: a circular is the same for everyone.
    """
    found = models.ClosingDate.objects.filter(fiscal_year=year, form__in={"", form})
    own_first = found.order_by("form")
    chosen = {
        (row.deadline, row.spending): ClosingDate(
            Deadline(row.deadline), Spending(row.spending), row.last_day, row.source
        )
        for row in own_first
    }
    return list(chosen.values())


def circular_rows(year: int) -> list[models.ClosingDate]:
    """The dates entered for a year, as they are edited."""
    found = models.ClosingDate.objects.filter(fiscal_year=year)
    return list(found.order_by("deadline", "spending", "form"))


def norms() -> Sequence[Norm]:
    """The norms entered by users over those the product comes with."""
    entered = [
        Norm(row.code, row.value, row.unit, row.source, Validity(row.valid_from, row.valid_to))
        for row in models.Norm.objects.order_by("code", "valid_from")
    ]
    return (*NORMS, *entered)


def work_calendar() -> WorkCalendar:
    """The working days of administrations: the product's, and what was loaded of each year."""
    known = MOROCCO
    rows = models.DayOff.objects.order_by("day")
    for year, loaded in groupby(rows, key=lambda row: row.day.year):
        known = known.with_year(year, (
            Holiday(row.day, row.name, HolidayKind(row.kind), Certainty.ANNOUNCED, row.source)
            for row in loaded
        ))  # fmt: skip
    return known


def year_rules(year: int, *, form: str = "") -> YearRules:
    """What decides the last days of a year under a region's legal form, ordinary control.

    A territorial health group stands outside decree 2-07-1235: without a circular of its own it
    has no default.
    """
    return YearRules(
        year=year,
        circular=closing_dates(year, form=form),
        norms=() if form in _OUTSIDE_DECREE else norms(),
        calendar=work_calendar(),
    )


def route_steps(on: date) -> list[RouteStep]:
    """The steps of every procurement route in force on a day, from the launch on."""
    found = models.RouteStep.objects.filter(valid_on(on)).order_by("route", "position")
    return [
        RouteStep(
            row.route, row.position, row.step, row.days, row.source,
            Validity(row.valid_from, row.valid_to),
        )
        for row in found
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class TargetFigures:
    """What an entity is meant to reach on an indicator in a year, with its trajectory."""

    entity: str
    indicator: str
    fiscal_year: int
    source: str
    trajectory: Trajectory

    @property
    def final(self) -> Decimal | None:
        """The value to reach at the end; None without a point."""
        return self.trajectory.points[-1].value if self.trajectory.points else None


def targets(
    *, reach: Reach, year: int, entities: Collection[str] | None = None, indicator: str = ""
) -> list[TargetFigures]:
    """The targets of a year within reach, by entity and indicator: two queries."""
    found = models.Target.objects.filter(within(reach, "entity__path"), fiscal_year=year)
    if entities is not None:
        found = found.filter(entity__code__in=list(entities))
    if indicator:
        found = found.filter(indicator=indicator)
    rows = found.select_related("entity").prefetch_related("points")
    return [_target(row) for row in rows.order_by("entity__path", "indicator")]


def _target(row: models.Target) -> TargetFigures:
    points = sorted(row.points.all(), key=lambda point: point.on_date)
    return TargetFigures(
        row.entity.code,
        row.indicator,
        row.fiscal_year,
        row.source,
        Trajectory(tuple(TrajectoryPoint(point.on_date, point.value) for point in points)),
    )


@dataclass(frozen=True, slots=True)
class ForecastFigures:
    """A year-end forecast prepared at a commit, in dirhams; `path` is in shares of the credits.

    Without a `part` it is of both together.

    Without a band `median`, `low`, `high` are None and `reason` says why.
    """

    entity: str
    is_whole: bool
    kind: BudgetKind
    part: Part | None
    measure: str
    on_date: date
    number: int
    years: int
    method: str
    reason: str
    credits: Decimal
    floor: Decimal
    low: Decimal | None
    median: Decimal | None
    high: Decimal | None
    ceiling: Decimal
    path: Sequence[tuple[date, Decimal, Decimal, Decimal]]


def forecasts(
    *,
    reach: Reach,
    on: date,
    entities: Collection[str] | None = None,
    at_number: int | None = None,
) -> list[ForecastFigures]:
    """The forecasts prepared for the latest day up to `on`, as known now or at a number.

    One for each entity, own or whole, budget, part and measure; one query. A row without amounts
    says that there is none any more.
    """
    condition = within(reach, "entity__path") & Q(on_date__lte=on, fiscal_year=on.year)
    if at_number is not None:
        condition &= Q(number__lte=at_number)
    if entities is not None:
        condition &= Q(entity__code__in=list(entities))
    rank = Window(
        RowNumber(),
        partition_by=[F(name) for name in ("entity_id", "is_whole", "kind", "part", "measure")],
        order_by=[F("number").desc(), F("on_date").desc()],
    )
    found = models.Forecast.objects.filter(condition).annotate(rank=rank).filter(rank=1)
    ordered = found.select_related("entity")
    return [
        _forecast(row)
        for row in ordered.order_by("entity__path", "is_whole", "kind", "part", "measure")
        if row.credits is not None
    ]


def _forecast(row: models.Forecast) -> ForecastFigures:
    amounts = {
        name: None if (value := getattr(row, name)) is None else dirhams(value)
        for name in ("low", "median", "high")
    }
    return ForecastFigures(
        entity=row.entity.code,
        is_whole=row.is_whole,
        kind=BudgetKind(row.kind),
        part=Part(row.part) if row.part else None,
        measure=row.measure,
        on_date=row.on_date,
        number=row.number,
        years=row.years,
        method=row.method,
        reason=row.reason,
        credits=dirhams(row.credits or 0),
        floor=dirhams(row.floor or 0),
        ceiling=dirhams(row.ceiling or 0),
        path=[
            (date.fromisoformat(day), Decimal(low), Decimal(median), Decimal(high))
            for day, low, median, high in row.path
        ],
        **amounts,
    )
