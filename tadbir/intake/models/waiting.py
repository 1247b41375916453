"""What waits for a decision, what is remembered of senders, and what they are expected to send."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from tadbir.intake.models.batches import Batch, Declaration, SourceFile
from tadbir.intake.terms import RHYTHMS, STATES
from tadbir.territory.models import Entity
from tadbir.territory.querysets import valid_on, within
from tadbir.territory.reach import HoldersOfDay, Reach
from tadbir.territory.terms import HOLDER_KINDS


class Staging(Declaration):
    """A file being read or waiting for a decision. Working memory: it may be dropped any time.

    `encoding` and `delimiter` are what was said of a text file; a batch keeps in its report what
    it was read with.
    `records_digest` is that of the records kept beside it, `changes_digest` that of what they
    change; `decision` holds the ticks of a commit left to a job; `refusal` why reading or
    committing stopped, as code, sentence and details.
    """

    file = models.ForeignKey(SourceFile, on_delete=models.PROTECT, related_name="stagings")
    encoding = models.CharField(max_length=16, blank=True, default="")
    delimiter = models.CharField(max_length=1, blank=True, default="")
    state = models.CharField(max_length=12)
    attempts = models.PositiveSmallIntegerField(default=0)
    seen_number = models.BigIntegerField(null=True, blank=True)
    records_digest = models.CharField(max_length=64, blank=True)
    changes_digest = models.CharField(max_length=64, blank=True)
    report = models.JSONField(null=True, blank=True)
    decision = models.JSONField(null=True, blank=True)
    refusal = models.JSONField(null=True, blank=True)
    batch = models.ForeignKey(
        Batch, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=150)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=tuple(STATES)), name="intake_known_state_of_staging"
            ),
            models.CheckConstraint(
                condition=Q(state="done", batch__isnull=False) | ~Q(state="done") & Q(batch=None),
                name="intake_done_means_a_batch",
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(report__isnull=False, seen_number__isnull=False),
                name="intake_ready_means_a_preview",
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.dataset} {self.state}"


class RememberedMapping(models.Model):
    """How a sender's columns of one header were matched by hand, for the next file like it."""

    sender = models.CharField(max_length=150)
    dataset = models.CharField(max_length=40)
    signature = models.CharField(max_length=64, blank=True)
    mapping = models.JSONField()
    remembered_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("sender", "dataset", "signature"), name="intake_one_mapping_a_layout"
            ),
        )

    def __str__(self) -> str:
        return f"{self.sender} {self.dataset}"


class ExpectedReturnQuerySet(models.QuerySet["ExpectedReturn"]):
    """Expected returns, asked for in words."""

    def within(self, reach: Reach) -> Self:
        """Those of senders within reach."""
        return self.filter(within(reach, "sender__path"))

    def counted_for(self, reach: Reach, holders: HoldersOfDay) -> Self:
        """Those of the budget holders of a day, and of every other sender within reach."""
        others = within(reach, "sender__path") & ~Q(sender__kind__in=HOLDER_KINDS)
        return self.filter(Q(sender__code__in=holders.codes) | others)

    def expected_on(self, day: date) -> Self:
        """Those whose validity holds on a day."""
        return self.filter(valid_on(day))


class ExpectedReturn(models.Model):
    """What a sender owes and when: `due_day` is a day of the next month, or of the next week.

    A month's figures are due on day `due_day` of the month after; a week's on weekday `due_day`
    (1 is Monday) of the week after. The last day of validity does not count.
    """

    dataset = models.CharField(max_length=40)
    sender = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="expected_returns")
    rhythm = models.CharField(max_length=10)
    due_day = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = ExpectedReturnQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(rhythm__in=tuple(RHYTHMS)), name="intake_known_rhythm"
            ),
            models.CheckConstraint(
                condition=Q(rhythm="monthly", due_day__range=(1, 28))
                | Q(rhythm="weekly", due_day__range=(1, 7)),
                name="intake_due_day_fits_its_rhythm",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="intake_return_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=("dataset", "sender"),
                condition=Q(valid_to=None),
                name="intake_one_open_return_a_sender",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.dataset} {self.sender_id} {self.rhythm}"
