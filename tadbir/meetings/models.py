"""Series of meetings of a directorate, and the dated meetings in them."""

from django.db import models

from tadbir.meetings import terms
from tadbir.territory.models import Entity


class Series(models.Model):
    """A recurring meeting that a regional director chairs."""

    code = models.CharField(max_length=40, unique=True)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=list(terms.KINDS.items()))
    rhythm = models.CharField(max_length=20, choices=list(terms.RHYTHMS.items()))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entity", "kind"], name="series_one_of_a_kind"),
        ]

    def __str__(self) -> str:
        return self.code


class Meeting(models.Model):
    """One sitting. `last_number` is the last action of the trail known to it, null until held.

    "Since the last meeting" and "the pack of that meeting" mean the figures up to that number.
    """

    code = models.CharField(max_length=60, unique=True)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    place = models.CharField(max_length=120)
    last_number = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ["-held_on"]
        constraints = [
            models.UniqueConstraint(fields=["series", "held_on"], name="meeting_once_a_day"),
        ]

    def __str__(self) -> str:
        return self.code
