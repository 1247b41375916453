"""The tables of the trail: its rows, its end, and what kind of installation this is."""

from django.db import models

from tadbir.audit.chain import ORIGIN


class Entry(models.Model):
    """One action: who, when, from where, what, before and after, why. Never changed, never removed.

    `before` and `after` are canonical JSON as text, so that what is hashed is what is stored.
    Personal values stay out: a person is a sign-in, a new password is not written.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=150)
    door = models.CharField(max_length=10)
    address = models.CharField(max_length=45, blank=True)
    action = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    code = models.CharField(max_length=200)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    why = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("number",)
        indexes = (models.Index(fields=("kind", "code", "number"), name="audit_of_subject"),)
        constraints = (
            models.CheckConstraint(condition=models.Q(number__gte=1), name="audit_starts_at_one"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.kind} {self.code}"


class ChainHead(models.Model):
    """The end of the chain, one row: what it locks orders the writers, what it says shows a cut."""

    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=ORIGIN)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(id=1), name="audit_one_end_of_chain"),
        )

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


class Installation(models.Model):
    """What kind of installation this is, one row; no row means an ordinary one."""

    is_demonstration = models.BooleanField(default=False)
    fixed_today = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(id=1), name="audit_one_installation"),
            models.CheckConstraint(
                condition=models.Q(is_demonstration=True) | models.Q(fixed_today=None),
                name="audit_only_a_demonstration_stops_the_clock",
            ),
        )

    def __str__(self) -> str:
        return "demonstration" if self.is_demonstration else "installation"
