"""Files, batches and what they speak for: rows are added, and withdrawn, never edited."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from tadbir.territory.models import Entity
from tadbir.territory.querysets import within
from tadbir.territory.reach import Reach


class SourceFile(models.Model):
    """A file as it came, kept once: `path` lies under the media folder."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    path = models.CharField(max_length=120)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=150)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(size__gt=0), name="intake_file_is_not_empty"),
            models.CheckConstraint(
                condition=~Q(received_by=""), name="intake_file_came_from_someone"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Declaration(models.Model):
    """What the person who sends a file says of it; empty texts and None are "the file says it"."""

    dataset = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    entity = models.CharField(max_length=24, blank=True)
    on_date = models.DateField(null=True, blank=True)
    known_on = models.DateField()
    sheet = models.CharField(max_length=80, blank=True)
    mapping = models.JSONField(default=dict)
    layout = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True


class BatchQuerySet(models.QuerySet["Batch"]):
    """Batches, asked for in words."""

    def within(self, reach: Reach) -> Self:
        """Those that hold at least one return of an entity within reach."""
        held = Standing.objects.filter(within(reach, "holder__path"), batch=models.OuterRef("pk"))
        return self.filter(models.Exists(held))

    def standing(self) -> Self:
        """Those that were not withdrawn."""
        return self.filter(withdrawn_number=None)


class Batch(Declaration):
    """What was committed from a file, as a whole. `number` is its place in the audit chain.

    `seen_number` is the last number the sender's preview knew. `report` is the reading as it was
    shown (untranslated); `digest` is made of its standings' digests.
    """

    file = models.ForeignKey(SourceFile, on_delete=models.PROTECT, related_name="batches")
    number = models.BigIntegerField(unique=True)
    withdrawn_number = models.BigIntegerField(null=True, blank=True, unique=True)
    seen_number = models.BigIntegerField()
    rows = models.PositiveIntegerField()
    report = models.JSONField()
    digest = models.CharField(max_length=64)
    committed_at = models.DateTimeField()
    committed_by = models.CharField(max_length=150)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_number=None) | Q(withdrawn_number__gt=F("number")),
                name="intake_batch_is_withdrawn_after_its_commit",
            ),
            models.CheckConstraint(
                condition=Q(seen_number__lt=F("number")), name="intake_preview_comes_before_commit"
            ),
            models.CheckConstraint(condition=Q(rows__gt=0), name="intake_batch_holds_rows"),
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.dataset}"

    @property
    def state(self) -> str:
        """`committed` or `withdrawn`; what is not committed yet is a `Staging`."""
        return "committed" if self.withdrawn_number is None else "withdrawn"


class StandingQuerySet(models.QuerySet["Standing"]):
    """Standings, asked for in words."""

    def within(self, reach: Reach) -> Self:
        """Those of entities within reach."""
        return self.filter(within(reach, "holder__path"))

    def current(self) -> Self:
        """Those that stand now."""
        return self.filter(is_current=True)

    def known_at(self, number: int) -> Self:
        """Those that stood just after a number of the audit chain."""
        was_there = Q(withdrawn_number=None) | Q(withdrawn_number__gt=number)
        later = (
            Standing.objects.filter(
                was_there,
                dataset=models.OuterRef("dataset"),
                source=models.OuterRef("source"),
                holder=models.OuterRef("holder"),
                on_date=models.OuterRef("on_date"),
                number__gt=models.OuterRef("number"),
                number__lte=number,
            )
        )  # fmt: skip
        return self.filter(was_there, ~models.Exists(later), number__lte=number)


class Standing(models.Model):
    """What one batch says for one holder on one day: fact rows hang from it.

    `number` is the batch's number. `places` are the rows it came from, by sheet, as first and
    last rows of runs. `digest` is made of its records (`tadbir.intake.fingerprint`).
    """

    dataset = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    holder = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="standings")
    on_date = models.DateField()
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="standings")
    number = models.BigIntegerField()
    withdrawn_number = models.BigIntegerField(null=True, blank=True)
    is_current = models.BooleanField(default=True)
    rows = models.PositiveIntegerField()
    places = models.JSONField()
    digest = models.CharField(max_length=64)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("dataset", "source", "holder", "on_date"),
                condition=Q(is_current=True),
                name="intake_one_current_standing",
            ),
            models.UniqueConstraint(
                fields=("batch", "holder", "on_date"), name="intake_one_standing_a_batch"
            ),
            models.CheckConstraint(
                condition=Q(is_current=False) | Q(withdrawn_number=None),
                name="intake_withdrawn_is_not_current",
            ),
        )
        indexes = (
            models.Index(
                fields=("dataset", "source", "holder", "on_date", "number"),
                name="intake_standing_history",
            ),
            models.Index(
                fields=("dataset", "on_date"),
                condition=Q(is_current=True),
                name="intake_standing_current",
            ),
        )

    def __str__(self) -> str:
        return f"{self.dataset} {self.source} {self.holder_id} {self.on_date}"


class RefusedCell(models.Model):
    """A cell of a committed file that was left out, with what the sender was told."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="refused")
    sheet = models.CharField(max_length=80)
    cell = models.CharField(max_length=20)
    value = models.TextField(blank=True)
    code = models.CharField(max_length=60)
    reason = models.TextField()
    remedy = models.TextField()
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}"
