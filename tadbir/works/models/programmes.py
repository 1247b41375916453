"""Programmes and their projects, the phases these went through, and what was opened."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tadbir.territory.models import Entity
from tadbir.works.terms import WITH_REASON, Phase, ProjectKind, Reason, Steering


def _one_of(
    field: str, codes: type[Phase] | type[ProjectKind] | type[Reason] | type[Steering]
) -> Q:
    """The condition that a column holds a code of the terms."""
    return Q((f"{field}__in", [code.value for code in codes]))


class Programme(models.Model):
    """A set of projects that a body follows together, such as primary care, second phase."""

    code = models.CharField(max_length=40, unique=True)
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="+")
    name_fr = models.CharField(max_length=200, blank=True)
    name_ar = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(name_fr="") | ~Q(name_ar=""), name="works_programme_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Project(models.Model):
    """What a programme does to one site. `steering` is "" where nobody said, as of centres."""

    code = models.CharField(max_length=40, unique=True)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="projects")
    site = models.ForeignKey(Entity, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=32)
    steering = models.CharField(max_length=24, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=_one_of("kind", ProjectKind), name="works_project_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(steering="") | _one_of("steering", Steering),
                name="works_project_steering_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class PhaseEntry(models.Model):
    """The day from which a project is in a phase; entries follow one another as `STEPS` lets them.

    One entered by mistake is withdrawn with its reason, stays, and no longer counts. `standing` is
    the list that brought it; None for one that a person entered, which no file undoes. `number` is
    the place in the audit chain of what entered it, `withdrawn_number` of what took it back.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="phases")
    phase = models.CharField(max_length=24)
    since = models.DateField()
    reason = models.CharField(max_length=24, blank=True)
    note = models.CharField(max_length=500, blank=True)
    withdrawn_why = models.CharField(max_length=500, blank=True, default="")
    standing = models.ForeignKey(
        "intake.Standing", models.PROTECT, null=True, related_name="works_phases"
    )
    number = models.BigIntegerField(default=0)
    withdrawn_number = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=_one_of("phase", Phase), name="works_phase_is_known"),
            models.CheckConstraint(
                condition=Q(reason="") | _one_of("reason", Reason), name="works_reason_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(phase__in=sorted(phase.value for phase in WITH_REASON))
                | ~Q(reason=""),
                name="works_failure_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.phase} {self.since}"


class Opening(models.Model):
    """A site opened, as the authorities decided it; None: not said.

    `population` is served by the site, `staff` posted to it, `inaugurated_by` who came.
    """

    entry = models.OneToOneField(PhaseEntry, models.PROTECT, related_name="opening")
    population = models.PositiveIntegerField(null=True)
    staff = models.PositiveIntegerField(null=True)
    inaugurated_by = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return str(self.entry_id)
