"""What lists of programmes say of their projects."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tadbir.works.models.programmes import Project
from tadbir.works.terms import Phase, ProjectKind, Reason, Steering


def _said(field: str, codes: type[Phase] | type[ProjectKind] | type[Reason] | type[Steering]) -> Q:
    """The condition that a column is unsaid, or holds a code of the terms."""
    return Q((f"{field}__in", ["", *(code.value for code in codes)]))


class ProjectListing(models.Model):
    """What one list said of one project: a row of a file, never changed; "" or None: not said.

    `phase` is the one that the list gives in words, `since` its day; the three other days are those
    of columns of their own. `reason` is a code of the terms, `remarks` the text.
    """

    standing = models.ForeignKey("intake.Standing", models.PROTECT, related_name="works_listings")
    project = models.ForeignKey(Project, models.PROTECT, related_name="listings")
    written = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=32, blank=True)
    steering = models.CharField(max_length=24, blank=True)
    owner = models.CharField(max_length=200, blank=True)
    phase = models.CharField(max_length=24, blank=True)
    since = models.DateField(null=True)
    reason = models.CharField(max_length=24, blank=True)
    service_order_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    opened_on = models.DateField(null=True)
    population = models.PositiveIntegerField(null=True)
    staff = models.PositiveIntegerField(null=True)
    contract_reference = models.CharField(max_length=200, blank=True)
    remarks = models.TextField(blank=True)
    sheet = models.CharField(max_length=80)
    row = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["standing", "project"], name="works_listed_once_a_list"
            ),
            models.CheckConstraint(
                condition=_said("phase", Phase), name="works_listed_phase_is_known"
            ),
            models.CheckConstraint(
                condition=_said("kind", ProjectKind), name="works_listed_kind_is_known"
            ),
            models.CheckConstraint(
                condition=_said("steering", Steering), name="works_listed_steering_is_known"
            ),
            models.CheckConstraint(
                condition=_said("reason", Reason), name="works_listed_reason_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.standing_id} {self.project_id}"
