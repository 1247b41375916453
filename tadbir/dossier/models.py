"""Frozen packs: the canonical text of their figures, the files made of it, and freezing itself."""

from django.db import models

from tadbir.dossier.terms import FREEZING_STATES


class Pack(models.Model):
    """The pack of a meeting as it was frozen; never changed, never deleted.

    `content` is canonical JSON, `digest` its SHA-256; `release` made the files; `number` is the
    last action of the trail that the figures know.
    """

    meeting = models.OneToOneField(
        "meetings.Meeting", on_delete=models.PROTECT, related_name="pack"
    )
    number = models.PositiveBigIntegerField()
    release = models.CharField(max_length=40)
    content = models.TextField()
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(frozen_by=""), name="dossier_pack_was_frozen_by_someone"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}"


class PackFile(models.Model):
    """A document or workbook of a pack, kept under the private folder of files."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="files")
    form = models.CharField(max_length=8)
    lang = models.CharField(max_length=2)
    path = models.CharField(max_length=160, unique=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["form", "lang"]
        constraints = [
            models.UniqueConstraint(
                fields=["pack", "form", "lang"], name="dossier_one_file_a_form_and_language"
            ),
        ]

    def __str__(self) -> str:
        return self.path


class Freezing(models.Model):
    """A pack that is being frozen, or whose freezing stopped: working memory, outside the trail.

    One a meeting; it goes in the transaction that keeps the pack. `turn` counts those who took it
    on, and only the last is listened to; `done` counts finished steps, `seen_at` is the last sign
    of life; `refusal` says why it stopped, as code, sentence and details.
    """

    meeting = models.OneToOneField(
        "meetings.Meeting", on_delete=models.CASCADE, related_name="freezing"
    )
    state = models.CharField(max_length=8)
    turn = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveSmallIntegerField(default=0)
    seen_at = models.DateTimeField()
    asked_by = models.CharField(max_length=150)
    refusal = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=tuple(FREEZING_STATES)),
                name="dossier_known_state_of_freezing",
            ),
            models.CheckConstraint(
                condition=models.Q(state="stopped", refusal__isnull=False)
                | ~models.Q(state="stopped") & models.Q(refusal__isnull=True),
                name="dossier_stopped_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.state}"
