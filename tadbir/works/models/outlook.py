"""What was forecast of readiness on a day: how many sites by a date, and the outlook of each."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tadbir.territory.models import Entity
from tadbir.works.models.programmes import Programme, Project


def _share(field: str) -> Q:
    """The condition that a probability is unsaid, or from 0 to 1."""
    return Q((field, None)) | Q((f"{field}__gte", 0), (f"{field}__lte", 1))


class OutlookDate(models.Model):
    """A date that a region chose to be forecast, besides the end of the year."""

    entity = models.ForeignKey(Entity, models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entity", "day"], name="works_one_chosen_date"),
        ]

    def __str__(self) -> str:
        return f"{self.entity_id} {self.day}"


class Prospect(models.Model):
    """How many sites of an entity should be ready by a date, as forecast on a day.

    `entity` is a region or one of its delegations, `programme` None for all of them. `number` is
    the place in the audit chain of what made it be prepared; `judged` sites have a probability,
    `unknown` ones have none and count in neither bound of the 80 % interval.
    """

    entity = models.ForeignKey(Entity, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+")
    on_date = models.DateField()
    number = models.BigIntegerField()
    by = models.DateField()
    expected = models.FloatField()
    low = models.PositiveIntegerField()
    high = models.PositiveIntegerField()
    judged = models.PositiveIntegerField()
    unknown = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entity", "programme", "on_date", "by"],
                nulls_distinct=False,
                name="works_one_prospect_per_day_and_date",
            ),
            models.CheckConstraint(
                condition=Q(low__lte=F("high")), name="works_prospect_interval_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity_id} {self.by}"


class Outlook(models.Model):
    """Where a project stands for a date, as forecast on a day.

    `now` is the probability that it is ready by then, `if_settled` the same once its `conditions`
    (codes of holds and gates) are settled; None, with the `reason`, where nothing can be said.
    `low_on`, `median_on`, `high_on` are the days by which it is ready in 10, 50, 90 % of draws.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="outlooks")
    on_date = models.DateField()
    number = models.BigIntegerField()
    by = models.DateField()
    outlook = models.CharField(max_length=20)
    now = models.DecimalField(max_digits=7, decimal_places=6, null=True)
    if_settled = models.DecimalField(max_digits=7, decimal_places=6, null=True)
    conditions = models.JSONField(default=list)
    reason = models.CharField(max_length=32, blank=True)
    low_on = models.DateField(null=True)
    median_on = models.DateField(null=True)
    high_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "on_date", "by"], name="works_one_outlook_per_day_and_date"
            ),
            models.CheckConstraint(condition=_share("now"), name="works_now_is_a_probability"),
            models.CheckConstraint(
                condition=_share("if_settled"), name="works_if_settled_is_a_probability"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["on_date", "by"], name="works_outlook_by_day")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.by} {self.outlook}"
