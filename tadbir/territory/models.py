"""Tables of the territory: areas and their people, entities and what they were at each date."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from tadbir.territory.querysets import valid_on, within
from tadbir.territory.reach import Reach
from tadbir.territory.terms import AreaKind, EntityKind, Form, SiteStatus, Tree


def _one_of(field: str, values: type[AreaKind | EntityKind | Form | SiteStatus | Tree]) -> Q:
    return Q(**{f"{field}__in": [value.value for value in values]})


def _ends_after_it_starts(name: str) -> models.CheckConstraint:
    """A period may be empty (withdrawn before it began) but never runs backwards."""
    return models.CheckConstraint(
        condition=Q(valid_to__isnull=True)
        | Q(valid_from__isnull=True)
        | Q(valid_to__gte=F("valid_from")),
        name=name,
    )


class Area(models.Model):
    """A part of the country in the census office's cut.

    `counted` areas add up into their parent without overlap: prefectures of arrondissements and
    arrondissements are not counted, or Casablanca would count twice. `prefecture` joins an
    arrondissement of Casablanca to its prefecture of arrondissements.
    """

    code = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=32)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    prefecture = models.ForeignKey("self", models.PROTECT, null=True, related_name="districts")
    name_fr = models.CharField(max_length=120)
    name_ar = models.CharField(max_length=120, blank=True)
    search = models.CharField(max_length=250)
    counted = models.BooleanField()
    is_urban = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=_one_of("kind", AreaKind), name="territory_area_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_fr}"


class AreaPopulation(models.Model):
    """The people of an area at a census.

    `total` is the legal population; `municipal`, `male` and `female` are the municipal one,
    which leaves out people counted apart. `age_bands` are shares of the municipal population,
    fractions of 1 as text, rounded by the census office to a thousandth. None: not published.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="populations")
    year = models.PositiveSmallIntegerField()
    total = models.PositiveIntegerField()
    municipal = models.PositiveIntegerField(null=True)
    male = models.PositiveIntegerField(null=True)
    female = models.PositiveIntegerField(null=True)
    age_bands = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["area", "year"], name="territory_one_population_an_area_and_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.year}"


class EntityQuerySet(models.QuerySet["Entity"]):
    """Entities, filtered by who looks and when."""

    def within(self, reach: Reach) -> Self:
        """Those a reach holds."""
        return self.filter(within(reach))

    def of_kinds(self, kinds: Sequence[str]) -> Self:
        """Those of some kinds; all of them when none is named."""
        return self.filter(kind__in=kinds) if kinds else self

    def existing_on(self, day: date) -> Self:
        """Those that exist on a day."""
        return self.filter(valid_on(day))


class Entity(models.Model):
    """A body of the health system, with today's names and administrative path.

    `path` lists codes from the ministry down, "/MSPS/DR03/D231/". `search` holds every folded
    name between bars. Past names, parents, forms and statuses stand in the dated tables.
    """

    code = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=20)
    area = models.ForeignKey(Area, models.PROTECT, related_name="entities")
    path = models.CharField(max_length=160, db_index=True)
    name_fr = models.CharField(max_length=200, blank=True)
    name_ar = models.CharField(max_length=200, blank=True)
    search = models.TextField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    objects = EntityQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=_one_of("kind", EntityKind), name="territory_entity_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(name_fr="") | ~Q(name_ar=""), name="territory_entity_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(path__startswith="/") & Q(path__endswith="/"),
                name="territory_path_is_closed_by_slashes",
            ),
            _ends_after_it_starts("territory_entity_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_fr or self.name_ar}"

    @property
    def region_code(self) -> str:
        """The code of the area's region, "03"; the country's own code for the ministry."""
        return self.area_code.split(".")[0]

    @property
    def area_code(self) -> str:
        """The code of the area the entity is seated in (select the area with it)."""
        return self.area.code


class EntityName(models.Model):
    """What an entity was called between two dates."""

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="names")
    name_fr = models.CharField(max_length=200, blank=True)
    name_ar = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            _ends_after_it_starts("territory_name_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["entity"],
                condition=Q(valid_to__isnull=True),
                name="territory_one_current_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name_fr or self.name_ar


class Attachment(models.Model):
    """Of whom an entity was a part, in one tree, between two dates."""

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="attachments")
    parent = models.ForeignKey(Entity, models.PROTECT, related_name="attached")
    tree = models.CharField(max_length=16)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=_one_of("tree", Tree), name="territory_tree_is_known"),
            models.CheckConstraint(
                condition=~Q(entity=F("parent")), name="territory_no_entity_is_its_own_parent"
            ),
            _ends_after_it_starts("territory_attachment_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["entity", "tree"],
                condition=Q(valid_to__isnull=True),
                name="territory_one_current_parent_a_tree",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity_id} < {self.parent_id}"


class LegalForm(models.Model):
    """Under which legal form a region was directed between two dates."""

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="forms")
    form = models.CharField(max_length=8)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=_one_of("form", Form), name="territory_form_is_known"),
            _ends_after_it_starts("territory_form_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["entity"],
                condition=Q(valid_to__isnull=True),
                name="territory_one_current_form",
            ),
        ]

    def __str__(self) -> str:
        return self.form


class Status(models.Model):
    """Whether an entity was planned, open or closed between two dates, and why.

    `by_person` tells what someone entered from what a list of facilities tells: the latter is
    made again from the lists. A reason such as "list.gone" is a code, labelled when shown.
    """

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="statuses")
    status = models.CharField(max_length=12)
    reason = models.CharField(max_length=250, blank=True)
    by_person = models.BooleanField(default=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=_one_of("status", SiteStatus), name="territory_status_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["suspended", "closed"]) | ~Q(reason=""),
                name="territory_a_stop_has_a_reason",
            ),
            _ends_after_it_starts("territory_status_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["entity"],
                condition=Q(valid_to__isnull=True),
                name="territory_one_current_status",
            ),
        ]

    def __str__(self) -> str:
        return self.status


class Alias(models.Model):
    """Another name under which files speak of an entity."""

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entity", "folded"], name="territory_one_alias_a_spelling"
            ),
            _ends_after_it_starts("territory_alias_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return self.text
