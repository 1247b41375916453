"""Prepared figures: one row per indicator, entity and day, kept with the batch that moved it."""

from django.db import models

from tadbir.territory.models import Entity


class Rollup(models.Model):
    """The additive parts of an indicator for an entity at a day, as known from a batch on.

    `is_own` rows are what the holder itself reported; the others are sums over the entity and
    all below it. Rows are only added: the figure known at batch number N is the one with the
    largest `number` up to N. Money is in centimes, `median_ppm` in millionths.
    """

    indicator = models.CharField(max_length=60)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    on_date = models.DateField()
    is_own = models.BooleanField()
    number = models.PositiveBigIntegerField()
    is_current = models.BooleanField(default=True)
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    returns_expected = models.PositiveIntegerField(default=1)
    returns_received = models.PositiveIntegerField(default=1)
    median_ppm = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "indicator", "on_date", "is_own", "number"],
                name="rollup_moves_once_per_batch",
            ),
            models.UniqueConstraint(
                fields=["entity", "is_own", "indicator", "on_date"],
                condition=models.Q(is_current=True),
                name="rollup_has_one_current_row",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.entity_id} {self.on_date}"


class Preparation(models.Model):
    """The release that made the sums that stand; one row, none before the first `tadbir migrate`."""

    release = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(pk=1), name="scorecard_one_preparation"),
        )

    def __str__(self) -> str:
        return self.release
