"""The quality of the place: lists of requirements, what was assessed, documents and photographs."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tadbir.territory.models import Entity
from tadbir.works.models.programmes import Project
from tadbir.works.terms import Answer, DocumentKind, Place


class Requirement(models.Model):
    """What a place must offer, as a user wrote it, with its source; `until` None: still asked.

    It is asked from `since` on, and no longer on `until`; both alike: never. `entity` is the body
    that asks for it. A changed text is a new requirement: what was assessed
    stays assessed against the text of its day.
    """

    entity = models.ForeignKey(Entity, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40, unique=True)
    place = models.CharField(max_length=32)
    text_fr = models.CharField(max_length=500, blank=True)
    text_ar = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=300)
    weight = models.PositiveSmallIntegerField(default=1)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(place__in=[one.value for one in Place]), name="works_place_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(text_fr="") | ~Q(text_ar=""), name="works_requirement_has_a_text"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="works_requirement_has_a_source"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="works_requirement_does_not_end_before_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Document(models.Model):
    """A document or a photograph of a project, kept under its digest and served to who may see it.

    A photograph is kept without the metadata of its camera.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=16)
    title = models.CharField(max_length=200)
    dated = models.DateField()
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=120)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=150)
    withdrawn_why = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in DocumentKind]),
                name="works_kind_of_document_is_known",
            ),
            models.UniqueConstraint(
                fields=["project", "sha256"],
                condition=Q(withdrawn_why=""),
                name="works_one_document_per_content",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Assessment(models.Model):
    """What was found of a requirement in a project on a day, with its evidence.

    Rows are added, never changed: the last one of the latest day says what is.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="assessments")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="assessments")
    on = models.DateField()
    answer = models.CharField(max_length=16)
    evidence = models.CharField(max_length=500, blank=True)
    photo = models.ForeignKey(Document, models.PROTECT, null=True, related_name="assessments")
    assessed_by = models.CharField(max_length=150, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answer__in=[one.value for one in Answer]),
                name="works_answer_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.requirement_id} {self.answer}"
