"""Budget lines and what files say of them: execution, totals, receipts, conventions."""

from django.db import models

from tadbir.budget import terms
from tadbir.budget.models.columns import centimes, one_of


class Amounts(models.Model):
    """The amounts of `terms.AMOUNTS`, in centimes, cumulative over the fiscal year."""

    opened = centimes()
    current = centimes()
    notified = centimes()
    delegated = centimes()
    consolidation = centimes()
    commitment_credits = centimes()
    committed = centimes()
    commitments_on_commitment_credits = centimes()
    deposited = centimes()
    suspended = centimes()
    rejected = centimes()
    issued = centimes()
    rejected_by_accountant = centimes()
    accepted = centimes()
    paid = centimes()

    class Meta:
        abstract = True


class Line(models.Model):
    """A budget line's identity: holder, fiscal year, budget, part and code path as text.

    Keys that a unique constraint begins with need no index of their own: 200,000 rows land twice
    as fast without.
    """

    holder = models.ForeignKey(
        "territory.Entity", on_delete=models.PROTECT, related_name="budget_lines", db_index=False
    )
    fiscal_year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    part = models.CharField(max_length=12)
    code_path = models.CharField(max_length=200)
    is_exempt = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "fiscal_year", "kind", "part", "code_path"],
                name="one_line_per_holder_year_budget_and_path",
            ),
            models.CheckConstraint(
                condition=one_of("kind", terms.BudgetKind), name="kind_of_line_known"
            ),
            models.CheckConstraint(condition=one_of("part", terms.Part), name="part_of_line_known"),
        ]

    def __str__(self) -> str:
        return self.code_path


class LineLabel(models.Model):
    """How files title a line, each wording kept once; `ar` is empty where no file gave it."""

    text = models.CharField(max_length=300)
    ar = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "ar"], name="one_label_per_wording")]

    def __str__(self) -> str:
        return self.text


class Execution(Amounts):
    """What a file says of a line on the day of its standing, with its sheet and row."""

    standing = models.ForeignKey(
        "intake.Standing", on_delete=models.PROTECT, related_name="executions", db_index=False
    )
    line = models.ForeignKey(
        Line, on_delete=models.PROTECT, related_name="executions", db_index=False
    )
    label = models.ForeignKey(
        LineLabel, on_delete=models.PROTECT, related_name="executions", null=True, db_index=False
    )
    sheet = models.CharField(max_length=80)
    row = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["standing", "line"], name="one_execution_per_line_and_standing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sheet}!{self.row}"


class StandingTotal(Amounts):
    """The sums of a standing by budget and part, stored with it so that pages never scan lines."""

    standing = models.ForeignKey(
        "intake.Standing", on_delete=models.PROTECT, related_name="budget_totals", db_index=False
    )
    fiscal_year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    part = models.CharField(max_length=12)
    lines = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["standing", "fiscal_year", "kind", "part"],
                name="one_total_per_standing_budget_and_part",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.part}"


class Receipt(models.Model):
    """What a file says of a SEGMA's resources: forecast and collected, in centimes."""

    standing = models.ForeignKey(
        "intake.Standing", on_delete=models.PROTECT, related_name="receipts"
    )
    fiscal_year = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=12)
    nature = models.CharField(max_length=24)
    code_path = models.CharField(max_length=200, blank=True)
    label_fr = models.CharField(max_length=300, blank=True)
    label_ar = models.CharField(max_length=300, blank=True)
    forecast = centimes()
    collected = centimes()
    sheet = models.CharField(max_length=80)
    row = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["standing", "fiscal_year", "part", "nature", "code_path"],
                name="one_receipt_per_standing_nature_and_path",
            ),
            models.CheckConstraint(
                condition=one_of("nature", terms.ReceiptNature), name="nature_of_receipt_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nature}/{self.part}"


class Convention(models.Model):
    """A convention's identity: its holder and its reference."""

    holder = models.ForeignKey(
        "territory.Entity", on_delete=models.PROTECT, related_name="conventions"
    )
    reference = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "reference"], name="one_convention_per_holder_and_reference"
            )
        ]

    def __str__(self) -> str:
        return self.reference


class ConventionFact(models.Model):
    """What a file says of a convention: agreed, called, transferred, justified, in centimes.

    Amounts run since the signature, as files write them beside the amount agreed. Money
    transferred is not work done: only what is justified is.
    """

    standing = models.ForeignKey(
        "intake.Standing", on_delete=models.PROTECT, related_name="convention_facts"
    )
    convention = models.ForeignKey(Convention, on_delete=models.PROTECT, related_name="facts")
    fiscal_year = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=12)
    purpose = models.CharField(max_length=500)
    delegated_owner = models.CharField(max_length=200, blank=True)
    code_path = models.CharField(max_length=200, blank=True)
    agreed = centimes()
    called = centimes()
    transferred = centimes()
    justified = centimes()
    sheet = models.CharField(max_length=80)
    row = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["standing", "convention"], name="one_fact_per_convention_and_standing"
            )
        ]

    def __str__(self) -> str:
        return self.purpose
