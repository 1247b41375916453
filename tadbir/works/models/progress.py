"""What files say of works: dated reports of progress by source, gates, planned curves, contracts."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tadbir.works.models.programmes import Project
from tadbir.works.terms import Gate, Stated


def _share(field: str) -> Q:
    """The condition that a fraction is unsaid, or from 0 to 1."""
    return Q((field, None)) | Q((f"{field}__gte", 0), (f"{field}__lte", 1))


class ProjectContract(models.Model):
    """The operation, kept by procurement, that carries out a project; `lot` None is all of it.

    An operation may carry several projects, and a project several operations.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="contracts")
    operation = models.ForeignKey("procurement.Operation", models.PROTECT, related_name="+")
    lot = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "operation", "lot"],
                nulls_distinct=False,
                name="works_one_link_per_lot",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.operation_id}"


class Report(models.Model):
    """What one row of a file says of one lot of a project on a day; None: not said.

    The standing gives the source, the day and the file. `lot` is 0 for the whole contract.
    `physical` and `financial` are fractions of 1; `amount` and `paid` (cumulated) are centimes;
    `written` is the site as the file names it; `stated` the word that stands where a figure was
    expected.
    """

    standing = models.ForeignKey("intake.Standing", models.PROTECT, related_name="works_reports")
    project = models.ForeignKey(Project, models.PROTECT, related_name="reports")
    written = models.CharField(max_length=200, blank=True, default="")
    contract_reference = models.CharField(max_length=200, blank=True)
    lot = models.PositiveSmallIntegerField(default=0)
    contractor = models.CharField(max_length=250, blank=True)
    amount = models.BigIntegerField(null=True)
    service_order_on = models.DateField(null=True)
    duration = models.PositiveIntegerField(null=True)
    duration_unit = models.CharField(max_length=8, blank=True)
    stops = models.CharField(max_length=500, blank=True)
    physical = models.DecimalField(max_digits=7, decimal_places=6, null=True)
    financial = models.DecimalField(max_digits=7, decimal_places=6, null=True)
    paid = models.BigIntegerField(null=True)
    expected_on = models.DateField(null=True)
    stated = models.CharField(max_length=24, blank=True)
    remarks = models.TextField(blank=True)
    sheet = models.CharField(max_length=80)
    row = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["standing", "project", "contract_reference", "lot"],
                name="works_one_report_per_lot",
            ),
            models.CheckConstraint(condition=_share("physical"), name="works_physical_is_a_share"),
            models.CheckConstraint(
                condition=_share("financial"), name="works_financial_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(stated="") | Q(stated__in=[one.value for one in Stated]),
                name="works_stated_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.contract_reference} {self.lot}"


class GateReport(models.Model):
    """What the monthly form of a delegation says of a site: each gate, open or not; None: not said.

    `open_reserves` counts the reserves of the provisional acceptance not lifted yet.
    """

    standing = models.ForeignKey("intake.Standing", models.PROTECT, related_name="works_gates")
    project = models.ForeignKey(Project, models.PROTECT, related_name="gates")
    written = models.CharField(max_length=200, blank=True, default="")
    equipment = models.BooleanField(null=True)
    staff = models.BooleanField(null=True)
    water_and_power = models.BooleanField(null=True)
    commissioning = models.BooleanField(null=True)
    open_reserves = models.PositiveSmallIntegerField(null=True)
    remarks = models.TextField(blank=True)
    sheet = models.CharField(max_length=80)
    row = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["standing", "project"], name="works_one_gate_report_per_project"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} gates"

    def said(self, gate: Gate) -> bool | None:
        """What the form says of a gate."""
        found: bool | None = getattr(self, gate.value)
        return found


class PlannedPoint(models.Model):
    """A point of a project's planned curve: the share planned by a day, in the plan of a day."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="planned")
    planned_since = models.DateField()
    on = models.DateField()
    share = models.DecimalField(max_digits=7, decimal_places=6)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "planned_since", "on"], name="works_one_planned_share_per_day"
            ),
            models.CheckConstraint(condition=_share("share"), name="works_planned_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.on}"
