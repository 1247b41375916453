"""Operations (dossiers) and their suppliers: an identity kept once, and dated facts about it."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import models

from tadbir.procurement.terms import (
    MOST_DURATION,
    MOST_GUARANTEE_MONTHS,
    MOST_PENALTY_CAP,
    MOST_PENALTY_RATE,
    DurationUnit,
    Kind,
    Nature,
    OrderKind,
    Place,
    State,
    TaxBasis,
)

Codes = (
    type[Kind]
    | type[State]
    | type[Place]
    | type[TaxBasis]
    | type[Nature]
    | type[DurationUnit]
    | type[OrderKind]
)


def _one_of(field: str, codes: Codes) -> models.Q:
    """The condition that a column holds a code of the terms."""
    return models.Q((f"{field}__in", [code.value for code in codes]))


def _within(field: str, most: Decimal) -> models.Q:
    """The condition that a fraction is unsaid, or above zero and not above the most it may be."""
    return models.Q((field, None)) | models.Q((f"{field}__gt", 0), (f"{field}__lte", most))


def _lasts(most: Mapping[DurationUnit, int]) -> models.Q:
    """The condition that a duration is unsaid, or within the most of its unit."""
    condition = models.Q(duration=None)
    for unit, count in most.items():
        condition |= models.Q(duration_unit=unit.value, duration__range=(1, count))
    return condition


class Supplier(models.Model):
    """Who supplies; names that fold alike are one supplier."""

    name = models.CharField(max_length=250)
    folded = models.CharField(max_length=250)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["folded"], name="one_supplier_per_folded_name")
        ]

    def __str__(self) -> str:
        return self.name


class Operation(models.Model):
    """An operation's identity: its holder and its reference, kept once whatever the files say."""

    holder = models.ForeignKey(
        "territory.Entity", on_delete=models.PROTECT, related_name="operations"
    )
    reference = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "reference"], name="one_operation_per_holder_and_reference"
            )
        ]

    def __str__(self) -> str:
        return self.reference


class OperationFact(models.Model):
    """What a file says of an operation on a day: money in centimes, state, where it lies.

    `dates` maps a state to its ISO day, to "" where the file only has a cross, to
    `UNDER_WAY` where it says so.
    `state_on` is the day of the present state, None when the file does not date it.
    """

    standing = models.ForeignKey(
        "intake.Standing", on_delete=models.PROTECT, related_name="operation_facts"
    )
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="facts")
    supplier = models.ForeignKey(
        Supplier, on_delete=models.PROTECT, related_name="facts", null=True, blank=True
    )
    supplier_name = models.CharField(max_length=250, blank=True)
    fiscal_year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    purpose = models.CharField(max_length=500)
    search = models.CharField(max_length=800)
    amount = models.BigIntegerField(null=True)
    amount_without_tax = models.BigIntegerField(null=True)
    tax_basis = models.CharField(max_length=12)
    state = models.CharField(max_length=24)
    state_on = models.DateField(null=True)
    place = models.CharField(max_length=20)
    dates = models.JSONField(default=dict)
    reason = models.CharField(max_length=500, blank=True)
    observations = models.TextField(blank=True)
    sheet = models.CharField(max_length=80)
    row = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["standing", "operation"], name="one_fact_per_operation_and_standing"
            ),
            models.CheckConstraint(condition=_one_of("kind", Kind), name="kind_of_operation_known"),
            models.CheckConstraint(
                condition=_one_of("state", State), name="state_of_operation_known"
            ),
            models.CheckConstraint(
                condition=_one_of("place", Place), name="place_of_operation_known"
            ),
            models.CheckConstraint(
                condition=_one_of("tax_basis", TaxBasis), name="tax_basis_of_operation_known"
            ),
        ]
        indexes = [models.Index(fields=["standing", "state"], name="operation_fact_by_state")]

    def __str__(self) -> str:
        return self.purpose


class OperationShare(models.Model):
    """The part of an operation charged to one budget line; an operation may lie over several.

    `part` is "" where the file does not say whether the line is operating or investment.
    """

    fact = models.ForeignKey(OperationFact, on_delete=models.CASCADE, related_name="shares")
    budget_kind = models.CharField(max_length=10)
    part = models.CharField(max_length=12)
    code_path = models.CharField(max_length=200)
    amount = models.BigIntegerField(null=True)
    amount_without_tax = models.BigIntegerField(null=True)
    sheet = models.CharField(max_length=80)
    row = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fact", "budget_kind", "part", "code_path"],
                name="one_share_per_operation_and_line",
            )
        ]
        indexes = [models.Index(fields=["code_path"], name="operation_share_by_line")]

    def __str__(self) -> str:
        return self.code_path


class Contract(models.Model):
    """What the contract of an operation stipulates, as signed: delay, penalty, guarantee.

    The rate is a fraction of the amount for each day late, the cap a fraction of the amount;
    None where the contract does not say. Amounts, states and supplier stay with the operation.
    """

    operation = models.OneToOneField(Operation, on_delete=models.PROTECT, related_name="contract")
    nature = models.CharField(max_length=20)
    service_order_on = models.DateField(null=True)
    duration = models.PositiveIntegerField(null=True)
    duration_unit = models.CharField(max_length=8, default=DurationUnit.MONTHS.value)
    penalty_rate = models.DecimalField(max_digits=9, decimal_places=7, null=True)
    penalty_cap = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    guarantee_months = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_one_of("nature", Nature), name="nature_of_contract_known"
            ),
            models.CheckConstraint(
                condition=_one_of("duration_unit", DurationUnit), name="unit_of_duration_known"
            ),
            models.CheckConstraint(
                condition=_within("penalty_rate", MOST_PENALTY_RATE),
                name="penalty_rate_is_a_fraction_a_day",
            ),
            models.CheckConstraint(
                condition=_within("penalty_cap", MOST_PENALTY_CAP),
                name="penalty_cap_is_a_fraction",
            ),
            models.CheckConstraint(
                condition=_lasts(MOST_DURATION),
                name="duration_of_contract_within_ten_years",
            ),
            models.CheckConstraint(
                condition=models.Q(guarantee_months=None)
                | models.Q(guarantee_months__lte=MOST_GUARANTEE_MONTHS),
                name="guarantee_of_contract_within_ten_years",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nature} {self.operation_id}"


class Lot(models.Model):
    """A lot of a contract, accepted on its own days; a contract without lots has one."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="lots")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300, blank=True)
    amount = models.BigIntegerField(null=True)
    provisional_acceptance_on = models.DateField(null=True)
    final_acceptance_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="one_lot_per_number"),
            models.CheckConstraint(
                condition=models.Q(provisional_acceptance_on=None)
                | models.Q(final_acceptance_on=None)
                | models.Q(final_acceptance_on__gte=models.F("provisional_acceptance_on")),
                name="final_acceptance_after_provisional",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} / {self.number}"


class Order(models.Model):
    """An order to the contractor that stops or starts again the running of the delay.

    One entered by mistake is withdrawn with its reason, and no longer counts.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="orders")
    kind = models.CharField(max_length=12)
    on_date = models.DateField()
    reason = models.CharField(max_length=500, blank=True)
    withdrawn_why = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "on_date"],
                condition=models.Q(withdrawn_why=""),
                name="one_order_per_day",
            ),
            models.CheckConstraint(
                condition=_one_of("kind", OrderKind), name="kind_of_order_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on_date}"
