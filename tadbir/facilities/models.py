"""Tables of the register: sites as they stand, and what each list said of them."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from tadbir.facilities.terms import CATEGORIES, DATASET
from tadbir.intake.models import Standing
from tadbir.territory.models import Area, Entity
from tadbir.territory.querysets import within
from tadbir.territory.reach import Reach

_KNOWN_CATEGORY = Q(category__in=tuple(CATEGORIES))
_BEDS_ARE_FEWER = (
    Q(functional_beds__isnull=True)
    | Q(existing_beds__isnull=True)
    | Q(functional_beds__lte=F("existing_beds"))
)


class FacilityQuerySet(models.QuerySet["Facility"]):
    """Facilities, filtered by who looks."""

    def within(self, reach: Reach) -> Self:
        """Those a reach holds; nothing when it does not see the register."""
        if not reach.sees(DATASET):
            return self.none()
        return self.filter(within(reach, "entity__path"))


class Facility(models.Model):
    """A site as the newest lists describe it: prepared from `Listing` at each commit.

    `family` and `category` are codes of `terms`. Existing beds are not functional beds. Nothing
    here is said by a person: names, parents and statuses stand with the entity.
    """

    entity = models.OneToOneField(Entity, models.PROTECT, related_name="facility")
    commune = models.ForeignKey(Area, models.PROTECT, related_name="facilities")
    family = models.CharField(max_length=16)
    category = models.CharField(max_length=8)
    folded = models.CharField(max_length=200)
    existing_beds = models.PositiveIntegerField(null=True)
    functional_beds = models.PositiveIntegerField(null=True)
    opening_date = models.DateField(null=True)
    listed_on = models.DateField()
    is_listed = models.BooleanField(default=True)

    objects = FacilityQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=_KNOWN_CATEGORY, name="facilities_category_is_known"),
            models.CheckConstraint(
                condition=_BEDS_ARE_FEWER, name="facilities_functional_beds_exist"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["commune", "family", "folded"], name="facilities_place")
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.folded}"


class ListingQuerySet(models.QuerySet["Listing"]):
    """Listings, asked for in words."""

    def in_force(self) -> Self:
        """Those of lists that were neither replaced nor withdrawn."""
        return self.filter(standing__is_current=True)

    def known_by(self, day: date) -> Self:
        """Those of lists that speak of a day or of one before it."""
        return self.filter(standing__on_date__lte=day)


class Listing(models.Model):
    """What one list said of one site: a row of a file, never changed.

    `key` is the row's own, as intake compares it. None or empty: the list does not say.
    """

    standing = models.ForeignKey(Standing, models.PROTECT, related_name="listings")
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="listings")
    key = models.JSONField()
    category = models.CharField(max_length=8)
    name_fr = models.CharField(max_length=200)
    name_ar = models.CharField(max_length=200, blank=True)
    existing_beds = models.PositiveIntegerField(null=True)
    functional_beds = models.PositiveIntegerField(null=True)
    opening_date = models.DateField(null=True)
    status = models.CharField(max_length=12, blank=True)
    status_reason = models.CharField(max_length=250, blank=True)
    sheet = models.CharField(max_length=80)
    row = models.PositiveIntegerField()

    objects = ListingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["standing", "facility"], name="facilities_listed_once_a_list"
            ),
            models.CheckConstraint(
                condition=_KNOWN_CATEGORY, name="facilities_listed_category_is_known"
            ),
            models.CheckConstraint(
                condition=_BEDS_ARE_FEWER, name="facilities_listed_functional_beds_exist"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.standing_id} {self.key}"
