"""Where each project stands in the lists of projects, prepared ahead of their readers."""

from typing import ClassVar

from django.db import models

from tadbir.works.models.programmes import Project


class Rank(models.Model):
    """What a list of projects is narrowed and ordered by, as of a day and of the last action about
    figures.

    It counts only while both are those of its reader, as a sheet of the cockpit does. `written` is
    the folded code and names, `contractors` their names, one unit separator apart. The last four are the places
    of the project among all of them, in each order.
    """

    project = models.OneToOneField(Project, models.CASCADE, related_name="rank")
    on_date = models.DateField()
    number = models.BigIntegerField()
    path = models.CharField(max_length=160)
    code = models.CharField(max_length=40)
    programme = models.CharField(max_length=40)
    kind = models.CharField(max_length=32)
    stage = models.CharField(max_length=24)
    phase = models.CharField(max_length=24)
    delegation = models.CharField(max_length=24)
    contractors = models.TextField()
    written = models.TextField()
    outlook = models.CharField(max_length=20)
    has_deadline = models.BooleanField()
    is_late = models.BooleanField()
    is_for_year_end = models.BooleanField()
    is_stopped = models.BooleanField()
    is_silent = models.BooleanField()
    urgent = models.PositiveIntegerField()
    way = models.PositiveIntegerField()
    name = models.PositiveIntegerField()
    expected = models.PositiveIntegerField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["number", "on_date", "urgent"], name="works_rank_by_urgency"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.on_date} ({self.number})"
