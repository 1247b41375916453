"""Dated rules and targets, entered by people, and forecasts prepared at a commit."""

from django.db import models

from tadbir.budget import terms
from tadbir.budget.models.columns import centimes, one_of
from tadbir.core.workdays import HolidayKind


class ClosingDate(models.Model):
    """A last day given by a year's closing circular, by kind of spending and legal form.

    `form` is the legal form the date is for ("drsps", "gst"), or "" for both.
    """

    fiscal_year = models.PositiveSmallIntegerField()
    deadline = models.CharField(max_length=16)
    spending = models.CharField(max_length=12)
    form = models.CharField(max_length=12, blank=True)
    last_day = models.DateField()
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "deadline", "spending", "form"],
                name="one_last_day_per_year_deadline_spending_and_form",
            ),
            models.CheckConstraint(
                condition=one_of("deadline", terms.Deadline), name="deadline_known"
            ),
            models.CheckConstraint(
                condition=one_of("spending", terms.Spending), name="spending_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year} {self.deadline} {self.spending}"


class ControlRegime(models.Model):
    """The control of spending that a holder is under between two days."""

    entity = models.ForeignKey(
        "territory.Entity", on_delete=models.PROTECT, related_name="control_regimes"
    )
    control = models.CharField(max_length=12)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "valid_from"], name="one_control_regime_per_entity_and_day"
            ),
            models.CheckConstraint(
                condition=one_of("control", terms.Control), name="control_regime_known"
            ),
        ]

    def __str__(self) -> str:
        return self.control


class ExemptOperation(models.Model):
    """An operation outside the regularity control, whatever its line; the trail says why."""

    operation = models.OneToOneField(
        "procurement.Operation", on_delete=models.PROTECT, related_name="exemption"
    )

    def __str__(self) -> str:
        return str(self.operation_id)


class Norm(models.Model):
    """A dated value of the rules (visa delay, carry-over ceiling), with its unit and source."""

    code = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=16, decimal_places=4)
    unit = models.CharField(max_length=100)
    source = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_norm_per_code_and_day")
        ]

    def __str__(self) -> str:
        return self.code


class RouteStep(models.Model):
    """A step of a procurement route, in working days, between two days."""

    route = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=30)
    days = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["route", "position", "valid_from"],
                name="one_step_per_route_position_and_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.route}/{self.step}"


class DayOff(models.Model):
    """A religious feast or a decreed day off, as it was loaded for its year; civil days are law."""

    day = models.DateField(unique=True)
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=[HolidayKind.RELIGIOUS.value, HolidayKind.EXCEPTIONAL.value]
                ),
                name="day_off_moves",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class Target(models.Model):
    """What an entity is meant to reach on an indicator in a year, as a fraction or an amount."""

    entity = models.ForeignKey(
        "territory.Entity", on_delete=models.PROTECT, related_name="budget_targets"
    )
    indicator = models.CharField(max_length=80)
    fiscal_year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "indicator", "fiscal_year"],
                name="one_target_per_entity_indicator_and_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.fiscal_year}"


class TargetPoint(models.Model):
    """A point of a target's trajectory: the value to have reached on a day."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="points")
    on_date = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "on_date"], name="one_point_per_target_day")
        ]

    def __str__(self) -> str:
        return str(self.on_date)


class Forecast(models.Model):
    """A year-end forecast prepared at a commit, so that pages read a row.

    `is_whole` says that the node speaks for everything below it, not for itself alone; a `part`
    that is "" is both together.
    `number` is the batch number it was prepared at. Amounts are centimes; `low` and `high` are
    the 80 % interval, null under three comparable years, where `floor` and `ceiling` stand.
    `credits` are those known on the day, null when a node has no forecast any more; `reason`
    says why there is no band, "" with one.
    `path` holds the band by coming month end as shares of the credits: day, low, median, high.
    """

    entity = models.ForeignKey(
        "territory.Entity", on_delete=models.PROTECT, related_name="budget_forecasts"
    )
    is_whole = models.BooleanField()
    fiscal_year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    part = models.CharField(max_length=12)
    measure = models.CharField(max_length=12)
    on_date = models.DateField()
    number = models.PositiveIntegerField()
    years = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=40)
    reason = models.CharField(max_length=40, blank=True)
    credits = centimes()
    floor = centimes()
    low = centimes()
    median = centimes()
    high = centimes()
    ceiling = centimes()
    path = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "is_whole", "kind", "part", "measure", "on_date", "number"],
                name="one_forecast_per_node_measure_day_and_number",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.part} {self.on_date}"
